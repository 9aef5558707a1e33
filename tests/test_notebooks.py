"""The notebooks keep to the template, and strict nbval notices what it should."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
HEADINGS = (
    *("Data", "What we found", "For your article", "What this cannot say", "Method"),
    "References",
)
"""In this order; others may stand between them."""
BOX = "sk.publish.for_article("
PARAMETERS = ("source", "account", "charts")
LONGEST_CELL = 12
NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")


def faults(notebook: NotebookNode) -> list[str]:
    """Return every way in which a notebook breaks the template, one sentence each."""
    checks = (_run_faults, _text_faults, _heading_faults, _box_faults, _code_faults,
              _output_faults, _number_faults)  # fmt: skip
    return [fault for check in checks for fault in check(notebook)]


def _code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _prose(cells: list[NotebookNode]) -> str:
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def _run_faults(notebook: NotebookNode) -> Iterator[str]:
    counts = [cell.execution_count for cell in _code(notebook)]
    if counts != list(range(1, len(counts) + 1)):
        yield f"cells not executed 1..n in order: {counts}"


def _text_faults(notebook: NotebookNode) -> Iterator[str]:
    titles = re.findall(r"^# +(.+)$", _prose(notebook.cells), re.MULTILINE)
    if len(titles) != 1:
        yield f"needs one title, has {len(titles)}"
    elif not titles[0].rstrip().endswith("?"):
        yield f"the title is no question: {titles[0]}"


def _heading_faults(notebook: NotebookNode) -> Iterator[str]:
    """Look for the headings that all notebooks have, in their order, and for steps left out."""
    found = re.findall(r"^(#+) +(.+?) *$", _prose(notebook.cells), re.MULTILINE)
    heads = [text for marks, text in found if len(marks) == 2]
    yield from (f"no heading {head!r}" for head in HEADINGS if head not in heads)
    yield from (f"the heading {head!r} twice" for head in HEADINGS if heads.count(head) > 1)
    ours = [head for head in heads if head in HEADINGS]
    if set(ours) == set(HEADINGS) and list(dict.fromkeys(ours)) != list(HEADINGS):
        yield f"headings out of order: {', '.join(ours)}"
    before = 0
    for marks, text in found:
        if len(marks) > before + 1:
            yield f"the heading {text!r} is {len(marks) - before} steps below the one before"
        before = len(marks)


def _box_faults(notebook: NotebookNode) -> Iterator[str]:
    """The two lines for an article are made once, in the first cell below their heading."""
    calls = [cell for cell in _code(notebook) if BOX in cell.source]
    if sum(cell.source.count(BOX) for cell in calls) != 1:
        yield f"needs one call of for_article, has {len(calls)}"
        return
    place = notebook.cells.index(calls[0])
    if "## For your article" not in _prose(notebook.cells[place - 1 : place]):
        yield "for_article does not stand below its heading"
    shown = [output.get("data", {}).get("text/plain", "") for output in calls[0].outputs]
    if not re.fullmatch(r"Say: .+\nBeside it: .+|Nothing to quote: .+", "".join(shown)):
        yield "for_article shows no two lines"
    if "**For your article" in _prose(notebook.cells):
        yield "advice for an article stands outside its section"


def _code_faults(notebook: NotebookNode) -> Iterator[str]:
    tagged = [c for c in _code(notebook) if "parameters" in c.metadata.get("tags", [])]
    names = re.findall(r"^(\w+) = ", tagged[0].source, re.MULTILINE) if len(tagged) == 1 else []
    if tuple(names) != PARAMETERS:
        yield f"needs one cell tagged parameters that sets {', '.join(PARAMETERS)}"
    for cell in _code(notebook):
        lines = cell.source.splitlines()
        start = lines[0] if lines else "(empty)"
        if len(lines) > LONGEST_CELL:
            yield f"a cell of {len(lines)} lines: {start}"
        if any(re.match(r"\s*(async )?(def|class) ", line) for line in lines):
            yield f"defines a function, which belongs in socialkit: {start}"
        if any(line.rstrip().endswith(";") for line in lines):
            yield f"ends in a semicolon: {start}"
        if re.search(r"""["'](?:[~.]{0,2}/|\w:[/\\])|["'][\w.-]+/[\w./-]+["']""", cell.source):
            yield f"holds a path; load data by name: {start}"


def _output_faults(notebook: NotebookNode) -> Iterator[str]:
    for cell in _code(notebook):
        start = cell.source.split("\n")[0]
        for output in cell.outputs:
            if output.output_type == "error":
                yield f"stored an error: {start}"
            if output.get("name") == "stderr":
                yield f"stored a warning: {start}"
            if "image/png" in output.get("data", {}):
                known = output.metadata.get("image/png", {})
                if not known.get("alt", "").strip():
                    yield f"a chart without a text alternative: {start}"
    stored = json.dumps([[cell.get("outputs"), cell.metadata] for cell in notebook.cells])
    stored = re.sub(r'"image/(png|jpeg)": "[^"]*"', "", stored) + json.dumps(notebook.metadata)
    if re.search(r"(?<![\w/])/(home|root|Users|tmp|work|var|private)/|[A-Z]:\\\\", stored):
        yield "a path of somebody's computer is stored in it"


def _number_faults(notebook: NotebookNode) -> Iterator[str]:
    """Hold every number in the prose after the first code cell against what cells print."""
    types = [cell.cell_type for cell in notebook.cells]
    first = types.index("code") if "code" in types else len(types)
    prose = re.split(r"^## +References", _prose(notebook.cells[first:]), flags=re.MULTILINE)[0]
    prose = re.sub(r"\[\d\d, [^]]*\]\([\w-]+\.ipynb\)", " ", prose)  # "04, *How sure ...*"
    prose = re.sub(r"^\s*\d+\.\s|`[^`]*`|\]\([^)]*\)", " ", prose, flags=re.MULTILINE)
    printed = set(_numbers("\n".join(_printed(notebook))))
    for number in dict.fromkeys(_numbers(prose)):
        if number not in printed:
            yield f"the text says {number}, which no cell prints"


def _printed(notebook: NotebookNode) -> Iterator[str]:
    for cell in _code(notebook):
        for output in cell.outputs:
            yield output.get("text", "")
            for mime, content in output.get("data", {}).items():
                if mime.startswith("text/"):
                    yield re.sub(r"<[^>]*>", " ", content) if mime == "text/html" else content


def _numbers(text: str) -> Iterator[str]:
    for found in NUMBER.findall(text):
        digits = found.replace(",", "")
        yield digits.rstrip("0").rstrip(".") if "." in digits else digits


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_keeps_to_the_template(path: Path) -> None:
    assert faults(nbformat.read(path, as_version=4)) == []


def test_there_are_notebooks_and_they_are_numbered() -> None:
    numbers = [int(path.stem[:2]) for path in NOTEBOOKS]
    assert numbers == sorted(set(numbers))
    assert len(NOTEBOOKS) >= 5


def _box(text: str) -> list[NotebookNode]:
    return [new_output("execute_result", {"text/plain": text}, execution_count=3)]


def made() -> NotebookNode:
    """Return a small notebook that has no fault."""
    settings = "\n".join(f"{name} = None" for name in PARAMETERS)
    cells = [
        new_markdown_cell("# Is it so?\n\nYes, in 9 of 10 cases.\n\n## Data\n\nMade up."),
        new_code_cell(settings, execution_count=1, metadata={"tags": ["parameters"]}),
        new_code_cell("print(6 * 7, 1234.50)", execution_count=2),
        new_markdown_cell("It is 42, or 1,234.5.\n\n1. One\n\n## What we found\n\n42."),
        new_markdown_cell("## For your article\n\nGive both."),
        new_code_cell(f"{BOX}ax)", execution_count=3),
        new_markdown_cell("## What this cannot say\n\nAll."),
        new_markdown_cell("## Method\n\nAs in [04, *How?*](04-how.ipynb).\n\n### Seed\n\nNone."),
        new_markdown_cell("## References\n\n- Wilson 1927"),
    ]
    cells[2].outputs = [new_output("stream", name="stdout", text="42 1234.50\n")]
    cells[5].outputs = _box("Say: 42.\nBeside it: counted.")
    return new_notebook(cells=cells)


def test_a_good_notebook_has_no_fault() -> None:
    assert faults(made()) == []


def _chart(**known: str) -> list[NotebookNode]:
    data = {"image/png": "QUJD", "text/plain": "<chart a>"}
    return [new_output("display_data", data=data, metadata={"image/png": known})]


def _edit(place: int, old: str, new: str) -> Callable[[NotebookNode], None]:
    def edit(notebook: NotebookNode) -> None:
        assert old in notebook.cells[place].source
        notebook.cells[place].source = notebook.cells[place].source.replace(old, new)

    return edit


def _output(output: list[NotebookNode]) -> Callable[[NotebookNode], None]:
    return lambda notebook: notebook.cells[2].outputs.extend(output)


PLANTED = {
    "not executed": lambda notebook: notebook.cells[2].update(execution_count=None),
    "executed 1..n": lambda notebook: notebook.cells[2].update(execution_count=7),
    "needs one title": _edit(3, "## What we found", "# Again?\n\n## What we found"),
    "no question": _edit(0, "so?", "so"),
    "no heading 'Data'": _edit(0, "## Data", "## Dates"),
    "no heading 'For your article'": _edit(4, "## For your article", "## For the press"),
    "no heading 'Method'": _edit(7, "## Method", "## Methods"),
    "no heading 'References'": _edit(8, "## Ref", "### Ref"),
    "heading 'Method' twice": _edit(8, "## Ref", "## Method\n\n## Ref"),
    "out of order": lambda notebook: notebook.cells.insert(8, notebook.cells.pop(6)),
    "is 2 steps below": _edit(3, "## What we found", "## What we found\n\n#### Then"),
    "'Data' is 2 steps below": _edit(0, "# Is it so?", ""),
    "needs one call of for_article, has 0": _edit(5, BOX, "print("),
    "needs one call of for_article, has 2": _edit(2, "print", f"{BOX}ax)\nprint"),
    "not stand below its heading": lambda notebook: notebook.cells.insert(
        5, new_markdown_cell("x")
    ),
    "shows no two lines": lambda notebook: notebook.cells[5].update(outputs=_box("Say: 42.")),
    "outside its section": _edit(3, "42.", "42.\n\n**For your article:** say it."),
    "text says 4": _edit(7, "[04, *How?*](04-how.ipynb)", "notebook 4"),
    "text says 9": _edit(7, "[04, *How?*]", "[9 of 10]"),
    "tagged parameters": lambda notebook: notebook.cells[1].metadata.clear(),
    "sets source, account, charts": _edit(1, "charts", "figures"),
    "a cell of 13 lines": _edit(2, "print", "1\n" * 12 + "print"),
    "defines a function": _edit(2, "print", "def f():\n    pass\nprint"),
    "semicolon": _edit(2, ")", ");"),
    "holds a path": _edit(2, "6", "open('../data/a.csv')"),
    "holds a path; load": _edit(2, "6", 'read("data/a.csv")'),
    "holds a path; load data": _edit(2, "6", 'read("/data")'),
    "stored an error": _output([new_output("error", ename="E", evalue="e", traceback=[])]),
    "stored a warning": _output([new_output("stream", name="stderr", text="careful")]),
    "text alternative": _output(_chart(alt=" ")),
    "somebody's computer": _output([new_output("stream", text="in /home/ann/data")]),
    "the text says 43": _edit(3, "It is 42", "It is 43"),
    "the text says 4": _edit(3, "It is 42", "It is 4"),
    "the text says 1235": _edit(3, "1,234.5", "1,235"),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault: str) -> None:
    notebook = made()
    PLANTED[fault](notebook)
    found = faults(notebook)
    assert found
    assert any(fault.removeprefix("not ") in sentence for sentence in found)


def test_a_chart_with_a_text_alternative_is_fine() -> None:
    notebook = made()
    _output(_chart(alt="Two bars"))(notebook)
    assert faults(notebook) == []


@pytest.fixture(scope="module")
def executed() -> NotebookNode:
    notebook = made()
    notebook.cells = notebook.cells[2:3]
    return NotebookClient(notebook, kernel_name="python3", record_timing=False).execute()


def _strict_nbval(notebook: NotebookNode, folder: Path) -> subprocess.CompletedProcess:
    """Run the second half of `make test` on one notebook."""
    nbformat.write(notebook, folder / "made.ipynb")
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8")
    options = re.search(r"^NBVAL := (.+)$", recipe, re.MULTILINE)[1].split()
    line = re.search(r"-m pytest (.*\$\(NBVAL\).*) notebooks tests/conftest.py$", recipe, re.M)[1]
    options = line.replace("$(NBVAL)", " ".join(options)).split()
    command = [sys.executable, "-m", "pytest", *options, str(folder), "tests/conftest.py"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)


def test_strict_nbval_passes_what_was_stored(executed: NotebookNode, tmp_path: Path) -> None:
    done = _strict_nbval(executed, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout


def test_one_changed_number_fails(executed: NotebookNode, tmp_path: Path) -> None:
    changed = nbformat.from_dict(json.loads(json.dumps(executed).replace("42 1234.5", "42 1234.6")))
    done = _strict_nbval(changed, tmp_path)
    assert done.returncode == 1
    assert "1 failed" in done.stdout


def test_stripped_outputs_are_refused(executed: NotebookNode, tmp_path: Path) -> None:
    stripped = nbformat.from_dict(json.loads(json.dumps(executed)))
    for cell in stripped.cells:
        cell.update(outputs=[], execution_count=None)
    done = _strict_nbval(stripped, tmp_path)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "1 code cells hold no stored run (made.ipynb)" in done.stderr
