"""Hostile names reach no file alive; `tests/browser` opens the pages to see that they do not."""

import csv
import io
import re
from pathlib import Path

import pandas as pd
import pytest
from hostile import bundles_in, reports_in


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return reports_in(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundles_in(tmp_path_factory.mktemp("bundles"))


UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
"""Signs that turn or split what is read; joiners stay, Persian and emoji are written with them."""


def test_no_sign_that_turns_or_splits_words_is_left(
    reports: dict[str, Path], bundles: Path
) -> None:
    files = [*bundles.iterdir(), *(file for one in reports.values() for file in one.rglob("*"))]
    texts = [one for one in files if one.suffix in (".html", ".svg", ".csv", ".txt", ".md")]
    assert len(texts) > 10
    found = {file: UNSEEN.findall(file.read_text(encoding="utf-8-sig")) for file in texts}
    assert [file.parent.name + " " + file.name for file in texts if found[file]] == []


def test_a_spreadsheet_runs_nothing(bundles: Path) -> None:
    content = (bundles / "named.csv").read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(content, newline="")) for cell in row]
    assert any("cmd('calc')" in cell for cell in cells)
    risky = [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    assert pd.to_numeric(pd.Series(risky, dtype=object), errors="coerce").notna().all()


def test_the_labelled_report_names_nobody(reports: dict[str, Path]) -> None:
    page = (reports["labelled"] / "index.html").read_text(encoding="utf-8")
    assert not any(word in page for word in ("alert(2)", "evil.example", "SUM(", "longlong"))
