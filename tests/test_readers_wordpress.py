"""WordPress exports: posts, commenters, the owner's answers, links from elsewhere."""

import re
from pathlib import Path

import pandas as pd
import pytest
from exports import folder, single, wordpress, zipped
from exports.wordpress import author, comment, item, ping, wxr

from socialkit import readers
from socialkit.errors import ReadError, SocialkitError
from socialkit.readers.wordpress.people import digest, place

FIXTURES = Path(__file__).parents[2] / "shared" / "fixtures" / "wordpress"
OWNER = "words.example.org/mara"
needs_fixtures = pytest.mark.skipif(not FIXTURES.exists(), reason="they lie beside the project")


@pytest.fixture
def read(tmp_path):
    def read_data(data, make=single, **options):
        members = data if isinstance(data, dict) else {"words.xml": data}
        return readers.read(make(tmp_path / "upload", members), **options)

    return read_data


def reader(who):
    """Return the id of a reader with an e-mail address."""
    return f"email:{digest(f'{who}@mail.example.com', place(wordpress.SITE))}"


def test_a_reader_is_not_recognised_on_another_site():
    assert digest("a@mail.example.com", "one.example") == digest(
        "a@mail.example.com", "one.example"
    )
    assert digest("a@mail.example.com", "one.example") != digest(
        "a@mail.example.com", "two.example"
    )


def acts(snapshot):
    """Return each interaction as source, kind and target."""
    table = snapshot.interactions
    return sorted(
        zip(table["source_id"], table["kind"].astype(str), table["target_id"], strict=True)
    )


def said(snapshot, words):
    """Return whether a note holds these words."""
    return any(words in note for note in snapshot.notes)


# ---- real-shaped files


@needs_fixtures
@pytest.mark.parametrize(
    ("name", "posts", "comments", "owner"),
    [
        ("small-export.xml", 5, 1, "site:localhost"),  # 3 authors; pages and a private post
        ("valid-wxr-1.1.xml", 1, 1, "localhost/john"),
        ("namespace-edge-cases.xml", 5, 0, "(owner)"),  # one of six in another namespace
    ],
)
def test_fixtures(name, posts, comments, owner):
    snapshot = readers.read(FIXTURES / name)
    assert (len(snapshot.posts), len(snapshot.interactions)) == (posts, comments)
    assert snapshot.posts["account_id"].unique().tolist() == [owner]
    assert snapshot.platform == "wordpress"


@needs_fixtures
def test_malformed_fixture_is_refused():
    with pytest.raises(ReadError, match="near line 90"):
        readers.read(FIXTURES / "malformed.xml")


# ---- the everyday export


def test_everyday(read):
    snapshot = read(wordpress.samples()["everyday"], zipped)
    kinds = snapshot.interactions["kind"].value_counts()
    assert (kinds["comment"], kinds["reply"], kinds["mention"]) == (80, 24, 5)
    written = snapshot.posts["kind"].value_counts()
    assert (written["original"], written["reply"]) == (40, 24)
    assert snapshot.posts["has_link"].sum() == 20
    owner = snapshot.accounts.loc[OWNER]
    assert (owner["handle"], owner["name"]) == ("mara", "Mara Example")
    assert (owner["posts_seen"], owner["interactions_seen"]) == (True, "both")
    assert not owner["is_focal"] and snapshot.follows.empty
    assert snapshot.taken_at == pd.Timestamp("2025-09-01T07:00Z")
    assert said(snapshot, "neither who subscribes")


@pytest.mark.parametrize("name", ["wxr 1.0", "https"])
def test_every_namespace_of_wordpress(read, name):
    snapshot = read(wordpress.samples()[name])
    assert acts(snapshot) == [
        (reader("lee"), "comment", OWNER), ("url:ann.example.net", "comment", OWNER)
    ]  # fmt: skip


def test_parts_are_joined_and_count_each_comment_once(read):
    snapshot = read(wordpress.samples()["parts"], folder)
    assert len(snapshot.posts) == 2
    assert acts(snapshot) == sorted(
        [(reader("lee"), "comment", OWNER), (reader("kim"), "comment", OWNER)]
    )
    assert snapshot.posts["replies_count"].tolist() == [1, 1]


def test_of_two_exports_the_newest_is_read(read):
    older = wxr(item(1), item(2), made="Mon, 04 Aug 2025 07:00:00 +0000")
    snapshot = read({"a.xml": older, "b.xml": wxr(item(3))}, folder)
    assert snapshot.posts.index.tolist() == ["words.example.org/?p=3"]
    assert said(snapshot, "older files left out: 1.")


