"""Instagram exports: every era, the traps of each, and the lists of Threads."""

import json
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from exports import folder, instagram, zipped
from exports.instagram import (
    ACTIVITY,
    DAY,
    LISTS,
    OPENED,
    OWNER,
    PERSON,
    SIGNUP,
    comment,
    following,
    labelled,
    liked,
    members,
    named,
    owned,
    person,
    post,
    signup,
    titled,
)

from socialkit import readers
from socialkit.errors import ReadError
from socialkit.readers import meta, metapage
from socialkit.readers.about import UNNAMED
from socialkit.readers.instagram import RANGE_NOTE, WHOLE_NOTE

FIXTURES = Path(__file__).parents[2] / "shared" / "fixtures"
SAMPLES = instagram.samples()
ONE = {LISTS + "followers_1.json": [named("ada")], LISTS + "following.json": following()}
SAID = ("mara@example.org", "7654321", "1234567", "192.0.2.44", "strictly between us", "lovely")


@pytest.fixture
def read(tmp_path):
    def read_members(files, make=zipped, **options):
        given = files if all(isinstance(one, bytes) for one in files.values()) else members(files)
        return readers.read(make(tmp_path / make.__name__, given), **options)

    return read_members


def lists(snapshot):
    """Return how many follow the owner, and whom the owner follows."""
    owner, follows = snapshot.accounts.index[0], snapshot.follows
    return int((follows["followed_id"] == owner).sum()), int(
        (follows["follower_id"] == owner).sum()
    )


def said(snapshot, words):
    return any(words in note for note in snapshot.notes)


def acts(snapshot):
    table = snapshot.interactions
    return Counter(zip(table["kind"], table["target_id"], strict=True))


# ---- real-shaped exports


@pytest.mark.skipif(not FIXTURES.exists(), reason="the fixtures lie beside the project")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ig_2023_json.zip", (8, 10)),
        ("ig_2025_json.zip", (8, 10)),
        ("ig_html.zip", (8, 10)),
        ("ig_legacy_2021.zip", (8, 10)),
        ("ig_split_parts.zip", (8, 10)),
        ("ig_unicode_case.zip", (8, 11)),
        ("ig_xss_json.zip", (1, 6)),
        ("context_use", (2, 2)),
        ("context_use/v0", (0, 0)),
        ("context_use/v1", (2, 2)),
    ],
)
def test_fixture_has_the_counts_its_authors_give(name, expected):
    snapshot = readers.read(FIXTURES / "instagram" / name)
    assert lists(snapshot) == expected
    assert snapshot.platform == "instagram"


@pytest.mark.skipif(not FIXTURES.exists(), reason="the fixtures lie beside the project")
def test_both_layouts_of_likes_in_the_fixture_name_the_same_owners():
    old, new = (readers.read(FIXTURES / "instagram/context_use" / era) for era in ("v0", "v1"))
    people = ["foodblog", "traveler", "photographer"]
    likes = Counter(("like", f"synthetic_{name}") for name in [*people, "traveler"])
    assert acts(old) == likes
    later = Counter(("comment", f"synthetic_{name}") for name in (*people[::2], "comedian"))
    assert acts(new) == likes + later + Counter([("like", "synthetic_musician")])
    assert new.posts["kind"].value_counts()[["original", "reply"]].tolist() == [2, 3]


@pytest.mark.skipif(not FIXTURES.exists(), reason="the fixtures lie beside the project")
def test_fixture_that_is_cut_short_is_refused():
    with pytest.raises(ReadError, match=r"following\.json: is damaged or cut short"):
        readers.read(FIXTURES / "instagram" / "ig_broken_json.zip")


# ---- every era


@pytest.mark.parametrize(
    ("era", "expected", "dated"),
    [
        ("everyday", (60, 40), 100),
        ("until 2020", (2, 1), 3),
        ("2021", (2, 1), 3),
        ("2022", (2, 2), 4),
        ("2024", (2, 2), 4),
        ("labels", (1, 2), 3),
        ("pages", (2, 3), 0),
        ("threads", (2, 1), 3),
    ],
)
@pytest.mark.parametrize("make", [zipped, folder])
def test_lists_of_every_era(read, era, expected, dated, make):
    snapshot = read(SAMPLES[era], make)
    assert lists(snapshot) == expected
    assert snapshot.follows["followed_at"].notna().sum() == dated
    assert snapshot.platform == ("threads" if era == "threads" else "instagram")


