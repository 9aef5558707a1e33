import numpy as np
import pandas as pd
import pytest
from conftest import TAKEN_AT, days_before, rebuilt, renamed, shuffled
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from socialkit import audience, features, simulate
from socialkit.errors import UnknownNameError
from socialkit.snapshot import Snapshot

KINDS = ["reply", "original", "quote", "repost"]
WHOLE = ["engaging", "own", "quote", "repost"]


@pytest.fixture(scope="module")
def made():
    return simulate.network(accounts=1500, focal=6, seed=5).snapshot


def poster(
    *kinds: str | None, platform: str = "x", acts: list[tuple] | None = None, **facts: object
) -> Snapshot:
    """Ann, who posted so on one day after another, and ben, to whom she may have turned."""
    accounts = pd.DataFrame(index=pd.Index(["ann", "ben"], name="account_id"))
    for name, value in ({"posts_seen": True, "interactions_seen": "out"} | facts).items():
        accounts[name] = [value, None]
    moments = days_before(*range(1, len(kinds) + 1))
    posts = pd.DataFrame({"account_id": "ann", "posted_at": moments, "kind": list(kinds)})
    posts.index = [f"p{place}" for place in range(len(kinds))]
    columns = ["source_id", "target_id", "kind", "at", "count"]
    done = pd.DataFrame(acts or [], columns=columns)
    texts = {"taken_at": TAKEN_AT, "platform": platform}
    return Snapshot(accounts, posts=posts, interactions=done, **texts)


def mention(day: int | None, count: int = 1, kind: str = "mention") -> tuple:
    return ("ann", "ben", kind, days_before(day)[0], count)


class TestMix:
    def test_of_the_drawing(self, six):
        table = audience.conduct(six, "ann")
        assert table["value"].to_dict() == {
            "engaging": 0.5, "own": 0.25, "reply": 0.5, "original": 0.25, "quote": 0,
            "repost": 0.25, "link": 0.5, "own_site": 0.25, "following_gap": -3,
        }  # fmt: skip
        assert table["target"].dropna().to_dict() == {"engaging": 0.75, "own": 0.25}

    def test_it_parts_all_posts(self, made):
        for who in made.focal:
            assert audience.conduct(made, who).loc[WHOLE, "value"].sum() == pytest.approx(1)

    def test_an_original_that_names_somebody_is_engaging(self):
        both = poster("reply", "original", "original", "repost", acts=[mention(2), mention(1)])
        table = audience.conduct(both, "ann")  # day 1 is the reply's, and no post more for it
        assert table.loc[["engaging", "own"], "value"].tolist() == [0.5, 0.25]
        assert table.loc["original", "value"] == 0.5

    def test_mentions_of_no_post_bound_what_may_be_engaging(self):
        loose = [mention(3, count=2), mention(None)]
        told = audience.conduct(poster("reply", "original", "original", "quote", acts=loose), "ann")
        assert told.loc["engaging", "value"] == 0.5
        note = told.loc["engaging", "note"]
        assert note.startswith("2 more mentions belong to no post by their date")
        assert note.endswith("at most 3 of 4 posts are engaging")  # the quote is neither

    def test_without_any_mention_replies_count_alone_and_it_says_so(self):
        table = audience.conduct(poster("reply", "original"), "ann")
        assert "cannot be told" in table.loc["engaging", "note"]
        assert table.loc["engaging", "value"] == table.loc["reply", "value"]

    def test_nothing_but_reposts_is_no_voice(self):
        table = audience.conduct(poster(*["repost"] * 3), "ann")
        assert table.loc["repost", "value"] == 1
        assert table.loc["repost", "note"] == "nothing but reposts: no voice of its own"
        assert audience.conduct(poster("repost", "reply"), "ann").loc["repost", "note"] == ""

    def test_is_counted_as_the_features_count_it(self, made):
        shares = features.account_features(made)
        for who in made.focal:
            value = audience.conduct(made, who)["value"]
            for name in (*KINDS, "link", "own_site"):
                assert value[name] == pytest.approx(shares.loc[who, f"{name}_share"])

    def test_is_not_known_without_posts(self, six):
        table = audience.conduct(six, "dan")
        assert set(table["note"].iloc[:8]) == {"the account's own posts"}
        assert table["value"].iloc[:8].isna().all()
        assert table.loc["following_gap", "value"] == 1997

    def test_what_is_not_known_of_posts_says_what(self, six):
        blank = six.posts.assign(kind=None, has_link=None, links_own_site=None)
        notes = audience.conduct(rebuilt(six, posts=blank), "ann")["note"]
        assert notes["reply"] == notes["engaging"] == "what kind of posts they are"
        assert notes["link"] == notes["own_site"] == "whether posts link anywhere"
        linked = rebuilt(six, posts=six.posts.assign(links_own_site=None))
        assert audience.conduct(linked, "ann").loc["own_site", "note"] == (
            "which site is the account's own"
        )

    def test_without_an_account_every_row_says_so(self, six):
        table = audience.conduct(six, None)
        assert table["value"].isna().all()
        assert table.index.equals(audience.conduct(six, "ann").index)
        assert table["in_words"].str.startswith("not in this export: no account").all()


