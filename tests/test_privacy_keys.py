"""A key is made once, read by its owner alone, and never kept where it is published."""

import os
import stat
from pathlib import Path

import pytest

from socialkit.errors import PrivacyError, SaveError
from socialkit.privacy import key_path, load_key, make_key


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


posix = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")


@posix
def test_the_key_is_in_the_users_folder_and_nobody_elses(home: Path) -> None:
    before = os.umask(0)
    try:
        path = make_key()
    finally:
        os.umask(before)
    assert path == key_path() and home in path.parents
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert len(load_key()) == 32


def test_each_project_has_a_key_of_its_own() -> None:
    make_key("one")
    make_key("two")
    assert load_key("one") != load_key("two")
    assert load_key("one") == load_key("one")


def test_a_key_is_never_overwritten() -> None:
    make_key()
    before = load_key()
    with pytest.raises(SaveError, match="never overwritten"):
        make_key()
    assert load_key() == before


@pytest.mark.parametrize("made_as", ["folder", "file"])
def test_no_key_in_a_repository(home: Path, made_as: str) -> None:
    mark = home / "work" / ".git"
    mark.parent.mkdir()
    mark.mkdir() if made_as == "folder" else mark.write_text("gitdir: elsewhere")
    inside = home / "work" / "deep" / "keys"
    with pytest.raises(PrivacyError, match="git repository"):
        make_key(folder=inside)
    assert not inside.exists()
    link = home / "link"
    link.symlink_to(home / "work")
    with pytest.raises(PrivacyError, match="git repository"):
        make_key(folder=link / "keys")
    with pytest.raises(PrivacyError, match="git repository"):
        load_key(folder=inside)


@posix
@pytest.mark.parametrize(("mode", "on"), [(0o644, "file"), (0o640, "file"), (0o755, "folder")])
def test_a_key_that_others_can_read_is_refused_with_the_cure(mode: int, on: str) -> None:
    path = make_key()
    wrong = path if on == "file" else path.parent
    wrong.chmod(mode)
    with pytest.raises(PrivacyError, match="chmod") as caught:
        load_key()
    cure = str(caught.value).split("with: chmod ")[1].split(" ")
    wrong.chmod(int(cure[0], 8))
    assert len(load_key()) == 32


@posix
def test_no_key_in_an_open_folder(home: Path) -> None:
    (home / "open").mkdir(mode=0o755)
    with pytest.raises(PrivacyError, match="chmod 700"):
        make_key(folder=home / "open")


def test_a_missing_key_says_how_to_make_one() -> None:
    with pytest.raises(PrivacyError, match=r"socialkit key my-study$"):
        load_key("my-study")


@pytest.mark.parametrize("content", ["", "abc", "g" * 64, "a" * 63])
def test_a_damaged_key_is_refused_and_not_printed(content: str) -> None:
    path = make_key()
    path.write_text(content)
    with pytest.raises(PrivacyError, match="damaged") as caught:
        load_key()
    assert not content or content not in str(caught.value)


@pytest.mark.parametrize("project", ["", "../x", "A", "a b", "a/b", None])
def test_a_project_has_a_plain_name(project: str) -> None:
    with pytest.raises(PrivacyError, match="cannot be called"):
        make_key(project)
