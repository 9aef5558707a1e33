import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import socialkit as sk
from socialkit.errors import UnknownNameError

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "data" / "exports"
NAMES = ["x-archive", "instagram-export", "mastodon-pages"]
FOLLOWERS, FOLLOWED, MUTUAL = 258, 147, 73


def contents(path):
    """Return what a zip holds: of each member name, date and bytes; packing may differ."""
    with zipfile.ZipFile(path) as archive:
        return [(info.filename, info.date_time, archive.read(info)) for info in archive.infolist()]


@pytest.fixture(scope="module")
def snapshots():
    return {name: sk.read(sk.datasets.example_export(name)) for name in NAMES}


def test_the_examples_can_be_made_anew(tmp_path):
    command = [sys.executable, "-B", "-W", "error", FOLDER / "make.py", tmp_path]
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == sorted(path.name for path in FOLDER.glob("*.zip"))
    for name in made:
        assert contents(tmp_path / name) == contents(FOLDER / name)


def test_the_examples_are_small_and_dated_alike():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 200_000
    members = [member for path in FOLDER.glob("*.zip") for member in contents(path)]
    assert {date for _, date, _ in members} == {(2026, 6, 30, 12, 0, 0)}


def test_each_example_is_listed_and_found():
    listed = sk.datasets.example_exports()
    assert listed.index.tolist() == NAMES
    assert listed.index.name == "name"
    assert listed.notna().all(axis=None)
    assert [sk.datasets.example_export(name).name for name in NAMES] == [f"{n}.zip" for n in NAMES]
    assert {path.stem for path in FOLDER.glob("*.zip")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_read_by_its_name(snapshots, name):
    assert sk.read(name).accounts.equals(snapshots[name].accounts)


def test_an_unknown_example_is_refused():
    with pytest.raises(UnknownNameError, match="no example export 'myspace'; known: x-archive"):
        sk.datasets.example_export("myspace")


@pytest.mark.parametrize("name", NAMES)
def test_all_three_hold_the_same_audience(snapshots, name):
    snapshot = snapshots[name]
    assert snapshot.platform == sk.datasets.example_exports().loc[name, "platform"]
    (me,) = snapshot.focal
    ties = snapshot.follows
    followers = set(ties.loc[ties["followed_id"] == me, "follower_id"])
    followed = set(ties.loc[ties["follower_id"] == me, "followed_id"])
    found = len(followers), len(followed), len(followers & followed)
    assert found == (FOLLOWERS, FOLLOWED, MUTUAL)
    assert sk.audience.frame(snapshot, me).kind == "census"


def test_each_tells_what_it_says_and_nothing_else(snapshots):
    asked = {
        "When did each follow begin?": "instagram-export",
        "What do followers' profiles look like?": "mastodon-pages",
        "When did followers last post?": "mastodon-pages",
        "Who interacts with the account?": "mastodon-pages",
    }
    for name, snapshot in snapshots.items():
        known = sk.audience.questions(snapshot, snapshot.focal[0])["known_for"].notna()
        assert known["Who follows the account?"]
        assert known["What does the account post itself?"]
        assert {question for question in asked if known[question]} == {
            question for question, by in asked.items() if by == name
        }


def test_full_profiles_give_the_answer_of_the_sample(snapshots):
    pages, sample = snapshots["mastodon-pages"], sk.datasets.load("therapists")
    told = sk.audience.profile(pages, pages.focal[0])["count"]
    whole = sk.audience.profile(sample, sample.account_id("quiet_harbour"))["count"]
    for segment in sk.audience.SEGMENTS:  # two followers without a profile stayed out
        assert abs(told[segment] - whole[segment]) <= 2
    assert told["followed_back"] == whole["followed_back"] == MUTUAL


def test_the_ids_of_the_x_archive_are_those_of_the_sample(snapshots):
    truth = sk.datasets.truth("therapists")
    me = snapshots["x-archive"].focal[0]
    assert sk.audience.follower_ids(snapshots["x-archive"], me).isin(truth.index).all()
