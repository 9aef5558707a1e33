"""The notebooks run on an everyday export of every platform, and say what it does not tell.

Their cells run here one after the other, without a kernel, as a report would run them.
"""

import re
from pathlib import Path
from random import Random

import matplotlib.pyplot as plt
import nbformat
import pytest
from broken import packed, samples

import socialkit as sk
from socialkit import readers
from socialkit.readers.tables import TELLS_NOT
from socialkit.report.naming import owners, title
from socialkit.report.notes import NO_ACCOUNT, NO_LIST, sorted_notes
from socialkit.report.summary import summary

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
EVERYDAY = {name: members for name, members in samples().items() if name.endswith("/everyday")}
RUN = ("00-start-here", "02-who-follows-me", "06-do-i-engage-or-broadcast")


def cells(stem: str, source: str, charts: str) -> list[str]:
    """Return the code cells of a notebook, with the parameters of a report."""
    notebook = nbformat.read(NOTEBOOKS / f"{stem}.ipynb", as_version=4)
    found = [cell for cell in notebook.cells if cell.cell_type == "code"]
    set_here = f"source, account, charts = {source!r}, None, {charts!r}"
    return [set_here if "parameters" in c.metadata.get("tags", ()) else c.source for c in found]


@pytest.mark.parametrize("name", sorted(EVERYDAY))
def test_notebooks_run_on_every_platform(name, tmp_path, capsys):
    source = str(packed(EVERYDAY[name], tmp_path / "upload", Random(1)))
    snapshot = sk.read(source)
    for stem in RUN:
        if stem == "02-who-follows-me" and snapshot.focal.empty:
            continue
        names: dict[str, object] = {}
        for cell in cells(stem, source, str(tmp_path)):
            exec(cell, names)
    plt.close("all")
    printed = re.sub(r"\s+", " ", capsys.readouterr().out)
    told = {about.does_not_tell for each in readers._ALL for about in each.ABOUT} | {TELLS_NOT}
    assert any(limit in snapshot.notes and limit in printed for limit in told)


@pytest.mark.parametrize("name", sorted(EVERYDAY))
def test_the_first_screen_of_every_platform(name, tmp_path):
    source = str(packed(EVERYDAY[name], tmp_path / "upload", Random(1)))
    snapshot = sk.read(source)
    account = sk.audience.choose(snapshot) if len(owners(snapshot)) < 2 else None
    said = summary(snapshot, account).sentences
    assert 1 <= len(said) <= 4
    text = " ".join(said)
    assert text.count(" %") >= text.count("% (")
    assert not re.findall(r"\d %(?! \(| ?-|\))", text)  # no share without how sure it is
    assert all(sentence.endswith(".") and "_" not in sentence.split("@")[0] for sentence in said)
    asked = title(snapshot, account)
    assert asked.endswith("?")
    assert not re.search(r"@\S*[@:]|\bdid:|@\S+\.example\b", asked)
    notes = sorted_notes(snapshot, account)
    limits = [note for note in notes.first if not note.startswith((NO_LIST, NO_ACCOUNT))]
    assert len(limits) == 1
    assert limits[0] == snapshot.notes[-1]  # readers say last what the platform does not tell
    assert not re.search(r"does not say when it was made", " ".join(notes.first))
