"""What `make bench` compares gives the same answers, and its tables say what was measured."""

import json

import numpy as np
import pandas as pd
import pytest

import socialkit as sk
from benchmarks.scale import by_hand, by_hand_audience, libraries, page, plan, runs, sizes
from benchmarks.scale.aims import aims
from benchmarks.scale.ratios import Costs, exponent

ROWS = [
    {"size": "S", "task": "cores", "way": plan.OURS, "repeat": 0, "seconds": 0.5},
    {"size": "S", "task": "cores", "way": plan.OURS, "repeat": 1, "seconds": 0.1},
    {"size": "S", "task": "cores", "way": plan.OURS, "repeat": 2, "seconds": 0.2},
    {"size": "S", "task": "cores", "way": plan.BY_HAND, "repeat": 0, "seconds": 5.0},
    {"size": "S", "task": "cores", "way": "igraph", "repeat": 0, "seconds": 0.4},
    {"size": "S", "task": "cores", "way": "networkit", "repeat": 0, "seconds": 0.16},
    {"size": "M", "task": "cores", "way": plan.OURS, "repeat": 0, "seconds": 2.0},
    {"size": "M", "task": "cores", "way": plan.BY_HAND, "repeat": 0, "over": "more than 9 s"},
]
MEASURED = [
    {"peak_gb": 1.0, "laps": {}} | row if "seconds" in row else row for row in ROWS
]  # peaks and parts matter to none of the tests but the tables


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    snapshot = sk.simulate.network(accounts=3_000, focal=4, seed=3).snapshot
    where = tmp_path_factory.mktemp("networks") / "small"
    sizes.keep(snapshot, where)
    return where


@pytest.fixture(scope="module")
def snapshot(folder):
    return sk.Snapshot.load(folder)


@pytest.fixture(scope="module")
def network(folder):
    return by_hand.read(folder)


@pytest.fixture(scope="module")
def ends(folder):
    return sizes.ends(folder)


def numbers(column):
    return column.astype("Float64").to_numpy(dtype=float, na_value=np.nan)


def test_account_table_by_hand_is_ours(snapshot, network):
    ours, theirs = sk.features.account_features(snapshot), by_hand.account_table(network)
    assert theirs.index.equals(ours.index)
    assert list(theirs) == list(ours)
    for name in ours:
        np.testing.assert_allclose(numbers(theirs[name]), numbers(ours[name]), 1e-9, err_msg=name)


def test_quality_and_comparison_by_hand_are_ours(snapshot, network):
    scored = by_hand_audience.score(by_hand.account_table(network))
    ours = sk.quality.score(sk.features.account_features(snapshot))
    for name in ours:
        np.testing.assert_allclose(numbers(scored[name]), numbers(ours[name]), 1e-9, err_msg=name)
    ours, theirs = sk.audience.compare(snapshot), by_hand_audience.compare(network, scored)
    assert list(theirs.index) == list(ours.index)
    for name in ("quantity", "quality", "effective_followers", "engaged", "dormant", "junk", "n"):
        np.testing.assert_allclose(numbers(theirs[name]), numbers(ours[name]), 1e-9, err_msg=name)
    width = ours["quality_high"] - ours["quality_low"]
    for end in ("quality_low", "quality_high"):  # one is BCa, the other of percentiles
        assert ((ours[end] - theirs[end]).abs() < 0.2 * width).all()


def test_standing_by_hand_and_by_libraries_is_ours(snapshot, network, ends):
    ours = numbers(sk.graph.pagerank(snapshot))
    for theirs in (numbers(by_hand.pagerank(network)), libraries.SCIPY["pagerank"](ends)):
        np.testing.assert_allclose(theirs, ours, rtol=0, atol=1e-9)
    cores = sk.graph.core_number(snapshot)
    assert by_hand.core_numbers(network).tolist() == cores.tolist()


