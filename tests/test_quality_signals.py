import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialkit import features, quality
from socialkit.errors import MissingDataError, SocialkitError, UnknownNameError
from socialkit.quality.registry import CRAWL_CLASSES
from socialkit.quality.signals import satisfied

COUNTED = sorted({c for signal in quality.SIGNALS if signal.is_counted for c in signal.columns})


@pytest.fixture(scope="module")
def table(six):
    return features.account_features(six)


def told_of(**known: float) -> pd.Series:
    """Return the signals of one account of which only `known` is known."""
    row = {name: pd.array([known.get(name)], dtype="Float64") for name in {*COUNTED, *known}}
    return quality.signals(pd.DataFrame(row, index=["one"])).loc["one"]


def test_signals_of_the_drawing(table):
    told = quality.signals(table)
    bad = ["picture", "biography", "never_posted", "fifty_to_one", "mass_following"]
    assert told.loc["dan", bad].tolist() == ["bad"] * 5
    assert told.loc["eve", "dormant"] == "bad"
    assert told.loc["ben", ["engages", "followed_back"]].tolist() == ["good"] * 2
    assert told.loc["fay"].isna().all()


def test_values_of_the_drawing(table):
    values = quality.signal_values(table)
    assert values.loc["dan", "fifty_to_one"] == pytest.approx(2000 / 3)
    assert values.loc["dan", "following_per_square"] == pytest.approx(2000 / 9)
    assert values.loc["dan", "following_excess"] == 1997
    assert values.loc["dan", "dormant"] == 10  # it never posted and was opened 10 days ago
    assert values.loc["ann", "all_reposts"] == 0.25
    assert values.loc["fay"].isna().all()


NEITHER = pd.NA


@pytest.mark.parametrize(
    ("signal", "column", "below", "at", "above"),
    [
        ("enough_followers", "followers_count", (29, NEITHER), (30, "good"), (31, "good")),
        ("many_posts", "posts_count", (49, NEITHER), (50, "good"), (51, "good")),
        ("never_posted", "posts_count", (0, "bad"), (1, NEITHER), (2, NEITHER)),
        ("few_posts", "posts_count", (2, "bad"), (3, NEITHER), (4, NEITHER)),
        ("few_messages", "posts_count", (19, "bad"), (20, NEITHER), (21, NEITHER)),
        ("mass_following", "following_count", (1499, "good"), (1500, "good"), (1501, "bad")),
        ("dormant", "days_since_post", (59.9, "good"), (60, "good"), (60.1, "bad")),
        ("silent_three_months", "days_since_post", (89, NEITHER), (90, NEITHER), (90.1, "bad")),
        ("mostly_reposts", "repost_share", (0.89, NEITHER), (0.9, NEITHER), (0.91, "bad")),
        ("mostly_links", "link_share", (0.89, NEITHER), (0.9, NEITHER), (0.91, "bad")),
        ("not_only_links", "link_share", (0.98, "good"), (0.99, "good"), (1, NEITHER)),
        ("all_reposts", "repost_share", (0.98, NEITHER), (0.99, NEITHER), (1, "bad")),
        ("spam_phrases", "spam_phrase_share", (0.29, NEITHER), (0.3, NEITHER), (0.31, "bad")),
        ("same_post", "same_post_count", (2, NEITHER), (3, NEITHER), (4, "bad")),
        ("several_clients", "clients_count", (1, NEITHER), (2, "good"), (3, "good")),
        ("picture", "has_picture", (0, "bad"), (1, "good"), (1, "good")),
        ("place", "has_location", (0, NEITHER), (1, "good"), (1, "good")),
        ("listed", "listed_count", (0, NEITHER), (1, "good"), (2, "good")),
    ],
)
def test_a_signal_turns_where_its_source_says(signal, column, below, at, above):
    for value, expected in (below, at, above):
        found = told_of(**{column: value})[signal]
        assert found is expected or found == expected, value


@pytest.mark.parametrize(
    ("signal", "following", "followers", "expected"),
    [
        ("balanced", 60, 30, "good"),
        ("balanced", 61, 30, NEITHER),
        ("balanced", 0, 0, "good"),
        ("balanced", 1, 0, NEITHER),
        ("fifty_to_one", 499, 10, NEITHER),
        ("fifty_to_one", 500, 10, "bad"),
        ("fifty_to_one", 501, 10, "bad"),
        ("fifty_to_one", 1, 0, "bad"),
        ("fifty_to_one", 0, 0, NEITHER),
        ("hundred_to_one", 999, 10, NEITHER),
        ("hundred_to_one", 1000, 10, "bad"),
        ("hundred_to_one", 0, 0, NEITHER),
        ("following_excess", 799, 500, NEITHER),
        ("following_excess", 800, 500, NEITHER),
        ("following_excess", 801, 500, "bad"),
        ("following_excess", 0, 500, NEITHER),
    ],
)
def test_ratios_are_decided_by_the_counts(signal, following, followers, expected):
    found = told_of(following_count=following, followers_count=followers)[signal]
    assert found is expected or found == expected