def test_everyday_export(read):
    snapshot = read(SAMPLES["everyday"])
    owner = snapshot.accounts.loc[OWNER]
    assert snapshot.source == f"Instagram export of @{OWNER}"
    assert owner[["name", "bio"]].tolist() == ["Mara Käller", "Körpertherapie in Köln"]
    assert not owner["is_protected"]
    assert owner["created_at"] == pd.Timestamp(OPENED, unit="s", tz="UTC")
    assert (owner["list_order"], owner["list_frame"]) == ("newest_first", "census")
    assert snapshot.posts["kind"].value_counts()[["original", "reply"]].tolist() == [92, 50]
    assert "x_text" not in snapshot.posts
    assert snapshot.interactions["kind"].value_counts()[["like", "comment"]].tolist() == [131, 50]
    assert set(snapshot.interactions["source_id"]) == {OWNER}
    assert snapshot.taken_at == pd.Timestamp(OPENED + 1_092 * DAY, unit="s", tz="UTC")
    assert said(snapshot, "Threads lists in this export (2 followers, 1 followed)")
    assert not {"thea", "not.yet"} & set(snapshot.accounts.index)


def test_nothing_private_is_kept(read, tmp_path):
    snapshot = read(SAMPLES["everyday"], text=True)
    saved = snapshot.save(tmp_path / "saved")
    tables = [getattr(snapshot, name) for name in ("accounts", "follows", "posts", "interactions")]
    texts = " ".join(table.to_csv() for table in tables) + " ".join(snapshot.notes) + str(saved)
    assert "Übung 3" in texts
    assert not [words for words in SAID if words in texts]


def test_text_of_posts_is_kept_on_request_only(read):
    assert "x_text" not in read(SAMPLES["everyday"]).posts


def test_early_export_has_its_own_files(read):
    snapshot = read(SAMPLES["until 2020"])
    owner = snapshot.accounts.loc[OWNER]
    assert acts(snapshot) == Counter([("like", "ada"), ("like", "ben"), ("comment", "cleo")])
    assert snapshot.posts["kind"].tolist() == ["original", "original", "reply"]
    assert snapshot.posts["posted_at"].dt.day.tolist() == [1, 1, 1]
    assert snapshot.posts["posted_at"].dt.month.tolist() == [8, 9, 7]
    assert bool(owner["is_protected"]) and owner["list_frame"] == "census"
    assert "troll" not in snapshot.accounts.index


def test_pages_have_names_but_no_dates(read):
    snapshot = read(SAMPLES["pages"])
    assert set(snapshot.accounts.index) == {UNNAMED, "ada", "ben", "cleo", "dora.d"}
    assert snapshot.accounts.loc[UNNAMED, "list_order"] == "unknown"
    assert said(snapshot, "web pages") and said(snapshot, "does not name its owner")


def test_json_wins_over_pages(read):
    files = members({LISTS + "followers_1.json": [named("eve"), named("ada"), named("fred")]})
    snapshot = read(SAMPLES["pages"] | files)
    assert lists(snapshot) == (3, 3)
    assert said(snapshot, "as JSON and as a web page")


# ---- names


def test_names_have_one_spelling(read):
    records = [named("Ada.L "), named("@ben"), named("ben"), named("BEN"), named("caf\u0065\u0301")]
    snapshot = read({LISTS + "followers_1.json": records})
    assert snapshot.accounts.index.tolist() == [UNNAMED, "ada.l", "ben", "café"]
    assert said(snapshot, "2 entries on the follower list repeated")


def test_title_or_address_name_whom_no_value_names(read):
    odd = titled("<b>x</b>") | {"string_list_data": [{"href": "https://instagram.com/_u/real"}]}
    foreign = {"title": "", "string_list_data": [{"href": "https://example.org/steal"}]}
    tag = {"title": "", "string_list_data": [{"href": "https://www.instagram.com/explore/tags/a"}]}
    snapshot = read({LISTS + "following.json": following(odd, foreign, tag, titled("<i>"))})
    assert snapshot.accounts.index.tolist() == [UNNAMED, "real", "<i>"]
    assert said(snapshot, "2 entries on the list of those you follow that cannot be read")


def test_one_record_may_name_several(read):
    both = named("ada")
    both["string_list_data"] += named("ben")["string_list_data"]
    assert lists(read({LISTS + "followers_1.json": [both]})) == (2, 0)


