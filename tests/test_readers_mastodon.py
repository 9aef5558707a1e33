"""Mastodon and the fediverse: archives, lists and saved pages, with every trap."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from exports import folder, mastodon, single, tarred, zipped
from exports.mastodon import (
    FOLLOWERS_URI,
    HOME,
    OWNER_URI,
    PUBLIC,
    account,
    announce,
    archive,
    collection,
    create,
    mention,
    packed,
    status,
)

from socialkit import readers
from socialkit.errors import ReadError
from socialkit.readers.about import UNNAMED

FIXTURES = Path(__file__).parents[2] / "shared" / "fixtures" / "mastodon"
OWNER = "mara@home.example"
BEN, BEN_URI = "ben@away.example", "https://away.example/users/ben"
with_fixtures = pytest.mark.skipif(not FIXTURES.exists(), reason="no fixtures beside the project")


@pytest.fixture
def read(tmp_path):
    def read_members(members, make=zipped, **options):
        return readers.read(make(tmp_path / "export", members), **options)

    return read_members


def acts(snapshot):
    """Return interactions as (kind, target, count), sorted."""
    table = snapshot.interactions
    return sorted(zip(table["kind"], table["target_id"], table["count"], strict=True))


def noted(snapshot, words):
    return any(words in note for note in snapshot.notes)


# ---- the real-shaped files


@with_fixtures
def test_fixture_archive():
    snapshot = readers.read(FIXTURES / "mastodon-export.zip")
    kinds = snapshot.interactions["kind"].value_counts()
    assert len(snapshot.posts) == 18
    assert noted(snapshot, "The outbox counts 19 entries; it holds 18.")
    assert not noted(snapshot, "no likes of yours")
    # 19 mention tags, one of them of the account that is answered; 4 replies, 3 of them threads.
    assert kinds[["mention", "reply", "like"]].tolist() == [18, 1, 3]
    assert snapshot.posts["kind"].value_counts()[["original", "reply"]].tolist() == [17, 1]
    assert snapshot.interactions.query("kind == 'like'")["at"].isna().all()
    assert snapshot.accounts.loc["lmorchard@toot.lmorchard.com", "url"] == "https://lmorchard.com"


@with_fixtures
@pytest.mark.parametrize(
    ("cassette", "counts"),
    [
        ("test_account_followers", (1, 0, 0)),
        ("test_account_following", (1, 0, 0)),
        ("test_accounts", (2, 0, 0)),
        ("test_status", (1, 0, 1)),
    ],
)
def test_fixture_pages(tmp_path, cassette, counts):
    yaml = pytest.importorskip("yaml")
    replies = yaml.safe_load((FIXTURES / f"mastodon_py_cassettes/{cassette}.yaml").read_text())
    for reply in replies["interactions"]:
        last = reply["request"]["uri"].split("?")[0].rsplit("/", 1)[-1]
        body = reply["response"]["body"]["string"]
        if reply["request"]["method"] == "GET":
            name = "statuses.json" if last.isdigit() else f"{last}.json"
            (tmp_path / name).write_text(f"[{body}]" if last.isdigit() else body)
    snapshot = readers.read(tmp_path)
    assert (len(snapshot.accounts), len(snapshot.follows), len(snapshot.posts)) == counts
    assert snapshot.accounts.index[0].endswith("@localhost:3000")


# ---- archives


@pytest.mark.parametrize("make", [zipped, tarred, folder])
@pytest.mark.parametrize("era", mastodon.samples())
def test_every_sample_reads_in_every_packing(read, era, make):
    snapshot = read(mastodon.samples()[era], make)
    assert snapshot.platform == "mastodon"
    assert len(snapshot.follows) + len(snapshot.posts) > 0


def test_everyday_counts(read):
    snapshot = read(mastodon.everyday())
    follows = snapshot.follows
    assert (follows["followed_id"] == OWNER).sum() == 60
    assert (follows["follower_id"] == OWNER).sum() == 40
    assert len(snapshot.posts) == 240
    assert snapshot.interactions.query("kind == 'like'")["count"].sum() == 90
    assert snapshot.accounts.loc[OWNER, ["posts_seen", "is_focal"]].tolist() == [True, True]


def test_owner_profile(read):
    owner = read(archive([create(1, 0)])).accounts.loc[OWNER]
    assert owner["handle"] == OWNER
    assert owner["name"] == "Mara Lind"
    assert owner["bio"] == "Painter & printer\nNorth\ncoast"
    assert owner["url"] == "https://mara.example"
    assert owner["created_at"] == pd.Timestamp("2021-05-01", tz="UTC")
    assert owner["last_post_at"] == pd.Timestamp("2023-03-01T08:00", tz="UTC")
    assert owner["interactions_seen"] == "out"
    assert not owner["is_focal"]
    assert not owner["is_protected"]


def test_archive_says_that_it_names_no_followers(read):
    snapshot = read(archive([create(1, 0)]))
    assert noted(snapshot, "names no followers")
    assert noted(snapshot, "This upload holds no follower list.")


def test_kinds_and_whom_they_turn_to(read):
    items = [
        create(1, 0, tag=[mention("@ben@away.example", BEN_URI)]),
        create(
            2, 1, inReplyTo=f"{BEN_URI}/statuses/5", tag=[mention("@ben@away.example", BEN_URI)]
        ),
        create(3, 2, inReplyTo=f"{OWNER_URI}/statuses/1"),
        create(4, 3, inReplyTo=f"{HOME}/@mara/1"),
        create(5, 4, quote=f"{BEN_URI}/statuses/6"),
        announce(6, 5, f"{BEN_URI}/statuses/7", BEN_URI),
        announce(7, 6, f"{OWNER_URI}/statuses/1", OWNER_URI),
        create(8, 7, inReplyTo="https://away.example/@Ben/12"),
    ]
    snapshot = read(archive(items))
    kinds = ["original", "reply", "original", "original", "quote", "repost", "repost", "reply"]
    assert snapshot.posts["kind"].tolist() == kinds
    assert acts(snapshot) == [
        ("mention", BEN, 1),
        ("quote", BEN, 1),
        ("reply", BEN, 1),
        ("reply", BEN, 1),
        ("repost", BEN, 1),
    ]


def test_only_public_posts_are_kept(read):
    to_ben = {"tag": [mention("@ben@away.example", BEN_URI)], "content": "<p>our secret</p>"}
    items = [
        create(1, 0, to=[PUBLIC], cc=[FOLLOWERS_URI]),
        create(2, 1, to=[FOLLOWERS_URI], cc=[PUBLIC]),
        create(3, 2, to=[FOLLOWERS_URI], cc=[BEN_URI], **to_ben),
        create(4, 3, to=[BEN_URI], cc=[], **to_ben),
        create(5, 4, to=[], cc=[], **to_ben),
        announce(6, 5, f"{OWNER_URI}/statuses/3", OWNER_URI, to=[FOLLOWERS_URI], cc=[]),
    ]
    snapshot = read(archive(items), text=True)
    assert [name[-1] for name in snapshot.posts.index] == ["1", "2"]
    assert snapshot.interactions.empty
    assert noted(snapshot, "Posts for followers only, not public and left out: 2.")
    assert noted(snapshot, "Direct posts (private messages) left out: 2.")
    assert not snapshot.posts["x_text"].str.contains("secret").any()


def test_text_only_on_request(read):
    members = archive([create(1, 0, "<p>One &lt;3</p><p>two<br/>three</p>")])
    assert "x_text" not in read(members).posts
    assert read(members, text=True).posts["x_text"].tolist() == ["One <3\ntwo\nthree"]


def test_links_are_told_from_mentions_and_hashtags(read):
    tagged = '<a href="https://away.example/@ben" class="u-url mention">@ben</a>'
    plain = '<a href="https://away.example/tag/art">#art</a>'
    items = [
        create(1, 0, tagged),
        create(2, 1, plain, tag=[{"type": "Hashtag", "href": "https://away.example/tag/art"}]),
        create(3, 2, '<a rel="nofollow" href="https://news.example/a?b=1&amp;c">x</a>'),
        create(4, 3, "<a href='https://www.mara.example/shop'>shop</a>"),
        create(5, 4, content=None),
    ]
    posts = read(archive(items)).posts
    assert posts["has_link"].tolist() == [False, False, True, True, pd.NA]
    assert posts["links_own_site"].tolist() == [False, False, False, True, pd.NA]


def test_profile_without_link_has_no_own_site(read):
    snapshot = read(archive([create(1, 0, mastodon.PROFILE_LINK)], attachment=[]))
    assert snapshot.accounts.loc[OWNER, "url"] == ""
    assert snapshot.posts["links_own_site"].isna().all()


def test_authors_that_an_address_hides(read):
    coded = "https://key.example/users/9f3a"
    items = [
        announce(1, 0, f"{HOME}/ap/users/77/statuses/1", f"{HOME}/ap/users/77"),
        create(2, 1, inReplyTo="https://key.example/notes/zz1"),
        create(3, 2, tag=[mention("@cleo", f"{HOME}/ap/users/77")]),
        create(4, 3, tag=[mention("@dora@key.example", coded)]),
        announce(5, 4, "https://key.example/notes/zz2", coded),
        create(6, 5, inReplyTo=f"{HOME}/ap/users/88/statuses/1"),
    ]
    snapshot = read(archive(items, [f"{coded}/statuses/3", "https://key.example/notes/1", 7, None]))
    assert acts(snapshot) == [
        ("like", "dora@key.example", 1),
        ("mention", "cleo@home.example", 1),
        ("mention", "dora@key.example", 1),
        ("repost", "cleo@home.example", 1),
        ("repost", "dora@key.example", 1),
    ]
    assert noted(snapshot, "so they count towards no one: 2.")
    assert noted(snapshot, "Likes given to posts whose author the archive does not tell, so")
    assert snapshot.posts["kind"].tolist().count("reply") == 2


def test_server_called_otherwise_than_its_pages(read):
    pages = "https://social.away.example/users/ben"
    items = [
        create(1, 0, tag=[mention("@ben@away.example", pages)]),
        announce(2, 1, "https://social.away.example/users/eva/statuses/1", f"{pages[:-3]}eva"),
    ]
    targets = set(read(archive(items)).interactions["target_id"])
    assert targets == {"ben@away.example", "eva@away.example"}


def test_thread_of_posts_without_author_in_their_address(read):
    first, second = create(1, 0, id=f"{HOME}/objects/aa"), create(2, 1, id=f"{HOME}/objects/bb")
    second["object"]["inReplyTo"] = f"{HOME}/objects/aa"
    snapshot = read(archive([second, first]))  # newest first, as Pleroma writes
    assert snapshot.posts["kind"].tolist() == ["original", "original"]


def test_reactions_that_newer_servers_count(read):
    note = create(1, 0, likes={"totalItems": 5}, shares={"totalItems": 2})
    posts = read(archive([note, create(2, 1)])).posts
    assert posts["likes_count"].tolist() == [5, pd.NA]
    assert posts["reposts_count"].tolist() == [2, pd.NA]


def test_odd_entries_are_left_out_and_counted(read):
    strange = create(4, 1)
    strange["actor"] = BEN_URI
    items = [create(1, 0), None, 7, [], {"type": 3}, {"type": "Create", "object": "x"}, strange]
    snapshot = read(archive([*items, {"type": "Like", "actor": OWNER_URI, "object": "x"}]))
    assert len(snapshot.posts) == 1
    assert noted(snapshot, "cannot be read left out: 5.")
    assert noted(snapshot, "by other accounts left out: 1.")
    assert noted(snapshot, "neither posts nor boosts left out: 1.")


def test_owner_without_actor_file(read):
    members = archive([create(1, 0)])
    del members["actor.json"]
    snapshot = read(members)
    assert snapshot.accounts.index.tolist() == [OWNER]
    assert noted(snapshot, "The profile (actor.json) is missing")


def test_missing_likes_are_not_said_to_be_none(read):
    members = archive([create(1, 1)])
    assert not noted(read(members), "no likes of yours")
    del members["likes.json"]
    assert noted(read(members), "likes.json), so how many you gave is not known")


def test_actor_without_outbox(read):
    snapshot = read({"actor.json": packed(mastodon.actor())})
    assert snapshot.accounts.loc[OWNER, "posts_seen"] is pd.NA
    assert noted(snapshot, "This upload holds no posts of yours (outbox.json).")


def test_two_archives_are_never_mixed(read):
    old, new = archive([create(1, 0), create(2, 1)]), archive([create(3, 90)])
    members = {f"a/{name}": data for name, data in old.items()}
    members |= {f"b/{name}": data for name, data in new.items()}
    snapshot = read(members)
    assert [name[-1] for name in snapshot.posts.index] == ["3"]
    assert noted(snapshot, "holds 2 exports; only the newest was read")


def test_list_in_a_folder_beside_the_archive_joins_in(read):
    members = {f"archive-1/{name}": data for name, data in archive([create(1, 0)]).items()}
    members["following_accounts.csv"] = b"Account address,Show boosts\nben@away.example,true\n"
    snapshot = read(members, folder)
    assert snapshot.follows["followed_id"].tolist() == [BEN]
    assert len(snapshot.posts) == 1


def test_browser_copy_and_upper_case(read):
    members = {name.upper(): data for name, data in archive([create(1, 0)]).items()}
    members["OUTBOX (1).JSON"] = members["OUTBOX.JSON"]
    assert len(read(members).posts) == 1


# ---- lists


@pytest.mark.parametrize(
    ("era", "followers", "following"),
    [
        ("following", [], [BEN, "cleo@home.example"]),
        ("following, old", [], [BEN, "cleo@home.example"]),
        ("followers, GoToSocial", [BEN], []),
        ("followers, Mitra", [BEN, "cleo@home.example"], []),
        ("followers, Pixelfed", ["dora@pics.example", BEN, "cleo@home.example"], []),
    ],
)
def test_lists_of_an_unnamed_owner(read, era, followers, following):
    snapshot = read(mastodon.samples()[era], single)
    follows = snapshot.follows
    assert follows.query("followed_id == @UNNAMED")["follower_id"].tolist() == followers
    assert follows.query("follower_id == @UNNAMED")["followed_id"].tolist() == following
    owner = snapshot.accounts.loc[UNNAMED]
    assert owner["is_focal"] == bool(followers)
    assert owner["list_frame"] is pd.NA or owner["list_frame"] != "head"
    assert noted(snapshot, "do not say whose")


def test_both_lists_in_one_folder(read):
    lists = {"followers.csv": b"ben@away.example\n", "following.csv": b"ben@away.example\n"}
    assert len(read(lists, folder).follows) == 2


def test_pleroma_archive_has_both_lists(read):
    snapshot = read(mastodon.samples()["Pleroma"])
    assert snapshot.accounts.loc[OWNER, "list_frame"] == "census"
    assert snapshot.follows["follower_id"].tolist() == ["cleo@home.example", OWNER]


def test_odd_rows_of_a_list(read):
    rows = b"Account address,Show boosts\r\nBEN@away.example,true\r\n@ben@away.example,true\r\n"
    rows += b'=1+1,true\r\n\r\n"cleo@home.example","true"\r\n'
    snapshot = read({"my list.csv": b"\xef\xbb\xbf" + rows}, single)
    assert snapshot.follows["followed_id"].tolist() == [BEN, "cleo@home.example"]
    assert noted(snapshot, "1 entry on the list of those you follow that cannot be read")
    assert noted(snapshot, "1 entry on the list of those you follow repeated")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("addresses.csv", b"ben@away.example\ncleo@home.example\n", "call it followers.csv or"),
        ("muted_accounts.csv", b"Account address,Hide notifications\nben@a.example,true\n", None),
        ("followers.csv", b"ann@gmail.com\nbob@yahoo.co.uk\neve@gmx.de\n", None),
        ("followers.csv", b"a@b.example,c@d.example\ne@b.example,c@d.example\n", None),
        ("followers.json", b'["https://pics.example/ann"]', None),
        ("followers.json", b"[]", None),
        ("pixelfed-followers.json", b'["https://pics.exa', "is damaged or cut short"),
        ("actor.json", b"[1]", "has the name of one that Mastodon writes"),
        ("likes.json", collection("likes", [f"{BEN_URI}/statuses/1"]), None),
    ],
)
def test_what_is_not_taken(tmp_path, name, data, words):
    from socialkit.readers import mastodon as reader
    from socialkit.readers.about import Near
    from socialkit.readers.archive import Archive

    with Archive(single(tmp_path, {name: data})) as found:
        reason = reader.why_not(found)
    assert isinstance(reason, Near) == (words is not None)
    assert (words or "no actor.json") in reason


# ---- pages of the API


def test_api_pages(read):
    snapshot = read(mastodon.samples()["API pages"], folder)
    accounts = snapshot.accounts
    assert accounts.index.tolist() == [OWNER, BEN, "cleo@home.example"]
    assert accounts.loc[OWNER, "list_frame"] == "census"
    assert snapshot.follows["position"].dropna().tolist() == [0, 1]
    assert noted(snapshot, "counts 30 accounts the owner follows; the saved pages hold 1.")
    assert noted(snapshot, "counts 44 posts of the owner; the saved pages hold 2.")
    assert snapshot.posts[["likes_count", "reposts_count", "replies_count"]].iloc[0].tolist() == [
        3,
        2,
        1,
    ]


def test_account_fields(read):
    stand_in = f"{HOME}/avatars/original/missing.png"
    people = [
        account(1, "Ben@away.example", followers_count=-1, last_status_at=None, bot=True),
        account(2, "cleo", avatar_static=stand_in, locked=True, memorial=True, noindex=True),
        account(3, "dora", fields=[{"name": "w", "value": mastodon.PROFILE_LINK}], suspended=True),
        account(4, "eva@b.example", moved={"acct": "x"}, indexable=False, limited=True, note=None),
    ]
    table = read({"accounts.json": packed(people)}, single).accounts
    ben, cleo, dora, eva = (table.loc[name] for name in table.index)
    assert (ben["followers_count"], ben["last_post_at"]) == (pd.NA, pd.NaT)
    assert (ben["x_bot"], ben["has_default_image"], ben["url"]) == (True, False, "")
    assert ben["created_at"] == pd.Timestamp("2022-11-05", tz="UTC")
    assert cleo.name == "cleo@home.example"
    assert cleo["last_post_at"] == pd.Timestamp("2026-02-03", tz="UTC")
    assert cleo[["has_default_image", "is_protected", "x_memorial", "x_noindex"]].all()
    assert (dora["url"], dora["x_suspended"]) == ("https://mara.example", True)
    assert eva[["x_moved", "x_limited"]].all()
    assert (eva["x_indexable"], eva["bio"]) == (False, pd.NA)


def test_statuses(read):
    own, ben, cleo = account(9, "Mara"), account(1, "Ben@away.example"), account(2, "cleo")
    to_ben = {"in_reply_to_id": "7", "in_reply_to_account_id": ben["id"]}
    named = [{key: ben[key] for key in ("id", "username", "acct", "url")}]
    pages = [
        status(1, own, 1, mentions=named),
        status(2, own, 2, mentions=named, **to_ben),
        status(3, own, 3, in_reply_to_account_id=own["id"]),
        status(4, own, 4, reblog=status(90, cleo)),
        status(5, own, 5, quote={"state": "accepted", "quoted_status": status(91, cleo)}),
        status(6, own, 6, visibility="private"),
        status(7, own, 7, visibility="direct", mentions=named),
        status(8, own, 8, in_reply_to_account_id="404", visibility="unlisted"),
        None,
    ]
    snapshot = read({"statuses.json": packed(pages)}, folder)
    kinds = ["original", "reply", "original", "repost", "quote", "reply"]
    assert snapshot.posts["kind"].tolist() == kinds
    assert snapshot.posts["likes_count"].tolist() == [3, 3, 3, pd.NA, 3, 3]
    assert acts(snapshot) == [
        ("mention", BEN, 1),
        ("quote", "cleo@home.example", 1),
        ("reply", BEN, 1),
        ("repost", "cleo@home.example", 1),
    ]
    assert noted(snapshot, "Saved posts that are not public left out: 2.")
    assert noted(snapshot, "Saved posts that cannot be read left out: 1.")
    assert noted(snapshot, "Replies to accounts that the pages do not name: 1.")
    assert noted(snapshot, "it is taken as the owner")


def test_notifications_are_reactions_to_the_owner(read):
    own, ben = account(9, "Mara"), account(1, "Ben@away.example")

    def told(kind, about, day):
        return {"id": "1", "type": kind, "created_at": mastodon.moment(day), "account": ben} | about

    mine = {"status": status(1, own)}
    reply = {"status": status(2, ben, in_reply_to_account_id=own["id"])}
    page = [
        told("favourite", mine, 1),
        told("reblog", mine, 2),
        told("mention", reply, 3),
        told("mention", {"status": status(3, ben)}, 4),
        told("mention", {"status": status(4, ben, visibility="direct")}, 5),
        told("follow", {}, 6),
    ]
    members = {"account.json": packed(own), "notifications.json": packed(page)}
    snapshot = read(members, folder)
    assert acts(snapshot) == [(kind, OWNER, 1) for kind in ("like", "mention", "reply", "repost")]
    assert snapshot.accounts.loc[OWNER, "interactions_seen"] == "in"
    assert snapshot.accounts.loc[OWNER, "posts_seen"] is pd.NA


def test_posts_of_several_people_have_no_owner(read):
    page = [status(1, account(1, "ben")), status(2, account(2, "cleo"))]
    snapshot = read({"statuses.json": packed(page)}, folder)
    assert not snapshot.accounts["is_focal"].fillna(False).any()
    assert snapshot.posts["account_id"].tolist() == ["ben@home.example", "cleo@home.example"]


# ---- refusals and privacy


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"outbox.json": b'{"orderedItems": [{"id": '}, "outbox.json: is damaged or cut short"),
        ({"actor.json": b'{"id": "x"'}, "actor.json: is damaged or cut short"),
        ({"outbox.json": b"{}"}, "outbox.json: has the name of a file"),
        ({"outbox.json": b""}, "outbox.json: is empty; download the export again"),
        ({"following_accounts.csv": b"Account address,Show boosts\n\xff\n"}, "line 2 is not UTF-8"),
    ],
)
def test_damage_is_one_clear_error(read, changed, message):
    with pytest.raises(ReadError, match=re.escape(message)):
        read(archive([create(1, 0)]) | changed)


def test_nothing_private_is_kept(read):
    marks = ["rosa.secret@mail.example", "+47 900 11 222", "203.0.113.9", "whispered"]
    text = " ".join(marks)
    members = archive([create(1, 0, f"<p>{text}</p>"), create(2, 1, text, to=[BEN_URI], cc=[])])
    own = json.loads(members["actor.json"]) | {"email": marks[0], "current_sign_in_ip": marks[2]}
    members["actor.json"] = packed(own)
    page = [account(1, "ben@away.example", email=marks[0], source={"note": marks[3]})]
    members["followers.json"] = packed(page)
    snapshot = read(members)
    tables = (snapshot.accounts, snapshot.follows, snapshot.posts, snapshot.interactions)
    saved = "".join(table.to_csv() for table in tables) + " ".join(snapshot.notes)
    assert BEN in saved
    assert not [mark for mark in marks if mark in saved]


def test_hostile_names_are_only_texts(read):
    people = [account(1, "ben@away.example", display_name="<script>\ud800=1+1", note="<img src=x>")]
    data = json.dumps(people).encode()
    table = read({"account.json": packed(account(9, "Mara")), "followers.json": data}, folder)
    assert table.accounts.loc[BEN, "name"] == "<script>?=1+1"
    assert table.accounts.loc[BEN, "bio"] == ""
