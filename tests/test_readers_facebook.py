"""Facebook exports: every age, namesakes, friends, pages, posts, and what goes wrong."""

from itertools import count
from pathlib import Path

import pandas as pd
import pytest
from exports import facebook, folder, single, zipped
from exports.facebook import DAY, START, document, follower, page, person

from socialkit import readers
from socialkit.errors import ReadError
from socialkit.readers.about import UNNAMED
from socialkit.readers.archive import Archive
from socialkit.readers.facebook import LIMITS_NOTE, why_not

FIXTURES = Path(__file__).parents[2] / "shared" / "fixtures" / "facebook"
FOLLOWERS = "people_who_followed_you_1.json"
FOLLOWING = "who_you_ve_followed.json"
FRIENDS = "your_friends.json"


def counts(snapshot):
    follows, owner = snapshot.follows, snapshot.accounts.index[0]
    return int((follows["followed_id"] == owner).sum()), int(
        (follows["follower_id"] == owner).sum()
    )


def friends(snapshot):
    flags = snapshot.accounts.get("x_is_friend")
    return [] if flags is None else list(flags[flags.fillna(False)].index)


def said(snapshot, words):
    return any(words in note for note in snapshot.notes)


def at(day):
    return pd.Timestamp(START + day * DAY, unit="s", tz="UTC")


@pytest.fixture
def read(tmp_path):
    uploads = count()

    def read_members(members, pack=zipped, **options):
        return readers.read(pack(tmp_path / f"upload{next(uploads)}", members), **options)

    return read_members


# ---- real-shaped exports


@pytest.mark.skipif(not FIXTURES.exists(), reason="the fixtures lie beside the project")
@pytest.mark.parametrize(
    ("name", "expected", "friend_count", "owner"),
    [
        ("fb_2019_json.zip", (4, 9), 9, UNNAMED),
        ("fb_2021_json.zip", (4, 9), 9, "100004242424242"),
        ("fb_2025_json.zip", (4, 9), 9, "jane.doe"),
        ("fb_2025_html.zip", (4, 9), 9, UNNAMED),
        ("fb_xss.zip", (1, 5), 1, UNNAMED),
    ],
)
def test_fixture_has_the_counts_its_authors_give(name, expected, friend_count, owner):
    snapshot = readers.read(FIXTURES / name)
    assert counts(snapshot) == expected
    assert len(friends(snapshot)) == friend_count
    assert list(snapshot.focal) == [owner]
    assert snapshot.platform == "facebook"


@pytest.mark.skipif(not FIXTURES.exists(), reason="the fixtures lie beside the project")
def test_fixture_that_is_cut_short_is_refused():
    with pytest.raises(ReadError, match=r"followers/who_you've_followed\.json: is damaged"):
        readers.read(FIXTURES / "fb_truncated.zip")


@pytest.mark.skipif(not FIXTURES.exists(), reason="the fixtures lie beside the project")
def test_namesakes_of_the_fixture_are_two_people():
    found = friends(readers.read(FIXTURES / "fb_2019_json.zip"))
    assert {"John Smith \u00b7 2023-11-07", "John Smith \u00b7 2022-10-10"} <= set(found)
    assert "Jürgen Müller" in found
    assert readers.read(FIXTURES / "wrong_x.zip").platform == "x"


# ---- every age


@pytest.mark.parametrize(
    ("sample", "owner", "expected", "friend_count", "posts"),
    [
        ("everyday", "zoe.hart", (60, 40), 80, 40),
        ("2023", "zoe.hart", (3, 3), 4, 3),
        ("2020", "100000000000007", (3, 1), 4, 1),
        ("2018", "100000000000007", (3, 1), 4, 1),
        ("pages", UNNAMED, (0, 1), 2, 0),
    ],
)
@pytest.mark.parametrize("pack", [folder, zipped])
def test_every_age(read, pack, sample, owner, expected, friend_count, posts):
    snapshot = read(facebook.samples()[sample], pack)
    assert list(snapshot.focal) == [owner]
    assert counts(snapshot) == expected
    assert len(friends(snapshot)) == friend_count
    assert len(snapshot.posts) == posts
    assert LIMITS_NOTE in snapshot.notes


