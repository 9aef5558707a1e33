"""Explorations: the controls move the answer, and the answer is what audience would say."""

import re
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd
import pytest
from broken import packed, samples
from conftest import rebuilt, renamed, shuffled

import socialkit as sk
from socialkit import audience, estimate, explore, features, quality
from socialkit.audience.corners import side_by_side
from socialkit.audience.segments import classify
from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.explore import answer, choosing, networks

EVERYDAY = {name: members for name, members in samples().items() if name.endswith("/everyday")}
CHOICES = (
    {},
    {"weights": "reach", "dormant_days": 90},
    {"weights": {"reachable": 1, "engaged": 3}, "unreachable_below": 0.2},
    {"weights": {"related": 1}, "dormant_days": 7, "unreachable_below": 1.0},
)


@pytest.fixture(scope="module")
def made():
    return sk.simulate.network(accounts=500, focal=6, seed=4).snapshot


@pytest.fixture(scope="module")
def explored(made):
    return explore.quality(made)


def by_hand(snapshot, weights="balanced", dormant_days=60, unreachable_below=0.5):
    """Compare the accounts one by one with the functions that know nothing of one another."""
    rows = {}
    for account_id in snapshot.focal:
        ties = features.follower_features(snapshot, [account_id])
        score = quality.score(ties, weights, dormant_days=dormant_days)["quality"]
        found = classify(ties, dormant_days=dormant_days, unreachable_below=unreachable_below)
        seen = audience.frame(snapshot, account_id)
        mean = estimate.mean(score, population=seen.population, of="superpopulation")
        share = found["segment"].value_counts(normalize=True)
        rows[account_id] = [mean.value, mean.low, mean.high, mean.n]
        rows[account_id] += [share.get(one, 0.0) for one in ("engaged", "dormant", "unreachable")]
    columns = ["quality", "quality_low", "quality_high", "n", "engaged", "dormant", "junk"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


class TestCompared:
    @pytest.mark.parametrize("choice", CHOICES)
    def test_kept_draws_change_no_digit(self, made, choice):
        audiences = audience.Audiences(made)
        before = audiences.compare(**choice)
        audiences.prepare()
        audiences.compare()  # what was kept of another answer must not show
        pd.testing.assert_frame_equal(audiences.compare(**choice), before, check_exact=True)
        asked = audience.compare(made, **choice)
        pd.testing.assert_frame_equal(asked, before, check_exact=True)

    @pytest.mark.parametrize("choice", CHOICES)
    def test_it_is_what_the_parts_say(self, made, choice):
        expected = by_hand(made, **choice)
        table = audience.compare(made, **choice).loc[expected.index, expected.columns]
        np.testing.assert_array_equal(table.astype(float), expected.astype(float))

    def test_the_mean_of_kept_draws_is_the_mean(self):
        rng = np.random.default_rng(1)
        draws = estimate.Draws()
        for n in (5, 6, 40, 300, 300):
            for values in (rng.random(n), rng.integers(0, 2, n) / 1.0, rng.normal(0, 1e6, n)):
                column = pd.Series(values)
                kept = [estimate.mean(column, draws=one) for one in (None, draws, draws)]
                assert repr(kept[0]) == repr(kept[1]) == repr(kept[2])

    def test_what_does_not_fit_is_drawn_anew(self, monkeypatch):
        monkeypatch.setattr("socialkit.estimate.redrawn._MOST_DRAWS", 999 * 10)
        draws, values = estimate.Draws(), pd.Series(np.linspace(0, 1, 11) ** 2)
        assert draws.keep(10)
        assert not draws.keep(11)
        assert estimate.mean(values, draws=draws) == estimate.mean(values)

    @pytest.mark.parametrize(
        "wrong", [{"unreachable_below": 1.5}, {"dormant_days": 0}, {"weights": {"reachable": -1}}]
    )
    def test_what_cannot_be_meant_is_refused(self, six, wrong):
        with pytest.raises(SocialkitError):
            audience.compare(six, **wrong)

    def test_nobody_compared_is_a_table_without_rows(self, made):
        assert side_by_side(audience.compare(made).iloc[:0]).empty


class TestMoves:
    def test_every_control_moves_something(self, made, explored):
        moves = {
            "reachable": 1.0, "active": 0.9, "engaged": 0.0, "related": 0.8,
            "unreachable_below": 0.95, "dormant_days": 20, "account": made.focal[3],
        }  # fmt: skip
        assert set(moves) == set(explored.board.controls)
        for name, place in moves.items():
            before = (explored.board.said.value, explored.board.table.value)
            explored.board.controls[name].value = place
            assert (explored.board.said.value, explored.board.table.value) != before, name
            assert explored.values[name] == place
        weights = {name: moves[name] for name in choosing.FACETS}
        chosen = {"dormant_days": 20, "unreachable_below": 0.95}
        row = audience.compare(made, weights=weights, **chosen).loc[moves["account"]]
        interval = f"{row['quality_low']:.2f}-{row['quality_high']:.2f}"
        assert f"{row['quality']:.2f} ({interval})" in explored.sentence
        assert str(row["frame"]) in explored.sentence
        assert "add up to 2.70, so they count 37 %, 33 %, 0 %, 30 %" in explored.board.beside.value

    def test_audience_says_what_profile_says(self, made):
        explored = explore.audience(made, made.focal[1])
        explored.board.controls["dormant_days"].value = 33
        explored.board.controls["related"].value = 1.0
        explored.board.controls["unreachable_below"].value = 0.3
        weights = quality.FACET_WEIGHTS | {"related": 1.0}
        table = audience.profile(
            made, made.focal[1], weights=weights, dormant_days=33, unreachable_below=0.3
        )
        assert explored.table["in_words"].tolist() == table["in_words"].tolist()

    def test_the_picture_follows_and_says_what_it_shows(self, explored):
        before = explored.board.picture.value
        explored.board.controls["reachable"].value = 0.35
        after = explored.board.picture.value
        assert before != after
        assert re.match(r'<img [^>]*alt="Scatter chart of 6 accounts[^"]+"', after)

    def test_a_fault_is_one_sentence_and_the_answer_stays(self, made):
        explored = explore.quality(made)
        for name in choosing.FACETS:
            kept = explored.board.said.value
            explored.board.controls[name].value = 0.0
        assert "All four weights are 0" in explored.board.fault.value
        assert explored.board.said.value == kept
        explored.board.controls["active"].value = 0.5
        assert explored.board.fault.value == ""

    def test_controls_are_named_and_do_not_queue(self, explored):
        for control in explored.board.controls.values():
            assert control.description
            assert not getattr(control, "continuous_update", False)


class TestTwin:
    @pytest.mark.parametrize("call", ["quality", "audience", "network"])
    def test_without_a_reader_it_stands_still(self, made, call, capsys):
        explored = getattr(explore, call)(made)
        explored._ipython_display_()
        printed = capsys.readouterr().out
        assert f"<chart {call}-by-hand>" in printed
        assert explored.sentence in printed
        assert "board" not in vars(explored)  # nothing of anybody is kept in the notebook
        assert not answer.is_watched()

    @pytest.mark.parametrize("call", ["quality", "audience", "network"])
    def test_no_order_and_no_id_changes_it(self, made, call):
        plain = getattr(explore, call)(made)
        for other in (shuffled(made, 3), renamed(made, 3)[0]):
            again = getattr(explore, call)(other)
            assert again.sentence == plain.sentence
            assert again.table.to_numpy().tolist() == plain.table.to_numpy().tolist()

    @pytest.mark.parametrize("name", sorted(EVERYDAY))
    @pytest.mark.parametrize("call", ["quality", "audience", "network"])
    def test_what_an_export_does_not_tell_is_said(self, name, call, tmp_path: Path):
        snapshot = sk.read(str(packed(EVERYDAY[name], tmp_path / "upload", Random(1))))
        explored = getattr(explore, call)(snapshot)
        assert explored.sentence.endswith(".")
        assert "nan" not in explored.sentence.lower().split()
        assert explored.board.fault.value == ""
        if not len(snapshot.focal):
            assert re.search("not in this export|no network to draw", explored.sentence)

    def test_an_account_that_is_not_there(self, six):
        for call in (explore.quality, explore.audience, explore.network):
            with pytest.raises(UnknownNameError):
                call(six, "nobody")


class TestNetwork:
    def test_only_so_many_and_it_says_how_many_not(self, made):
        who = audience.choose(made)
        explored = explore.network(made, who, most=20)
        (sigma,) = explored.board.widget.children[3:4]
        assert len(sigma.data["nodes"]) == 20
        assert re.search(r"Drawn are 20 of the [\d,]+ followers .*left out are", explored.sentence)
        with pytest.raises(SocialkitError, match="whole number of nodes"):
            explore.network(made, who, most=0)

    def test_only_accounts_that_may_be_named_are(self, made):
        who = audience.choose(made)
        named = set(made.accounts.loc[made.focal, "handle"])
        for names in (False, True):
            explored = explore.network(made, who, names=names)
            labels = {
                one["attributes"]["label"]
                for one in explored.board.widget.children[3].data["nodes"]
            }
            assert (labels - {networks._UNNAMED} <= named) is not names
            ids = {one["key"] for one in explored.board.widget.children[3].data["nodes"]}
            assert ids == set(range(len(ids)))

    def test_practitioner_mode_refuses_single_followers_only(self, made):
        sk.practitioner()
        try:
            with pytest.raises(sk.errors.PrivacyError, match="ties of single followers"):
                explore.network(made)
            assert explore.quality(made).sentence
            assert explore.audience(made).sentence
        finally:
            sk.practitioner(on=False)

    def test_hostile_names_are_text(self, six):
        bad = "<img src=x onerror=alert(1)>\"'`\u202e"
        accounts = six.accounts.assign(
            handle=lambda t: t["handle"].where(~t.index.isin(["ann", "ben"]), bad)
        )
        hostile = rebuilt(six, accounts=accounts)
        for call in (explore.quality, explore.audience):
            board = call(hostile, "ann").board
            for part in (board.said, board.table, board.beside, board.picture):
                assert "<img src=x" not in part.value
        sigma = explore.network(hostile, "ann").board.widget.children[3]
        for node in sigma.data["nodes"]:
            assert not set(node["attributes"]["label"]) & set("<>&\"'`\u202e")
            assert node["attributes"]["kind"] in audience.SEGMENTS
