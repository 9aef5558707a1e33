"""X archives: the owner, the lists and the dates, with every trap."""

from pathlib import Path

import pandas as pd
import pytest
from exports.x import BIG, OWNER, account, archive, js, lists, manifest, people, said, tweet
from test_readers import make_folder, make_zip

from socialkit import readers
from socialkit.errors import ReadError
from socialkit.readers import x
from socialkit.readers.about import UNNAMED
from socialkit.readers.archive import Archive

FIXTURES = Path(__file__).parents[2] / "shared" / "fixtures"


@pytest.fixture
def read(tmp_path):
    def read_files(files, make=make_zip):
        return readers.read(make(tmp_path / "archive", files))

    return read_files


# ---- real-shaped archives


@pytest.mark.skipif(not FIXTURES.exists(), reason="the fixtures lie beside the project")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("x/x_basic.zip", (5, 8)),
        ("x/x_bom_crlf.zip", (5, 8)),
        ("x/x_multipart.zip", (5, 8)),
        ("x/x_root_files.zip", (5, 8)),
        ("x/x_xss.zip", (1, 3)),
        ("x/x_empty_both.zip", (0, 0)),
        ("x/dogsheep_zip_contents", (2, 2)),
        ("instagram/foreign_x.zip", (1, 0)),
        ("facebook/wrong_x.zip", (0, 0)),
    ],
)
def test_fixture_has_the_counts_its_authors_give(name, expected):
    snapshot = readers.read(FIXTURES / name)
    assert lists(snapshot) == expected
    assert x.LIMITS_NOTE in snapshot.notes
    assert snapshot.platform == "x"


@pytest.mark.skipif(not FIXTURES.exists(), reason="the fixtures lie beside the project")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("x_missing_part.zip", r"data/follower-part1\.js is missing"),
        ("not_an_export.zip", "no format that can be read"),
    ],
)
def test_fixture_is_refused(name, words):
    with pytest.raises(ReadError, match=words):
        readers.read(FIXTURES / "x" / name)


@pytest.mark.skipif(not FIXTURES.exists(), reason="the fixtures lie beside the project")
def test_fixture_of_another_platform_is_not_taken_for_an_archive_of_x():
    with Archive(FIXTURES / "x" / "wrong_instagram.zip") as archive:
        assert x.why_not(archive) == (
            "no follower.js, following.js, tweets.js or account.js as X writes them"
        )


@pytest.mark.skipif(not FIXTURES.exists(), reason="the fixtures lie beside the project")
def test_hostile_names_of_the_fixture_are_dropped():
    snapshot = readers.read(FIXTURES / "x" / "x_xss.zip")
    assert snapshot.accounts["handle"].isna().all()
    assert said(snapshot, "4 entries on the list of those you follow that cannot be read")
    assert said(snapshot, "user name is not one that X would allow")


# ---- owner and lists


def test_owner_and_lists(read):
    about = {"bio": "Therapist", "website": "https://t.co/x", "location": ""}
    files = archive(tweet(), profile=js("profile", [{"profile": {"description": about}}]))
    snapshot = read(files)
    owner = snapshot.accounts.loc[OWNER]
    assert list(snapshot.focal) == [OWNER]
    assert (owner["handle"], owner["name"], owner["bio"]) == ("sample_owner", "Sample", "Therapist")
    assert (owner["location"], owner["url"]) == ("", "https://t.co/x")
    assert (owner["list_order"], owner["list_frame"]) == ("newest_first", "census")
    assert (owner["posts_seen"], owner["interactions_seen"]) == (True, "out")
    assert owner["created_at"] == pd.Timestamp("2019-12-09T08:15:30Z")
    assert pd.isna(owner["followers_count"]) and pd.isna(owner["posts_count"])
    assert snapshot.taken_at == pd.Timestamp("2026-09-01T09:58:12.345Z")
    inward = snapshot.follows[snapshot.follows["followed_id"] == OWNER]
    assert inward["follower_id"].tolist() == ["5", BIG, "7"]
    assert inward["position"].tolist() == [0, 1, 2]
    assert snapshot.follows["followed_at"].isna().all()
    others = snapshot.accounts.drop(OWNER)
    assert others.isna().all().all()


@pytest.mark.parametrize("make", [make_zip, make_folder])
@pytest.mark.parametrize("prefix", ["", "twitter-2026-09-01/", "a/b/"])
def test_layout_does_not_matter(read, make, prefix):
    files = {prefix + name: text for name, text in archive(tweet()).items()}
    assert lists(read(files, make)) == (3, 1)


