"""Feeds: RSS, Atom and RDF; nothing is fetched, and nothing hostile is read."""

import socket

import pandas as pd
import pytest
from exports import feed, folder, single
from exports.feed import entry, rss

from socialkit import readers
from socialkit.errors import ReadError, SocialkitError

SITE = "words.example.org"


@pytest.fixture
def read(tmp_path, monkeypatch):
    def refuse(*_):
        raise AssertionError("a reader opened the network")

    monkeypatch.setattr(socket, "socket", refuse)

    def read_data(data, make=single, **options):
        members = data if isinstance(data, dict) else {"feed.xml": data}
        return readers.read(make(tmp_path / "upload", members), **options)

    return read_data


def test_everyday(read):
    snapshot = read(feed.samples()["everyday"])
    assert len(snapshot.posts) == 30 and snapshot.posts["has_link"].sum() == 20
    owner = snapshot.accounts.loc[SITE]
    assert (owner["name"], owner["handle"], owner["posts_seen"]) == ("Words", SITE, True)
    assert pd.isna(owner["interactions_seen"]) and len(snapshot.accounts) == 1
    assert snapshot.taken_at == pd.Timestamp("2025-05-28T08:00Z")
    assert any("nothing of its readers" in note for note in snapshot.notes)


@pytest.mark.parametrize(
    ("name", "post_id", "posted_at", "has_link"),
    [
        ("atom", "tag:words,1", "2024-02-03T04:05:06Z", True),
        ("rdf", "https://words.example.org/1", "2005-06-07T06:09:10Z", None),
    ],
)
def test_other_formats(read, name, post_id, posted_at, has_link):
    posts = read(feed.samples()[name]).posts
    assert posts.index.tolist() == [post_id] and posts["account_id"].tolist() == [SITE]
    assert posts["posted_at"].tolist() == [pd.Timestamp(posted_at)]
    assert [None if pd.isna(known) else known for known in posts["has_link"]] == [has_link]


def test_entries(read):
    later = {"pubDate": "soon", "guid": "other"}
    data = rss(
        entry(1, **{"slash:comments": "7"}),
        entry(1, **{"slash:comments": "8"}),
        entry(2, **later),
        "<item><title>T</title></item>",
    )
    snapshot = read(data)
    posts = snapshot.posts
    assert posts["replies_count"].tolist()[0] == 8 and len(posts) == 2
    assert posts["posted_at"].isna().tolist() == [False, True]
    assert any("no id and no link: 1 posts" in note for note in snapshot.notes)


def test_an_entry_without_words_may_still_link(read):
    title = "<item><guid>t</guid><title>T</title></item>"
    posts = read(rss(entry(1), title), text=True).posts
    assert pd.isna(posts.loc["t", "has_link"]) and pd.isna(posts.loc["t", "x_text"])


def test_text_only_on_request(read):
    data = rss(entry(1, "<p>A <b>word</b></p><script>x()</script>"))
    assert "x_text" not in read(data).posts
    assert read(data, text=True).posts["x_text"].tolist() == ["A word x()"]


def test_feeds_of_one_site_are_joined_and_of_two_refused(read):
    members = {"a.rss": rss(entry(1)), "b.rss": rss(entry(1), entry(2))}
    assert len(read(members, folder).posts) == 2
    members["b.rss"] = rss(entry(1), link="https://b.example.net")
    with pytest.raises(ReadError, match="feeds of several sites"):
        read(members, folder)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (rss(entry(1))[:-9], "cut short near line"),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel>&a;</channel></rss>', "document type"),
        (b'<!DOCTYPE rss SYSTEM "http://x.example.com/a.dtd"><rss/>', "document type"),
        (b"<rss>" + b"<a>" * 200, "more than 100 deep"),
        (b"<rss>" + b"<a/>" * 160_000 + b"</rss>", "longer than any feed"),
        (rss(entry(1)).replace(b"Words", b"&nope;", 1), "near line"),
        (b"<html><body/></html>", "no format that can be read"),
    ],
)
def test_hostile_and_damaged_feeds_are_refused(read, data, words):
    with pytest.raises(ReadError, match=words):
        read(data)


def test_addresses_in_a_feed_are_never_opened(read):
    data = rss(
        '<cloud domain="x.example.com"/>',
        entry(1, '<img src="https://x.example.com/a.png">', enclosure="https://x.example.com/b"),
    )
    assert len(read(data).posts) == 1


def test_cut_anywhere_ends_in_a_snapshot_or_one_line(read):
    data = feed.samples()["atom"]["words.atom"]
    for length in range(0, len(data), 11):
        try:
            read(data[:length])
        except SocialkitError as error:
            assert "\n" not in str(error)