class TestWhichPosts:
    def test_all_posts_are_a_census(self):
        row = audience.conduct(poster("reply", "original", posts_count=2), "ann").loc["reply"]
        assert row["in_words"] == "50 % (every one counted), 1 of 2, all 2 posts in the data"
        assert row["population"] == 2
        alone = audience.conduct(poster("reply"), "ann").loc["reply", "in_words"]
        assert alone.endswith("the only post in the data")

    def test_a_part_is_none_and_has_wilsons_interval(self):
        row = audience.conduct(poster("reply", "original", posts_count=3), "ann").loc["reply"]
        wilson = stats.binomtest(1, 2).proportion_ci(method="wilson")
        assert (row["low"], row["high"]) == pytest.approx((wilson.low, wilson.high))
        assert row["population"] is pd.NA
        assert row["frame"] == "2 posts seen of 3 reported"
        assert "not drawn at random" in row["note"]

    def test_posts_that_happen_to_be_there_are_no_census(self, six):
        row = audience.conduct(six, "cat").loc["original"]
        assert row["frame"] == "1 post found in the data"
        assert row["low"] < row["high"] == 1
        assert row["note"].startswith("which of its posts these are is not known")

    @pytest.mark.parametrize(
        ("platform", "kinds", "is_whole"),
        [
            ("x", ("original", "reply", "repost"), False),
            ("bluesky", ("original", "original", "repost", "repost"), False),
            ("bluesky", ("original", "reply", "quote", "original", "repost"), True),
            ("instagram", ("original", "original", "original", "reply"), False),
            ("instagram", ("original", "original", "original", "original", "reply"), True),
        ],
    )
    def test_the_reported_number_is_held_against_what_it_counts(self, platform, kinds, is_whole):
        one = poster(*kinds, platform=platform, posts_count=4)
        frame = audience.conduct(one, "ann").loc["original", "frame"]
        assert frame.startswith("all ") == is_whole

    def test_what_is_known_of_some_posts_says_of_how_many(self, six):
        words = audience.conduct(six, "ben").loc["link", "in_words"]
        assert words.endswith("the 1 of 2 posts seen of 100 reported for which it is known")
        whole = poster("reply", None, "original")
        words = audience.conduct(whole, "ann").loc["reply", "in_words"]
        assert words.endswith("1 of 2, the 2 of 3 posts in the data for which it is known")


class TestNetworks:
    @pytest.mark.parametrize("platform", sorted(features.ANSWERS_APART))
    @pytest.mark.parametrize(
        "kinds", [("reply",), ("original", "original"), ("original", "repost")]
    )
    def test_one_list_alone_tells_no_mix(self, platform, kinds):
        table = audience.conduct(poster(*kinds, platform=platform), "ann")
        assert table.loc[[*KINDS, "engaging", "own"], "value"].isna().all()
        assert table.loc["engaging", "note"].startswith("both sides of the mix")

    @pytest.mark.parametrize("platform", ["instagram", "linkedin", "tiktok", "wordpress", "X-2"])
    def test_both_lists_tell_it_but_no_kind_that_is_not_there(self, platform):
        table = audience.conduct(poster("reply", "original", platform=platform), "ann")
        assert table.loc[["engaging", "own"], "value"].tolist() == [0.5, 0.5]
        quiet = table.loc[["quote", "repost"], "value"]
        assert quiet.tolist() == [0, 0] if platform == "X-2" else quiet.isna().all()

    @pytest.mark.parametrize(
        ("platform", "told"),
        [
            ("x", ["quote", "repost"]),
            ("bluesky", ["quote", "repost"]),
            ("mastodon", ["repost"]),
            ("discourse", []),
            ("ning", []),
        ],
    )
    def test_none_is_zero_only_where_the_network_has_it(self, platform, told):
        table = audience.conduct(poster("reply", "original", platform=platform), "ann")
        known = [kind for kind in ("quote", "repost") if pd.notna(table.loc[kind, "value"])]
        assert known == told
        assert (table.loc[told, "value"] == 0).all()
        silent = table.loc[[kind for kind in ("quote", "repost") if kind not in told], "note"]
        assert silent.str.startswith("whether there are any").all()

    def test_what_is_there_is_told_on_any_network(self):
        table = audience.conduct(poster("original", "quote", platform="discourse"), "ann")
        assert table.loc["quote", "value"] == 0.5

    def test_features_know_what_a_network_does_not_tell(self):
        shares = features.account_features(poster("reply", "original", platform="wordpress"))
        assert shares.loc["ann", ["reply_share", "original_share"]].tolist() == [0.5, 0.5]
        assert shares.loc["ann", ["repost_share", "quote_share"]].isna().all()

    def test_a_combined_snapshot_is_read_part_by_part(self):
        one = poster("reply", "original", x_platform="wordpress-2")
        assert features.network_of(one)["ann"] == "wordpress"
        assert pd.isna(audience.conduct(one, "ann").loc["repost", "value"])


