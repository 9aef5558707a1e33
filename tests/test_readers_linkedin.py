"""LinkedIn exports: who is who, both ways of a connection, and the owner's own conduct."""

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from exports import folder, linkedin, single, tarred, zipped
from exports.linkedin import COMMENTS, CONNECTIONS, FEED, INVITATIONS, NOTES, OWN, SHARES, sheet

from socialkit import readers
from socialkit.errors import ReadError
from socialkit.readers.about import UNNAMED

FIXTURES = Path(__file__).parents[2] / "shared" / "fixtures" / "linkedin"
SAMPLES = linkedin.samples()


@pytest.fixture
def read(tmp_path):
    def read_files(files, make=zipped, **options):
        return readers.read(make(tmp_path / make.__name__, files), **options)

    return read_files


def said(snapshot, words):
    return any(words in note for note in snapshot.notes)


def followers(snapshot):
    return snapshot.follows[snapshot.follows["followed_id"] == snapshot.focal[0]]


def connections(*rows, before=NOTES):
    return {"Connections.csv": sheet(CONNECTIONS, *rows, before=before)}


# ---- real-shaped files


def fixture_rows(name, **dialect):
    """Return the rows of a fixture as Python's own csv module sees them."""
    text = (FIXTURES / name).read_bytes().decode("utf-8-sig")
    text = text[text.index("First Name,") :] if "First Name," in text else text
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True, **dialect)
    assert {len(row) for row in rows} == {len(header)}
    return rows


@pytest.mark.skipif(not FIXTURES.exists(), reason="the fixtures lie beside the project")
def test_connections_fixture():
    rows = fixture_rows("connections-corpus.csv")
    named = [row for row in rows if row[0].strip() or row[1].strip()]
    addressed = [row for row in rows if "linkedin.com/in/" in row[2]]
    assert (len(rows), len(named), len(addressed)) == (220, 216, 35)
    snapshot = readers.read(FIXTURES / "connections-corpus.csv")
    # All 35 addresses are the same one; without an address, a person is a name on a day.
    told = {tuple(row) for row in named if "linkedin.com/in/" not in row[2]}
    assert len(followers(snapshot)) == len(told) + 1 == 182
    assert said(snapshot, "without a name (closed accounts), left out: 4.")
    assert said(snapshot, "repeated an earlier one, left out: 34.")
    impossible = sum(row[6] == "30 Feb 2026" for row in [*told, addressed[0]])
    assert followers(snapshot)["followed_at"].isna().sum() == impossible == 35
    assert snapshot.taken_at == pd.Timestamp("2026-09-15T00:00Z")


@pytest.mark.skipif(not FIXTURES.exists(), reason="the fixtures lie beside the project")
def test_shares_fixture():
    rows = fixture_rows("shares-corpus.csv")
    snapshot = readers.read(FIXTURES / "shares-corpus.csv", text=True)
    assert len(rows) == len(snapshot.posts) == 220
    assert snapshot.posts["x_text"].tolist() == [row[2] for row in rows]
    links = [row[3].startswith("https://") for row in rows]
    assert snapshot.posts["has_link"].tolist() == links
    assert sum(links) == 69
    assert set(snapshot.posts["kind"]) == {"original"}


@pytest.mark.skipif(not FIXTURES.exists(), reason="the fixtures lie beside the project")
def test_comments_fixture():
    rows = fixture_rows("comments-corpus.csv", escapechar="\\", doublequote=False)
    snapshot = readers.read(FIXTURES / "comments-corpus.csv", text=True)
    assert len(rows) == len(snapshot.posts) == 220
    assert snapshot.posts["x_text"].tolist() == [row[2] for row in rows]
    assert sum(row[2] == 'wrote "great post" today' for row in rows) == 26
    assert set(snapshot.posts["kind"]) == {"reply"}


# ---- the whole of it


