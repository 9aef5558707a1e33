"""Every command works from the outside, and every mistake ends in one line and exit code 2."""

import re
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

import socialkit
from socialkit import cli, readers
from socialkit.snapshot import Snapshot

COMMANDS = ("report", "read", "formats", "simulate", "notebooks", "datasets", "key", "check")
ROOT = Path(__file__).parents[1]


def run(*words: object) -> Result:
    """Run a command in this process, as the entry point does."""
    return CliRunner().invoke(cli.app, [str(word) for word in words])


def failed(*words: object) -> str:
    """Run a command that must fail; return its one line."""
    result = run(*words)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("socialkit: ")
    return line


@pytest.fixture
def edges(tmp_path: Path) -> Path:
    path = tmp_path / "edges.csv"
    path.write_text("follower,followed\nben,ann\ncat,ann\nann,ben\n")
    return path


def test_version() -> None:
    assert run("--version").stdout == f"socialkit {socialkit.__version__}\n"


def test_help_lists_every_command() -> None:
    listed = re.findall(r"^  ([a-z]+) ", run("--help").stdout, re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples_that_stay_one_to_a_line(command: str) -> None:
    shown = run(command, "--help").stdout
    examples = shown.split("Examples:\n")[1].splitlines()
    assert any(line.strip().startswith(f"socialkit {command}") for line in examples)
    assert shown.isascii()
    assert max(map(len, shown.splitlines())) <= 80


def test_read_saves_a_snapshot_and_tells_what_is_in_it(edges: Path, tmp_path: Path) -> None:
    shown = run("read", edges, "--out", tmp_path / "saved").stdout
    snapshot = Snapshot.load(tmp_path / "saved")
    assert len(snapshot.follows) == 3
    assert repr(snapshot) in shown
    assert re.search(r"^follows: 3 rows$", shown, re.MULTILINE)
    assert re.search(r"^  follower_id +100 % known$", shown, re.MULTILINE)
    assert "not in this data: followed_at" in shown
    assert all(f"- {note}" in shown for note in snapshot.notes)


def test_mutual_doubles_one_way_ties(edges: Path, tmp_path: Path) -> None:
    assert run("read", edges, "--mutual", "--out", tmp_path / "saved").exit_code == 0
    assert len(Snapshot.load(tmp_path / "saved").follows) == 4


def test_several_exports_are_put_side_by_side(edges: Path, tmp_path: Path) -> None:
    assert run("read", edges, edges, "--out", tmp_path / "saved").exit_code == 0
    saved = Snapshot.load(tmp_path / "saved")
    assert len(saved.follows) == 6
    assert set(saved.accounts["x_platform"]) == {"data", "data-2"}


def test_formats_lists_what_can_be_read() -> None:
    shown = run("formats").stdout
    for name, row in readers.formats().iterrows():
        assert f"{name}: {row['looks_like']}" in shown
        assert row["does_not_tell"] in shown


def test_simulate_is_seeded_and_keeps_the_truth_apart(tmp_path: Path) -> None:
    truth = tmp_path / "truth.csv"
    first = ("simulate", "--accounts", 300, "--seed", 3, "--out")
    assert run(*first, tmp_path / "one", "--truth", truth).exit_code == 0
    assert run(*first, tmp_path / "two").exit_code == 0
    one = Snapshot.load(tmp_path / "one")
    assert one == Snapshot.load(tmp_path / "two")
    kinds = pd.read_csv(truth, dtype={"account_id": "string"}).set_index("account_id")["kind"]
    assert list(kinds.index) == list(one.accounts.index)
    assert "truth.csv exists already" in failed(*first, tmp_path / "three", "--truth", truth)
    assert not (tmp_path / "three").exists()


def test_notebooks_are_copied_and_never_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "my notebooks"
    assert run("notebooks", folder).exit_code == 0
    names = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
    assert sorted(path.name for path in folder.iterdir()) == names
    changed = folder / names[1]
    changed.write_text("my own words")
    (folder / names[0]).unlink()
    assert names[1] in failed("notebooks", folder)
    assert changed.read_text() == "my own words"
    assert not (folder / names[0]).exists()


def test_datasets_are_listed_with_what_they_are() -> None:
    lines = run("datasets").stdout.splitlines()
    assert lines[0].startswith("therapists")
    assert "synthetic" in lines[0]
    assert any(line.startswith("twitch-engb") and "real, downloaded" in line for line in lines)


def test_report_hands_everything_on(
    edges: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = []

    def make(snapshot: Snapshot, out: Path, **options: object) -> Path:
        given.append((len(snapshot.follows), out, options))
        return out / "index.html"

    monkeypatch.setattr("socialkit.report.make", make)
    out = tmp_path / "my report"
    words = ("--account", "@ann", "--out", out, "--mutual", "--notebooks", tmp_path)
    assert str(out / "index.html") in run("report", edges, *words).stdout
    named = {"account": "@ann", "notebooks": tmp_path, "identify": False}
    assert given == [(4, out, named)]


def test_report_takes_the_sample_when_nothing_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    given = []
    monkeypatch.setattr("socialkit.readers.read", lambda path, **_: given.append(path))
    monkeypatch.setattr("socialkit.report.make", lambda _, out, **__: out)
    assert run("report").exit_code == 0
    assert given == ["therapists"]


def zipped(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def test_mistakes_end_in_one_line(edges: Path, tmp_path: Path) -> None:
    out = ("--out", tmp_path / "out")
    headless = tmp_path / "wrong.csv"
    headless.write_text("colour,price\nred,3\nblue,4.5\n")
    nothing = zipped(tmp_path / "empty.zip")
    foreign = zipped(tmp_path / "photos.zip", picture="\x00\x01")
    assert "nowhere.zip: no such file" in failed("report", "nowhere.zip", *out)
    assert str(nothing) in failed("read", nothing, *out)
    assert str(foreign) in failed("read", foreign, *out)
    assert "wrong.csv" in failed("read", headless, *out)
    assert "no account 'zoe'" in failed("report", edges, "--account", "zoe", *out)
    assert not (tmp_path / "out").exists()


def test_a_folder_with_something_else_is_left_alone(edges: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert "holds something else" in failed("read", edges, "--out", tmp_path)
    assert "holds something else" in failed("report", edges, "--out", tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_what_the_system_refuses_ends_in_one_line(
    edges: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "locked.csv")

    monkeypatch.setattr("socialkit.readers.read", refuse)
    assert failed("report", edges) == "socialkit: locked.csv: Permission denied."


def test_names_from_data_cannot_steer_the_terminal(
    edges: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hostile(*_: object, **__: object) -> None:
        raise socialkit.SocialkitError("bad name \x1b[31m\nred\x07")

    monkeypatch.setattr("socialkit.readers.read", hostile)
    assert failed("report", edges) == "socialkit: bad name ?[31m red?"


def test_an_unknown_option_exits_with_2() -> None:
    result = run("report", "--colour", "red")
    assert result.exit_code == 2
    assert "--colour" in result.stderr


def test_ctrl_c_ends_in_one_line_with_130() -> None:
    script = (
        "import os, signal, sys, socialkit.readers\n"
        "from socialkit import cli\n"
        # A parent may have told its children to ignore Ctrl-C, as shells do in the background.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "socialkit.readers.read = lambda *_, **__: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.argv = ['socialkit', 'report']\n"
        "cli.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 128 + signal.SIGINT
    assert done.stderr == "socialkit: stopped.\n"


def test_words_that_do_not_fit_end_in_one_line(edges: Path, tmp_path: Path) -> None:
    assert "--accounts" in failed("simulate", "--accounts", "abc", "--out", tmp_path / "s")
    assert "--seed" in failed("simulate", "--seed", "-1", "--out", tmp_path / "s")
    assert "--accounts" in failed("simulate", "--accounts", 10**12, "--out", tmp_path / "s")
    assert "--out" in failed("read", edges)
    assert "nosuch" in failed("nosuch")
    assert list(tmp_path.iterdir()) == [edges]


def test_tables_of_ones_own_are_not_taken_for_a_snapshot(edges: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    pd.DataFrame({"my": [1]}).to_parquet(own / "accounts.parquet")
    before = (own / "accounts.parquet").read_bytes()
    assert "holds something else" in failed("read", edges, "--out", own)
    assert (own / "accounts.parquet").read_bytes() == before


def test_a_link_is_followed_to_the_snapshot_behind_it(edges: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for _ in range(2):
        assert run("read", edges, "--out", tmp_path / "link").exit_code == 0
    assert (tmp_path / "link").is_symlink()
    assert len(Snapshot.load(tmp_path / "real").follows) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["edges.csv", "link", "real"]


def test_a_failed_simulation_leaves_nothing(tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine")
    failed("simulate", "--accounts", 300, "--out", full, "--truth", tmp_path / "truth.csv")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["full", "mine.txt"]
    inside = tmp_path / "new" / "truth.csv"
    assert "for the snapshot alone" in failed("simulate", "--out", inside.parent, "--truth", inside)


def test_a_copy_that_fails_half_way_leaves_no_notebook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(original: object, copy: object) -> None:
        copy.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cli.shutil, "copyfileobj", full)
    line = failed("notebooks", tmp_path / "mine")
    assert "No space left on device. Nothing was kept." in line
    assert list((tmp_path / "mine").iterdir()) == []
