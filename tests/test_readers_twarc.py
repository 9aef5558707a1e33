"""The Twitter API's JSON: pages, lines, streams, lists and version 1.1, with every trap."""

import gzip
import json
import re
from itertools import count
from pathlib import Path

import pandas as pd
import pytest
from exports import folder, single, twarc, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialkit import readers
from socialkit.errors import ReadError, SocialkitError
from socialkit.features import account_features
from socialkit.readers.archive import Archive
from socialkit.readers.twarc import shapes, why_not
from socialkit.snapshot import Snapshot

FIXTURES = Path(__file__).parents[2] / "shared" / "fixtures" / "twarc"
SAMPLES = twarc.samples()
needs_fixtures = pytest.mark.skipif(
    not FIXTURES.exists(), reason="the fixtures lie beside the project"
)


@pytest.fixture
def read(tmp_path):
    uploads = count()

    def read_members(members, pack=zipped, **options):
        return readers.read(pack(tmp_path / f"upload{next(uploads)}", members), **options)

    return read_members


@pytest.fixture
def read_records(read):
    return lambda *records, **options: read({"a.jsonl": twarc.lines(records)}, **options)


def said(snapshot, words):
    return any(words in note for note in snapshot.notes)


def sizes(snapshot):
    tables = snapshot.accounts, snapshot.follows, snapshot.posts, snapshot.interactions
    return tuple(len(table) for table in tables)


def same(one, other):
    """Whether two snapshots hold the same rows, whatever their order."""
    for name in ("accounts", "follows", "posts", "interactions"):
        pair = [
            getattr(each, name).reset_index().drop(columns="index", errors="ignore")
            for each in (one, other)
        ]
        pair = [table.sort_values(list(table.columns[:4]), ignore_index=True) for table in pair]
        pd.testing.assert_frame_equal(*pair)
    return True


def acts(snapshot, kind=None):
    rows = snapshot.interactions
    rows = rows if kind is None else rows[rows["kind"] == kind]
    return sorted(zip(rows["source_id"], rows["target_id"], strict=True))


# ---- real-shaped collections, counted by a second and naive reading


def naive(path):
    """Return the ids of all posts and accounts that a file describes anywhere in it."""
    posts, people = set(), set()
    waiting = []
    for line in path.read_text().splitlines():
        try:
            waiting.append(json.loads(line))
        except ValueError:
            continue
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if "text" in value and "author_id" in value:
                posts.add(value["id"])
                people.add(value["author_id"])
            if "username" in value and "id" in value:
                people.add(value["id"])
            people |= {value["in_reply_to_user_id"]} if "in_reply_to_user_id" in value else set()
            value = list(value.values())
        waiting += value if isinstance(value, list) else []
    return posts, people


@needs_fixtures
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("noflat.jsonl", (178, 0, 164, 144)),
        ("flat.jsonl", (178, 0, 164, 144)),
        ("streaming_output_with_error.jsonl", (11, 0, 11, 4)),
        ("users.jsonl", (116, 0, 52, 25)),
    ],
)
def test_fixture_holds_what_a_naive_reading_finds(name, expected):
    snapshot = readers.read(FIXTURES / name)
    posts, people = naive(FIXTURES / name)
    assert set(snapshot.posts.index) == posts
    assert set(snapshot.accounts.index) >= people
    named = set(snapshot.interactions["target_id"]) | set(snapshot.accounts["handle"].dropna())
    assert set(snapshot.accounts.index) - people <= named  # known from mentions alone
    assert sizes(snapshot) == expected
    assert snapshot.accounts["posts_seen"].isna().all()


@needs_fixtures
def test_pages_and_the_same_pages_flattened_agree():
    assert same(readers.read(FIXTURES / "noflat.jsonl"), readers.read(FIXTURES / "flat.jsonl"))