def test_deleted_accounts_are_counted_but_are_nobody(read):
    files = {LISTS + "followers_1.json": [named("ada"), named("__deleted__abc123")]}
    snapshot = read(files | {ACTIVITY + "likes/liked_posts.json": [owned("__deleted__xyz")]})
    assert snapshot.accounts.index.tolist() == [UNNAMED, "ada"]
    assert said(snapshot, "Deleted accounts on the lists, left out as nobody uses them: 1.")
    assert said(snapshot, "1 likes of yours count towards no one")


def test_odd_records_are_left_out_and_counted(read):
    odd = [None, 7, "ada", [], {}, {"string_list_data": 3}, {"string_list_data": [{"value": 5}]}]
    snapshot = read({LISTS + "followers_1.json": [*odd, named("ada"), named("a@example.org")]})
    assert snapshot.accounts.index.tolist() == [UNNAMED, "ada"]
    assert said(snapshot, "8 entries on the follower list that cannot be read left out")


def test_zero_stands_for_no_date(read):
    record = named("ada")
    record["string_list_data"][0]["timestamp"] = 0
    assert read({LISTS + "followers_1.json": [record]}).follows["followed_at"].isna().all()


@pytest.mark.parametrize(
    ("label", "expected"),
    [("Nazwa użytkownika", OWNER), ("Benutzername", OWNER), ("Shoe size", UNNAMED)],
)
def test_owner_is_known_in_whatever_language(read, label, expected):
    snapshot = read(ONE | {PERSON: person(**{label: "Mara.Keller"})})
    assert snapshot.accounts.index[0] == expected


# ---- how much of the list it is


@pytest.mark.parametrize(
    ("days", "expected"), [([900, 20], "census"), ([900, 40], "unknown"), ([], "unknown")]
)
def test_list_is_whole_when_it_begins_as_the_account_did(read, days, expected):
    followers = [named(f"p{day}", day) for day in days]
    snapshot = read({LISTS + "followers_1.json": followers, SIGNUP: signup()})
    assert snapshot.accounts.iloc[0]["list_frame"] == expected
    assert said(snapshot, WHOLE_NOTE if expected == "census" else RANGE_NOTE)


@pytest.mark.parametrize(
    ("days", "expected"),
    [([9, 5, 1], "newest_first"), ([1, 5, 9], "oldest_first"), ([1, 9, 5], "unknown")],
)
def test_order_is_what_the_dates_show(read, days, expected):
    snapshot = read({LISTS + "followers_1.json": [named(f"p{day}", day) for day in days]})
    assert snapshot.accounts.iloc[0]["list_order"] == expected


def test_parts_are_one_list_in_the_order_of_their_numbers(read):
    files = {f"{LISTS}followers_{number}.json": [named(f"p{number}")] for number in (10, 2, 1)}
    snapshot = read(files)
    follows = snapshot.follows.sort_values("position")
    assert follows["follower_id"].tolist() == ["p1", "p2", "p10"]
    assert said(snapshot, "missing from this upload: followers_3.json, followers_4.json")


def test_missing_part_makes_the_list_incomplete(read):
    files = {f"{LISTS}followers_{number}.json": [named(f"p{number}")] for number in (1, 3)}
    snapshot = read(files | {SIGNUP: signup()})
    assert snapshot.accounts.iloc[0]["list_frame"] == "unknown"
    assert said(snapshot, "missing from this upload: followers_2.json.")


def test_older_layout_beside_numbered_parts_is_left_out(read):
    old = {LISTS + "followers.json": {"relationships_followers": [named("old")]}}
    snapshot = read(ONE | old)
    assert snapshot.accounts.index.tolist() == [UNNAMED, "ada"]
    assert said(snapshot, "followers.json lies beside numbered parts")


# ---- comments, likes, posts


@pytest.mark.parametrize(
    "labels",
    [
        ("Comment", "Media Owner", "Time"),
        ("Opmerking", "Media-eigenaar", "Tijd"),
        ("Komentarz", "Właściciel mediów", "Godzina"),
        ("??", "???", "????"),
    ],
)
def test_comment_goes_to_the_owner_of_the_post(read, labels):
    files = {ACTIVITY + "comments/post_comments_1.json": [comment("Dora.D", 3, labels)]}
    snapshot = read(ONE | files)
    assert acts(snapshot) == Counter([("comment", "dora.d")])
    assert snapshot.interactions["at"][0] == pd.Timestamp(OPENED + 3 * DAY, unit="s", tz="UTC")