def test_owner_comes_from_the_profile(read):
    owner = read(facebook.samples()["2023"]).accounts.loc["zoe.hart"]
    assert (owner["name"], owner["handle"]) == ("Zoë Hart", "zoe.hart")
    assert owner["created_at"] == at(-400)
    assert (owner["list_order"], owner["list_frame"]) == ("newest_first", "unknown")
    assert owner["posts_seen"]
    assert pd.isna(owner["interactions_seen"])


def test_lists_carry_names_and_dates(read):
    snapshot = read(facebook.samples()["2023"])
    follows = snapshot.follows.set_index(["follower_id", "followed_id"])["followed_at"]
    assert follows[("Ida Moss", "zoe.hart")] == follows[("zoe.hart", "Ida Moss")] == at(7)
    assert follows[("Ari Fox", "zoe.hart")] == at(4)
    assert snapshot.accounts.loc["Ida Moss", "name"] == "Ida Moss"
    assert said(snapshot, "Left out of the list of followers, since the account is closed: 1.")
    assert said(snapshot, "Left out of the list of followers, since it repeats an earlier entry: 1")
    assert "Old Friend" not in snapshot.accounts.index


def test_friends_are_a_tie_of_their_own(read):
    snapshot = read(facebook.samples()["2023"])
    zoe = snapshot.accounts.loc["Zoé Łuk \U0001f33b"]
    assert (zoe["x_is_friend"], zoe["x_friend_since"]) == (True, "2021-12-29")
    assert "Zoé Łuk \U0001f33b" not in set(snapshot.follows["follower_id"])
    assert pd.isna(snapshot.accounts.loc["Ari Fox", "x_is_friend"])
    assert said(snapshot, "Friends: 4; with mutual=True (--mutual) they would count")


def test_mutual_counts_friends_as_following_each_other(read):
    snapshot = read(facebook.samples()["2023"], mutual=True)
    assert counts(snapshot) == (6, 5)
    follows = snapshot.follows.set_index(["follower_id", "followed_id"])
    for pair in [("Zoé Łuk \U0001f33b", "zoe.hart"), ("zoe.hart", "Zoé Łuk \U0001f33b")]:
        assert follows.loc[pair, "followed_at"] == at(9)
    assert list(follows["position"].dropna()) == [0, 1, 2, 3, 4, 5]
    assert snapshot.accounts.loc["zoe.hart", "list_order"] == "unknown"
    assert said(snapshot, "Friends: 4; you and they count as following each other.")


def test_mutual_gives_an_undated_follower_the_date_of_the_friendship(read):
    snapshot = read(facebook.samples()["2018"], mutual=True)
    follows = snapshot.follows.set_index("follower_id")["followed_at"]
    assert follows["Ida Moss"] == at(7)
    only = read({FRIENDS: document({"friends_v2": [person("Ida Moss", 7)]})}, single, mutual=True)
    assert counts(only) == (1, 1)
    assert said(only, "This upload holds no follower list.")


# ---- namesakes


def test_namesakes_are_joined_only_by_the_same_date(read):
    snapshot = read(facebook.samples()["2023"])
    same, other = "Sam Reed \u00b7 2021-12-25", "Sam Reed \u00b7 2021-12-23"
    assert {same, "Sam Reed \u00b7 2021-12-22"} <= set(friends(snapshot))
    assert same in set(snapshot.follows["followed_id"])
    assert other in set(snapshot.follows["follower_id"])
    assert other not in friends(snapshot)
    assert set(snapshot.accounts.loc[[same, other], "name"]) == {"Sam Reed"}
    assert said(snapshot, "Names that several people bear: 1.")


def test_namesakes_of_one_day_carry_the_time(read):
    rows = [person("Al Pine", 1), {"name": "Al Pine", "timestamp": START + DAY + 61}]
    found = read({FRIENDS: document({"friends_v2": [*rows, person("Al Pine", 1)]})}, single)
    assert friends(found) == [
        "Al Pine \u00b7 2021-12-21T11:33:20Z",
        "Al Pine \u00b7 2021-12-21T11:34:21Z",
    ]


def test_namesakes_without_a_date_are_numbered(read):
    snapshot = read(facebook.samples()["2020"])
    followers = set(snapshot.follows["follower_id"])
    assert {"Ben Ash \u00b7 followers 1", "Ben Ash \u00b7 followers 2", "Ida Moss"} <= followers
    assert "Ben Ash \u00b7 2021-12-23" in set(snapshot.follows["followed_id"])


