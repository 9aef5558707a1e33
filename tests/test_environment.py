"""pyproject.toml, environment.yml and the two locks ask for the same packages."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from rattler import MatchSpec

ROOT = Path(__file__).parents[1]
# On conda-forge the plain names belong to the C libraries.
CONDA_NAMES = {"igraph": "python-igraph", "duckdb": "python-duckdb"}
CONDA_ONLY = {"python", "pip"}
BY_PIP = {"atproto", "mastodon-py"}
"""Move too fast for conda-forge; pip fetches them for socialkit itself."""


LOCKS = ("requirements.lock", "requirements-book.lock", "requirements-scale.lock")


def declared() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def project() -> dict:
    return declared()["project"]


def environment() -> dict:
    return yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))


def wanted(project: dict) -> dict[str, SpecifierSet]:
    """Return name -> bounds of every package that pyproject.toml asks for, test ones too."""
    return bounds([*project["dependencies"], *project["optional-dependencies"]["test"]])


def bounds(texts: list[str]) -> dict[str, SpecifierSet]:
    """Return name -> bounds of packages asked for."""
    parsed = [Requirement(text) for text in texts]
    return {canonicalize_name(one.name): one.specifier for one in parsed}


def conda(declared: dict) -> dict[str, SpecifierSet]:
    """Return the same for environment.yml, as conda itself parses it."""
    specs = [MatchSpec(text) for text in declared["dependencies"] if isinstance(text, str)]
    return {spec.name.normalized: SpecifierSet(str(spec.version or "")) for spec in specs}


def test_conda_and_pip_ask_for_the_same_packages_and_bounds() -> None:
    ours = {
        CONDA_NAMES.get(name, name): bounds
        for name, bounds in wanted(project()).items()
        if name not in BY_PIP
    }
    theirs = conda(environment())
    packages = {name: bounds for name, bounds in theirs.items() if name not in CONDA_ONLY}
    assert packages == ours


def test_conda_asks_for_the_same_python() -> None:
    assert conda(environment())["python"] == SpecifierSet(project()["requires-python"])


def test_conda_takes_everything_but_socialkit_from_conda_forge() -> None:
    declared = environment()
    assert declared["channels"] == ["conda-forge", "nodefaults"]
    assert [item for item in declared["dependencies"] if isinstance(item, dict)] == [
        {"pip": ["-e ."]}
    ]


def test_a_difference_would_be_noticed() -> None:
    declared = environment()
    before = conda(declared)
    place = next(i for i, text in enumerate(declared["dependencies"]) if "pandas" in text)
    declared["dependencies"][place] = "pandas >=2.0"
    assert conda(declared) != before


def locked(lock: str = "requirements.lock") -> dict[str, list[str]]:
    """Return name -> pinned versions (more than one where they differ between Pythons)."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.MULTILINE):
        pins.setdefault(canonicalize_name(name), []).append(version)
    return pins


def asked(lock: str) -> dict[str, SpecifierSet]:
    """Return name -> bounds of what a lock is made for."""
    groups = declared()["dependency-groups"]
    return {
        LOCKS[0]: wanted(project()),
        LOCKS[1]: bounds([*groups["book"], *groups["browser"]]),
        LOCKS[2]: bounds(groups["scale"]),
    }[lock]


def test_the_extra_for_spark_asks_for_what_is_tested() -> None:
    extra = bounds(project()["optional-dependencies"]["spark"])
    assert extra.items() <= bounds(declared()["dependency-groups"]["scale"]).items()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_package_within_its_bounds(lock: str) -> None:
    pins = locked(lock)
    for name, within in asked(lock).items():
        assert name in pins, f"{name} is not in {lock}; run `make lock`"
        assert all(version in within for version in pins[name]), name


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_hashes_and_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-(?!-hash=sha256:)", text, re.MULTILINE)
    blocks = re.split(r"\n(?=\S)", text.strip())
    unhashed = [block.split()[0] for block in blocks if "--hash=sha256:" not in block]
    assert unhashed == []


@pytest.mark.parametrize("name", ["jupyterlab", "pandas", "nbval", "ruff"])
def test_the_lock_has_one_version_for_every_python(name: str) -> None:
    assert len(locked()[name]) == 1


@pytest.mark.parametrize("lock", LOCKS[1:])
def test_the_other_locks_change_nothing_of_the_first(lock: str) -> None:
    first, other = locked(LOCKS[0]), locked(lock)
    assert {name: other[name] for name in first.keys() & other.keys()} == {
        name: first[name] for name in first.keys() & other.keys()
    }