def test_everyday_export(read):
    snapshot = read(SAMPLES["everyday"])
    owner = snapshot.accounts.loc["42"]
    assert list(snapshot.focal) == ["42"]
    assert (owner["handle"], owner["name"]) == ("mara-lind", "Mara Lind")
    assert (owner["bio"], owner["group"]) == ("Couples therapist, speaker", "Mental Health Care")
    assert (owner["location"], owner["url"]) == ("Cork, Ireland", "https://www.mara.example/start")
    assert (owner["list_order"], owner["list_frame"]) == ("newest_first", "unknown")
    assert owner["posts_seen"] and pd.isna(owner["interactions_seen"])
    assert pd.isna(owner["followers_count"])
    following = snapshot.follows[snapshot.follows["follower_id"] == "42"]
    assert (len(followers(snapshot)), len(following)) == (60, 60 + 12 + 8)
    assert followers(snapshot)["position"].tolist() == list(range(60))
    assert snapshot.follows["followed_at"].notna().all()
    kinds = snapshot.posts["kind"].value_counts().to_dict()
    assert kinds == {"original": 25, "reply": 35, "repost": 10, "quote": 0}
    assert snapshot.posts["links_own_site"].sum() == snapshot.posts["has_link"].sum() == 5
    assert snapshot.interactions.empty
    pages = snapshot.accounts["x_is_page"].fillna(False).astype(bool)
    assert sorted(snapshot.accounts[pages].index)[0] == "company:house 0"
    assert pages.sum() == 8
    invited = snapshot.accounts["x_invited_by_them"].value_counts().to_dict()
    assert invited == {False: 13, True: 7}
    assert set(snapshot.accounts["x_invited_on"].dropna()) == {"2023-07-08"}
    assert said(snapshot, "lists your reactions (20) without the authors")
    assert said(snapshot, "comments count as replies among your posts (35)")


@pytest.mark.parametrize(
    ("name", "expected", "posts"),
    [
        ("basic", 2, 0),
        ("german", 1, 0),
        ("older", 3, 0),
        ("numbered", 2, 2),
        ("single", 2, 0),
        ("shares only", 0, 1),
        ("comments only", 0, 1),
    ],
)
def test_every_variant(read, name, expected, posts):
    snapshot = read(SAMPLES[name])
    assert len(snapshot.follows) == 2 * expected
    assert len(snapshot.posts) == posts
    assert readers.linkedin.ABOUT[0].does_not_tell in snapshot.notes


@pytest.mark.parametrize("make", [zipped, folder, tarred])
@pytest.mark.parametrize("prefix", ["", "Complete_LinkedInDataExport_03-07-2024/", "a/b/"])
def test_layout_does_not_matter(read, make, prefix):
    plain = read(SAMPLES["numbered"])
    assert read({prefix + k: v for k, v in SAMPLES["numbered"].items()}, make) == plain


@pytest.mark.parametrize(
    "change",
    [
        lambda name, data: (name.upper(), data),
        lambda name, data: (name.replace(".csv", " (1).csv"), data),
        lambda name, data: (name, b"\xef\xbb\xbf" + data.removeprefix(b"\xef\xbb\xbf")),
        lambda name, data: (name, data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")),
        lambda name, data: (name, data.removeprefix(b"\xef\xbb\xbf").decode().encode("utf-16")),
    ],
)
def test_disguises_do_not_matter(read, tmp_path, change):
    plain = read(SAMPLES["numbered"])
    disguised = dict(change(*each) for each in SAMPLES["numbered"].items())
    assert readers.read(folder(tmp_path / "disguised", disguised)) == plain


def test_single_file_under_any_name_is_told_by_its_header(tmp_path):
    for name, count in [("single", 4), ("shares only", 0), ("comments only", 0)]:
        snapshot = readers.read(single(tmp_path / name, SAMPLES[name]))
        assert (snapshot.platform, len(snapshot.follows)) == ("linkedin", count)


def test_nothing_private_is_kept(read, tmp_path):
    snapshot = read(SAMPLES["everyday"])
    snapshot.save(tmp_path / "saved")
    kept = "".join(
        frame.reset_index().to_csv()
        for frame in (snapshot.accounts, snapshot.follows, snapshot.posts, snapshot.interactions)
    )
    for secret in ("mail.example", "secret words", "Quay Road", "99001", "4 May", "So ", "A note"):
        assert secret not in kept
    assert "x_text" not in snapshot.posts


# ---- connections


@pytest.mark.parametrize("before", ["", "Notes:\n\n", NOTES, "\n\n\n", NOTES * 3])
def test_header_is_found_wherever_it_stands(read, before):
    row = "Ada,Abel,https://www.linkedin.com/in/ada,,Quay,Nurse,07 Mar 2024"
    snapshot = read(connections(row, before=before))
    account = snapshot.accounts.loc["ada"]
    assert (account["name"], account["x_company"], account["x_position"]) == (
        "Ada Abel",
        "Quay",
        "Nurse",
    )
    assert snapshot.follows["followed_at"].tolist() == [pd.Timestamp("2024-03-07T00:00Z")] * 2


def test_header_in_an_unknown_language_is_read_by_position(read):
    header = "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connecté depuis"
    row = "Ada,Abel,https://fr.linkedin.com/in/ada?x=1,a@mail.example,Quay,Nurse,07 Mar 2024"
    snapshot = read({"Connections.csv": sheet(header, row)})
    assert snapshot.accounts.loc["ada", "x_position"] == "Nurse"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.linkedin.com/in/Ada-Abel/", "ada-abel"),
        ("http://de.linkedin.com/in/j%C3%BCrgen-1", "jürgen-1"),
        ("https://linkedin.com/in/ada?trk=x#top", "ada"),
        ("https://www.linkedin.com/in/ada/de", "ada"),
        ("https://linkedin.com.evil.example/in/ada", None),
        ("https://evil-linkedin.com/in/ada", None),
        ("https://evil.example/linkedin.com/in/ada", None),
        ("javascript://linkedin.com/in/ada", None),
        ("https://www.linkedin.com/company/ada", None),
        ("https://www.linkedin.com/in/%3Cscript%3E", None),
        ("https://www.linkedin.com/in/a%2Fb", None),
        ("https://www.linkedin.com/in/a%E2%80%AEb", None),
        ("NA", None),
    ],
)
def test_id_is_the_public_identifier_of_a_true_address(read, url, expected):
    snapshot = read(connections(f"Ada,Abel,{url},,,,07 Mar 2024"))
    assert expected or "Ada Abel (2024-03-07)" in snapshot.accounts.index
    assert len(snapshot.follows) == 2