@needs_fixtures
def test_kinds_of_the_fixture_are_those_its_references_say():
    raw = json.loads((FIXTURES / "noflat.jsonl").read_text())
    snapshot = readers.read(FIXTURES / "noflat.jsonl")
    for one in [*raw["data"], *raw["includes"]["tweets"]]:
        types = {ref["type"] for ref in one.get("referenced_tweets", [])}
        is_reply = one.get("in_reply_to_user_id") not in (None, one["author_id"])
        kind = (
            "repost"
            if "retweeted" in types
            else "reply"
            if is_reply
            else "quote"
            if "quoted" in types
            else "original"
        )
        assert snapshot.posts.loc[one["id"], "kind"] == kind
    assert str(snapshot.taken_at) == "2021-04-08 19:34:32+00:00"


@needs_fixtures
def test_users_of_the_fixture_have_their_profiles():
    raw = json.loads((FIXTURES / "users.jsonl").read_text())
    snapshot = readers.read(FIXTURES / "users.jsonl")
    assert len(raw["data"]) == 96
    for one in raw["data"]:
        row = snapshot.accounts.loc[one["id"]]
        assert row["handle"] == one["username"]
        assert row["bio"] == one["description"]
        assert row["location"] == one.get("location", "")
        assert row["followers_count"] == one["public_metrics"]["followers_count"]
    assert said(snapshot, "X reported 8 as deleted")


@needs_fixtures
def test_stream_of_the_fixture_ends_in_a_broken_line():
    snapshot = readers.read(FIXTURES / "streaming_output_with_error.jsonl")
    assert said(snapshot, "1 (first: line 8 of streaming_output_with_error.jsonl)")


@needs_fixtures
def test_fixture_of_version_1_1():
    snapshot = readers.read(FIXTURES / "v1_1" / "tweets.json")
    raw = json.loads((FIXTURES / "v1_1" / "tweets.json").read_text())
    assert {one["id_str"] for one in raw} <= set(snapshot.posts.index)
    assert "1169246717864136705" in snapshot.posts.index  # its number has lost digits
    assert sizes(snapshot) == (10, 0, 5, 9)
    assert snapshot.accounts.loc["12497", "url"] == "https://simonwillison.net/"
    assert snapshot.accounts.loc["12497", "followers_count"] == 17754


# ---- posts


@pytest.mark.parametrize(
    "name", ["pages", "flattened", "array", "document", "powershell", "version 1.1, lines"]
)
def test_layouts_of_the_same_posts_agree(read, name):
    twin = "version 1.1" if name.startswith("version") else "pages"
    assert same(read(SAMPLES[name]), read(SAMPLES[twin]))


def test_posts_have_kind_counts_and_links(read):
    posts = read(SAMPLES["pages"]).posts
    kinds = dict(posts["kind"])
    assert kinds == {
        "101": "original",
        "102": "repost",
        "103": "reply",
        "104": "quote",
        "105": "original",  # a reply to oneself
        "106": "original",
        "107": "repost",
    }
    counts = ["likes_count", "replies_count", "reposts_count", "quotes_count"]
    assert posts.loc["101", counts].tolist() == [7, 3, 2, 1]
    assert posts.loc["102", counts].isna().all()  # they are the original's
    linked = posts["has_link"].astype("Int64").fillna(-1).to_dict()
    assert linked == {"101": 1, "102": -1, "103": 0, "104": 0, "105": 0, "106": 0, "107": -1}
    assert posts.loc["101", "links_own_site"]
    assert pd.isna(posts.loc["102", "links_own_site"])  # a repost's links are another's doing
    assert "x_text" not in posts


def test_acts_run_from_who_acted_to_whom_it_was_turned(read):
    snapshot = read(SAMPLES["pages"])
    assert acts(snapshot, "repost") == [("12", "11")]
    assert acts(snapshot, "reply") == [("13", "11")]
    assert acts(snapshot, "quote") == [("14", "11")]
    assert acts(snapshot, "mention") == [("11", "15"), ("13", "15")]
    assert snapshot.interactions["at"].notna().all()
    assert snapshot.accounts["interactions_seen"].isna().all()


def test_header_names_whom_a_repost_repeats_when_the_original_is_not_there(read_records):
    header = {"start": 3, "end": 8, "username": "ann", "id": "11"}
    gone = twarc.post(1, 12, **twarc.refers(retweeted=9), entities={"mentions": [header]})
    assert acts(read_records(twarc.page([gone], "tweets"))) == [("12", "11")]