def test_comment_whose_owner_is_not_named_goes_to_no_one(read):
    reels = {"comments_reels_comments": [comment("cleo"), comment(None)]}
    files = {
        ACTIVITY + "comments/reels_comments.json": reels,
        ACTIVITY + "comments/post_comments_1.json": comment("ben"),
    }
    snapshot = read(ONE | files)
    assert acts(snapshot) == Counter([("comment", "cleo"), ("comment", "ben")])
    assert said(snapshot, "1 comments of yours count towards no one")


def test_comments_are_replies_among_the_posts(read):
    files = ONE | {ACTIVITY + "media/posts_1.json": [post(1, "One")]}
    assert said(read(files), "how many of your posts are replies is not known")
    written = [comment("ben", 3), comment("ben", 3), comment(None, 4)]
    files[ACTIVITY + "comments/post_comments_1.json"] = written
    posts = read(files).posts
    assert posts["kind"].tolist() == ["original", "reply", "reply", "reply"]
    assert posts.index.is_unique and posts["has_link"].isna().all()
    assert said(read(files), "count as replies among your posts: 3.")
    del files[ACTIVITY + "media/posts_1.json"]
    assert read(files).posts.empty  # replies alone would look like all there is


def test_like_goes_to_the_user_name_never_to_the_address_in_the_profile(read):
    likes = [owned("ben", 1, url="https://example.org/shop"), owned("cleo", 2, title="Eigenaar")]
    stories = {"story_activities_story_likes": [liked("ada", 1, 2), liked("", 3)]}
    files = {
        ACTIVITY + "likes/liked_posts.json": likes,
        ACTIVITY + "story_interactions/story_likes.json": stories,
    }
    snapshot = read(ONE | files)
    assert acts(snapshot) == Counter({("like", "ben"): 1, ("like", "cleo"): 1, ("like", "ada"): 2})
    assert said(snapshot, "1 likes of yours count towards no one")


def test_what_the_owner_does_towards_themselves_is_no_interaction(read):
    files = {PERSON: person(Username=OWNER), ACTIVITY + "likes/liked_posts.json": [owned(OWNER)]}
    assert read(ONE | files).interactions.empty


def test_posts_have_ids_that_stay(read):
    # the last repeats the second: a part may overlap with the one before
    records = [post(1, "One"), post(2, "Two", 3), {"media": []}, "odd", post(2, "Two", 3)]
    files = ONE | {ACTIVITY + "media/posts_1.json": records}
    first, second = read(files, text=True).posts, read(files, folder, text=True).posts
    assert first.index.tolist() == second.index.tolist()
    assert first["x_text"].tolist() == ["One", "Two"]
    assert said(read(files), "Posts left out that cannot be read: 2.")


def test_export_without_posts_and_acts_says_so(read):
    snapshot = read(ONE)
    assert snapshot.accounts.iloc[0][["posts_seen", "interactions_seen"]].isna().all()
    assert said(snapshot, "holds no posts") and said(snapshot, "holds no likes or comments")


# ---- which export it is


def test_newest_of_two_exports_is_read(read):
    old = {f"2022/{name}": content for name, content in SAMPLES["2022"].items()}
    new = members({f"2026/{LISTS}followers_1.json": [named("new", 99)]})
    snapshot = read(old | new, folder)
    assert snapshot.accounts.index.tolist() == [UNNAMED, "new"]
    assert said(snapshot, "holds 2 exports; only the newest")


def test_loose_files_and_browser_copies(read):
    files = {"followers_1.json": [named("ada")], "following (1).json": following(titled("ben"))}
    assert lists(read(files, folder)) == (1, 1)


def test_threads_folder_is_another_network(read):
    snapshot = read(SAMPLES["threads"], folder)
    assert snapshot.accounts.index.tolist() == [UNNAMED, "thea", "theo"]
    assert snapshot.source == "Threads lists of an unnamed owner"