@pytest.mark.parametrize(
    "change",
    [
        lambda name, text: (name.removeprefix("data/"), text),
        lambda name, text: (name.replace("/", "\\"), text),
        lambda name, text: (name.upper(), text),
        lambda name, text: (name.replace(".js", " (1).js"), text),
        lambda name, text: (name, "\ufeff" + text.replace("\n", "\r\n") + ";\r\n"),
        lambda name, text: (name, " ".join(text.split())),
    ],
)
def test_disguises_do_not_matter(read, change):
    plain = read(archive(tweet()))
    disguised = dict(change(name, text) for name, text in archive(tweet()).items())
    assert read(disguised) == plain


def test_parts_follow_each_other_and_repeats_are_merged(read):
    more = {
        f"follower_part{part}": js("follower", people("follower", *ids), part)
        for part, ids in ((2, ["5"]), (10, ["11"]), (1, ["9"]))
    }
    snapshot = read(archive(tweet(), **more, tweets_part1=js("tweets", [tweet("2")], 1)))
    inward = snapshot.follows[snapshot.follows["followed_id"] == OWNER]
    assert inward["follower_id"].tolist() == ["5", BIG, "7", "9", "11"]
    assert list(snapshot.posts.index) == ["1", "2"]
    assert said(snapshot, "1 entry on the follower list repeated")


def test_ids_that_are_no_digits_in_text_are_dropped(read):
    ids = [BIG, int(BIG), 12, None, "", "1e5", "-1", "\u0661\u0662", "5 onload=x", True, ["5"]]
    snapshot = read(archive(tweet(), follower=js("follower", people("follower", *ids))))
    assert lists(snapshot) == (1, 1)
    assert said(snapshot, "10 entries on the follower list that cannot be read left out")


def test_owner_on_the_own_list_is_left_out(read):
    snapshot = read(archive(tweet(), following=js("following", people("following", OWNER, "5"))))
    assert lists(snapshot) == (3, 1)
    assert said(snapshot, "The owner stood on the list of those you follow")


def test_manifest_that_lists_a_missing_file_names_it(read):
    parts = [("follower.js", "3"), ("follower-part1.js", "2"), ("follower-part2.js", "0")]
    with pytest.raises(ReadError, match=r"data/follower-part1\.js is missing"):
        read(archive(tweet(), manifest=manifest(follower=parts)))
    there = js("follower", people("follower", "8", "9"), 1)
    whole = archive(tweet(), manifest=manifest(follower=parts), follower_part1=there)
    assert lists(read(whole)) == (5, 1)


def test_count_that_differs_from_the_manifest_is_no_census(read):
    snapshot = read(archive(tweet(), manifest=manifest(follower=[("follower.js", "4")])))
    assert snapshot.accounts.loc[OWNER, "list_frame"] == "unknown"
    assert said(snapshot, "counts 4 followers, the list has 3")


def test_partial_archive_says_so(read):
    text = manifest().replace("false", "true")
    snapshot = read(archive(tweet(), manifest=text))
    assert said(snapshot, "several zips")
    assert snapshot.accounts.loc[OWNER, "list_frame"] == "unknown"


def test_empty_lists_are_a_snapshot_that_says_so(read):
    empty = {"follower": js("follower", []), "following": js("following", [])}
    snapshot = read(archive(**empty))
    assert lists(snapshot) == (0, 0)
    assert said(snapshot, "The follower list is empty.")
    assert said(snapshot, "The list of those you follow is empty.")
    assert snapshot.accounts.loc[OWNER, "posts_seen"]


def test_missing_lists_are_not_empty_lists(read):
    snapshot = read(archive(tweet(), follower=None, tweets=None))
    assert len(snapshot.focal) == 0
    assert pd.isna(snapshot.accounts.loc[OWNER, "posts_seen"])
    assert said(snapshot, "holds no follower list") and said(snapshot, "no posts of yours")


def test_upload_without_its_owner_is_read_and_says_so(read):
    snapshot = read({"follower.js": js("follower", people("follower", "5"))})
    assert lists(snapshot) == (1, 0)
    assert list(snapshot.focal) == [UNNAMED]
    assert said(snapshot, "does not say whose archive it is")
    with pytest.raises(ReadError, match="neither the lists nor the posts"):
        read({"account.js": js("account", [])})


def test_renamed_list_is_refused(read):
    with pytest.raises(ReadError, match="holds the follower list under the name of the following"):
        read(archive(following=js("follower", people("follower", "5"))))