def test_an_undated_entry_in_two_parts_is_one(read):
    parts = {
        FOLLOWERS: document([{"string_list_data": [{"value": "Ida Moss"}]}]),
        FOLLOWERS.replace("1", "2"): document([{"string_list_data": [{"value": "Ida Moss"}]}]),
    }
    assert counts(read(parts)) == (1, 0)


# ---- pages, posts, privacy


def test_pages_are_marked_or_counted(read):
    snapshot = read(facebook.samples()["2023"])
    assert snapshot.accounts.loc["The Tea House", "x_is_page"]
    assert pd.isna(snapshot.accounts.loc["Ida Moss", "x_is_page"])
    assert "Radio Nine" not in snapshot.accounts.index
    assert said(snapshot, "Pages, which are no people, among those you follow: 1.")
    assert said(snapshot, "Pages on a list of their own, which are no people, left out: 1.")


def test_posts_have_lasting_ids_and_text_only_on_request(read):
    members = facebook.samples()["2023"]
    posts = read(members).posts
    second = START + 30 * DAY
    assert list(posts.index) == [str(second), f"{second}-2", "undated"]
    assert list(posts["has_link"]) == [True, False, True]
    assert "x_text" not in posts
    texts = read(members, folder, text=True).posts["x_text"]
    assert list(texts) == ["Über sleep", "", "see www.b.example"]


def test_whether_a_post_links_is_not_known_in_an_unknown_layout(read):
    posts = [
        {"timestamp": START, "label_values": [{"label": "Text", "value": "https://a.example"}]}
    ]
    snapshot = read({"posts/your_posts_1.json": document(posts), FRIENDS: b'{"friends_v2": []}'})
    assert snapshot.posts["has_link"].isna().all() and snapshot.posts["kind"].isna().all()
    assert said(snapshot, "nor whether it is your own or shared")


def test_the_last_act_dates_the_export(read):
    snapshot = read(facebook.samples()["2023"])
    assert snapshot.taken_at == at(40)
    assert said(snapshot, "that count towards no one, since no person is named: 2.")
    assert not len(snapshot.interactions)


def test_friends_alone_date_the_export(read):
    snapshot = read({FRIENDS: document({"friends_v2": facebook.FRIENDS})}, single)
    assert snapshot.taken_at == at(9)
    assert said(snapshot, "its newest date, 2021-12-29, is used")


def test_contacts_and_messages_are_never_kept(read):
    snapshot = read(facebook.samples()["2023"])
    tables = (snapshot.accounts, snapshot.follows, snapshot.posts, snapshot.interactions)
    kept = "".join(table.to_csv() for table in tables)
    for secret in ("mail.example", "555", "private word", "Über sleep", "http"):
        assert secret not in kept


# ---- web pages


def test_web_pages_are_dated_by_the_clock_of_the_account(read):
    members = facebook.samples()["pages"]
    snapshot = read(members)
    assert snapshot.accounts.loc["Ida & Moss", "x_friend_since"] == "2024-07-04"  # summer time
    assert snapshot.follows.loc[0, "followed_at"] == pd.Timestamp("2023-11-14 22:13", tz="UTC")
    assert not said(snapshot, "local times without a zone")
    assert said(snapshot, "Your posts are web pages, which are not read")
    del members["logged_information/location/timezone.html"]
    unzoned = read(members, folder)
    assert unzoned.accounts.loc["Ida & Moss", "x_friend_since"] == "2024-07-05"
    assert said(unzoned, "local times without a zone")


def test_pages_of_today_have_sections_for_boxes(read):
    section = '<section class="x1 _a6-g"><h2 class="_a6-h">Ida Moss</h2>Jul 5, 2024 12:30:00 am'
    web_page = f"<html><body><main>{section}</section></main></body></html>".encode()
    snapshot = read({"connections/friends/your_friends.html": web_page})
    assert friends(snapshot) == ["Ida Moss"]
    assert snapshot.accounts.loc["Ida Moss", "x_friend_since"] == "2024-07-05"


