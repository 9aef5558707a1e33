import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import frictionless
import numpy as np
import pandas as pd
import pyarrow.parquet
import pytest
import requests

from socialkit import datasets, simulate
from socialkit.errors import MissingDataError, ReadError, SocialkitError, UnknownNameError
from socialkit.snapshot import Snapshot

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "therapists"
ORIGIN = ROOT.parent / "shared" / "datasets" / "origin"
needs_origin = pytest.mark.skipif(not ORIGIN.is_dir(), reason="the origin's files are not here")

NODES = pd.DataFrame(
    {
        "id": [71, 72, 73],
        "days": [10, 400, 0],
        "mature": [True, False, False],
        "views": [5, 0, 123],
        "partner": [False, True, False],
        "new_id": [2, 0, 1],
    }
)
TIES = pd.DataFrame({"from": [0, 0, 1], "to": [1, 2, 1]})


@pytest.fixture
def offline(monkeypatch):
    def refuse(url, *args, **options):
        raise requests.ConnectionError(f"no network for {url}")

    monkeypatch.setattr(requests, "get", refuse)


@pytest.fixture
def origin(monkeypatch, offline):
    monkeypatch.setenv("SOCIALKIT_DATA", str(ORIGIN))


@pytest.fixture(scope="module")
def sample():
    return datasets.load("therapists")


@pytest.fixture(scope="module")
def truth():
    return datasets.truth("therapists")


@pytest.fixture(scope="module")
def audiences(sample, truth):
    """One row per focal account: followers, share of each kind on the list that was seen."""
    follows = sample.follows.join(truth, on="follower_id")
    shares = pd.crosstab(follows["followed_id"], follows["kind"], normalize="index")
    accounts = sample.accounts.loc[sample.focal]
    table = accounts.join(shares).set_index("handle")
    return table.assign(good=table[list(simulate.GOOD_KINDS)].sum(axis=1))


def reciprocity(snapshot):
    """Share of follows that are returned."""
    pairs = set(zip(snapshot.codes.follower, snapshot.codes.followed, strict=True))
    return sum((followed, follower) in pairs for follower, followed in pairs) / len(pairs)


def test_the_sample_can_be_made_anew(tmp_path, sample, truth):
    spec = importlib.util.spec_from_file_location("make", SAMPLE / "make.py")
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    make.write(tmp_path)
    assert Snapshot.load(tmp_path) == sample
    made = pd.read_parquet(tmp_path / "truth.parquet")
    pd.testing.assert_frame_equal(made, truth, check_index_type=False, check_dtype=False)
    old, new = (json.loads((f / "datapackage.json").read_text()) for f in (SAMPLE, tmp_path))
    for package in (old, new):
        for resource in package["resources"]:
            del resource["bytes"], resource["hash"]  # of the file's packing, not its content
    assert new == old
    assert not [path for path in tmp_path.iterdir() if path.is_dir()]


def test_the_descriptor_is_a_valid_data_package_and_fits_the_files():
    descriptor = json.loads((SAMPLE / "datapackage.json").read_text(encoding="utf-8"))
    assert list(frictionless.Package.metadata_validate(descriptor)) == []
    assert frictionless.Package.from_descriptor(descriptor).licenses[0]["name"] == "CC0-1.0"
    described = {resource["path"]: resource for resource in descriptor["resources"]}
    assert set(described) == {path.name for path in SAMPLE.glob("*.parquet")}
    for name, resource in described.items():
        content = (SAMPLE / name).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        columns = pyarrow.parquet.read_schema(SAMPLE / name).names
        assert [field["name"] for field in resource["schema"]["fields"]] == columns


def test_a_descriptor_that_is_wrong_would_be_noticed():
    descriptor = json.loads((SAMPLE / "datapackage.json").read_text(encoding="utf-8"))
    del descriptor["resources"][0]["path"]
    assert list(frictionless.Package.metadata_validate(descriptor))


def test_the_dictionary_names_every_column_and_says_first_that_it_is_synthetic():
    text = (SAMPLE / "README.md").read_text(encoding="utf-8")
    assert "synthetic" in text.split("\n\n")[1].split(".")[0]
    sections = re.findall(r"^### (\w+\.parquet)(.*?)(?=^##|^The kinds|\Z)", text, re.M | re.S)
    assert len(sections) == 5
    for name, section in sections:
        named = re.findall(r"^\| `(\w+)` \|", section, re.M)
        assert sorted(named) == sorted(pyarrow.parquet.read_schema(SAMPLE / name).names)


