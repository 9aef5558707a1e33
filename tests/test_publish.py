import base64
import hashlib
import os
import struct

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from socialkit import plot, publish
from socialkit.errors import SaveError, SocialkitError


@pytest.fixture(autouse=True)
def close_figs():
    yield
    plt.close("all")


@pytest.fixture
def chart():
    days = pd.Index([30, 60, 90], name="days")
    columns = {"value": [0.6, 0.5, 0.4], "low": [0.5, 0.4, 0.3], "high": [0.7, 0.6, 0.5]}
    return plot.dormancy_curve(pd.DataFrame(columns, index=days, dtype="Float64"), source="here")


@pytest.fixture
def shown(monkeypatch):
    """What a notebook would receive, as (data, metadata) of each display."""
    received = []

    def display(data, *, raw, metadata):
        assert raw
        received.append((data, metadata))

    monkeypatch.setattr("IPython.get_ipython", lambda: object())
    monkeypatch.setattr("IPython.display.display", display)
    return received


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def test_show_gives_one_bundle_and_closes_the_figure(chart, shown):
    number = chart.figure.number
    assert publish.show(chart, "gone-quiet", 'A "falling" line\n <b>& more</b>') is None
    [(data, metadata)] = shown
    assert data["text/plain"] == "<chart gone-quiet>"
    assert set(data) == {"image/png", "text/plain"}
    assert size_of(base64.b64decode(data["image/png"], validate=True)) == (1280, 880)
    facts = {
        "alt": 'A "falling" line <b>& more</b>',
        "width": 640,
        "name": "gone-quiet",
        "footer": "Source: here",
    }
    assert metadata == {"image/png": facts}
    assert number not in plt.get_fignums()


def test_show_saves_too_when_given_a_folder(chart, shown, tmp_path):
    publish.show(chart, "gone-quiet", "A line.", folder=tmp_path / "new" / "charts")
    png = (tmp_path / "new" / "charts" / "gone-quiet.png").read_bytes()
    assert base64.b64decode(shown[0][0]["image/png"]) == png


def test_outside_a_notebook_only_the_name_is_printed(chart, capsys):
    publish.show(chart, "gone-quiet", "A line.")
    assert capsys.readouterr().out == "<chart gone-quiet>\n"