def test_threads_lists_loose_beside_instagrams(read):
    snapshot = read(members({"followers_1.json": [named("ada")]}) | SAMPLES["threads"], folder)
    assert snapshot.platform == "instagram" and lists(snapshot) == (1, 0)
    assert said(snapshot, "(2 followers, 1 followed)")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("following.json", {"relationships_followers": [named("ada")]}),
        ("following.json", [named("ada")]),
        ("followers_1.json", following(titled("ada"))),
        ("followers.json", {"relationships_follow_requests_sent": [named("ada")]}),
    ],
)
def test_renamed_list_is_refused(read, name, content):
    with pytest.raises(ReadError, match=rf"{name}.*its own name back or download the export again"):
        read({LISTS + name: content}, folder)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (LISTS + "followers_1.json", b'[{"string_list_data": [', "cut short"),
        (LISTS + "following.json", b'{"relationships_following": 3}', "expected a list"),
        ("connections.json", b'{"followers": {}, "following": []}', "names with dates"),
        (ACTIVITY + "likes/liked_posts.json", b'{"x": "label_values"}', "expected a list"),
        (ACTIVITY + "media/posts_1.json", b"7", "list of posts"),
    ],
)
def test_damaged_file_is_named(read, name, content, words):
    beside = {} if name == "connections.json" else members(ONE)
    files = beside | {name: content}
    with pytest.raises(ReadError, match=rf"{Path(name).name}: .*{words}"):
        read(files, folder)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (b'<a href="https://www.instagram.com/ada">ada</a>', "cut short"),
        (b'<p><a href="https://www.instagram.com/ada">ada</a></html>', "a way that is not known"),
        (b"<p>https://www.instagram.com/\xff</html>", "not UTF-8"),
    ],
)
def test_page_that_cannot_be_read_is_refused(read, page, words):
    with pytest.raises(ReadError, match=rf"followers_1\.html: .*{words}"):
        read({LISTS + "followers_1.html": page, "start_here.html": b""}, folder)


@pytest.mark.parametrize(
    "content", [{"followers_v2": [{"name": "Ada"}]}, {"followers": [{"name": "Ada"}]}, ["x"]]
)
def test_lists_of_facebook_are_none_of_instagrams(content, tmp_path):
    path = folder(tmp_path / "fb", members({"friends_and_followers/followers.json": content}))
    with readers.Archive(path) as archive:
        assert readers.instagram.why_not(archive) is not None


def test_file_of_that_name_with_other_content_is_called_near(tmp_path):
    (tmp_path / "followers_1.json").write_text('{"hello": 1}')
    with pytest.raises(ReadError, match=r"Instagram export: followers_1\.json does not begin"):
        readers.read(tmp_path)


# ---- what Instagram and Facebook share


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("caf\u00c3\u00a9", "café"),
        ("\u00f0\u009f\u0091\u008d", "👍"),
        ("café", "café"),
        ("👍 caf\u00c3\u00a9", "👍 caf\u00c3\u00a9"),
        ("plain", "plain"),
        ("\ud83d", "\ud83d"),
    ],
)
def test_text_is_repaired_only_where_it_is_damaged(text, expected):
    assert meta.repaired(text) == expected


def test_load_repairs_keys_and_values_at_any_depth(tmp_path):
    damaged = {"u\u00c5\u00bc": ["caf\u00c3\u00a9", {"k": [["\u00c3\u00a4"]]}], "é": 1}
    (tmp_path / "a.json").write_text(json.dumps(damaged))
    with readers.Archive(tmp_path) as archive:
        assert meta.load(archive, "a.json") == {"uż": ["café", {"k": [["ä"]]}], "é": 1}


def test_groups_keep_labels_of_different_people_apart():
    record = owned("ben", url="https://example.org")
    first, second = meta.groups(record)
    assert first == meta.Group("", {"URL": "https://www.instagram.com/p/AAA/"})
    assert second.title == "Owner" and second.labels["Username"] == "ben"
    assert meta.groups(labelled({})) == [] and meta.groups(7) == []


def test_page_becomes_boxes():
    first = """<title>no</title><div class='x pam'><h2>A &amp; B</h2><br>
    <a href="/?a&amp;b">t<b>wo</b></a>text<script>never</script></div>"""
    second = '<section class="uiBoxWhite"><p>open<!-- no -->'
    assert metapage.entries(f"{first} outside {second}") == [
        metapage.Box("A & B", (metapage.Link("/?a&b", "t wo"),), ("text",)),
        metapage.Box("", (), ("open",)),
    ]


@pytest.mark.parametrize("piece", ["<a b='", "<!--", "<![x", "</a", "<div class=pam>", "<a>", "&#"])
def test_broken_page_takes_no_longer_than_a_whole_one(piece):
    assert len(metapage.entries("<div class='pam'>" + piece * 20_000 + "</html>")) <= 1