def test_reply_is_a_reply_even_when_nobody_knows_to_whom(read_records):
    lost = twarc.post(1, 12, **twarc.refers(replied_to=9))
    snapshot = read_records(twarc.page([lost], "tweets"))
    assert snapshot.posts["kind"].tolist() == ["reply"]
    assert acts(snapshot) == []


def test_text_is_kept_on_request_only(read_records):
    long = twarc.post(1, 11, note_tweet={"text": "All of the long words"})
    page = twarc.page([long], "tweets")
    assert read_records(page, text=True).posts["x_text"].tolist() == ["All of the long words"]
    assert "x_text" not in read_records(page).posts
    old = read_records(*twarc.OLD_POSTS, text=True).posts["x_text"]
    assert old["105"] == "Words that go on with https://site16.example/a"


def test_links_without_entities_are_told_by_the_words(read_records):
    plain, shortened = twarc.post(1, 11), twarc.post(2, 11, text="See https://t.co/abc")
    posts = read_records(twarc.page([plain, shortened], "tweets")).posts
    assert posts["has_link"].astype("Int64").fillna(-1).tolist() == [0, -1]


def test_post_of_a_later_page_counts_and_acts_once(read_records):
    later = {**twarc.REPLY, "public_metrics": {"like_count": 99}}
    pages = [
        twarc.page([twarc.REPLY], "tweets"),
        twarc.page([later], "tweets", met=twarc.LATER),
        twarc.page([twarc.REPLY], "tweets"),
    ]
    snapshot = read_records(*pages)
    assert snapshot.posts["likes_count"].tolist() == [99]
    assert acts(snapshot, "reply") == [("13", "11")]


def test_stream_catches_posts_before_anybody_reacts(read):
    snapshot = read(SAMPLES["stream"])
    assert snapshot.posts["likes_count"].dropna().to_dict() == {"101": 7}
    assert said(snapshot, "interrupted or refused the collection, number of times: 1")
    assert said(snapshot, "cut short or damaged: 1 (first: line 4 of stream.jsonl)")
    assert str(snapshot.taken_at) == "2024-02-01 10:00:00+00:00"


def test_own_posts_are_seen_only_of_whom_they_were_asked_for(read, read_records):
    everyday = read(SAMPLES["everyday"])
    assert everyday.accounts["posts_seen"].dropna().to_dict() == {"11": True}
    assert everyday.accounts.loc["11", "last_post_at"] == (
        everyday.posts.query("account_id == '11'")["posted_at"].max()
    )
    partial = twarc.page([twarc.post(1, 11)], "users/11/tweets?exclude=replies")
    assert read_records(partial).accounts["posts_seen"].isna().all()


def test_likes_are_turned_to_the_authors_of_what_was_liked(read):
    snapshot = read(SAMPLES["likes"])
    assert acts(snapshot) == [("13", "11")]
    assert snapshot.interactions["kind"].tolist() == ["like"]
    assert snapshot.interactions["at"].isna().all()


# ---- accounts


def test_profile_fields(read):
    accounts = read(SAMPLES["pages"]).accounts
    ann, fox = accounts.loc["11"], accounts.loc["16"]
    expected = {
        "handle": "Ann_A",
        "name": "Person 11",
        "bio": "Listens to people, 11",
        "location": "By the sea",
        "url": "https://site11.example/me",
        "followers_count": 110,
        "following_count": 11,
        "posts_count": 500,
        "listed_count": 2,
        "is_protected": False,
        "has_default_image": False,
        "is_verified": False,
    }
    assert ann[list(expected)].to_dict() == expected
    assert str(ann["created_at"]) == "2015-03-01 08:00:00+00:00"
    assert fox[["bio", "location", "url"]].tolist() == ["", "", ""]  # known to be empty
    assert fox["has_default_image"]


def test_place_is_not_known_when_it_was_not_asked_for(read_records):
    page = twarc.page([twarc.bare_user(16)], "users?ids=16&user.fields=description")
    assert read_records(page).accounts["location"].isna().all()


def test_newest_description_counts_whatever_the_order(read):
    accounts = read(SAMPLES["users"]).accounts
    assert accounts.loc["11", "bio"] == "New words"
    assert len(accounts) == 2