def test_a_ratio_to_no_followers_is_no_number():
    row = {name: pd.array([None], dtype="Float64") for name in COUNTED}
    row |= {"following_count": [5], "followers_count": [0]}
    values = quality.signal_values(pd.DataFrame(row)).iloc[0]
    undefined = ["balanced", "fifty_to_one", "hundred_to_one", "following_per_square"]
    assert values[undefined].isna().all()


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"age_days": 60, "has_picture": 0}, False),
        ({"age_days": 60.1, "has_picture": 0}, True),
        ({"age_days": 61, "has_picture": 1}, False),
        ({"age_days": 61}, None),
        ({"age_days": 60}, False),
        ({"has_picture": 1}, False),
        ({"has_picture": 0}, None),
    ],
)
def test_two_months_without_a_picture(known, expected):
    held = judged_on("old_without_picture", **known)
    assert held is pd.NA if expected is None else held == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"has_bio": 0, "has_location": 0, "following_count": 100}, False),
        ({"has_bio": 0, "has_location": 0, "following_count": 101}, True),
        ({"has_bio": 1, "has_location": 0, "following_count": 101}, False),
        ({"has_bio": 0, "has_location": 1, "following_count": 101}, False),
        ({"has_bio": 0, "following_count": 101}, None),
        ({"has_bio": 1}, False),
        ({"following_count": 100}, False),
        ({"has_bio": 0, "has_location": 0}, None),
    ],
)
def test_an_empty_profile_that_follows_more_than_a_hundred(known, expected):
    held = judged_on("empty_but_following", **known)
    assert held is pd.NA if expected is None else held == expected


@pytest.mark.parametrize("signal", ["mostly_reposts", "mostly_links", "all_reposts"])
def test_who_never_posted_has_no_posts_of_any_kind(signal):
    assert judged_on(signal, posts_count=0) == False  # noqa: E712  # NA would be neither
    assert judged_on(signal, posts_count=1) is pd.NA


def judged_on(signal: str, **known: float) -> object:
    """Return whether one account of which only `known` is known satisfies a signal."""
    row = {name: pd.array([known.get(name)], dtype="Float64") for name in COUNTED}
    wanted = tuple(one for one in quality.SIGNALS if one.name == signal)
    return satisfied(pd.DataFrame(row), wanted)[signal].iloc[0]


def test_nobody_seen_to_interact_is_silent_not_bad():
    told = told_of(engaged_with_focal=0, followed_by_focal=0)
    assert told[["engages", "followed_back"]].isna().all()


@given(st.sampled_from(COUNTED), st.integers(0, 10_000))
def test_a_signal_speaks_only_of_what_is_known(column, value):
    told = told_of(**{column: value}).dropna()
    needed = {signal.name: signal.columns for signal in quality.SIGNALS}
    assert all(column in needed[name] for name in told.index)


def test_thresholds_can_be_moved(table):
    changed = quality.signals(table, thresholds={"dormant": 400, "following_excess": -200})
    usual = quality.signals(table)
    assert usual.loc["eve", "dormant"] == "bad"
    assert changed.loc["eve", "dormant"] == "good"
    assert changed.loc["ben", "following_excess"] == "bad"
    rest = [name for name in usual if name not in ("dormant", "following_excess")]
    pd.testing.assert_frame_equal(changed[rest], usual[rest])


def test_where_no_threshold_was_published_one_can_be_given(table):
    assert quality.signals(table)["following_per_square"].isna().all()
    told = quality.signals(table, thresholds={"following_per_square": 100})
    assert told["following_per_square"].dropna().to_dict() == {"dan": "bad"}


@pytest.mark.parametrize(
    ("thresholds", "message"),
    [
        ({"dormnat": 90}, "no signal 'dormnat'; known: dormant"),
        ({"picture": 1}, "'picture' is a yes or no and has no threshold"),
        ({"dormant": "90"}, "'dormant' must be a number, not '90'"),
        ({"dormant": True}, "'dormant' must be a number, not True"),
        ({"dormant": float("nan")}, "'dormant' must be a number, not nan"),
        ({"dormant": float("inf")}, "'dormant' must be a number, not inf"),
        ({"dormant": None}, "'dormant' must be a number, not None"),
        ({"dormant": -1}, "'dormant' cannot be below 0; -1 is"),
        ({"mostly_links": 90}, "'mostly_links' is a share, 0 to 1, not 90"),
        ([("dormant", 90)], "thresholds go by the signal's name"),
    ],
)
def test_wrong_thresholds_are_refused(table, thresholds, message):
    with pytest.raises(SocialkitError, match=message):
        quality.signals(table, thresholds=thresholds)


def test_an_unknown_signal_is_an_unknown_name(table):
    with pytest.raises(UnknownNameError):
        quality.signals(table, thresholds={"nothing": 1})


def test_missing_and_unusable_columns_are_named(table):
    with pytest.raises(MissingDataError, match="lack has_bio, posts_count"):
        quality.signals(table.drop(columns=["posts_count", "has_bio"]))
    with pytest.raises(SocialkitError, match="'uses_hashtag' must hold numbers, or true and false"):
        quality.signals(table.assign(uses_hashtag="often"))


def test_what_is_not_counted_here_is_used_where_a_table_has_it(table):
    told = quality.signals(table.assign(uses_hashtag=[True, False, None, True, None, None]))
    assert told["hashtag"].dropna().to_dict() == {"ann": "good", "dan": "good"}


def test_the_register_is_complete():
    names = [signal.name for signal in quality.SIGNALS]
    assert len(names) == len(set(names))
    for signal in quality.SIGNALS:
        assert signal.crawl_class in CRAWL_CLASSES
        assert {signal.satisfied, signal.failed} <= {"good", "bad", ""}
        assert signal.sentence().endswith(".")
        assert "{" not in signal.sentence()


def test_sentences_name_the_threshold_in_its_unit():
    by_name = {signal.name: signal for signal in quality.SIGNALS}
    assert by_name["mass_following"].sentence() == "It follows more than 1,500 accounts."
    assert by_name["mostly_links"].sentence(0.5) == "More than 50 % of its posts link away."


def test_counted_columns_are_those_of_the_features(table):
    assert set(COUNTED) <= set(table.columns)
    other = {c for signal in quality.SIGNALS if not signal.is_counted for c in signal.columns}
    assert not other & set(table.columns), "now counted: set is_counted in criteria.py"