def test_columns_said_never_to_be_missing_are_not(sample, truth):
    text = (SAMPLE / "README.md").read_text(encoding="utf-8")
    tables = {
        "accounts": sample.accounts.reset_index(),
        "follows": sample.follows,
        "posts": sample.posts.reset_index(),
        "interactions": sample.interactions,
        "truth": truth.reset_index(),
    }
    for name, table in tables.items():
        section = text.split(f"### {name}.parquet")[1].split("###")[0]
        never = set(re.findall(r"^\| `(\w+)` .*\| never \|$", section, re.M))
        assert never == set(table.columns[table.notna().all()])


def test_the_sample_is_small_enough_to_carry():
    assert sum(path.stat().st_size for path in SAMPLE.iterdir()) < 4_000_000


def test_the_sample_tells_its_story(audiences):
    assert len(audiences) == 40
    assert audiences["followers_count"].min() == 25
    assert audiences["followers_count"].max() == 6000
    rank = audiences[["followers_count", "good"]].rank()
    assert -0.2 < rank.corr().iloc[0, 1] < 0.2
    size, good = audiences["followers_count"], audiences["good"]
    excellent = audiences[(size <= 300) & (good > 0.8)]
    assert len(excellent) >= 4
    hollow = audiences[(size >= 3000) & (good < 0.35)]
    assert len(hollow) >= 4
    assert (hollow["dormant"] + hollow["mass_follower"] > 0.55).all()
    assert (audiences["bought"] > 0).sum() == 1
    by_group = audiences.groupby("group")["good"].mean()
    assert by_group.idxmin() == "waste companies"
    assert by_group["therapists"] - by_group["restaurants"] > 0.1


def test_the_sample_holds_every_kind_of_list_and_conduct(sample, audiences):
    frames = audiences["list_frame"].astype(str).value_counts()
    assert frames.to_dict() == {"census": 38, "head": 1, "random": 1}
    seen = sample.follows["followed_id"].value_counts().reindex(sample.focal).to_numpy()
    cut = audiences["list_frame"] != "census"
    assert (audiences["followers_count"][~cut] == seen[~cut]).all()
    assert (audiences["followers_count"][cut] > 2 * seen[cut]).all()
    gap = audiences["following_count"] - audiences["followers_count"]
    assert sorted(gap[gap > 300].index) == ["fiscal_fox", "sum_of_parts"]
    kinds = pd.crosstab(sample.posts["account_id"], sample.posts["kind"], normalize="index")
    assert (kinds["repost"] == 1).sum() == 1
    willow = kinds.loc[sample.account_id("@willow_room")]
    # Drawn at 3 in 4 for 96 posts: two standard errors are 0.09.
    assert willow["reply"] + willow["quote"] == pytest.approx(0.75, abs=0.09)


def test_the_newest_followers_of_the_sample_are_not_like_the_oldest(sample, truth):
    """A look at the head of a list only would flatter: who fell dormant came early."""
    listed = sample.follows.dropna(subset=["position"]).join(truth, on="follower_id")
    is_dormant = listed["kind"] == "dormant"
    half = listed.groupby("followed_id")["position"].transform("median")
    assert is_dormant[listed["position"] < half].mean() < 0.75 * is_dormant.mean()


def test_truth_stands_in_the_order_of_the_accounts(sample, truth):
    assert truth.index.equals(sample.accounts.index)
    assert truth["block"].count() == 900


def test_what_is_bundled_is_found_in_the_checkout():
    assert datasets.bundled("data", "therapists") == SAMPLE
    with pytest.raises(SocialkitError, match="data/cooks is not in this socialkit"):
        datasets.bundled("data", "cooks")


def test_names_are_described_without_a_download(offline):
    described = datasets.describe()
    assert described.index.tolist() == datasets.names()
    assert described["needs_download"].tolist() == [False, True, True, True]
    assert described["is_synthetic"].tolist() == [True, False, False, False]


def test_an_unknown_name_is_answered_with_the_known_ones():
    for ask in (datasets.load, datasets.truth):
        with pytest.raises(UnknownNameError, match="twitch-engb"):
            ask("twitch-eng")


def test_real_data_have_no_truth():
    with pytest.raises(MissingDataError, match="therapists only"):
        datasets.truth("twitch-engb")