def test_a_tick_that_is_paid_for_is_no_vetting(read_records):
    people = [
        twarc.user(11, verified=True, verified_type="blue"),
        twarc.user(12, verified=True, verified_type="business"),
    ]
    accounts = read_records(twarc.page(people, "users")).accounts
    assert accounts["is_verified"].to_dict() == {"11": False, "12": True}


def test_last_post_is_dated_by_its_id(read_records):
    page = twarc.page([twarc.user(11, most_recent_tweet_id="1751915201024000000")], "users")
    assert str(read_records(page).accounts.loc["11", "last_post_at"])[:10] == "2024-01-29"


def test_profile_fields_of_version_1_1(read, read_records):
    accounts = read(SAMPLES["version 1.1"]).accounts
    ann, eve = accounts.loc["11"], accounts.loc["15"]
    assert ann["location"] == ""
    assert ann["url"] == "https://site11.example/me"
    assert ann["is_verified"]
    assert ann["following_count"] == 11
    assert eve["handle"] == "eve"
    assert pd.isna(eve["followers_count"])
    status = {"created_at": "Thu Feb 01 10:00:00 +0000 2024"}
    active = twarc.old_user(12, status=status, url=None, description=None, entities={})
    found = read_records(active).accounts.loc["12"]
    assert found[["url", "bio"]].tolist() == ["", ""]
    assert str(found["last_post_at"]) == "2024-02-01 10:00:00+00:00"


def test_posts_of_version_1_1(read):
    snapshot = read(SAMPLES["version 1.1"])
    assert acts(snapshot, "repost") == [("12", "11")]
    assert acts(snapshot, "reply") == [("13", "11")]
    assert acts(snapshot, "quote") == [("14", "11")]
    assert acts(snapshot, "mention") == [("13", "15")]
    posts = snapshot.posts
    assert posts["kind"].to_dict() == {
        "102": "repost",
        "101": "original",
        "103": "reply",
        "104": "quote",
        "105": "original",
    }
    assert posts.loc["105", "has_link"]
    assert posts.loc["105", "links_own_site"]
    assert pd.isna(posts.loc["105", "likes_count"])  # from a stream
    assert not posts.loc["104", "has_link"]


def test_ids_that_lost_digits_are_never_used(read_records):
    number = twarc.old_post(1, 11)
    number = {key: number[key] for key in number if key != "id_str"} | {"id": 2**60}
    snapshot = read_records(number, twarc.OLD_ORIGINAL)
    assert snapshot.posts.index.tolist() == ["101"]
    assert said(snapshot, "id or author cannot be read: 1")


# ---- lists


@pytest.mark.parametrize(
    ("name", "fans", "frame"),
    [
        ("followers", ["21", "22", "23"], "census"),
        ("followers, head", ["21", "22"], "head"),
        ("followers, flattened", ["21", "22", "23"], "unknown"),
    ],
)
def test_follower_list_stands_in_its_order(read, name, fans, frame):
    snapshot = read(SAMPLES[name])
    follows = snapshot.follows.sort_values("position")
    assert follows["follower_id"].tolist() == fans
    assert set(follows["followed_id"]) == {"11"}
    assert follows["position"].tolist() == list(range(len(fans)))
    assert snapshot.focal.tolist() == ["11"]
    assert snapshot.accounts.loc["11", "list_frame"] == frame
    assert snapshot.accounts.loc["11", "list_order"] == "unknown"


def test_following_list_runs_the_other_way(read):
    snapshot = read(SAMPLES["following"])
    assert set(
        zip(snapshot.follows["follower_id"], snapshot.follows["followed_id"], strict=True)
    ) == {("11", "21"), ("11", "22")}
    assert len(snapshot.focal) == 0


def test_list_with_a_page_missing_is_of_unknown_frame(read_records):
    first, _, third = twarc.list_pages("followers", 11, [[21], [22], [23]])
    frames = [
        read_records(*pages).accounts.loc["11", "list_frame"] for pages in ([first, third], [third])
    ]
    assert frames == ["unknown", "unknown"]