def test_people_of_one_name_are_kept_apart(read):
    snapshot = read(
        connections(
            "Ada,Abel,,,Quay,Nurse,07 Mar 2024",
            "Ada,Abel,,,Quay,Nurse,08 Mar 2024",
            "Ada,Abel,,,Pier,Cook,07 Mar 2024",
            "Ada,Abel,,,Quay,Nurse,07 Mar 2024",
            "Ada,Abel,https://www.linkedin.com/in/ada,,Quay,Nurse,07 Mar 2024",
            "Ada,Abel,,,,,sometime",
        )
    )
    assert list(snapshot.accounts.index) == [
        UNNAMED,
        "Ada Abel (2024-03-07)",
        "Ada Abel (2024-03-08)",
        "Ada Abel (2024-03-07, 2)",
        "ada",
        "Ada Abel (undated)",
    ]
    assert said(snapshot, "repeated an earlier one, left out: 1.")
    assert said(snapshot, "without a day that can be read: 1.")


def test_closed_accounts_and_odd_rows_are_counted(read):
    snapshot = read(
        connections(
            ",,,,,,30 Jan 2026",
            "  ,,,,,,30 Jan 2026",
            ",,https://www.linkedin.com/in/nameless,,,,30 Jan 2026",
            "too,few",
            "Ada,Abel,,,NA,None,31 Jan 2026,",
            "one,two,three,four,five,six,seven,eight",
            "",
            ",,",
        )
    )
    assert list(snapshot.accounts.index) == [UNNAMED, "nameless", "Ada Abel (2026-01-31)"]
    assert snapshot.accounts["x_company"].dropna().tolist() == ["NA"]
    assert snapshot.accounts["x_position"].dropna().tolist() == ["None"]
    assert said(snapshot, "closed accounts), left out: 2.")
    assert said(snapshot, "Connections.csv with the wrong number of cells, left out: 2.")


def test_owner_is_named_by_invitations_or_by_files(read):
    sent = f'Mara,Ada,"7/8/26, 3:43 PM",hi,OUTGOING,{OWN},https://www.linkedin.com/in/ada'
    got = f'Ben,Mara,"7/8/26, 3:43 PM",hi,INCOMING,https://www.linkedin.com/in/ben,{OWN}'
    old = 'Ben,Mara,"7/8/26, 3:43 PM",hi,,,'
    files = connections(
        "Ada,A,https://www.linkedin.com/in/ada,,,,07 Mar 2024",
        "Mara,Lind,https://www.linkedin.com/in/mara-lind,,,,07 Mar 2024",
    )
    files["Invitations.csv"] = sheet(INVITATIONS, sent, got, old)
    snapshot = read(files)
    assert list(snapshot.focal) == ["mara-lind"]
    assert snapshot.accounts.loc["ada", ["x_invited_by_them", "x_invited_on"]].tolist() == [
        False,
        "2026-07-08",
    ]
    assert len(snapshot.accounts) == 2
    assert snapshot.taken_at == pd.Timestamp("2026-07-08T00:00Z")
    assert said(snapshot, "its newest invitation dates it")
    assert said(snapshot, "who are not connections, left out: 1.")
    assert said(snapshot, "do not say who sent them, left out: 1.")
    assert said(snapshot, "The owner stood on the follower list")