class TestGap:
    def test_is_counted_where_both_lists_are_whole(self, six):
        accounts = six.accounts.assign(followers_count=pd.NA, following_count=pd.NA)
        table = audience.conduct(rebuilt(six, accounts=accounts), "ann")
        assert table.loc["following_gap", "in_words"] == "-3, as listed"
        table = audience.conduct(rebuilt(six, accounts=accounts), "ben")
        assert table.loc["following_gap", "value"] is pd.NA

    def test_says_which_number_lacks(self, six):
        accounts = six.accounts.assign(followers_count=pd.NA, following_count=pd.NA)
        bare = rebuilt(six, accounts=accounts)
        reasons = {
            one: audience.conduct(bare, one).loc["following_gap", "note"]
            for one in ("ben", "dan", "fay")
        }
        assert reasons == {
            "ben": "whether the list of followers is whole",
            "dan": "how many followers there are",
            "fay": "how many the account follows",
        }
        mixed = rebuilt(six, accounts=accounts.assign(followers_count=5))
        assert audience.conduct(mixed, "dan").loc["following_gap", "note"] == (
            "both numbers counted in the same way"
        )


def exchanged(**facts: object) -> Snapshot:
    """Ann turns to ben twice and to cat, once to herself; cat answers once."""
    accounts = pd.DataFrame({"handle": ["Ann", None, None]}, index=["ann", "ben", "cat"])
    for name, value in facts.items():
        accounts[name] = [value, None, None]
    acts = [("ann", "ben", "reply", 2), ("ann", "cat", "mention", None), ("cat", "ann", "reply", 1)]
    acts += [("ann", "ann", "reply", 4)]
    acts = pd.DataFrame(acts, columns=["source_id", "target_id", "kind", "count"])
    return Snapshot(accounts, interactions=acts, taken_at=TAKEN_AT)


class TestExchange:
    def test_counts_each_side_that_was_collected(self):
        both = audience.exchange(exchanged(interactions_seen="both"), "@ann")
        assert both.loc["reply"].tolist() == [2, 1, 1, 1]
        assert both.loc["mention"].tolist() == [1, pd.NA, 1, pd.NA]  # none came: told or not?
        assert both.loc["any"].tolist() == [3, 1, 2, 1]
        assert both.loc["like"].isna().all()
        out = audience.exchange(exchanged(interactions_seen="out"), "ann")
        assert out[["given", "people_reached"]].equals(both[["given", "people_reached"]])
        assert out[["received", "people_reaching"]].isna().all(axis=None)

    def test_is_zero_only_where_it_was_looked_for(self):
        quiet = Snapshot(exchanged(interactions_seen="both").accounts, taken_at=TAKEN_AT)
        nothing = audience.exchange(quiet, "ann")
        assert nothing.loc["any"].tolist() == [0, 0, 0, 0]
        assert nothing.drop("any").isna().all(axis=None)
        assert audience.exchange(exchanged(), "ann").isna().all(axis=None)
        assert audience.exchange(exchanged(interactions_seen="both"), None).isna().all(axis=None)

    def test_does_not_depend_on_the_order_of_rows(self, six):
        for who in six.focal:
            assert audience.exchange(six, who).equals(audience.exchange(shuffled(six, 3), who))


def test_calls_take_a_handle_and_refuse_strangers(six):
    pd.testing.assert_frame_equal(audience.conduct(six, "@annheals"), audience.conduct(six, "ann"))
    for call in (audience.conduct, audience.exchange):
        with pytest.raises(UnknownNameError, match="no account 'zoe'"):
            call(six, "zoe")


@settings(max_examples=5)
@given(st.integers(0, 1000))
def test_neither_order_nor_ids_change_the_mix(made, seed):
    other, ids = renamed(made, seed)
    for who in made.focal[:2]:
        expected = audience.conduct(made, who)
        pd.testing.assert_frame_equal(audience.conduct(shuffled(made, seed), who), expected)
        pd.testing.assert_frame_equal(audience.conduct(other, ids[who]), expected)


@settings(max_examples=20)
@given(st.lists(st.sampled_from([*KINDS, None]), max_size=12), st.integers(0, 15))
def test_shares_stay_shares_and_posts_that_lack_widen_the_interval(kinds, reported):
    whole, part = (
        audience.conduct(poster(*kinds, posts_count=count), "ann") for count in (None, reported)
    )
    values = whole.loc[[*KINDS, "engaging", "own"], ["low", "value", "high"]].dropna()
    assert (values.diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)
    assert values.stack().between(0, 1).all()
    assert whole["value"].equals(part["value"])
    known = part.drop(index="following_gap").dropna(subset="value")
    is_counted = (known["low"] == known["high"]).to_numpy(dtype=bool)
    assert (is_counted == (reported <= len(kinds))).all()
    assert not np.isinf(known[["low", "high"]].astype(float)).any(axis=None)
