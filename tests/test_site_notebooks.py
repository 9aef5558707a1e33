"""Notebooks become pages with all their charts' texts; folders and links are made as meant."""

import json
import re
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "docs"))

import build_site  # noqa: E402
from making import folder, notebooks, references  # noqa: E402

NOTEBOOKS = sorted(build_site.NOTEBOOKS.glob("*.ipynb"))


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return notebooks.pages(build_site.NOTEBOOKS)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return notebooks.files(build_site.NOTEBOOKS)


def test_every_notebook_stands_once_in_the_contents_in_its_order(pages: dict[str, str]) -> None:
    listed = re.findall(r"^\d\d-[\w-]+$", pages["notebooks/index.md"], re.MULTILINE)
    assert listed == [path.stem for path in NOTEBOOKS]
    assert len(listed) == len(pages) - 1


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_chart_of_a_notebook_arrives_with_its_text(
    path: Path, pages: dict[str, str], files: dict[str, bytes]
) -> None:
    stored, page = path.read_text(encoding="utf-8"), pages[f"notebooks/{path.name}"]
    shown = [html for html in _shown(json.loads(page), "text/html") if html.startswith("<figure")]
    assert len(shown) == stored.count('"image/png": "')
    for html in shown:
        address = re.search(r'src="\.\./_static/([^"]+)"', html)[1]
        assert files[address].startswith(b"\x89PNG")
        assert re.search(r'alt="[^"]{20,}"', html)
    assert "image/png" not in page
    assert "application/" not in page
    assert f'href=\\"../_static/notebooks/{path.name}\\" download' in page
    assert files[f"notebooks/{path.name}"] == path.read_bytes()


def _shown(notebook: dict, kind: str) -> list[str]:
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    return [output["data"][kind] for output in outputs if kind in output.get("data", {})]


def _written(folder: Path, *outputs: NotebookNode) -> dict:
    """Return the page of a notebook with some outputs."""
    cells = [new_markdown_cell("# Is it?\n\nYes (doi:10.1000/a)."), new_code_cell("1")]
    cells[1].outputs = list(outputs)
    made = new_notebook(cells=cells, metadata={"widgets": {"state": 1}, "socialkit": {}})
    made.metadata |= {"kernelspec": {"name": "python3"}, "language_info": {"name": "python"}}
    nbformat.write(made, folder / "00-is-it.ipynb")
    return json.loads(notebooks.pages(folder)["notebooks/00-is-it.ipynb"])


def _picture(alt: str) -> NotebookNode:
    known = {"image/png": {"alt": alt, "width": 640, "name": "a-b", "footer": "n = 3 <all>"}}
    return new_output("display_data", data={"image/png": "QUJD"}, metadata=known)


def test_charts_of_one_name_stay_apart_and_their_texts_are_escaped(tmp_path: Path) -> None:
    page = _written(tmp_path, _picture('say "<b>"'), _picture("again"))
    first, second = _shown(page, "text/html")
    assert 'alt="say &quot;&lt;b&gt;&quot;" width="640"' in first
    assert "n = 3 &lt;all&gt;</figcaption>" in first
    assert "charts/00-is-it/a-b.png" in first
    assert "charts/00-is-it/a-b.2.png" in second
    files = notebooks.files(tmp_path)
    assert files["charts/00-is-it/a-b.png"] == files["charts/00-is-it/a-b.2.png"] == b"ABC"


def test_a_table_scrolls_and_its_numbers_stand_to_the_right(tmp_path: Path) -> None:
    html = "<table>\n<th></th><tr><td>1,234 (-3 to 5)</td><td>1 or 2</td></tr>\n</table>"
    output = new_output("execute_result", data={"text/html": html}, execution_count=1)
    shown = _shown(_written(tmp_path, output), "text/html")[0]
    assert shown.startswith(f"{notebooks.SCROLLS}<table>")
    assert shown.endswith("</table></div>")
    assert '<td class="num">1,234 (-3 to 5)</td><td>1 or 2</td>' in shown
    assert "<th></th>" not in shown


def test_a_live_control_is_left_out_and_its_twin_stays(tmp_path: Path) -> None:
    live = {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}}
    alone = new_output("display_data", data={"text/plain": "VBox()", **live})
    twin = new_output("display_data", data={"text/html": "<p>Twin</p>", **live})
    page = _written(tmp_path, alone, twin)
    assert [output["data"] for output in page["cells"][1]["outputs"]] == [
        {"text/html": "<p>Twin</p>"}
    ]
    assert set(page["metadata"]) == {"kernelspec", "language_info"}


def test_the_papers_of_a_notebook_are_links(tmp_path: Path) -> None:
    text = _written(tmp_path)["cells"][0]["source"]
    assert "Yes ([doi:10.1000/a](https://doi.org/10.1000/a))." in text


def test_a_folder_is_filled_and_what_is_the_same_is_not_touched(tmp_path: Path) -> None:
    folder.fill(tmp_path, {"a/b.md": "one", "c.md": b"two"})
    before = (tmp_path / "c.md").stat().st_mtime_ns
    folder.fill(tmp_path, {"c.md": "two", "d.md": "three"})
    assert sorted(path.name for path in tmp_path.rglob("*.md")) == ["c.md", "d.md"]
    assert (tmp_path / "c.md").stat().st_mtime_ns == before


def test_a_site_takes_the_place_of_a_site_and_of_nothing_else(tmp_path: Path) -> None:
    made, own = tmp_path / "made", tmp_path / "own"
    folder.fill(made, {"objects.inv": "x", "index.html": "new"})
    folder.replace(tmp_path / "site", made, mark="objects.inv")
    folder.replace(tmp_path / "site", made, mark="objects.inv")
    assert (tmp_path / "site" / "index.html").read_text() == "new"
    folder.fill(own, {"thesis.txt": "mine"})
    with pytest.raises(SystemExit, match="something other than a site"):
        folder.replace(own, made, mark="objects.inv")
    assert (own / "thesis.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("text", "address", "after"),
    [
        ("doi:10.1/x", None, ""),
        ("doi:10.1000/a.b.", "10.1000/a.b", "."),
        ("doi:10.1000/S(94)2-K).", "10.1000/S(94)2-K", ")."),
        ("doi:10.1175/1(1950)078<0001:V>2.0.CO;2.", "10.1175/1(1950)078%3C0001:V%3E2.0.CO;2", "."),
        ("[doi:10.1000/a](x)", None, ""),
    ],
)
def test_a_doi_becomes_a_link_and_the_sentence_keeps_its_end(
    text: str, address: str | None, after: str
) -> None:
    markdown, (lines,) = references.linked(text), references.linked_lines([text])
    if address is None:
        assert markdown == lines == text
    else:
        assert markdown.endswith(f"](https://doi.org/{address}){after}")
        assert lines.endswith(f"<https://doi.org/{address}>`__{after}")
