"""Ego networks of the Stanford collection: the ego is not in its own file."""

import pandas as pd
import pytest
from exports import egonet, folder, single, zipped

from socialkit import readers
from socialkit.errors import ReadError

SAMPLES = egonet.samples()


def pairs(snapshot):
    return set(zip(snapshot.follows["follower_id"], snapshot.follows["followed_id"], strict=True))


@pytest.mark.parametrize("pack", [folder, zipped])
def test_the_ego_follows_everybody_named_in_its_files(tmp_path, pack):
    snapshot = readers.read(pack(tmp_path / "in", SAMPLES["two egos"]))
    assert pairs(snapshot) == {
        *{("1", "2"), ("2", "3"), ("2", "7")},
        *{("7", one) for one in "12345"},  # 4 by its circle, 5 by its features
        *{("8", one) for one in "127"},
    }
    assert "1 row repeated an earlier one; each pair counts once." in snapshot.notes
    assert snapshot.platform == "x"
    assert snapshot.accounts["is_focal"].isna().all()


def test_circles_name_their_ego_and_the_empty_network_its_ego(tmp_path):
    accounts = readers.read(folder(tmp_path, SAMPLES["two egos"])).accounts
    assert accounts["x_circles"].dropna().to_dict() == {"1": "7: 0; 7: friends", "4": "7: 0"}
    assert list(accounts.index[accounts["x_is_ego"].astype(bool)]) == ["7", "8", "9"]


def test_networks_of_facebook_are_friendships(tmp_path):
    snapshot = readers.read(folder(tmp_path, SAMPLES["facebook"]))
    ties = {("1", "2"), ("0", "1"), ("0", "2"), ("0", "3")}
    assert pairs(snapshot) == ties | {(b, a) for a, b in ties}
    assert snapshot.platform == "facebook"
    assert list(snapshot.focal) == ["0"]
    assert snapshot.accounts.loc["0", "list_frame"] == "census"
    assert any("friendships" in note for note in snapshot.notes)


def test_ids_of_21_digits_are_google_plus(tmp_path):
    ego, other = "100466178325794757407", "116374117927631468606"
    members = SAMPLES["google"] | {f"{ego}.featnames": b"0 gender:1\n"}
    snapshot = readers.read(folder(tmp_path, members))
    assert pairs(snapshot) == {(other, "2"), (ego, other), (ego, "2")}
    assert snapshot.platform == "google+"


def test_everyday_folder(tmp_path):
    snapshot = readers.read(folder(tmp_path, SAMPLES["everyday"]))
    assert len(snapshot.accounts) == 62
    own = snapshot.follows["follower_id"].value_counts()
    assert own["501"] == 60
    assert snapshot.accounts["x_circles"].notna().sum() == 20


def test_one_edges_file_and_the_combined_file_are_plain_lists(tmp_path):
    alone = readers.read(single(tmp_path / "a", {"12831.edges": b"1 2\n2 3\n"}))
    assert pairs(alone) == {("1", "2"), ("2", "3")}
    whole = readers.read(single(tmp_path / "b", {"twitter_combined.txt": b"1 2\n2 3\n1 2\n"}))
    assert pairs(whole) == {("1", "2"), ("2", "3")}


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("7.edges", b"1 2\n3\n", r"7\.edges: expected two ids a row, found '3'"),
        ("7.edges", b"1 b\n", r"7\.edges: expected ids of digits, found 'b'"),
        ("7.edges", b"1 2 0.5\n", "expected two ids a row, found '1 2 0.5'"),
        ("7.edges", b"\x001 2\n", "not a text file"),
        ("7.circles", b"family\tann\n", r"7\.circles: expected ids of digits, found 'ann'"),
        ("7.feat", b"a 0 1\n", r"7\.feat: expected ids of digits, found 'a'"),
        ("7.feat", b"\xff 0 1\n", "line 1 is not UTF-8"),
    ],
)
def test_what_is_no_ego_network_is_refused(tmp_path, name, data, words):
    members = SAMPLES["two egos"] | {name: data}
    with pytest.raises(ReadError, match=words):
        readers.read(folder(tmp_path, members))


def test_missing_edges_are_named(tmp_path):
    members = {"7.circles": b"0\t1\n", "7.feat": b"1 0\n"}
    with pytest.raises(ReadError, match=r"SNAP ego-Twitter: there is no 7\.edges beside"):
        readers.read(folder(tmp_path, members))


def test_order_of_the_files_does_not_matter(tmp_path):
    there = readers.read(zipped(tmp_path / "a.zip", SAMPLES["two egos"]))
    back = dict(reversed(SAMPLES["two egos"].items()))
    assert readers.read(zipped(tmp_path / "a.zip", back)) == there
    assert isinstance(there.accounts["x_circles"].dtype, pd.StringDtype)