def test_list_that_was_collected_again_replaces_the_older_one(read_records):
    old = twarc.list_pages("followers", 11, [[21, 22]])
    new = twarc.list_pages("followers", 11, [[23], [21]], met=twarc.LATER)
    snapshot = read_records(*old, *new)
    assert snapshot.follows["follower_id"].tolist() == ["23", "21"]


def test_empty_list_is_known_to_be_empty_and_a_refused_one_is_not(read_records):
    question = "users/11/followers?max_results=1000"
    empty = twarc.page([], question, meta={"result_count": 0})
    assert read_records(empty).accounts.loc["11", "list_frame"] == "census"
    refused = twarc.page([], question, errors=[{"title": "Authorization Error"}])
    assert len(read_records(refused).focal) == 0


def test_pages_that_do_not_name_whose_list_they_are(read):
    snapshot = read(SAMPLES["version 1.1, followers"])
    assert sizes(snapshot) == (1, 0, 0, 0)
    assert said(snapshot, "without saying whose: 1")


def test_everyday_collection(read):
    snapshot = read(SAMPLES["everyday"], folder)
    followers = (snapshot.follows["followed_id"] == "11").sum()
    assert (followers, len(snapshot.follows) - followers) == (60, 40)
    assert len(snapshot.posts) == 90
    engaged = account_features(snapshot)["engaged_with_focal"]
    assert engaged.isna().any()  # nobody knows who did not engage
    assert not (engaged == 0).any()


# ---- what is and what is not of this format


def test_many_files_are_one_collection(read):
    others = {
        "notes.txt": b"when and why",
        "sub/posts.jsonl.gz": gzip.compress(SAMPLES["flattened"]["flat.jsonl"]),
    }
    snapshot = read(SAMPLES["followers"] | others)
    assert sizes(snapshot) == (9, 3, 7, 5)
    assert said(snapshot, "Not read: notes.txt.")


def test_list_with_a_record_a_line_is_read_whole(read):
    rows = SAMPLES["flattened"]["flat.jsonl"].strip().split(b"\n")
    whole = b"[\n" + b",\n".join(rows) + b"\n]\n"
    assert same(read({"a.json": whole}), read(SAMPLES["flattened"]))


def test_posts_without_the_time_of_collection_are_dated_by_themselves(read_records):
    older, newer = (
        twarc.post(number, 11, created_at=f"2024-02-0{number}T10:00:00.000Z")
        | {"author": twarc.user(11, description=f"Words {number}")}
        for number in (1, 2)
    )
    snapshot = read_records(newer, older)
    assert snapshot.accounts.loc["11", "bio"] == "Words 2"
    assert str(snapshot.taken_at) == "2024-02-02 10:00:00+00:00"


def test_single_file_whatever_its_name(read):
    assert same(read({"a.dat": SAMPLES["pages"]["search.jsonl"]}, single), read(SAMPLES["pages"]))
    packed = gzip.compress(SAMPLES["pages"]["search.jsonl"])
    assert same(read({"a.jsonl.gz": packed}, single), read(SAMPLES["pages"]))


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({"ids": ["1", "2"], "next_cursor": 0}, "not whose followers or friends"),
        (
            {"data": [{"id": "1", "text": "a", "edit_history_tweet_ids": ["1"]}]},
            "do not name their authors",
        ),
        ({"id": "1", "username": "a", "acct": "a", "display_name": "A"}, "no JSON with posts"),
        ({"ID": "1", "profile": {"screen_name": "a "}, "label": "0"}, "no JSON with posts"),
        ([{"id": "u1", "username": "a", "name": "A", "public_metrics": {}}], "no JSON with posts"),
        ({"data": {"videos": [{"id": 1, "username": "a"}]}}, "no JSON with posts"),
        ({"feed": [{"post": {"uri": "at://a", "text": "a"}}]}, "no JSON with posts"),
        ({"id": "1", "content": "a", "account": {"id": "2"}}, "no JSON with posts"),
        (
            {
                "idstr": "1",
                "text": "a",
                "created_at": "x",
                "is_quote_status": False,
                "user": {"idstr": "2", "screen_name": "a", "friends_count": 1},
            },
            "no JSON with posts",
        ),
    ],
)
def test_what_is_not_of_this_format(tmp_path, record, words):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(record))
    with Archive(path) as archive:
        assert words in why_not(archive)