# ---- people and companies followed


def test_followed_people_and_companies(read):
    files = connections(
        "Ada,Abel,https://www.linkedin.com/in/ada,,,,07 Mar 2024",
        "Ben,Brandt,,,,,07 Mar 2024",
        "Ben,Brandt,,,,,08 Mar 2024",
    )
    files["Member_Follows_17.csv"] = sheet(
        "Date,Status,FullName",
        "2024-01-02 03:04:05,Active,ada abel",
        "2024-01-02 03:04:05,Active,Ben Brandt",
        "2024-01-03 03:04:05,Active,Cleo",
        "2024-01-03 03:04:05,Inactive,Dov",
        "2024-01-03 03:04:05,Active,",
    )
    files["Company Follows.csv"] = sheet(
        "Organization,Followed On",
        "Quay House,Tue Mar 05 14:22:10 UTC 2024",
        "QUAY HOUSE,Wed Mar 06 14:22:10 UTC 2024",
        "Pier,2024-01-04",
    )
    snapshot = read(files)
    following = snapshot.follows[snapshot.follows["follower_id"] == "17"]
    expected = {
        "ada": "2024-03-07T00:00Z",
        "Ben Brandt (2024-03-07)": "2024-03-07T00:00Z",
        "Ben Brandt (2024-03-08)": "2024-03-08T00:00Z",
        "Ben Brandt (2024-01-02)": "2024-01-02T03:04:05Z",
        "Cleo (2024-01-03)": "2024-01-03T03:04:05Z",
        "company:quay house": "2024-03-05T14:22:10Z",
        "company:pier": "2024-01-04T00:00Z",
    }
    found = dict(zip(following["followed_id"], following["followed_at"], strict=True))
    assert found == {name: pd.Timestamp(at) for name, at in expected.items()}
    assert len(followers(snapshot)) == 3
    assert said(snapshot, "exactly one connection were taken for that person: 1.")
    assert said(snapshot, "whom you no longer follow, left out: 1.")
    assert said(snapshot, "1 entry on the list of those you follow that cannot be read")


# ---- posts


def test_comments_have_ids_that_stay_and_quotes_after_a_backslash(read):
    post = f"{FEED}urn%3Ali%3Aactivity%3A9"
    rows = (
        f'2024-02-04 10:00:00,{post},"a \\"b\\", c"',
        f"2024-02-04 10:00:00 UTC,{post},NULL",
        f",{post},x",
        f",{post},x",
        f'2024-02-05 10:00:00,{post},"two\nlines and ""more"", https://a.example"',
        f'2024-02-06 10:00:00,{post},""',
    )
    snapshot = read({"Comments.csv": sheet(COMMENTS, *rows)}, text=True)
    stem = "comment:urn:li:activity:9"
    assert snapshot.posts["x_text"].to_dict() == {
        f"{stem}:20240204100000": 'a "b", c',
        f"{stem}:20240204100000:2": "NULL",
        f"{stem}:undated": "x",
        f"{stem}:undated:2": "x",
        f"{stem}:20240205100000": 'two\nlines and "more", https://a.example',
        f"{stem}:20240206100000": "",
    }
    assert snapshot.posts["has_link"].tolist() == [False] * 4 + [True, False]
    assert said(snapshot, "Comments and reposts without a date that can be read: 2.")
    assert snapshot.accounts["posts_seen"].isna().all()


def test_shares_with_stray_quotes_and_repeats(read):
    rows = (
        f'2024-02-03 10:00:00,{FEED}urn%3Ali%3Ashare%3A1,"One""\n""\n""two, ""so"" it is",,,PUBLIC',
        f"2024-02-03 10:00:00,{FEED}urn:li:ugcPost:2,NA,https://a.example,,PUBLIC",
        f"2024-02-04 10:00:00,{FEED}urn:li:ugcPost:2,again,NA,,PUBLIC",
        "1999-01-01,https://www.linkedin.com/posts/a-b,see https://a.example,,,PUBLIC",
        ",,nothing,,,PUBLIC",
    )
    snapshot = read({"Shares.csv": sheet(SHARES, *rows)}, text=True)
    assert snapshot.posts["x_text"].to_dict() == {
        "urn:li:share:1": 'One\n\ntwo, "so" it is',
        "urn:li:ugcPost:2": "again",
        "posts/a-b": "see https://a.example",
        "share:unknown:undated": "nothing",
    }
    assert snapshot.posts["has_link"].tolist() == [False, False, True, False]
    assert snapshot.posts["links_own_site"].isna().all()
    assert snapshot.accounts.loc[UNNAMED, "last_post_at"] == pd.Timestamp("2024-02-04T10:00Z")
    assert said(snapshot, "Posts that repeated an earlier one (the last counts): 1.")
    assert said(snapshot, "Posts without a date that can be read: 2.")


