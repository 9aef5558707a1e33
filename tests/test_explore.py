"""Judging followers with buttons: what is shown, kept and taken up again."""

import os
import re
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output

from socialkit import audience, explore
from socialkit.errors import ReadError, SocialkitError
from socialkit.explore.card import LONGEST, card

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&\u202egnp.exe\x07\n</td></table>"
)


@pytest.fixture
def sample(six):
    return audience.labelling_sample(six, "ann")


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "labels.csv"


def answered(labelling: explore.Labelling) -> list[str]:
    return labelling.labels["label"].fillna("-").tolist()


def press(labelling: explore.Labelling, *names: str) -> None:
    for name in names:
        labelling.panel.buttons[name].click()


class TestButtons:
    def test_each_answer_is_kept_and_the_next_account_comes(self, sample, path):
        labelling = explore.label(sample, path)
        shown = []
        for name in ("yes", "no", "unsure"):
            shown.append(labelling.panel.shown.value)
            press(labelling, name)
            kept = audience.read_labels(path)["label"]
            assert kept.equals(labelling.labels["label"])
        assert answered(labelling) == ["yes", "no", "unsure", "-"]
        for handle, html in zip(sample["handle"].iloc[:3], shown, strict=True):
            assert f"@{handle}<" in html
        assert labelling.labels.index.equals(sample.index)

    def test_back_changes_an_answer_and_goes_on_where_it_was(self, sample):
        labelling = explore.label(sample)
        press(labelling, "yes", "yes", "back")
        assert "Your answer so far: <b>yes</b>" in labelling.panel.shown.value
        assert f"@{sample['handle'].iloc[1]}" in labelling.panel.shown.value
        press(labelling, "no")
        assert f"@{sample['handle'].iloc[2]}" in labelling.panel.shown.value
        assert answered(labelling) == ["yes", "no", "-", "-"]

    def test_at_the_first_account_there_is_no_way_back(self, sample):
        labelling = explore.label(sample)
        assert labelling.panel.buttons["back"].disabled
        press(labelling, "back")
        assert f"@{sample['handle'].iloc[0]}" in labelling.panel.shown.value

    def test_at_the_end_only_back_is_left(self, sample):
        labelling = explore.label(sample)
        press(labelling, *["no"] * 4)
        assert "Everyone in the sample has a label" in labelling.panel.shown.value
        assert [one.disabled for one in labelling.panel.buttons.values()] == [
            True,
            True,
            True,
            False,
        ]
        press(labelling, "yes")  # a key typed once too often
        assert answered(labelling) == ["no"] * 4
        press(labelling, "back", "unsure")
        assert answered(labelling) == ["no"] * 3 + ["unsure"]

    def test_what_was_left_open_comes_after_the_end(self, sample):
        sample = sample.assign(label=[None, "yes", "yes", None])
        labelling = explore.label(sample)
        press(labelling, "no", "back", "back", "back", "yes")
        assert f"@{sample['handle'].iloc[3]}" in labelling.panel.shown.value
        press(labelling, "no")
        assert answered(labelling) == ["yes", "yes", "yes", "no"]

    def test_keys_do_as_buttons_do(self, sample):
        labelling = explore.label(sample)
        for key in ("y", "N", " ", "x", "u", "b", "n"):
            labelling.panel.keys.value = key
            assert labelling.panel.keys.value.strip() == ""
        assert answered(labelling) == ["yes", "no", "no", "-"]

    def test_progress_is_counted(self, sample):
        labelling = explore.label(sample)
        press(labelling, "yes", "unsure")
        assert labelling.progress.to_dict() == {"yes": 1, "no": 0, "unsure": 1, "not yet": 2}
        assert "2 of 4 labelled" in labelling.panel.status.value
        assert repr(labelling) == "<Labelling: 2 of 4 accounts labelled>"

    def test_labels_go_straight_into_the_estimate(self, six, sample):
        labelling = explore.label(sample)
        for account_id in sample.index:
            press(labelling, "yes" if account_id == "dan" else "no")
        table = audience.corrected_profile(six, "ann", labelling.labels)
        assert table.loc["labelled", "value"] == 0.25
        assert table.loc["sensitivity", "value"] == 1

    def test_nothing_to_show_is_made_before_it_is_asked_for(self, sample):
        # A notebook keeps the state of every widget made in it, and this one a biography.
        labelling = explore.label(sample)
        assert "panel" not in vars(labelling)
        assert labelling.progress["not yet"] == 4

    def test_the_sample_is_not_changed(self, sample):
        before = sample.copy()
        labelling = explore.label(sample)
        press(labelling, "yes")
        labels = labelling.labels
        labels["label"] = "no"
        pd.testing.assert_frame_equal(sample, before)
        assert answered(labelling) == ["yes", "-", "-", "-"]