def test_several_authors_are_the_site(read):
    authors = author() + author(2, "noor")
    comments = comment(1) + comment(2, "noor", user_id="2", parent="1", author_email="")
    snapshot = read(wxr(item(1, comments), authors=authors))
    site = "site:words.example.org"
    assert acts(snapshot) == [(reader("lee"), "comment", site), (site, "reply", reader("lee"))]
    assert said(snapshot, "The site has 2 authors")


def test_a_guest_is_no_owner(read):
    guest = item(1, comment(1)).replace("<dc:creator>mara", "<dc:creator>guest")
    snapshot = read(wxr(guest))
    assert snapshot.posts["account_id"].tolist() == ["words.example.org/guest"]
    assert acts(snapshot) == [(reader("lee"), "comment", "words.example.org/guest")]


# ---- comments


def test_who_comments(read):
    comments = (
        comment(1, "lee")
        + comment(2, "lee", author="Lee M.", author_email="LEE@mail.example.com ")
        + comment(3, "lee", author_email="")
        + comment(4, "x", author_email="", author_url="https://www.pages.example.net/@x/")
        + comment(5, "", author_email="", author="")
        + comment(6, "shy", author="shy@mail.example.com")
    )
    snapshot = read(wxr(item(1, comments)))
    assert acts(snapshot) == sorted(
        (who, "comment", OWNER)
        for who in (
            reader("lee"), reader("lee"), "name:lee", "url:pages.example.net/@x", reader("shy")
        )
    )  # fmt: skip
    assert pd.isna(snapshot.accounts.loc[reader("shy"), "name"])
    assert said(snapshot, "without a name, an address or a site, left out: 1.")
    assert snapshot.posts["replies_count"].tolist() == [5]
    assert snapshot.interactions["at"].unique().tolist() == [pd.Timestamp("2024-01-05T09:00Z")]


@pytest.mark.parametrize("approved", ["0", "spam", "trash", "post-trashed", ""])
def test_unapproved_comments_are_left_out(read, approved):
    snapshot = read(wxr(item(1, comment(1) + comment(2, "spammer", approved=approved))))
    assert acts(snapshot) == [(reader("lee"), "comment", OWNER)]
    assert said(snapshot, "in the bin, left out: 1.")


def test_own_comments_are_answers(read):
    own = {"user_id": "1", "author_email": "mara@words.example.org"}
    comments = (
        comment(1)
        + comment(2, "mara", **own, parent="1")
        + comment(3, "mara", author_email="MARA@words.example.org", parent="1")
        + comment(4, "mara", **own)
        + comment(5, "mara", **own, parent="4")
        + comment(6, "lee", parent="2")
    )
    snapshot = read(wxr(item(1, comments)))
    lee = reader("lee")
    answer = (OWNER, "reply", lee)
    assert acts(snapshot) == [(lee, "comment", OWNER)] * 2 + [answer] * 2
    assert said(snapshot, "answer nobody: 2.")
    posts = snapshot.posts
    assert posts["kind"].value_counts()[["original", "reply"]].tolist() == [1, 4]
    assert posts.index[posts["kind"] == "reply"].tolist() == [
        f"words.example.org/?c={number}" for number in (2, 3, 4, 5)
    ]
    assert posts["replies_count"].dropna().tolist() == [2]


def test_links_from_other_sites_are_no_comments(read):
    comments = (
        ping(1)
        + ping(2, type="trackback", url="https://www.friend.example.net/two")
        + ping(3, "https://words.example.org/other-post")
        + ping(4, "")
        + comment(5, type="order_note")
    )
    snapshot = read(wxr(item(1, comments)))
    assert acts(snapshot) == [("site:friend.example.net", "mention", OWNER)] * 2
    assert snapshot.posts["replies_count"].tolist() == [0]
    assert said(snapshot, "from the site to itself, left out: 1.")
    assert said(snapshot, "such as orders, left out: 1.")


# ---- posts


def test_what_counts_as_a_post(read):
    items = (
        item(1),
        item(2, post_type="page", comments=comment(1)),
        item(3, status="draft", comments=comment(2)),
        item(4, post_password="secret"),
        item(5, post_type="attachment", status="inherit"),
        item(6, status="private"),
    )
    snapshot = read(wxr(*items))
    assert snapshot.posts.index.tolist() == ["words.example.org/?p=1"]
    assert len(snapshot.interactions) == 1  # a comment on a public page is one too
    assert said(snapshot, "Posts that are not public, left out: 3.")


