"""Ning archives: members of a community, their posts, and who comments on whom."""

import json

import pandas as pd
import pytest
from exports import folder, ning, single, tarred, zipped
from exports.ning import moment, person, said, wrapped

from socialkit import readers
from socialkit.errors import ReadError

SAMPLES = ning.samples()
MEMBERS, TALK = "ning-members-local.json", "ning-discussions-local.json"


@pytest.fixture
def read(tmp_path):
    def read_files(files, make=zipped, **options):
        return readers.read(make(tmp_path / make.__name__, files), **options)

    return read_files


def noted(snapshot, words):
    return any(words in note for note in snapshot.notes)


def test_everyday_archive(read):
    snapshot = read(SAMPLES["everyday"])
    assert len(snapshot.accounts) == 60
    assert snapshot.accounts["posts_seen"].all()
    assert set(snapshot.accounts["interactions_seen"]) == {"both"}
    assert snapshot.follows.empty and snapshot.focal.empty
    topics = [
        topic
        for name in (TALK, "ning-blogs-local.json")
        for topic in json.loads(SAMPLES["everyday"][name].decode()[1:-1])
    ]
    comments = [
        (comment["contributorName"], topic["contributorName"])
        for topic in topics
        for comment in topic["comments"]
    ]
    kinds = snapshot.posts["kind"].value_counts()
    assert kinds[["original", "reply"]].tolist() == [100, len(comments)]
    assert len(snapshot.interactions) == sum(giver != taker for giver, taker in comments) == 244
    assert set(snapshot.interactions["kind"]) == {"comment"}
    assert int(snapshot.posts["replies_count"].sum()) == len(comments)
    assert readers.ning.ABOUT[0].does_not_tell in snapshot.notes


@pytest.mark.parametrize("make", [zipped, folder, tarred])
def test_missing_commas_are_put_in_but_never_inside_a_text(read, make):
    snapshot = read(SAMPLES["without commas"], make, text=True)
    assert snapshot.posts["x_text"].tolist() == ["About 1", "About 2", "About 3", 'odd "}{" text']
    assert snapshot.posts["kind"].tolist() == ["original", "reply", "reply", "original"]
    assert snapshot.posts["posted_at"].iloc[1] == pd.Timestamp(moment(6))
    (act,) = snapshot.interactions.itertuples()
    assert (act.source_id, act.target_id, act.kind) == ("0ben", "0ada", "comment")
    assert (act.at, act.count) == (pd.Timestamp(moment(6)), 1)
    assert snapshot.taken_at == pd.Timestamp(moment(8))
    ada, ben = snapshot.accounts.loc["0ada"], snapshot.accounts.loc["0ben"]
    assert (ada["name"], ada["location"], ada["bio"]) == ("Ada Ash", "Cork, IE", "I paint & print")
    assert (ada["x_country"], ada["x_level"], ada["x_state"]) == ("IE", "member", "active")
    assert (ben["location"], ben["x_state"]) == ("IE", "left")
    assert ada["created_at"] == pd.Timestamp(moment(0)) and pd.isna(ben["bio"])
    assert ada["last_post_at"] == pd.Timestamp(moment(7))


def test_one_file_is_told_by_its_content(read):
    snapshot = read(SAMPLES["discussions only"], single)
    assert sorted(snapshot.accounts.index) == ["0ada", "0ben"]
    assert len(snapshot.posts) == 3
    assert noted(snapshot, "This upload holds no members (ning-members-local.json).")
    people = read({"people.txt": SAMPLES["everyday"][MEMBERS]}, single)
    assert len(people.accounts) == 60


def test_members_alone_say_nothing_of_posts(read):
    snapshot = read(SAMPLES["not local"])
    assert len(snapshot.accounts) == 2
    assert snapshot.accounts[["posts_seen", "interactions_seen"]].isna().all().all()
    assert noted(snapshot, "This upload holds no discussions")


def test_local_files_come_before_the_others(read):
    files = {MEMBERS: wrapped([person("Ada")]), "ning-members.json": wrapped([person("Ben")])}
    assert list(read(files).accounts.index) == ["0ada"]


def test_odd_records_are_left_out_and_counted(read):
    talk = [
        said("Ada", 1, 2, "Topic", comments=[said("Ben", 2, 3), {}, None, 4]),
        {"comments": [said("Ben", 5, 3)], "contributorName": 7},
        said("Ben", 6, 3, "Topic", id=9, createdDate="soon", comments={}, description=None),
        "text",
    ]
    odd = person("Cy", fullName=4, createdDate=7, location=["x"], country=None, state={})
    files = {
        MEMBERS: wrapped([person("Ada", comments=[said("Ben", 8, 1)]), odd, None, {}]),
        TALK: wrapped(talk),
        "ning-pages-local.json": wrapped([said("Ada", 10, 4, "Page")]),
    }
    snapshot = read(files)
    assert sorted(snapshot.accounts.index) == ["0ada", "0ben", "0cy"]
    assert snapshot.accounts.loc["0cy", ["name", "location", "x_state"]].isna().all()
    assert list(snapshot.posts.index) == [
        "77:Topic:1",
        "77:Comment:2",
        "77:Comment:5",
        "discussions-4",
        "77:Page:10",
    ]
    assert len(snapshot.interactions) == 1
    assert noted(snapshot, "Members without an id that can be read, left out: 2.")
    assert noted(snapshot, "in discussions without an author, left out: 3.")
    assert noted(snapshot, "under posts without an author count towards no one: 1.")
    assert noted(snapshot, "Comments on members' own pages, not counted: 1.")


def test_nothing_private_is_kept(read):
    snapshot = read(SAMPLES["everyday"])
    tables = (snapshot.accounts, snapshot.posts, snapshot.interactions)
    kept = "".join(table.reset_index().to_csv() for table in tables)
    for secret in ("mail.example", "1980-02-03", "555 0199", "About 1"):
        assert secret not in kept


@pytest.mark.parametrize(
    "data",
    [
        b"[]",
        b"([])",
        b" ( [ ] ) ",
        b"\xef\xbb\xbf([])",
    ],
)
def test_an_empty_community(read, data):
    snapshot = read({MEMBERS: data})
    assert snapshot.accounts.empty


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'([{"contributorName": "a"}, {"cont', "damaged or cut short"),
        (b'([{"contributorName": "a"', "damaged or cut short"),
        (b'({"contributorName": "a"})', "expected a list of records"),
        (b'([{"contributorName": "\xff"}])', "damaged or cut short"),
        (b'(["contributorName", ' + b"[" * 100_000, "damaged or cut short"),
        (b'([{"contributorName": ' + b"9" * 5_000 + b"}])", "damaged or cut short"),
        (b'([{"name": "a"}])', "Ning archive: ning-members-local.json holds no records"),
    ],
)
def test_refusals(read, data, words):
    with pytest.raises(ReadError, match=words):
        read({MEMBERS: data})


def test_a_long_torn_text_takes_no_time(read):
    data = b'(["contributorName", "' + b'\\"}{' * 200_000
    with pytest.raises(ReadError, match="damaged or cut short"):
        read({MEMBERS: data})
