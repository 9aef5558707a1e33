import hashlib

import numpy as np
import pandas as pd
import pytest

from socialkit import simulate
from socialkit.errors import SocialkitError, UnknownNameError

NOW = pd.Timestamp("2026-01-01T00:00Z")
DIGEST = "679ec160885cd3d8948b9fd5afa3ed80acb5ebd7145f3bde0a2b4be62d011994"


@pytest.fixture(scope="module")
def planted():
    """6,000 accounts; `hall` bought 300 followers, the lists of `head` and `part` are cut."""
    focal = [
        simulate.Focal(handle="hall", group="lawyers", followers=900, good=0.4, bought=300),
        simulate.Focal(handle="fine", group="therapists", followers=200, good=0.9, following=500),
        simulate.Focal(handle="head", followers=400, list_frame="head", seen=150, posts=0),
        simulate.Focal(handle="part", followers=300, list_frame="random", seen=100),
        simulate.Focal(handle="echo", followers=40, voice="reposting"),
        simulate.Focal(handle="pair", followers=120, voice="engaging", posts=400),
    ]
    return simulate.network(accounts=6000, focal=focal, seed=3)


@pytest.fixture(scope="module")
def profiles(planted):
    return planted.snapshot.accounts.join(planted.truth)


def followers_of(simulation, handle):
    follows = simulation.snapshot.follows
    own = simulation.snapshot.account_id(handle)
    seen = follows[follows["followed_id"] == own]
    return seen.join(simulation.truth, on="follower_id")


def digest(simulation):
    """Hash every table, with rows in the order of their content."""
    snapshot = simulation.snapshot
    tables = (snapshot.accounts, snapshot.follows, snapshot.posts, snapshot.interactions)
    lines = []
    for table in (*tables, simulation.truth):
        lines += sorted(
            table.to_csv(na_rep="<NA>").splitlines()
            if table.index.name
            else table.to_csv(na_rep="<NA>", index=False).splitlines()
        )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def test_a_seed_gives_one_network_for_good():
    small = {"accounts": 400, "focal": 3}
    made = simulate.network(**small, seed=7)
    assert digest(made) == DIGEST
    again = simulate.network(**small, seed=7)
    assert again.snapshot == made.snapshot
    pd.testing.assert_frame_equal(again.truth, made.truth)
    assert simulate.network(**small, seed=8).snapshot != made.snapshot


def test_truth_is_for_every_account_and_not_in_the_snapshot(planted):
    accounts = planted.snapshot.accounts
    assert planted.truth.index.equals(accounts.index)
    assert not {"kind", "block"} & set(accounts.columns)
    assert set(planted.truth["kind"]) == set(simulate.KINDS)
    ordinary = planted.truth[~planted.truth["kind"].isin(["focal", "bought"])]["kind"]
    for kind, share in ordinary.value_counts(normalize=True).items():
        assert share == pytest.approx(simulate.KINDS[kind].share, abs=0.001)


def test_kinds_look_as_designed(profiles):
    middle = profiles.groupby("kind")[
        ["followers_count", "following_count", "posts_count"]
    ].median()
    ratio = middle["following_count"] / middle["followers_count"]
    assert middle.loc["celebrity", "followers_count"] > 50 * middle.loc["celebrity"].iloc[1]
    assert ratio["mass_follower"] > 20
    assert ratio["bought"] > 100
    assert middle["posts_count"].idxmax() == "broadcaster"
    mass = profiles.loc[profiles["kind"] == "mass_follower", "following_count"].dropna()
    assert mass.between(1500, 7500).all()
    profile = profiles.assign(bio=profiles["bio"] != "")
    bare = profile.groupby("kind")[["bio", "has_default_image"]].mean()
    assert bare.loc["silent_reader", "bio"] > 0.7 > 0.4 > bare.loc["mass_follower", "bio"]
    assert bare["has_default_image"].nlargest(2).index.tolist() == ["bought", "mass_follower"]


def test_silent_readers_are_alive_and_the_dormant_are_not(profiles):
    quiet = (NOW - profiles["last_post_at"]).dt.days
    assert quiet[profiles["kind"] == "silent_reader"].max() < 60
    assert quiet[profiles["kind"] == "dormant"].dropna().between(60, 1000).all()


@pytest.mark.parametrize("column", ["followers_count", "following_count", "posts_count"])
def test_no_count_tells_good_from_bad(profiles, column):
    """However a threshold is set, it mistakes one account in ten or more of a fair mix."""
    known = profiles.dropna(subset=[column])
    is_good = known["kind"].isin(simulate.GOOD_KINDS).to_numpy()
    ranked = is_good[np.argsort(known[column].to_numpy(dtype=float), kind="stable")]
    good_below, bad_below = np.cumsum(ranked) / ranked.sum(), np.cumsum(~ranked) / (~ranked).sum()
    assert np.abs(good_below - bad_below).max() < 0.8


