import numpy as np
import pandas as pd
import pytest
from conftest import ORIGIN, renamed, shuffled
from sklearn.metrics import roc_auc_score

from socialkit import audience, datasets, graph, practice
from socialkit.audience.accounts import judge
from socialkit.errors import UnknownNameError
from socialkit.snapshot import Snapshot

needs_origin = pytest.mark.skipif(not ORIGIN.is_dir(), reason="the origin's files are not here")


def marked(seed=1, accounts=400, views=True):
    """Return streamers of whom those with many followers are marked, whatever their views."""
    rng = np.random.default_rng(seed)
    ids = [f"{number:04d}" for number in range(accounts)]
    wanted = rng.geometric(0.1, accounts).clip(max=60)
    follower, followed = [], []
    for place, many in enumerate(wanted):
        others = rng.choice(np.delete(np.arange(accounts), place), many, replace=False)
        follower += [ids[other] for other in others]
        followed += [ids[place]] * many
    table = pd.DataFrame({"is_verified": wanted > rng.normal(15, 5, accounts)}, index=ids)
    opened = pd.Timestamp("2017-01-01T00:00Z") + pd.to_timedelta(rng.integers(0, 99, accounts), "D")
    more = {"x_views": wanted * rng.integers(5, 10, accounts)} if views else {}
    table = table.assign(created_at=opened, **more)
    ties = pd.DataFrame({"follower_id": follower, "followed_id": followed})
    return Snapshot(table, ties, taken_at="2018-05-31T00:00Z", platform="twitch")


@pytest.fixture(scope="module")
def made():
    return marked()


def test_the_share_of_the_marked_says_of_whom(made):
    share = audience.judged_share(made)
    assert share.n == 400
    assert share.value == made.accounts["is_verified"].mean()
    assert str(share).endswith("of 400 accounts, all 400 accounts with a judgement in these data")


def test_each_measure_is_held_against_the_mark(made):
    table = audience.told_apart(made)
    assert tuple(table.index) == audience.JUDGED_BY
    mark = made.accounts["is_verified"].astype(bool)
    expected = {
        "followers": graph.degrees(made)["indegree"],
        "views": made.accounts["x_views"],
        "pagerank": graph.pagerank(made),
        "core_number": graph.core_number(made),
        "age_days": made.taken_at - made.accounts["created_at"],
    }
    for name, numbers in expected.items():
        score = roc_auc_score(
            mark, numbers.to_numpy(dtype="int64" if name == "age_days" else float)
        )
        assert table.loc[name, "value"] == pytest.approx(score)
    assert table.loc["age_days", "low"] < 0.5 < table.loc["age_days", "high"]


def test_what_comes_of_many_followers_alone_is_gone_among_those_with_as_many(made):
    plain, alike = audience.told_apart(made), audience.told_apart(made, alike=["followers"])
    assert plain.loc["views", "low"] > 0.8
    assert alike.loc["views", "low"] < 0.55
    assert abs(alike.loc["followers", "value"] - 0.5) < 0.1
    assert alike.loc["followers", "n"] < plain.loc["followers", "n"]
    assert "have nobody alike" in alike.loc["followers", "note"]


def test_alike_in_two_ways_parts_the_runs_again(made):
    one = judge._alike(judge._measures(made)[["age_days"]])
    both = judge._alike(judge._measures(made)[["followers", "age_days"]])
    assert one.nunique() < both.nunique()
    assert both.value_counts().min() >= judge.ALIKE_AT_LEAST
    table = audience.told_apart(made, alike=["followers", "age_days"])
    assert table["value"].notna().all()


def test_runs_hold_neighbours_and_the_rest_joins_the_last():
    values = pd.Series([5, 1, 1, 2, 3, 3, 9])
    assert judge._runs(values, 3).tolist() == [1, 0, 0, 0, 1, 1, 1]
    assert judge._runs(values, 100).tolist() == [0] * 7


@pytest.mark.parametrize("change", [shuffled, lambda snapshot, seed: renamed(snapshot, seed)[0]])
def test_neither_row_order_nor_ids_matter(made, change):
    other = change(made, 5)
    assert audience.judged_share(other) == audience.judged_share(made)
    for alike in ((), ("followers",)):
        mine, theirs = (audience.told_apart(one, alike=alike) for one in (made, other))
        pd.testing.assert_frame_equal(mine, theirs)


def test_what_was_not_collected_is_said():
    table = audience.told_apart(marked(views=False))
    assert table["value"].isna().to_dict()["views"]
    assert table.loc["views", "in_words"] == (
        "not in this export: how often these accounts were viewed"
    )
    assert table["value"].notna().sum() == 4


def test_without_a_judge_or_with_too_few_marks_nothing_is_told(six):
    few = audience.told_apart(six)  # nobody is known to be vetted
    assert few["value"].isna().all()
    assert few["note"].str.startswith("a judgement from outside").all()
    sample = datasets.load("therapists")  # three of the 40 focal accounts
    assert audience.told_apart(sample)["note"].unique().tolist() == [
        "too few accounts have the mark of the outside judge, or lack it"
    ]
    assert not audience.judged_share(sample).known


def test_where_only_some_lists_were_collected_standing_is_not_known():
    whole = marked()
    half = whole.accounts.index[::2]
    accounts = whole.accounts.assign(is_focal=whole.accounts.index.isin(half), list_frame="census")
    follows = whole.follows[whole.follows["followed_id"].isin(half)]
    part = Snapshot(accounts, follows, taken_at=whole.taken_at)
    table = audience.told_apart(part)
    assert table.loc[["pagerank", "core_number"], "value"].isna().all()
    assert table.loc["followers", "n"] == len(half)
    assert "who follows whom" in table.loc["pagerank", "note"]


def test_a_column_or_measure_that_is_not_there_is_refused(made):
    with pytest.raises(UnknownNameError, match="no column of true and false 'x_views'"):
        audience.judged_share(made, label="x_views")
    with pytest.raises(UnknownNameError, match="no measure 'fame'; known: followers"):
        audience.told_apart(made, alike=["fame"])


def test_totals_are_told_in_practitioner_mode_too(made, monkeypatch):
    monkeypatch.setenv(practice.VARIABLE, "1")
    assert audience.told_apart(made)["value"].notna().all()


@needs_origin
@pytest.mark.parametrize(("name", "standing"), [("twitch-engb", 0.79), ("twitch-ptbr", 0.63)])
def test_on_twitch_views_tell_partners_apart_and_the_core_points_the_other_way(name, standing):
    table = audience.told_apart(datasets.load(name), alike=["followers"])
    assert table.loc["views", "low"] > 0.9
    assert table.loc["core_number", "high"] < 0.4
    assert table.loc["pagerank", "value"] == pytest.approx(standing, abs=0.01)
    assert abs(table.loc["followers", "value"] - 0.5) < 0.05
