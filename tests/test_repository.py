"""The files around the code say what they must, and agree with one another."""

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

import socialkit

ROOT = Path(__file__).parents[1]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_version_is_the_same_everywhere() -> None:
    declared = tomllib.loads(text("pyproject.toml"))["project"]
    cited = yaml.safe_load(text("CITATION.cff"))
    assert socialkit.__version__ == declared["version"] == str(cited["version"])


def test_the_citation_has_what_the_format_requires() -> None:
    cited = yaml.safe_load(text("CITATION.cff"))
    assert {"cff-version", "message", "title", "authors"} <= cited.keys()
    assert cited["cff-version"] == "1.2.0"
    assert cited["type"] == "software"
    assert all(author.get("name") for author in cited["authors"])
    assert cited["license"] == "MIT"


def test_the_licence_covers_code_and_data() -> None:
    licence = text("LICENSE")
    assert licence.startswith("MIT License")
    assert "CC0 1.0" in licence


def test_ci_runs_what_people_run() -> None:
    workflow = yaml.safe_load(text(".github/workflows/ci.yml"))
    triggers = workflow[True]  # YAML 1.1 reads the key `on` as true
    assert {"push", "pull_request", "schedule"} == triggers.keys()
    weekday = triggers["schedule"][0]["cron"].split()[4]
    assert weekday != "*"
    steps = [step.get("run") for step in workflow["jobs"]["test"]["steps"]]
    assert {"make test", "make test-browser", "make report"} <= set(steps)
    run = [line.strip() for line in text(".ci/run").splitlines()]
    assert run.index("make test") < run.index("make test-browser")


def test_pre_commit_keeps_notebook_outputs_and_the_locked_ruff() -> None:
    repos = {
        repo["repo"]: repo for repo in yaml.safe_load(text(".pre-commit-config.yaml"))["repos"]
    }
    by_name = {name.rsplit("/", 1)[-1]: repo for name, repo in repos.items()}
    strip = by_name["nbstripout"]["hooks"][0]["args"]
    assert {"--keep-output", "--keep-count"} <= set(strip)
    pinned = re.search(r"^ruff==(\S+)", text("requirements.lock"), re.MULTILINE)[1]
    assert by_name["ruff-pre-commit"]["rev"] == f"v{pinned}"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    return _built("wheel", tmp_path_factory.mktemp("wheel"))


def _built(kind: str, folder: Path) -> set[str]:
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind]
    subprocess.run([*command, "--directory", str(folder)], cwd=ROOT, check=True, timeout=120)
    (made,) = folder.iterdir()
    if made.suffix == ".whl":
        return set(zipfile.ZipFile(made).namelist())
    with tarfile.open(made) as archive:
        return {name.split("/", 1)[1] for name in archive.getnames()}


def test_the_wheel_carries_notebooks_sample_and_templates(wheel: set[str]) -> None:
    expected = {
        "socialkit/cli.py",
        "socialkit/plot/dark.mplstyle",
        "socialkit/plot/socialkit.mplstyle",
        "socialkit/publish/style.css",
        "socialkit/report/templates/socialkit/conf.json",
        "socialkit/report/templates/socialkit/page.html.j2",
        "socialkit/report/templates/socialkit/style.css",
        "socialkit/bundled/data/therapists/snapshot.json",
        "socialkit/bundled/data/therapists/follows.parquet",
    }
    notebooks = {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert expected | {f"socialkit/bundled/notebooks/{name}" for name in notebooks} <= wheel


def test_the_wheel_carries_no_tests_and_no_leftovers(wheel: set[str]) -> None:
    foreign = [n for n in wheel if re.search(r"tests/|__pycache__|\.pyc$|checkpoint", n)]
    assert foreign == []


def test_the_source_package_can_run_its_own_tests(tmp_path: Path) -> None:
    needed = {"Makefile", "requirements.lock", "environment.yml", "tests/conftest.py"}
    assert needed | {"socialkit/cli.py", "pyproject.toml", "LICENSE"} <= _built("sdist", tmp_path)


def test_no_file_names_a_place_on_somebodys_computer() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    own = str(ROOT)
    names = [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    held = [name for name in names if own.encode() in (ROOT / name).read_bytes()]
    assert held == []