def test_igraph_and_networkit_answer_as_we_do(snapshot, ends):
    from benchmarks.scale import graph_libraries as graphs

    rank, cores = numbers(sk.graph.pagerank(snapshot)), sk.graph.core_number(snapshot).tolist()
    np.testing.assert_allclose(graphs.IGRAPH["pagerank"](ends), rank, rtol=0, atol=1e-9)
    assert graphs.IGRAPH["cores"](ends).tolist() == cores
    assert graphs.IGRAPH["mutual"](ends).tolist() == sk.graph.returned(snapshot).tolist()
    pytest.importorskip("networkit", reason="is installed by make bench alone")
    np.testing.assert_allclose(graphs.NETWORKIT["pagerank"](ends), rank, rtol=0, atol=1e-9)
    assert graphs.NETWORKIT["cores"](ends).tolist() == cores
    np.testing.assert_allclose(
        graphs.NETWORKIT["clustering"](ends),
        np.nan_to_num(graphs.IGRAPH["clustering"](ends)),
        rtol=1e-9,
    )


def test_scipy_and_duckdb_count_ties_as_we_do(snapshot, ends):
    ours = sk.graph.degrees(snapshot)
    inward, outward, mutual, _ = libraries.SCIPY["degrees"](ends)
    assert np.column_stack([inward, outward, mutual]).tolist() == ours.to_numpy(int).tolist()
    found = pd.DataFrame(libraries.DUCKDB["degrees"](ends)).set_index("account").sort_index()
    tied = ours.reset_index(drop=True).loc[lambda counts: counts.sum(axis=1) > 0]
    assert found.to_numpy(int).tolist() == tied.to_numpy(int).tolist()


def test_scipy_suggests_whom_we_suggest(snapshot, ends, monkeypatch):
    monkeypatch.setattr(libraries, "PEOPLE_ASKED", 50)
    ids, rows = snapshot.accounts.index, libraries.asked(ends.accounts)
    ours = sk.suggest.next_follows(snapshot, ids[rows], n=libraries.BEST)["indegree"]
    theirs = libraries.SCIPY["candidates"](ends)
    followers = np.bincount(ends.followed, minlength=ends.accounts)
    assert len(ours) == sum(map(len, theirs.values())) > 0
    for row, other in theirs.items():  # of equals either may stand last
        assert followers[other].tolist() == ours.get(ids[row], pd.Series()).tolist()


def test_components_and_clustering_by_libraries_are_ours(snapshot, ends):
    from benchmarks.scale import graph_libraries as graphs

    parts = sk.graph.components(snapshot)
    for theirs in (libraries.SCIPY["components"](ends), graphs.IGRAPH["components"](ends)):
        pairs = pd.crosstab(theirs, parts.to_numpy()).to_numpy()
        assert (np.count_nonzero(pairs, axis=0) == 1).all()
        assert (np.count_nonzero(pairs, axis=1) == 1).all()
    ours = numbers(sk.graph.local_clustering(snapshot))
    np.testing.assert_allclose(graphs.IGRAPH["clustering"](ends), ours, rtol=1e-9)


def test_cost_that_doubles_with_the_follows_grows_with_exponent_one():
    follows = (200_000, 5_000_000, 25_000_000)
    assert exponent({n: 3e-7 * n for n in follows}) == pytest.approx(1)
    assert exponent({n: 3e-7 * n**1.5 for n in follows}) == pytest.approx(1.5)
    assert np.isnan(exponent({200_000: 1.0}))


def test_ratios_are_of_medians_and_of_the_best_library():
    costs = Costs(MEASURED)
    assert costs.of("S", "cores", plan.OURS).seconds == 0.2
    assert costs.times_faster("S", "cores") == pytest.approx(25)
    assert costs.best_library("S", "cores")[0] == "networkit"
    assert costs.times_library("S", "cores") == pytest.approx(1.25)
    assert costs.growth("cores", {"S": 100, "M": 1_000}) == pytest.approx(1)
    assert np.isnan(costs.times_faster("M", "cores"))


def test_tables_say_what_was_not_run_and_why():
    lines = page.tables(Costs(MEASURED), {"S": 100, "M": 1_000, "L": 2_000}).splitlines()
    assert "| core numbers | S | 25 | 0.200 | 1.00 | 5.0 | 1.00 |" in lines
    assert "| core numbers | M |  | 2.0 | 1.00 | not run (needs more than 9 s) |  |" in lines
    assert any("| core numbers | S | 1.25 | 0.200 | 1.00 | networkit | 0.160 |" in x for x in lines)
    assert "| core numbers | S to M | 1.00 | 1.00 |" in lines
    assert not any("| L |" in line for line in lines)