def test_ids_without_a_name_are_refused_with_the_reason(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"ids": ["1", "2"], "next_cursor": 0}))
    with pytest.raises(ReadError, match="not whose followers or friends they are"):
        readers.read(path)


@needs_fixtures
def test_no_other_platforms_fixture_is_claimed():
    for path in sorted(FIXTURES.parent.rglob("*")):
        if path.is_file() and "twarc" not in path.parts:
            try:
                with Archive(path) as archive:
                    assert why_not(archive) is not None, path
            except ReadError:
                continue


@pytest.mark.parametrize(
    "whole",
    [
        SAMPLES["array"]["flat.json"],
        SAMPLES["pages"]["search.jsonl"],
        SAMPLES["document"]["page.json"],
    ],
)
def test_cut_list_or_document_is_one_clear_error(tmp_path, whole):
    path = tmp_path / "cut.json"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ReadError, match="damaged or cut short"):
        readers.read(path)


def test_odd_records_are_counted(read_records):
    odd = [{"limit": {"track": 5}}, 7, None, "x", twarc.post("x", 11)]
    snapshot = read_records(twarc.page([twarc.ORIGINAL], "tweets"), *odd)
    assert len(snapshot.posts) == 1
    assert said(snapshot, "neither a post nor an account: 5")


def test_head_of_any_json_is_closed_at_its_last_comma():
    assert shapes.closed('{"a": [1, {"b": "x,]", "c": 2}, {"d') == {"a": [1, {"b": "x,]", "c": 2}]}
    assert shapes.closed("[" * 1_000) is None
    assert shapes.closed("]") is None


def test_nothing_private_is_kept(read_records, tmp_path):
    private = {"email": "ann@mail.example", "phone": "555 0100", "withheld": {"ip": "192.0.2.7"}}
    page = twarc.page(
        [twarc.post(1, 11, text="A word in public", **private)],
        "tweets",
        includes={"users": [twarc.user(11, **private)]},
    )
    saved = read_records(page).save(tmp_path / "saved")
    everything = (
        "".join(pd.read_parquet(file).to_csv() for file in sorted(saved.glob("*.parquet")))
        + (saved / "snapshot.json").read_text()
    )
    assert "Ann_A" in everything
    assert not re.search(r"mail\.example|555 0100|192\.0\.2|A word in public", everything)
    assert str(tmp_path) not in everything


# ---- anything at all

ODD = [None, True, 0, -1, 1.5, 10**30, "", "x", "\ud800", "9" * 40, [], {}, [[]], [None], {"a": []}]
_FUZZED = ["pages", "flattened", "stream", "followers", "likes", "users", "version 1.1, lines"]


def _spots(value, path=()):
    found = [path] if path else []
    if isinstance(value, dict | list):
        inside = value.items() if isinstance(value, dict) else enumerate(value)
        found += [spot for key, one in inside for spot in _spots(one, (*path, key))]
    return found


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_json_ends_in_a_snapshot_or_an_error(tmp_path, data):
    ((_, whole),) = SAMPLES[data.draw(st.sampled_from(_FUZZED))].items()
    records = [json.loads(line) for line in whole.splitlines() if line.endswith(b"}")]
    for _ in range(data.draw(st.integers(1, 4))):
        spots = _spots(records)
        if spots:
            *path, last = spots[data.draw(st.integers(0, len(spots) - 1))]
            holder = records
            for key in path:
                holder = holder[key]
            if data.draw(st.booleans()):
                holder[last] = data.draw(st.sampled_from(ODD))
            else:
                del holder[last]
    _ends_well(tmp_path, twarc.lines(records))


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_bytes_end_in_a_snapshot_or_an_error(tmp_path, data):
    ((_, whole),) = SAMPLES[data.draw(st.sampled_from([*_FUZZED, "array", "document"]))].items()
    changed = bytearray(whole)
    for _ in range(data.draw(st.integers(0, 3))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    _ends_well(tmp_path, bytes(changed[: data.draw(st.integers(0, len(changed)))]))


def _ends_well(tmp_path, content):
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    try:
        assert isinstance(readers.read(path), Snapshot)
    except SocialkitError as error:
        assert "\n" not in str(error)