@pytest.mark.parametrize("name", ["Big", "a b", "", "-a", "a-", "a--b", "../a", "ä", "a\n", None])
def test_only_plain_names_are_taken(chart, tmp_path, name):
    with pytest.raises(SocialkitError, match="lower-case letters, digits and hyphens"):
        publish.show(chart, name, "A line.")
    with pytest.raises(SocialkitError, match="lower-case letters, digits and hyphens"):
        publish.save(chart, name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_two_saves_and_two_charts_are_the_same_bytes(tmp_path):
    digests = set()
    for folder in ("first", "second"):
        ax = plot.missing("Nobody was counted.", source="here")
        for turn in ("a", "b"):
            paths = publish.save(ax, "nobody", tmp_path / folder / turn)
            digests.add(tuple(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths))
    assert len(digests) == 1


def test_the_users_own_style_does_not_change_the_bytes(tmp_path):
    before = [path.read_bytes() for path in publish.save(plot.missing("No."), "a", tmp_path)]
    with plt.rc_context({"savefig.bbox": "tight", "svg.fonttype": "none", "font.family": "serif"}):
        after = [path.read_bytes() for path in publish.save(plot.missing("No."), "a", tmp_path)]
    assert before == after


def test_svg_holds_no_text_date_comment_or_outside_address(tmp_path):
    ax = plot.missing("secret_handle --> <script>", title="secret_handle")
    svg = publish.save(ax, "a", tmp_path)[0].read_text()
    assert svg.startswith("<?xml") and "<svg" in svg and 'width="460.8pt"' in svg
    for word in ("secret_handle", "script", "<!", "<text", "Matplotlib", "date>", "<image"):
        assert word not in svg
    addresses = {part.split('"')[0] for part in svg.split("http")[1:]}
    assert addresses == {"://www.w3.org/2000/svg", "://www.w3.org/1999/xlink"}


def test_nothing_is_lost_when_a_rename_fails(chart, tmp_path, monkeypatch):
    publish.save(plot.missing("Old."), "a", tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(SaveError, match=r"save the chart a to .*: No space left") as error:
        publish.save(chart, "a", tmp_path)
    assert "\n" not in str(error.value)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_folder_that_is_a_file_is_one_clear_error(chart, tmp_path):
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(SaveError, match=r"could not save the chart a to .*taken"):
        publish.save(chart, "a", tmp_path / "taken")
    assert (tmp_path / "taken").read_text() == "mine"


def test_table_writes_every_kind_of_value_for_people():
    index = pd.Index(["ann", "ben"], name="account_id")
    values = pd.DataFrame(
        {
            "count": pd.array([1234567, pd.NA], dtype="Int64"),
            "share": pd.array([0.125, pd.NA], dtype="Float64"),
            "large": pd.array([-2345.6, -0.001], dtype="Float64"),
            "numpy": [np.nan, 3.0],
            "flag": pd.array([True, pd.NA], dtype="boolean"),
            "text": pd.array(["<b>", pd.NA], dtype="string[pyarrow]"),
            "kind": pd.Categorical(["a", None]),
            "at": pd.to_datetime(["2026-01-02T03:04Z", None]),
        },
        index=index,
    )
    before = values.copy(deep=True)
    shown = publish.table(values)
    unknown = "not in this export"
    assert shown.index.equals(index) and shown.index.name == "account_id"
    assert list(shown.columns) == list(values.columns)
    assert set(shown.dtypes) == {pd.StringDtype("pyarrow")}
    assert list(shown.loc["ann"]) == [
        "1,234,567", "0.12", "-2,346", unknown, "yes", "<b>", "a", "2026-01-02 03:04",
    ]  # fmt: skip
    assert list(shown.loc["ben"]) == [
        unknown, unknown, "0.00", "3.00", unknown, unknown, unknown, unknown,
    ]  # fmt: skip
    pd.testing.assert_frame_equal(values, before)


def test_table_takes_a_column_alone_and_keeps_two_index_names():
    index = pd.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["group", "rank"])
    shown = publish.table(pd.Series([0.5, 1.0], index=index), digits=1)
    assert list(shown.columns) == ["value"] and shown.index.names == ["group", "rank"]
    assert list(shown["value"]) == ["0.5", "1.0"]
    assert list(publish.table(pd.Series([2], name="followers")).columns) == ["followers"]


def test_table_takes_no_rows_and_columns_of_one_name():
    nothing = publish.table(pd.DataFrame({"a": pd.array([], dtype="Int64")}))
    assert nothing.to_numpy().tolist() == [["not in this export"]]
    twice = pd.DataFrame([[1, 2.5]], columns=["a", "a"])
    assert publish.table(twice).to_numpy().tolist() == [["1", "2.50"]]


def test_table_joins_a_number_and_its_interval():
    columns = {"share": [0.25, None, 0.5], "share_low": [0.2, None, None]}
    columns |= {"share_high": [0.3, None, None], "other_low": [1, 2, 3]}
    shown = publish.table(pd.DataFrame(columns).astype("Float64"))
    assert shown.columns.tolist() == ["share", "other_low"]
    assert shown["share"].tolist() == ["0.25 (0.20-0.30)", "not in this export", "0.50"]
    ends = pd.DataFrame({"value": [0.5], "low": [0.4], "high": [0.6], "n": [9]})
    assert publish.table(ends)["value"].tolist() == ["0.50 (0.40-0.60)"]


def test_table_is_shown_whole_and_escaped():
    index = pd.Index(["<b>a</b>"], name="account")
    shown = publish.table(pd.DataFrame({"says": ["long " * 40 + "end"]}, index=index))
    page = shown._repr_html_()
    assert "end</td>" in page
    assert "&lt;b&gt;a" in page
    assert page.index("<th>account</th>") < page.index("<th>says</th>")
    assert "end" in repr(shown)


def test_a_table_can_say_what_it_was_counted_on():
    shares = pd.DataFrame({"dormant": [0.25]}, index=pd.Index(["ann"], name="handle"))
    told = publish.table(shares, frame="all 4 <followers>")
    assert repr(told).splitlines()[0] == "Counted on: all 4 <followers>"
    caption = "<caption>Counted on: all 4 &lt;followers&gt;</caption>"
    assert told._repr_html_().splitlines()[1].strip() == caption
    assert "caption" not in publish.table(shares)._repr_html_()
    assert told.equals(publish.table(shares))


def test_rows_of_days_are_named_by_their_days():
    days = pd.DatetimeIndex(["2026-01-01", None], tz="UTC", name="month")
    shown = publish.table(pd.Series([3, 4], days, "Int64", "posts"))
    assert shown.index.tolist() == ["2026-01-01", "no date"] and shown.index.name == "month"
    moments = pd.DatetimeIndex(["2026-01-01 09:30"], tz="UTC")
    assert publish.table(pd.Series([3], moments, "Int64")).index.tolist() == ["2026-01-01 09:30"]