def test_aims_say_whether_they_were_met():
    rows = [
        {"size": "M", "task": "whole", "way": way, "repeat": 0, "seconds": seconds, "peak_gb": 1.5}
        for way, seconds in ((plan.OURS, 4.0), (plan.BY_HAND, 100.0))
    ]
    found = aims(Costs([row | {"laps": {}} for row in rows] + MEASURED), {"S": 100, "M": 1_000})
    verdicts = {one.words: (one.found, one.verdict) for one in found}
    assert verdicts["M: times faster than by hand, all seven"] == (25, "yes")
    assert verdicts["M: GB, all seven"] == (1.5, "**no**")
    assert verdicts["XL: GB from disk"][1] == "not measured"
    worst = found[-2]
    assert (worst.where, worst.verdict) == ("core numbers, S", "yes")
    assert (found[-1].found, found[-1].where) == (pytest.approx(1), "core numbers")


def test_page_changes_between_its_marks_alone(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text("# Before\n", encoding="utf-8")
    page.put(readme, "first")
    readme.write_text(readme.read_text("utf-8") + "\n## After\n", encoding="utf-8")
    page.put(readme, "second")
    text = readme.read_text(encoding="utf-8")
    assert text == f"# Before\n\n{page.BEGIN}\n\nsecond\n\n{page.END}\n\n## After\n"
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]
    readme.write_text(f"{page.END}\n{page.BEGIN}\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="in this order"):
        page.put(readme, "third")


def test_measurements_go_on_where_they_were_interrupted(tmp_path, monkeypatch):
    path, done = tmp_path / "measured.jsonl", []
    whole = {"size": "S", "task": "mutual", "way": plan.OURS, "repeat": 0, "seconds": 1.0}
    path.write_text(json.dumps(whole) + '\n{"size": "S", "ta', encoding="utf-8")
    answer = {"seconds": 70.0, "laps": {}, "peak_gb": 1.0}
    monkeypatch.setattr(runs, "one", lambda key, *rest: done.append(key) or answer)
    folders = {"S": tmp_path, plan.TINY: tmp_path}
    keys = list(runs.in_turn(["S"], ["mutual"], [], 2))
    assert [key.way for key in keys[:3]] == [plan.OURS, "SciPy", "igraph"]
    runs.measure(iter(keys), folders, runs.Results(path), runs.Limits())
    # The first stands there already, and what takes a minute is measured once.
    assert [(key.way, key.repeat) for key in done] == [("SciPy", 0), ("igraph", 0), (plan.OURS, 1)]
    assert len(runs.Results(path).rows) == 4


def test_what_takes_too_much_is_ended_and_what_fails_is_left_out(tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(runs, "CHECKED_EVERY", 0.01)
    key, limits = runs.Key("S", "mutual", "SciPy", 0), runs.Limits()
    nowhere = tmp_path / "nowhere"
    long = runs.one(key, nowhere, nowhere, limits._replace(seconds=0.0))
    assert long == {"over": "more than 0 s"}
    assert runs.one(key, nowhere, nowhere, limits) == {"failed": runs.FAILED}
    assert "nowhere" in capfd.readouterr().err
    results = runs.Results(tmp_path / "measured.jsonl")
    runs.measure(iter([key]), {"S": nowhere, plan.TINY: nowhere}, results, limits)
    assert results.rows == []


def test_one_measurement_tells_seconds_and_memory(folder):
    key = runs.Key("S", "mutual", "SciPy", 0)
    found = runs.one(key, folder, folder, runs.Limits())
    assert found["seconds"] > 0
    assert 0.01 < found["peak_gb"] < 4


def test_every_way_in_the_plan_can_be_done():
    from benchmarks.scale import flow, graph_libraries, ours, readers

    ways = {
        "SciPy": libraries.SCIPY,
        "DuckDB": libraries.DUCKDB | dict.fromkeys(("read", "plain"), readers.duckdb_read),
        "pyarrow": dict.fromkeys(("read", "plain"), readers.pyarrow_read),
        "igraph": graph_libraries.IGRAPH,
        "networkit": graph_libraries.NETWORKIT,
        plan.OURS: ours.ARRAYS | flow.STARTS_FROM | dict.fromkeys(("plain", "whole", "disk")),
        plan.BY_HAND: flow.STARTS_FROM | {"whole": None},
    }
    for name, task in plan.TASKS.items():
        assert all(name in ways[way] for way in task.ways), name