def test_without_comments_the_share_of_replies_is_not_said_to_be_none(read):
    files = {"Connections.csv": SAMPLES["basic"]["Connections.csv"]}
    post = f"2024-02-04 10:00:00,{FEED}urn%3Ali%3Ashare%3A1,hello,,,"
    files["Shares.csv"] = sheet(SHARES, post)
    assert said(read(files), "no comments of yours (Comments.csv)")
    files["Comments.csv"] = sheet(COMMENTS)
    assert not said(read(files), "no comments of yours (Comments.csv)")


def test_reactions_date_the_export(read):
    files = dict(SAMPLES["basic"])
    files["Reactions_5.csv"] = sheet("Date,Type,Link", f"2025-01-01 08:00:00,LIKE,{FEED}x")
    snapshot = read(files)
    assert snapshot.taken_at == pd.Timestamp("2025-01-01T08:00Z")
    assert said(snapshot, "its newest reaction dates it")
    assert list(snapshot.focal) == ["5"]


# ---- several exports, other files, damage


def test_exports_are_never_mixed(read):
    older = connections("Old,One,https://www.linkedin.com/in/old,,,,07 Mar 2020")
    newer = connections("New,One,https://www.linkedin.com/in/new,,,,07 Mar 2024")
    files = {f"basic/{k}": v for k, v in older.items()}
    files |= {f"complete/{k}": v for k, v in newer.items()}
    snapshot = read(files)
    assert "new" in snapshot.accounts.index and "old" not in snapshot.accounts.index
    assert said(snapshot, "2 exports; only the newest was read (with complete/Connections.csv)")


def test_files_of_two_members_are_never_mixed(read):
    def shares(number, day):
        row = f"2024-02-{day} 10:00:00,{FEED}urn:li:share:{number},x,,,PUBLIC"
        return {f"Shares_{number}.csv": sheet(SHARES, row)}

    snapshot = read(shares(11, "03") | shares(22, "05"))
    assert list(snapshot.accounts.index) == ["22"]
    assert list(snapshot.posts.index) == ["urn:li:share:22"]


def test_an_empty_list_says_so(read):
    snapshot = read(connections())
    assert said(snapshot, "The follower list is empty.")
    assert len(snapshot.accounts) == 1
    quiet = read(SAMPLES["basic"] | {"Comments.csv": b"No comments found\n", "Shares.csv": b""})
    assert quiet.posts.empty


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"Connections.csv": b"a,b\n1,2\n"}, "no format that can be read.*LinkedIn"),
        ({"Profile.csv": linkedin.profile()}, "no format that can be read"),
        (
            SAMPLES["basic"] | {"Shares.csv": b"a,b\nc,d\n"},
            r"Shares\.csv: no line of it is a header with the columns date, sharelink",
        ),
        (
            SAMPLES["basic"] | {"Shares.csv": sheet(SHARES, '2024-01-01,x,"cut')},
            r"Shares\.csv: ends inside a quoted text",
        ),
        (
            SAMPLES["basic"] | {"Shares.csv": sheet(SHARES, '2024-01-01,x,"' + "long " * 40_000)},
            r"Shares\.csv: cannot be read as a table near line 2",
        ),
        (
            SAMPLES["basic"] | {"Shares.csv": sheet(SHARES, "x") + b"\xff\xff"},
            r"Shares\.csv: line 3 is not UTF-8",
        ),
    ],
)
def test_refusals(read, files, words):
    with pytest.raises(ReadError, match=words):
        read(files, folder)


def test_files_of_others_are_left_to_others(read, tmp_path):
    other = {"comments.csv": b"Channel ID,Comment ID,Comment Text\nUC1,2,x\n"}
    with pytest.raises(ReadError) as error:
        read(other)
    assert "holds the files of" not in str(error.value)
    for name, text in [("list.csv", "follower,followed\nben,ann\n"), ("d.csv", "Date,Link\n1,x\n")]:
        (tmp_path / name).write_text(text)
    assert readers.read(tmp_path / "list.csv").platform == ""
    with pytest.raises(ReadError, match=r"expected a header|no format"):
        readers.read(tmp_path / "d.csv")
