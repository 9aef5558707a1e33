"""The site has a page or an entry for everything there is; the build itself is not run here."""

import ast
import importlib
import inspect
import re
import runpy
import sys
from pathlib import Path

import pytest
from drawings import kinds
from matplotlib.axes import Axes

import socialkit as sk
from socialkit import quality

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
sys.path.insert(0, str(DOCS))

import build_site  # noqa: E402
from making import commands, gallery, notebooks, rooms  # noqa: E402
from making.charts import SCRIPTS, Chart, scripts  # noqa: E402

BEGINNINGS = {"notebooks", "gallery"}
"""Pages of which the rest is made: they are no pages of their own."""


# --- charts ---------------------------------------------------------------------------------


def test_every_chart_has_its_script_and_every_script_its_chart() -> None:
    assert [path.stem for path in scripts()] == sorted(kinds())


@pytest.mark.parametrize("path", scripts(), ids=lambda path: path.stem)
def test_a_script_says_what_it_draws_and_ends_by_drawing_it(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    about, last = ast.get_docstring(tree), tree.body[-1]
    assert about
    assert "\n" not in about
    assert isinstance(last, ast.Assign)
    assert [one.id for one in last.targets] == ["ax"]
    assert ast.unparse(last.value.func) == f"sk.plot.{path.stem}"


@pytest.mark.parametrize("path", scripts(), ids=lambda path: path.stem)
def test_a_script_calls_only_what_there_is(path: Path) -> None:
    called = re.findall(r"\bsk\.(\w+)\.(\w+)", path.read_text(encoding="utf-8"))
    assert called
    for room, name in called:
        assert name in getattr(sk, room).__all__, f"sk.{room}.{name}"


@pytest.mark.parametrize("name", ["sample_size", "missing", "degree_distribution"])
def test_a_script_draws(name: str) -> None:
    assert isinstance(runpy.run_path(str(SCRIPTS / f"{name}.py"))["ax"], Axes)


def _chart(name: str = "triage") -> Chart:
    return Chart(name, "What to do?", 'Bars: "a" < b', ["One.", "<Two>."], 640)


def test_a_chart_has_a_page_with_its_code_its_words_and_both_its_pictures() -> None:
    made = gallery.pages([_chart()], build_site.NOTEBOOKS)
    page = made["gallery/triage.md"]
    assert page.startswith("# What to do?\n")
    assert "ax = sk.plot.triage(totals, source=snapshot.source)" in page
    assert '"""' not in page
    assert page.count('alt="Bars: &quot;a&quot; &lt; b"') == 2
    assert "triage-light.png" in page
    assert "triage-dark.png" in page
    assert "&lt;Two&gt;." in page
    assert "(../notebooks/10-whom-to-follow-next.ipynb)" in page
    assert 'href="triage.html"' in made["gallery/index.md"]
    assert re.search(r"toctree.*\ntriage\n", made["gallery/index.md"], re.DOTALL)


def test_the_chart_of_the_start_page_is_one_of_the_gallery() -> None:
    assert build_site.HERO in kinds()
    assert (DOCS / "index.md").read_text(encoding="utf-8").count("@HERO@") == 1


# --- the reference --------------------------------------------------------------------------

ROOMS = rooms.rooms()
REFERENCE = rooms.pages()


def test_every_public_room_has_its_page_in_the_order_of_the_flow() -> None:
    flow = [name for name in sk.__all__ if inspect.ismodule(getattr(sk, name))]
    listed = [room.name for room in ROOMS]
    assert [name for name in listed if name in flow] == flow
    assert set(listed) - set(flow) == {"snapshot", "errors", "practice"}
    assert set(REFERENCE) == {f"reference/{name}.rst" for name in [*listed, "index"]}
    for name in listed:
        assert f":doc:`{name}`" in REFERENCE["reference/index.rst"]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_room_says_what_it_is_for_and_shows_all_it_has(room: rooms.Room) -> None:
    page = REFERENCE[f"reference/{room.name}.rst"]
    assert room.about
    assert room.about in page
    shown = re.findall(
        r"^\.\. (?:autofunction|autoclass|autoexception|py:data):: (\w+)$", page, re.M
    )
    assert sorted(shown) == sorted(room.public)


def test_every_constant_is_told_in_words() -> None:
    for room in ROOMS:
        told = rooms._words_of_values(room)
        for name, one in room.public.items():
            if f".. py:data:: {name}\n" in REFERENCE[f"reference/{room.name}.rst"]:
                words = told.get(name) or rooms._in_words(one)
                assert words.strip().endswith("."), f"{room.name}.{name}: {words}"


def test_names_lead_from_where_they_are_defined_to_how_they_are_called() -> None:
    known = rooms.addresses()
    assert known["socialkit.estimate.number.Estimate"] == "socialkit.estimate.Estimate"
    assert known["socialkit.snapshot.network.Snapshot"] == "socialkit.Snapshot"
    assert known["socialkit.read"] == "socialkit.readers.read"
    assert known["socialkit.errors.SaveError"] == "socialkit.errors.SaveError"


def test_every_command_stands_on_its_page_with_its_options() -> None:
    page = commands.pages()["reference/commands.md"]
    written = set(re.findall(r"^## (.+)$", page, re.MULTILINE))
    told = set(re.findall(r"`socialkit (\w+)`", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert told <= written
    assert "`--mutual`" in page


# --- pages written by hand ------------------------------------------------------------------


def test_every_page_written_by_hand_is_built_and_can_be_reached() -> None:
    there = {path.stem for path in DOCS.glob("*.md")} - BEGINNINGS
    assert there == set(build_site.PAGES)
    tree = (DOCS / "index.md").read_text(encoding="utf-8").split("```{toctree}")[1]
    entries = {re.sub(r".*<(.+)>$", r"\1", line) for line in tree.split("\n") if line.strip()}
    wanted = {*build_site.PAGES, *build_site.FROM_ROOT} - {"index"}
    assert wanted | {"notebooks/index", "gallery/index", "reference/index"} <= entries


def test_pages_lead_only_to_names_that_are_public() -> None:
    public = {f"{room.path}.{name}" for room in ROOMS for name in room.public}
    for path in DOCS.glob("*.md"):
        for name in re.findall(r"\{py:\w+\}`([\w.]+)`", path.read_text(encoding="utf-8")):
            assert name in public, f"{path.name}: {name}"


def test_pages_link_only_to_what_is_built() -> None:
    pages = notebooks.pages(build_site.NOTEBOOKS)
    made = {name.rsplit(".", 1)[0] for name in (*pages, *REFERENCE)}
    made |= {f"gallery/{path.stem}" for path in scripts()} | {*build_site.PAGES}
    text = (DOCS / "index.md").read_text(encoding="utf-8")
    links = re.findall(r'href="([\w/-]+)\.html"', text)
    assert links
    assert set(links) <= made


def test_the_methods_page_says_the_numbers_that_the_code_has() -> None:
    text = (DOCS / "methods.md").read_text(encoding="utf-8")
    for facet, weight in quality.FACET_WEIGHTS.items():
        assert re.search(rf"^\| `{facet}` .*\| {weight} \|$", text, re.MULTILINE)
    assert f"`reachable` (below) is under {quality.UNREACHABLE_BELOW}" in text
    assert f"for more than {quality.DORMANT_DAYS} days" in text
    assert f"one half at {quality.DORMANT_DAYS} days" in text
    assert quality.MIN_COVERAGE == 1 / 5
    assert "less than\na fifth of the evidence" in text
    words = importlib.import_module("socialkit.cluster.stability").WORDS
    for least, word in words.items():
        assert re.search(rf"{least:.2f}( or more)?\s+{word}" if least else word, text), word


def test_the_page_on_citing_and_the_citation_file_name_this_version() -> None:
    page = (DOCS / "cite.md").read_text(encoding="utf-8")
    assert f"Version {sk.__version__}." in page
    assert f"version = {{{sk.__version__}}}" in page
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {sk.__version__}\n" in citation
    title = re.search(r'^title: "(.+)"$', citation, re.MULTILINE)[1]
    assert title in page


def test_nothing_of_the_site_asks_for_anything_elsewhere() -> None:
    for path in [*DOCS.glob("*.md"), *DOCS.glob("_static/*"), *DOCS.glob("_templates/*")]:
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"""(src=["']|url\(|@import|<script)""", text), path.name
    assert "html_show_search_summary = False" in (DOCS / "conf.py").read_text(encoding="utf-8")