def test_dates_in_other_languages_are_counted(read):
    rows = [("Ida Moss", "5 juillet 2024, 12:30"), ("Sam Reed", "Jul 5, 2024 25:30:00")]
    snapshot = read({"your_friends.html": page("Freunde", *rows)}, single)
    assert friends(snapshot) == ["Ida Moss", "Sam Reed"]
    assert "x_friend_since" not in snapshot.accounts
    assert said(snapshot, "Dates of the web pages left out, since they are not in English: 2.")


def test_json_counts_before_web_pages(read):
    members = {
        FRIENDS: document({"friends_v2": [person("Ida Moss", 7)]}),
        "your_friends.html": page("Friends", ("Sam Reed", "Jul 5, 2024 12:30:00 am")),
    }
    assert friends(read(members)) == ["Ida Moss"]


# ---- uploads


@pytest.mark.parametrize(
    "name", ["who_you've_followed", "who_you_ve_followed", "who_you\u2019ve_followed"]
)
def test_every_spelling_of_the_list_of_those_followed(read, name):
    rows = {"following_v3": [person("Ida Moss", 7)]}
    assert counts(read({f"{name}.json": document(rows)}, single)) == (0, 1)


def test_loose_lists_of_old_exports(read):
    members = {
        "followers.json": document({"followers_v2": [person("Ida Moss")]}),
        "following.json": document({"following_v2": [person("Ida Moss", 3), person("A", 1)]}),
    }
    assert counts(read(members)) == (1, 2)


def test_newest_of_two_exports_is_read_alone(read):
    old = {"friends/friends.json": document({"friends": [person("Old One", 1)]})}
    new = {FRIENDS: document({"friends_v2": [person("New One", 2)]})}
    snapshot = read(old | {f"connections/friends/{FRIENDS}": new[FRIENDS]})
    assert friends(snapshot) == ["New One"]
    assert said(snapshot, "The upload holds 2 exports; only the newest was read")


def test_odd_records_are_counted(read):
    rows = [follower("Ida Moss", 1), None, 7, {"string_list_data": "x"}, {"name": ["x"]}]
    labels = [{"label": "Name", "value": "Ari Fox"}]
    rows += [{"timestamp": START, "label_values": labels}, {"title": "Sam Reed"}]
    snapshot = read({FOLLOWERS: document(rows)}, single)
    assert list(snapshot.follows["follower_id"]) == ["Ida Moss", "Ari Fox", "Sam Reed"]
    assert said(snapshot, "Left out of the list of followers, since it cannot be read: 2.")
    assert said(snapshot, "Left out of the list of followers, since the account is closed: 2.")


def test_empty_lists_are_a_valid_export(read):
    snapshot = read({FOLLOWERS: b"[]", FOLLOWING: b"{}", FRIENDS: b'{"friends_v2": []}'})
    assert counts(snapshot) == (0, 0)
    assert said(snapshot, "The follower list is empty.")


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({FOLLOWERS: b'[{"title": '}, "is damaged or cut short"),
        ({FOLLOWING: b'{"followers_v2": []}'}, "expected a list under 'following_v3' or"),
        ({FOLLOWERS: b'{"a": 1}'}, "as Facebook writes it for followers; was the file renamed"),
        ({FRIENDS: b"none"}, "your_friends.json does not begin as a list of Facebook's does"),
        ({"friends.json": b'{"friends": 3}'}, "friends.json does not begin as a list"),
        ({"your_friends.html": page("F", ("A", "B"))[:-9]}, "the page is cut short"),
        (
            {"your_facebook_activity/messages/a.json": b"{}", "index.html": b"<html>"},
            "a part of a Facebook export without friends, followers or posts",
        ),
    ],
)
def test_refused_with_a_reason(read, members, words):
    with pytest.raises(ReadError) as caught:
        read(members, folder)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "members",
    [
        {"followers.json": b'{"relationships_followers": []}'},
        {"threads/followers.json": b'{"text_post_app_text_post_app_followers": []}'},
        {"followers_1.json": document([follower("ida", 1)])},
        {"following.html": b'<html><div class="uiBoxWhite">https://www.instagram.com/ida</div>'},
    ],
)
def test_instagram_is_not_taken_for_facebook(tmp_path, members):
    with Archive(zipped(tmp_path / "upload", members)) as archive:
        assert why_not(archive) is not None