def test_reported_counts_are_never_below_what_is_seen(planted, profiles):
    codes, size = planted.snapshot.codes, len(profiles)
    indegree = np.bincount(codes.followed, minlength=size)
    outdegree = np.bincount(codes.follower, minlength=size)
    assert (profiles["followers_count"] >= indegree).fillna(True).all()
    assert (profiles["following_count"] >= outdegree).fillna(True).all()
    posts = planted.snapshot.posts["account_id"].value_counts()
    assert (profiles.loc[posts.index, "posts_count"] >= posts).all()


def test_indegree_is_heavy_tailed(planted):
    follows = planted.snapshot.follows
    others = follows[follows["position"].isna()]
    indegree = others["followed_id"].value_counts().reindex(planted.truth.index, fill_value=0)
    assert indegree.mean() == pytest.approx(12, rel=0.1)
    top = indegree.nlargest(len(indegree) // 100).sum() / indegree.sum()
    assert 0.08 < top < 0.5
    assert indegree.median() < indegree.mean() / 2


def test_peers_are_reciprocal_and_keep_to_their_group(planted, profiles):
    codes = planted.snapshot.codes
    peer = profiles["kind"].isin(["engaged_peer", "silent_reader"]).to_numpy()
    among = peer[codes.follower] & peer[codes.followed]
    pairs = set(zip(codes.follower[among], codes.followed[among], strict=True))
    mutual = sum((followed, follower) in pairs for follower, followed in pairs) / 2
    assert 0.2 < mutual / (len(pairs) - mutual) < 0.45
    group = profiles["group"].to_numpy(dtype=object, na_value=None)
    same = group[codes.follower[among]] == group[codes.followed[among]]
    assert same.mean() > 0.5
    mixed = simulate.network(accounts=2000, focal=0, homophily=0, seed=1).snapshot
    group = mixed.accounts["group"].fillna("?").to_numpy()
    assert (group[mixed.codes.follower] == group[mixed.codes.followed]).mean() < 0.35


def test_follow_order_agrees_with_time(planted):
    accounts = planted.snapshot.accounts["created_at"]
    for handle, size in {"hall": 900, "fine": 200, "head": 150}.items():
        seen = followers_of(planted, handle).sort_values("position")
        assert seen["position"].tolist() == list(range(size))
        assert seen["followed_at"].is_monotonic_decreasing
        for column in ("follower_id", "followed_id"):
            opened = accounts.reindex(seen[column]).array
            assert not (seen["followed_at"].array < opened).any()


def test_a_bought_block_stands_together(planted, profiles):
    seen = followers_of(planted, "hall")
    block = seen[seen["block"].notna()]
    assert len(block) == 300
    assert set(block["kind"]) == {"bought"}
    assert block["position"].max() - block["position"].min() == 299
    opened = profiles.loc[block["follower_id"], "created_at"]
    assert opened.max() - opened.min() < pd.Timedelta(days=4)
    assert block["followed_at"].max() - block["followed_at"].min() < pd.Timedelta(days=2)
    assert profiles["block"].notna().sum() == 300


def test_lists_are_seen_as_asked(planted, profiles):
    focal = profiles[profiles["is_focal"]].set_index("handle")
    assert focal["followers_count"].to_dict() == {
        "hall": 900,
        "fine": 200,
        "head": 400,
        "part": 300,
        "echo": 40,
        "pair": 120,
    }
    assert focal.loc["fine", "following_count"] == 500
    part = followers_of(planted, "part")
    assert len(part) == 100
    assert part["position"].isna().all()
    assert focal.loc["part", ["list_order", "list_frame"]].tolist() == ["unknown", "random"]
    assert focal.loc["head", ["list_order", "list_frame"]].tolist() == ["newest_first", "head"]
    fine = followers_of(planted, "fine")["kind"]
    assert fine.isin(simulate.GOOD_KINDS).mean() == pytest.approx(0.9, abs=0.06)


def test_only_those_who_engage_interact(planted):
    snapshot, kind = planted.snapshot, planted.truth["kind"]
    incoming = snapshot.interactions[snapshot.interactions["target_id"].isin(snapshot.focal)]
    by_kind = incoming.groupby(kind.reindex(incoming["source_id"]).array)["source_id"].nunique()
    assert not {"silent_reader", "dormant", "bought", "focal"} & set(by_kind.index)
    assert by_kind["engaged_peer"] > 0.8 * by_kind.sum()
    peers = followers_of(planted, "fine").query("kind == 'engaged_peer'")["follower_id"]
    active = incoming.loc[incoming["target_id"] == snapshot.account_id("fine"), "source_id"]
    assert peers.isin(active).mean() == pytest.approx(0.88, abs=0.1)


def test_posts_carry_the_interactions_seen_and_the_voice_asked_for(planted):
    snapshot = planted.snapshot
    posts, interactions = snapshot.posts, snapshot.interactions
    shares = posts.groupby(["account_id", "kind"], observed=False).size().unstack()
    echo, pair = (shares.loc[snapshot.account_id(handle)] for handle in ("echo", "pair"))
    assert echo["repost"] == echo.sum() == 60
    assert (pair["reply"] + pair["quote"]) / pair.sum() == pytest.approx(0.75, abs=0.06)
    fine = snapshot.account_id("fine")
    likes = interactions.query("target_id == @fine and kind == 'like'")["count"].sum()
    assert posts.loc[posts["account_id"] == fine, "likes_count"].sum() >= likes > 0
    replies = interactions.query("source_id == @fine and kind == 'reply'")["count"].sum()
    assert replies == shares.loc[fine, "reply"]
    assert not posts.loc[~posts["has_link"], "links_own_site"].any()
    assert set(posts["account_id"]) == set(snapshot.focal) - {snapshot.account_id("head")}


def test_ids_do_not_survive_as_floats(planted):
    ids = planted.truth.index
    assert (ids.to_series().astype("int64") > 2**53).all()
    assert planted.snapshot.accounts["handle"].is_unique


def test_a_network_may_have_no_focal_account_and_no_tie():
    made = simulate.network(accounts=50, focal=0, follows_per_account=0, seed=1)
    assert len(made.snapshot.follows) == len(made.snapshot.posts) == 0
    assert len(made.snapshot.focal) == 0


def test_focal_accounts_come_from_a_table_as_from_a_list():
    table = pd.DataFrame(
        {"handle": ["ann", "ben"], "followers": [40, 60], "good": [0.8, None], "seen": [None, 20]}
    ).assign(list_frame=["census", "head"])
    from_table = simulate.network(accounts=800, focal=table.convert_dtypes())
    from_list = simulate.network(
        accounts=800,
        focal=[
            simulate.Focal(handle="ann", followers=40, good=0.8),
            simulate.Focal(handle="ben", followers=60, list_frame="head", seen=20),
        ],
    )
    assert from_table.snapshot == from_list.snapshot


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"accounts": 5}, "accounts is 5, but focal and bought ones are 8"),
        ({"taken_at": "2026-01-01"}, "moment with its zone"),
        ({"groups": ()}, "one name or more"),
        ({"homophily": 2}, "homophily lies in 0-1"),
        ({"follows_per_account": -1}, "follows_per_account is 0 or more"),
        ({"seed": -1}, "seed is a whole number"),
        ({"focal": [simulate.Focal(handle="ann", followers=9)] * 2}, "have one handle"),
        ({"focal": -1}, "not negative"),
        ({"focal": ["ann"]}, "a list of Focal"),
        ({"focal": pd.DataFrame({"handle": ["ann"]})}, "columns handle and followers"),
        ({"kinds": {"dormant": 0}}, "one above 0"),
        (
            {"accounts": 100, "focal": [simulate.Focal(handle="ann", followers=90)]},
            "'ann' would have .* raise accounts",
        ),
        (
            {"focal": [simulate.Focal(handle="ann", followers=9, group="cooks")]},
            "no group 'cooks'.*'ann' is to be in it",
        ),
    ],
)
def test_settings_that_do_not_fit_are_named(settings, message):
    with pytest.raises(SocialkitError, match=message):
        simulate.network(**settings)


@pytest.mark.parametrize(
    "settings",
    [
        {"good": 1.2},
        {"junk": 0.95},
        {"bought": 11},
        {"list_frame": "head"},
        {"list_frame": "random", "seen": 11},
    ],
)
def test_a_focal_account_out_of_range_is_refused(settings):
    with pytest.raises(SocialkitError, match="'ann'"):
        simulate.Focal(handle="ann", followers=10, **settings)


def test_unknown_names_are_answered_with_the_known_ones():
    with pytest.raises(UnknownNameError, match="dormant"):
        simulate.network(kinds={"dormat": 1})
    with pytest.raises(UnknownNameError, match="reposting"):
        simulate.Focal(handle="ann", followers=10, voice="repost")
    with pytest.raises(UnknownNameError, match="followers"):
        simulate.network(focal=pd.DataFrame({"handle": ["ann"], "follower": [3]}))
