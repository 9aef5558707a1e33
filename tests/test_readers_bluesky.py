"""Bluesky: repositories and pages of the API, every variant and trap."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from exports import bluesky, folder, single, zipped
from exports.bluesky import OWNER, car, did, entry, follow, like, owner_view, page, post, tid, view

from socialkit import readers
from socialkit.errors import ReadError, SocialkitError
from socialkit.readers.bluesky import ids
from socialkit.snapshot import Snapshot

FIXTURES = Path(__file__).parents[2] / "shared" / "fixtures" / "bluesky"
AT = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
needs_fixtures = pytest.mark.skipif(not FIXTURES.exists(), reason="they lie beside the project")


@pytest.fixture
def read(tmp_path):
    def read_members(members, make=folder, **options):
        return readers.read(make(tmp_path / "upload", members), **options)

    return read_members


def lists(snapshot):
    """Return how many follow the owner and how many the owner follows."""
    follows = snapshot.follows
    return int((follows["followed_id"] == OWNER).sum()), int(
        (follows["follower_id"] == OWNER).sum()
    )


def acts(snapshot):
    """Return each interaction of the owner as kind and target."""
    table = snapshot.interactions
    return sorted(zip(table["kind"].astype(str), table["target_id"], strict=True))


def said(snapshot, words):
    """Return whether a note holds these words."""
    return any(words in note for note in snapshot.notes)


def key(kind, at=AT, place=0):
    """Return collection and key of a record made at a moment."""
    return f"app.bsky.{kind}/{tid(at + timedelta(seconds=place))}"


# ---- real-shaped files


@needs_fixtures
def test_repository_of_the_fixture_holds_what_its_json_says():
    snapshot = readers.read(FIXTURES / "arroba_3.1" / "snarfed2.car")
    told = json.loads((FIXTURES / "arroba_3.1" / "snarfed2.json").read_text(encoding="utf-8"))
    follows = told["app.bsky.graph.follow"].values()
    found = snapshot.follows.set_index("followed_id")["followed_at"]
    assert found.to_dict() == {one["subject"]: pd.Timestamp(one["createdAt"]) for one in follows}
    (liked,) = told["app.bsky.feed.like"].values()
    ((kind, target),) = acts(snapshot)
    assert kind == "like" and target in liked["subject"]["uri"]
    (when,) = snapshot.interactions["at"]
    assert when == pd.Timestamp(liked["createdAt"])
    assert snapshot.posts.empty and len(snapshot.accounts) == 4


@needs_fixtures
@pytest.mark.parametrize("name", ["marshalx_atproto", "marshalx_atproto/get_follows.json"])
def test_pages_of_the_fixture(name):
    snapshot = readers.read(FIXTURES / name)
    assert len(snapshot.follows) == 6 and len(snapshot.accounts) == 7
    assert snapshot.accounts["handle"].notna().all()
    assert snapshot.follows["follower_id"].nunique() == 1


@needs_fixtures
@pytest.mark.parametrize(
    "name", ["post_record.json", "did_doc.json", "thread_view_post_with_embed_media.json"]
)
def test_single_records_of_the_fixture_are_no_export(name):
    with pytest.raises(ReadError, match=r"no format that can be read|no page of followers"):
        readers.read(FIXTURES / "marshalx_atproto" / name)


def _as_served(text):
    """Put ids where the recorded tests have stand-ins such as ``user(3)``."""
    text = re.sub(r"user\((\d+)\)(?!/)", lambda found: did(int(found[1]) + 500), text)
    return re.sub(r'"record\((\d+)\)"', rf'"at://{did(999)}/app.bsky.feed.post/\g<1>"', text)


@needs_fixtures
def test_recorded_followers_and_profiles(read):
    recorded = json.loads(_as_served((FIXTURES / "appview/follows.json").read_text()))
    for name, one in recorded.items():
        if "relationships" in name:
            continue
        snapshot = read({"page.json": page(**one)})
        which = "follower_id" if "followers" in one else "followed_id"
        listed = one.get("followers") or one["follows"]
        assert snapshot.follows[which].tolist() == [view["did"] for view in listed]
    recorded = json.loads(_as_served((FIXTURES / "appview/profile.json").read_text()))
    several = recorded["pds profile views > fetches multiple profiles 1"]
    snapshot = read({"page.json": json.dumps(several).encode()})
    assert snapshot.accounts["followers_count"].tolist() == [
        one["followersCount"] for one in several
    ]
    assert snapshot.accounts["x_labels"].tolist()[0] == "self-label-a, self-label-b"


@needs_fixtures
def test_recorded_feeds(read):
    recorded = json.loads((FIXTURES / "appview/author-feed.json").read_text())
    for name, feed in recorded.items():
        who = "user(0)" if "reason" not in json.dumps(feed) else None
        text = _as_served(json.dumps(feed))
        # The stand-ins do not say whose a record is; each address gets its author's DID.
        served = json.loads(text)
        for one in served:
            one["post"]["uri"] = one["post"]["uri"].replace(did(999), one["post"]["author"]["did"])
        snapshot = read({"feed.json": page(feed=served)})
        kinds = [values.get("$type", "") for values in (one.get("reason", {}) for one in served)]
        reposts = sum(kind.endswith("reasonRepost") for kind in kinds)
        own = {
            one["post"]["uri"]
            for one, kind in zip(served, kinds, strict=True)
            if "Repost" not in kind
        }
        assert len(snapshot.posts) == len(own) + reposts, (name, who)
        assert int((snapshot.posts["kind"] == "repost").sum()) == reposts


# ---- repositories


def test_repository_and_its_owner(read):
    snapshot = read(bluesky.samples()["repository"])
    assert lists(snapshot) == (0, 40)
    assert snapshot.posts["kind"].value_counts().to_dict() | {"quote": 0} == {
        "original": 20, "reply": 10, "repost": 5, "quote": 0
    }  # fmt: skip
    assert snapshot.interactions["kind"].value_counts().loc[
        ["like", "reply", "mention", "repost"]
    ].tolist() == [15, 10, 20, 5]
    owner = snapshot.accounts.loc[OWNER]
    assert (owner["name"], owner["bio"]) == ("Owner", "Counsellor in a small town")
    assert owner["url"] == "https://owner.example.org/about" and owner["has_default_image"]
    assert (owner["posts_seen"], owner["interactions_seen"]) == (True, "out")
    assert not owner["is_focal"] and pd.isna(owner["followers_count"])
    assert snapshot.taken_at == pd.Timestamp("2026-03-05T09:00Z")
    assert snapshot.posts["links_own_site"].sum() == 20
    assert did(99) not in snapshot.accounts.index  # only blocked
    assert said(snapshot, "holds no follower list") and said(snapshot, "neither your followers nor")


def test_many_records_keep_their_keys(read):
    moments = [AT + timedelta(minutes=place) for place in range(800)]
    records = {f"app.bsky.feed.post/{tid(at)}": post(at) for at in moments}
    snapshot = read({"a.car": car(records, revision=tid(moments[-1]))}, make=single)
    assert sorted(snapshot.posts["posted_at"]) == [pd.Timestamp(at) for at in moments]
    assert sorted(snapshot.posts.index) == sorted(f"at://{OWNER}/{name}" for name in records)


def test_a_follow_written_twice_counts_from_the_first(read):
    records = {
        key("graph.follow", AT + timedelta(days=9)): follow(did(1), AT + timedelta(days=9)),
        key("graph.follow"): follow(did(1), AT),
        key("graph.follow", place=3): follow(OWNER, AT),
        key("graph.follow", place=4): follow("nobody", AT),
        key("graph.follow", place=5): follow(5, AT),
    }
    snapshot = read({"repo.car": car(records)})
    assert snapshot.follows["followed_id"].tolist() == [did(1)]
    assert snapshot.follows["followed_at"].tolist() == [pd.Timestamp(AT)]
    assert said(snapshot, "1 entry on the list of those you follow repeated")
    assert said(snapshot, "2 entries on the list of those you follow that cannot be read")
    assert said(snapshot, "The owner stood")


@pytest.mark.parametrize(
    ("claimed", "made", "expected"),
    [
        (AT, AT + timedelta(seconds=1), AT),
        (datetime(2031, 1, 1, tzinfo=UTC), AT, AT),
        (datetime(2011, 1, 1, tzinfo=UTC), AT, datetime(2011, 1, 1, tzinfo=UTC)),
        (AT, datetime(2003, 1, 1, tzinfo=UTC), AT),
        (None, AT, AT),
    ],
)
def test_the_earlier_of_claim_and_key_is_the_date(read, claimed, made, expected):
    record = post(claimed or AT)
    if claimed is None:
        record["createdAt"] = "yesterday"
    snapshot = read({"repo.car": car({f"app.bsky.feed.post/{tid(made)}": record})})
    assert snapshot.posts["posted_at"].tolist() == [pd.Timestamp(expected)]


def test_whom_posts_are_turned_to(read):
    def answer(who):
        uri = bluesky.post_uri(who)
        return {"reply": {"root": {"uri": uri, "cid": "c"}, "parent": {"uri": uri, "cid": "c"}}}

    quote = {"$type": "app.bsky.embed.record", "record": {"uri": bluesky.post_uri(did(4))}}
    nested = {"$type": "app.bsky.embed.recordWithMedia", "record": {"record": quote["record"]}}
    nested["media"] = {"$type": "app.bsky.embed.external", "external": {"uri": "https://a.example"}}
    pack = {"uri": f"at://{did(5)}/app.bsky.graph.starterpack/abc"}
    records = {
        key("feed.post", place=0): post(AT, **answer(did(1))),
        key("feed.post", place=1): post(AT, **answer(OWNER)),
        key("feed.post", place=2): post(AT, embed=quote),
        key("feed.post", place=3): post(AT, embed=nested),
        key("feed.post", place=4): post(
            AT, embed={"$type": "app.bsky.embed.record", "record": pack}
        ),
        key("feed.post", place=5): post(AT, facets=bluesky.facets(mention=did(6)) * 2),
        key("feed.like", place=6): like(bluesky.post_uri(did(7)), AT),
        key("feed.like", place=7): like(f"at://{did(8)}/app.bsky.feed.generator/x", AT),
        key("feed.like", place=8): like("https://example.com", AT),
        key("feed.like", place=9): like(bluesky.post_uri(OWNER), AT),
        key("feed.repost", place=10): like(bluesky.post_uri(did(9)), AT, "repost"),
    }
    snapshot = read({"repo.car": car(records)})
    assert snapshot.posts["kind"].tolist().count("original") == 3
    assert acts(snapshot) == [
        ("like", did(7)), ("mention", did(6)), ("quote", did(4)), ("quote", did(4)),
        ("reply", did(1)), ("repost", did(9)),
    ]  # fmt: skip
    assert snapshot.posts["has_link"].sum() == 1 and snapshot.posts["links_own_site"].isna().all()
    assert said(snapshot, "Likes of feeds or lists, which count towards no one: 1.")
    assert said(snapshot, "1 records or rows")


def test_text_only_on_request(read):
    members = {"repo.car": car({key("feed.post"): post(AT, "Only for us")})}
    assert "x_text" not in read(members).posts
    assert read(members, text=True).posts["x_text"].tolist() == ["Only for us"]


def test_newest_of_two_repositories(read):
    first = car({key("graph.follow"): follow(did(1), AT)}, revision=tid(AT))
    later = car({key("graph.follow"): follow(did(2), AT)}, revision=tid(AT + timedelta(days=30)))
    snapshot = read({"repo.car": later, "repo (1).car": first}, make=zipped)
    assert snapshot.follows["followed_id"].tolist() == [did(2)]
    assert said(snapshot, "holds 2 repositories; only the newest was read (repo.car)")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            car({key("feed.post"): post(AT)}, drop=1),
            "lacks a part of its table of contents|lacks 1",
        ),
        (car({key("feed.post"): post(AT)}, owner="me"), "names no account"),
        (car({key("feed.post"): post(AT)})[:-3], "is cut short"),
        (car({key("feed.post"): post(AT)})[:-3] + b"abc", "does not fit its checksum"),
        (car({})[:60], "is cut short|names no account"),
    ],
)
def test_damaged_repositories_are_refused(read, data, words):
    with pytest.raises(ReadError, match=words):
        read({"repo.car": data})


def test_empty_repository(read):
    snapshot = read({"repo.car": car({})})
    assert len(snapshot.accounts) == 1 and said(snapshot, "list of those you follow is empty")


def test_other_files_named_car_are_named_near(read):
    with pytest.raises(ReadError, match=r"Bluesky repository: a file ends in \.car but"):
        read({"repo.car": b"something else"})


def test_a_panic_of_the_decoder_is_a_read_error(read, monkeypatch):
    class PanicException(BaseException):
        pass

    def panics(block):
        raise PanicException("index out of bounds")

    monkeypatch.setattr("libipld.decode_dag_cbor", panics)
    with pytest.raises(ReadError, match="cannot be decoded"):
        read({"repo.car": car({})})


# ---- pages of the API


@pytest.mark.parametrize("name", ["followers", "lines"])
def test_pages_in_their_order(read, name):
    snapshot = read(bluesky.samples()[name])
    assert lists(snapshot) == (60, 0)
    owner = snapshot.accounts.loc[OWNER]
    assert (owner["is_focal"], owner["list_frame"], owner["list_order"]) == (
        True,
        "census",
        "unknown",
    )
    assert pd.isna(owner["posts_seen"]) and pd.isna(owner["interactions_seen"])
    ordered = snapshot.follows.sort_values("position")["follower_id"].tolist()
    assert ordered == [did(number) for number in range(20, 80)]
    assert snapshot.follows["followed_at"].isna().all()
    # The newest moment at which a profile was seen: person 79 on day 79.
    assert snapshot.taken_at == pd.Timestamp("2023-05-19T09:00Z")


def test_a_page_with_more_to_come_is_the_head_of_a_list(read):
    snapshot = read({"f.json": page(subject=owner_view(), followers=[view(1)], cursor="more")})
    assert snapshot.accounts.loc[OWNER, "list_frame"] == "head"
    assert said(snapshot, "The last page of your followers is missing")


def test_profile_views(read):
    people = [
        view(1, handle="handle.invalid", verification={"verifiedStatus": "valid"}),
        {"did": "did:web:example.com", "handle": "Example.COM", "followersCount": -1},
        view(
            2, labels=[{"val": "spam"}, {"val": "bot", "neg": True}, {"val": "!no-unauthenticated"}]
        ),
        view(3, createdAt="2041-01-01T00:00:00Z", followersCount=10, followsCount=4, postsCount=7),
        {"did": 5, "handle": "nobody.example.com"},
    ]
    accounts = read({"p.json": page(profiles=people)}).accounts
    assert accounts.index.tolist() == [did(1), "did:web:example.com", did(2), did(3)]
    assert pd.isna(accounts.loc[did(1), "handle"]) and accounts.loc[did(1), "is_verified"]
    plain = accounts.loc["did:web:example.com"]
    assert (plain["handle"], plain["bio"], plain["has_default_image"]) == ("example.com", "", True)
    assert pd.isna(plain["followers_count"]) and pd.isna(plain["x_labels"])
    assert accounts["x_labels"].tolist()[2:] == ["spam", ""]
    counts = accounts.loc[did(3), ["followers_count", "following_count", "posts_count"]]
    assert counts.tolist() == [10, 4, 7]
    assert accounts.loc[did(3), "created_at"] == pd.Timestamp("2023-03-04T09:00Z")  # when seen


def test_feed_of_one_account(read):
    other = view(5)
    reposted = entry("3kother2other", AT, author=other)
    by = {"by": owner_view(), "indexedAt": bluesky.stamp(AT + timedelta(days=1))}
    pinned = entry("3kpinned2pinn", AT)
    uri = bluesky.post_uri(did(6))
    answer = entry("3kanswer2answ", AT, reply={"parent": {"uri": uri}, "root": {"uri": uri}})
    answer["reply"] = {"parent": {"author": view(6)}}
    feed = [
        pinned | {"reason": {"$type": "app.bsky.feed.defs#reasonPin"}},
        reposted | {"reason": {"$type": "app.bsky.feed.defs#reasonRepost", **by}},
        answer,
        pinned,
    ]
    snapshot = read({"feed.json": page(feed=feed)})
    posts = snapshot.posts
    assert sorted(posts["kind"]) == ["original", "reply", "repost"]
    assert acts(snapshot) == [("reply", did(6)), ("repost", did(5))]
    assert posts.loc[bluesky.post_uri(OWNER, "3kpinned2pinn"), "likes_count"] == 3
    repost = posts[posts["kind"] == "repost"].iloc[0]
    assert repost["posted_at"] == pd.Timestamp(AT + timedelta(days=1)) and pd.isna(
        repost["likes_count"]
    )
    assert snapshot.accounts.loc[did(6), "name"] == "Person 6"
    assert pd.isna(snapshot.accounts.loc[did(6), "bio"])


def test_a_timeline_is_refused(read):
    feed = [entry("a", AT), entry("b", AT, author=view(1))]
    with pytest.raises(ReadError, match="what 2 accounts posted"):
        read({"feed.json": page(feed=feed)})


def test_repository_and_pages_together_count_each_record_once(read):
    at = AT - timedelta(days=3)
    name = tid(at)
    records = {
        f"app.bsky.feed.post/{name}": post(at, facets=bluesky.facets(mention=did(2))),
        key("graph.follow"): follow(did(1), AT),
    }
    members = {
        "repo.car": car(records, revision=tid(AT)),
        "feed.json": page(feed=[entry(name, at, facets=bluesky.facets(mention=did(2)))]),
        "follows.json": page(subject=owner_view(), follows=[view(1), view(8)]),
        "followers.json": page(subject=owner_view(), followers=[view(1)]),
    }
    snapshot = read(members)
    assert lists(snapshot) == (1, 2)
    assert acts(snapshot) == [("mention", did(2))]
    assert snapshot.posts["likes_count"].tolist() == [3]
    dated = snapshot.follows.set_index("followed_id")["followed_at"]
    assert dated[did(1)] == pd.Timestamp(AT) and pd.isna(dated[did(8)])
    assert not said(snapshot, "repeated")


def test_records_as_json(read):
    snapshot = read(bluesky.samples()["records"])
    assert lists(snapshot) == (0, 40) and snapshot.follows["followed_at"].notna().all()
    assert pd.isna(snapshot.accounts.loc[OWNER, "posts_seen"])


def test_data_of_two_accounts_are_refused(read):
    first = page(subject=owner_view(), followers=[view(1)])
    with pytest.raises(ReadError, match="holds data of 2 accounts"):
        read({"a.json": first, "b.json": page(subject=view(3), followers=[view(1)])})


def test_utf16_of_a_windows_console(read):
    text = page(subject=owner_view(), followers=[view(1)]).decode().encode("utf-16")
    assert lists(read({"f.json": text})) == (1, 0)


def test_cut_page_is_refused(read):
    with pytest.raises(ReadError, match="cut short"):
        read({"f.json": page(subject=owner_view(), followers=[view(1), view(2)])[:-9]})


def test_addresses_and_keys():
    assert ids.address(f"at://{OWNER}/app.bsky.feed.post/3k") == (OWNER, "app.bsky.feed.post", "3k")
    for odd in (
        None,
        4,
        "at://me/a/b",
        f"at://{OWNER}/a",
        f"at://{OWNER}/a b/c",
        "at://" + "x" * 999,
    ):
        assert ids.address(odd) is None
    assert ids.key_time(tid(AT)) == int(AT.timestamp()) * 1_000_000
    assert ids.key_time("self") is None and ids.key_time("2" * 13) is None


# ---- anything else in it


ODD = (None, True, -1, 10**18, "", "x", "\u0000", [], {}, [None], {"a": []}, b"\xff", "at://a/b/c")


def _spots(value, path=()):
    found = [path] if path else []
    if isinstance(value, dict | list):
        inside = value.items() if isinstance(value, dict) else enumerate(value)
        found += [spot for name, one in inside for spot in _spots(one, (*path, name))]
    return found


def test_odd_values_in_records_end_in_a_snapshot_or_one_line(read):
    records = bluesky.everyday_records()
    kinds = {name.split("/")[0]: name for name in records}
    kept = {name: records[name] for name in kinds.values()}
    reply = next(name for name in records if "reply" in records[name])
    kept[reply] = records[reply]
    cases = [(spot, odd) for spot in _spots(kept) for odd in ODD]
    for spot, odd in Random(1).sample(cases, 40):
        changed = json.loads(json.dumps(kept))
        holder = changed
        for name in spot[:-1]:
            holder = holder[name]
        holder[spot[-1]] = odd
        try:
            found = read({"repo.car": car(changed)}, make=single)
        except SocialkitError as error:
            assert "\n" not in str(error)
        else:
            assert isinstance(found, Snapshot)