def test_importing_reaches_for_no_network():
    program = (
        "import sys\n"
        "def watch(event, args):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo'): sys.exit('network')\n"
        "sys.addaudithook(watch)\n"
        "import socialkit.datasets\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


def test_a_failed_download_says_what_to_do(tmp_path, monkeypatch, offline):
    monkeypatch.setenv("SOCIALKIT_DATA", str(tmp_path))
    with pytest.raises(SocialkitError) as caught:
        datasets.load("brand-followers")
    message = str(caught.value)
    for part in ("hersheycareers.json", "is missing", "network", "raw_data", str(tmp_path)):
        assert part in message
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_not_read(tmp_path, monkeypatch, offline):
    monkeypatch.setenv("SOCIALKIT_DATA", str(tmp_path))
    (tmp_path / "ENGB_edges.csv").write_text("from,to\n0,1\n")
    with pytest.raises(SocialkitError, match=r"ENGB_edges\.csv, .* is damaged"):
        datasets.load("twitch-engb")


@pytest.mark.parametrize("as_text", [False, True])
def test_a_mutual_tie_on_twitch_is_two_follows(as_text):
    edges, nodes = (table.astype(str) if as_text else table for table in (TIES, NODES))
    snapshot = datasets.twitch(edges, nodes, source="three streamers")
    pairs = set(snapshot.follows[["follower_id", "followed_id"]].itertuples(index=False, name=None))
    assert pairs == {("0", "1"), ("1", "0"), ("0", "2"), ("2", "0")}
    accounts = snapshot.accounts
    assert accounts.index.tolist() == ["2", "0", "1"]
    assert accounts.loc["2", "created_at"] == pd.Timestamp("2018-05-21T00:00Z")
    assert accounts["is_verified"].tolist() == [False, True, False]
    assert accounts["x_views"].tolist() == [5, 0, 123]
    assert accounts["x_mature"].tolist() == [True, False, False]
    assert snapshot.platform == "twitch"
    assert snapshot.notes[0].endswith("reciprocity is 1 by construction.")


def test_twitch_reads_the_renamed_columns_alike():
    names = {"new_id": "node_id", "days": "account_age_days"}
    renamed = datasets.twitch(TIES, NODES.rename(columns=names), source="three streamers")
    assert renamed == datasets.twitch(TIES, NODES, source="three streamers")


@pytest.mark.parametrize(
    ("edges", "nodes", "message"),
    [
        (TIES, NODES.drop(columns="views"), "no column views"),
        (TIES[["from"]], NODES, "two columns"),
        (TIES, NODES.assign(partner="maybe"), "partner: expected true or false"),
        (TIES, NODES.assign(days="long"), "account_age_days: expected whole numbers"),
        (TIES.assign(to=0.5), NODES, "to: expected whole numbers"),
    ],
)
def test_twitch_tables_that_do_not_fit_are_refused(edges, nodes, message):
    with pytest.raises(ReadError, match=message):
        datasets.twitch(edges, nodes, source="")


def test_brand_followers_without_their_columns_are_refused():
    with pytest.raises(ReadError, match="no column follower"):
        datasets.brand_followers(pd.DataFrame({"followed": [1]}), source="")


@needs_origin
@pytest.mark.parametrize(
    ("name", "accounts", "follows", "returned"),
    [
        ("twitch-engb", 7126, 70_648, 1.0),
        ("twitch-ptbr", 1912, 62_598, 1.0),
        ("brand-followers", 3726, 23_939, 0.377),
    ],
)
def test_open_data_have_the_size_their_authors_state(origin, name, accounts, follows, returned):
    snapshot = datasets.load(name)
    assert (len(snapshot.accounts), len(snapshot.follows)) == (accounts, follows)
    assert reciprocity(snapshot) == pytest.approx(returned, abs=0.0005)
    assert datasets.describe().loc[name, ["accounts", "follows"]].tolist() == [accounts, follows]
    assert snapshot.licence == "MIT"


@needs_origin
def test_twitch_attributes_are_those_of_the_file(origin):
    accounts = datasets.load("twitch-ptbr").accounts
    target = pd.read_csv(ORIGIN / "PTBR_target.csv").sort_values("new_id")
    own = accounts.loc[target["new_id"].astype(str)]
    assert own["x_views"].tolist() == target["views"].tolist()
    assert own["is_verified"].tolist() == target["partner"].tolist()
    age = (pd.Timestamp("2018-05-31T00:00Z") - own["created_at"]).dt.days
    assert np.array_equal(age, target["days"])


@needs_origin
def test_open_data_are_known_by_their_content(tmp_path):
    copy = shutil.copy(ORIGIN / "PTBR_edges.csv", tmp_path / "ties.txt")
    assert datasets.identify(copy) == "twitch-ptbr"
    renamed = tmp_path / "renamed.csv"
    _, _, rows = (ORIGIN / "ENGB_edges.csv").read_bytes().partition(b"\n")
    renamed.write_bytes(b"source,target\n" + rows)
    assert datasets.identify(renamed) == "twitch-engb"
    renamed.write_bytes(b"source,target\n" + rows[:-2])
    assert datasets.identify(renamed) is None
    assert datasets.identify(ORIGIN / "ENGB_target.csv") == "twitch-engb"
    assert datasets.identify(ORIGIN / "hersheycareers.json") == "brand-followers"
    with Path(copy).open("a") as stream:
        stream.write("1,2\n")
    assert datasets.identify(copy) is None
    assert datasets.identify(tmp_path / "nothing") is None