def test_dates(read):
    undated = item(1, post_date_gmt="0000-00-00 00:00:00")
    never = undated.replace("Tue, 03 May 2022 08:00:00 +0000", "Wed, 30 Nov -0001 00:00:00 +0000")
    never = never.replace("<wp:post_id>1", "<wp:post_id>2")
    posts = read(wxr(undated, never)).posts
    assert posts["posted_at"].tolist()[0] == pd.Timestamp("2022-05-03T08:00Z")
    assert posts["posted_at"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Words.", False),
        ('<a href="https://words.example.org/shop">here</a>', False),
        ('<a href="/shop">here</a> <a href="#top">top</a>', False),
        ('<img src="https://cdn.example.com/a.png">', False),
        ("<A class='x' HREF='http://Other.example.net'>there</A>", True),
        ('<a href="https://www.words.example.org/&amp;x">home</a>', False),
    ],
)
def test_links_elsewhere(read, content, expected):
    assert read(wxr(item(1, content=content))).posts["has_link"].tolist() == [expected]


def test_text_only_on_request(read):
    data = wxr(item(1, content="<p>Two&nbsp;words &amp; <b>more</b></p>"))
    assert "x_text" not in read(data).posts
    assert read(data, text=True).posts["x_text"].tolist() == ["Two words & more"]


# ---- privacy and damage


def test_nothing_private_is_kept(read, tmp_path):
    comments = comment(1, "lee", author="lee@mail.example.com") + comment(
        2, "", author_url="http://u:p@a.example.net/x"
    )
    login = author(1, "mara@words.example.org")
    snapshot = read(wxr(item(1, comments), authors=login), text=True)
    snapshot.save(tmp_path / "saved")
    everything = b"".join(
        file.read_bytes() for file in (tmp_path / "saved").rglob("*") if file.is_file()
    )
    tables = [snapshot.accounts, snapshot.follows, snapshot.posts, snapshot.interactions]
    text = " ".join(table.reset_index().to_csv() for table in tables) + " ".join(snapshot.notes)
    assert not re.search(r"[\w.]+@[\w.]+", text)
    for secret in ("203.0.113.9", "secret thought", "mail.example.com"):
        assert secret not in text and secret.encode() not in everything


def test_control_characters_are_tolerated(read):
    data = wxr(item(1, comment(1, author="<![CDATA[L\x0be\x1fe]]>"), "a\x00b"))
    assert read(data).accounts.loc[reader("lee"), "name"] == "L e e"


def test_utf16(read):
    text = wxr(item(1, comment(1))).decode().replace("UTF-8", "UTF-16")
    assert len(read(text.encode("utf-16")).interactions) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda data: data[: len(data) // 2], "cut short near line"),
        (lambda data: data.replace(b"channel>", b"chanel>"), "has no <channel>"),
        (
            lambda data: (
                data.replace(b"Words.", b"<b>" * 200 + b"Words.")
                .replace(b"<![CDATA[", b"")
                .replace(b"]]>", b"")
            ),
            "deep|cut short",
        ),
        (
            lambda data: data.replace(b"<!--", b'<!DOCTYPE rss [<!ENTITY a "b">]><!--'),
            "document type",
        ),
        (lambda data: data.replace(b"Words.", b"]]>&nbsp;<![CDATA["), "near line"),
        (lambda data: data.replace(b"UTF-8", b"UTF-99"), "encoding|near line"),
        (lambda data: data.replace(b"Words.", b"\xff\xfe"), "near line"),
    ],
)
def test_damage_is_named(read, change, words):
    with pytest.raises(ReadError, match=words):
        read(change(wxr(item(1, comment(1)))))


def test_two_sites_are_refused(read):
    members = {"a.xml": wxr(item(1)), "b.xml": wxr(item(1), site="https://b.example.org")}
    with pytest.raises(ReadError, match="exports of several sites"):
        read(members, folder)


def test_cut_anywhere_ends_in_a_snapshot_or_one_line(read):
    data = wxr(item(1, comment(1) + ping(2), '<a href="https://a.example.net">x</a>'))
    for length in range(0, len(data), 23):
        try:
            read(data[:length])
        except SocialkitError as error:
            assert "\n" not in str(error)