@pytest.mark.parametrize(
    "text",
    [
        js("follower", people("follower", "5"))[:-20],
        "window.YTD.follower.part0 = ",
        'window.YTD.follower.part0 = {"follower": 1}',
        "window.YTD.follower.part0 = " + "[" * 100_000,
        "window.YTD.follower.part0 = [" + "9" * 5000 + "]]",
        b"window.YTD.follower.part0 = [\xff]",
    ],
)
def test_damaged_list_names_the_file(read, text):
    with pytest.raises(ReadError, match=r"follower\.js: is damaged"):
        read(archive(follower=text))


# ---- several exports in one upload


def test_browser_copy_of_the_same_content_is_no_second_export(read):
    files = archive(tweet())
    files["data/follower (1).js"] = files["data/follower.js"]
    snapshot = read(files)
    assert lists(snapshot) == (3, 1)
    assert not said(snapshot, "exports")


def test_newest_of_two_exports_is_read_alone(read):
    newer = js("follower", people("follower", "100"))
    loose = archive(tweet()) | {
        "data/follower (1).js": newer,
        "data/manifest (1).js": manifest("2026-10-01T00:00:00.000Z"),
    }
    folders = {f"old/{name}": text for name, text in archive(tweet()).items()}
    later = archive(tweet(), follower=newer, manifest=manifest("2026-10-01T00:00:00.000Z"))
    folders |= {f"new/{name}": text for name, text in later.items()}
    for files in (loose, folders):
        snapshot = read(files)
        assert lists(snapshot) == (1, 1)
        assert snapshot.taken_at == pd.Timestamp("2026-10-01T00:00Z")
        assert said(snapshot, "2 exports; only the newest was read")


def test_exports_without_manifest_are_dated_by_their_posts(read):
    old = {f"a/{k}": v for k, v in archive(tweet(), manifest=None).items()}
    late = tweet(created_at="Tue Sep 01 10:00:00 +0000 2026")
    new = archive(late, manifest=None, follower=js("follower", people("follower", "100")))
    snapshot = read(old | {f"b/{k}": v for k, v in new.items()})
    assert lists(snapshot) == (1, 1)


# ---- dates


def test_without_manifest_the_newest_date_is_used(read):
    snapshot = read(archive(tweet(), manifest=None))
    assert snapshot.taken_at == pd.Timestamp("2025-09-01T10:00Z")
    assert said(snapshot, "does not say when it was made")
    undated = read(archive(manifest=None, account=account(createdAt="soon")))
    assert undated.taken_at == pd.Timestamp("2000-01-01T00:00Z")


def test_post_up_to_a_day_after_the_manifest_moves_the_date(read):
    late = tweet("2", created_at="Tue Sep 01 10:00:00 +0000 2026")
    snapshot = read(archive(tweet(), late, manifest=manifest("2026-09-01T00:00:00.000Z")))
    assert snapshot.taken_at == pd.Timestamp("2026-09-01T10:00Z")
    assert said(snapshot, "up to a day newer than the export says")


def test_date_long_after_the_manifest_is_left_out(read):
    late = tweet("2", created_at="Tue Sep 01 10:00:00 +0000 2026")
    snapshot = read(archive(tweet(), late, manifest=manifest("2026-08-01T00:00:00.000Z")))
    assert snapshot.taken_at == pd.Timestamp("2026-08-01T00:00Z")
    assert snapshot.posts["posted_at"].isna().tolist() == [False, True]
    assert snapshot.accounts.loc[OWNER, "last_post_at"] == pd.Timestamp("2025-09-01T10:00Z")
    assert said(snapshot, "1 date after the export was made left out")


def test_account_opened_after_the_archive_has_no_date(read):
    snapshot = read(archive(tweet(), account=account(createdAt="2030-01-01T00:00:00.000Z")))
    assert pd.isna(snapshot.accounts.loc[OWNER, "created_at"])


@pytest.mark.parametrize(
    "date",
    ["Sat Aug 12 16:10:37 +0000 1997", "Sa Okt 12 16:10:37 +0000 2023", "", None, 5, "2023-99-01"],
)
def test_bogus_dates_are_not_known(read, date):
    snapshot = read(archive(tweet("1"), tweet("2", created_at=date)))
    assert snapshot.posts["posted_at"].isna().tolist() == [False, True]
    assert said(snapshot, "1 post without a possible date")


def test_last_post_is_the_newest_own_post(read):
    early = tweet("2", created_at="Sat Aug 12 16:10:37 -0130 2023")
    snapshot = read(archive(tweet("1"), early))
    assert snapshot.accounts.loc[OWNER, "last_post_at"] == pd.Timestamp("2025-09-01T10:00Z")
    assert snapshot.posts.loc["2", "posted_at"] == pd.Timestamp("2023-08-12T17:40:37Z")