class TestFile:
    def test_no_file_is_made_before_the_first_answer(self, sample, path):
        explore.label(sample, path)
        assert not path.exists()

    def test_the_work_goes_on_where_it_ended(self, sample, path):
        press(explore.label(sample, path), "yes", "unsure")
        again = explore.label(sample, str(path))
        assert answered(again) == ["yes", "unsure", "-", "-"]
        assert f"@{sample['handle'].iloc[2]}" in again.panel.shown.value
        press(again, "no")
        assert audience.read_labels(path)["label"].notna().sum() == 3

    def test_the_order_of_the_rows_in_the_file_does_not_matter(self, sample, path):
        labels = sample.assign(label=["yes", None, "no", None])
        audience.save_labels(labels.iloc[::-1], path)
        assert answered(explore.label(sample, path)) == ["yes", "-", "no", "-"]

    def test_labels_of_another_sample_are_left_alone(self, six, sample, path):
        audience.save_labels(audience.labelling_sample(six, "ben"), path)
        before = path.read_bytes()
        with pytest.raises(SocialkitError, match="labels of another sample"):
            explore.label(sample, path)
        assert path.read_bytes() == before
        audience.save_labels(sample.assign(follower_of="eve"), path)
        with pytest.raises(SocialkitError, match="labels of another sample"):
            explore.label(sample, path)
        path.write_bytes(b"")
        with pytest.raises(ReadError, match="row 1"):
            explore.label(sample, path)
        assert path.read_bytes() == b""

    def test_a_failure_is_seen_and_loses_nothing(self, sample, path, monkeypatch):
        labelling = explore.label(sample, path)
        press(labelling, "yes")
        before = path.read_bytes()

        def fail(old: Path, new: Path) -> None:
            raise OSError(28, "No space <left>")

        with monkeypatch.context() as broken:
            broken.setattr(os, "replace", fail)
            press(labelling, "no")
        assert "No space &lt;left&gt;" in labelling.panel.status.value
        assert path.read_bytes() == before
        press(labelling, "no")
        assert "No space" not in labelling.panel.status.value
        assert answered(labelling) == ["yes", "no", "no", "-"]
        assert audience.read_labels(path)["label"].notna().sum() == 3


class TestShown:
    def test_what_strangers_wrote_is_text(self):
        html = card(pd.Series({name: HOSTILE for name in ("handle", "name", "bio", "url")}))
        bare = html.replace('<div style="font-size:1.3em">', "").replace(
            '<table style="line-height:1.3">', ""
        )
        for tag in ("b", "bdi", "tr", "td", "/b", "/bdi", "/tr", "/td", "/div", "/table"):
            bare = bare.replace(f"<{tag}>", "")
        assert not set(bare) & set("<>\u202e\x07\"'")
        assert html.count("&lt;script&gt;") == 4
        assert html.count("</table>") == 1

    def test_the_question_is_text_too(self, sample):
        labelling = explore.label(sample, question="<b>Real?</b>")
        shown = labelling._repr_mimebundle_()
        assert "application/vnd.jupyter.widget-view+json" in shown
        assert "&lt;b&gt;Real?" in labelling.panel.widget.children[0].value

    def test_numbers_and_gaps_read_as_people_say_them(self, sample):
        html = card(sample.loc["dan"])
        for text in ("2,000", "10 days ago", "(empty)", "not in this export", "@DanDeals"):
            assert f"<bdi>{text}</bdi>" in html
        assert "<td>Own picture</td><td><bdi>no</bdi>" in html

    def test_what_the_machine_thinks_is_not_shown(self, sample):
        html = card(sample.loc["dan"])
        assert "unreachable" not in html
        assert "stratum" not in html

    def test_an_endless_text_is_cut_and_an_account_without_a_name_has_its_id(self):
        html = card(pd.Series({"bio": "x" * 9000, "handle": None, "name": " "}, name="<7>"))
        assert len(html) < LONGEST + 500
        assert "account &lt;7&gt;" in html

    def test_nobody_to_label(self, six):
        labelling = explore.label(audience.labelling_sample(six, None))
        assert "nobody to label" in labelling.panel.shown.value
        press(labelling, "yes", "back")
        assert labelling.labels.empty
        assert labelling.progress.sum() == 0

    def test_what_is_no_sample_is_refused(self, sample):
        for wrong in (sample.drop(columns="label"), pd.concat([sample, sample])):
            with pytest.raises(SocialkitError, match="labelling_sample"):
                explore.label(wrong)

    def test_a_page_made_of_the_notebook_shows_how_far_it_is(self, sample, capsys):
        labelling = explore.label(sample.assign(label=["yes", "no", None, None]))
        printed = capsys.readouterr().out
        assert printed.split() == "accounts yes 1 no 1 unsure 0 not yet 2".split()
        cell = new_code_cell("labelling", execution_count=1)
        cell.outputs = [
            new_output("stream", name="stdout", text=printed),
            new_output("execute_result", data=labelling._repr_mimebundle_(), execution_count=1),
        ]
        notebook = nbformat.from_dict(new_notebook(cells=[cell]))
        page, _ = HTMLExporter(template_name="basic").from_notebook_node(notebook)
        assert re.search(r"not yet +2\n", page)
        assert "&lt;Labelling: 2 of 4 accounts labelled&gt;" in page
