"""No number of an audience stands in a notebook without its interval and its frame.

What counts is what a reader sees: printed lines, tables, and the footers of charts, as they
are stored in the notebooks (strict nbval holds the stored outputs against a new run).
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))

SHARE = re.compile(r"(?<![\d.,])[+-]?\d[\d.,]* (?:%|points)(?! or more)")
INTERVAL = re.compile(
    r"[+-]?\d[\d.,]* (?:%|points) \((?:every one counted|no interval|too few for an interval|"
    r"[+-]?\d[\d.,]*(?: %| points)?(?:-| to )[+-]?\d[\d.,]* (?:%|points))\)(?P<after>.*)"
)
FRAME = re.compile(
    r"\b(?:n = [\d,]+|[\d,]+ of (?:all )?[\d,]+|all [\d,]+|every (?:one|follower))\b.*"
    r"\b(?:followers?|accounts?|posts?|people|interactions?|friends?|follows|ties|audiences?)\b"
)
COUNTED = re.compile(
    r"n = [\d,]+|every follower|\b(?:all|first|of|sample of) (?:the )?[\d,]+|[\d,]+ accounts"
)
OF_EVERYBODY = re.compile(r"(?<!\d )\bof all [\d,]+ (?:followers|accounts)\b")
"""A sentence that shares out everybody: its numbers have no interval, and it says the frame."""
DECIMAL = re.compile(r"-?[01]\.\d+(?: \(.*\))?")

BOX = re.compile(r'<blockquote class="for-article">(.*)</blockquote>', re.DOTALL)
AROUND = re.compile(r"between \S+ % and \S+ %|at (?:most|least) \S+ %|anywhere from none to all")
WITHOUT = re.compile(
    r"every (?:one|follower)\b.* (?:counted|seen)|nothing rests on a sample|carry no interval"
)
"""How the two lines for an article say an interval, and why there may be none."""

BUNDLE = "texts-of-a-bundle"
"""Tag of cells that print what `publish.bundle` wrote: paragraphs that say a frame once."""

NAME_OF_A_PART = re.compile(r"(?:top|bottom|first|last) [\d.]+ %")
"""What a row may be called without being a number of its own."""

OF_NO_AUDIENCE = {
    "open_share": "of what evidence can count, in a score",
    "learned_share": "of what evidence can count, in a score",
    "silhouette": "how well kinds part, -1 to 1",
    "quality_low": "where a line of the chart lies",
    "quality_high": "where a line of the chart lies",
    "dyad_reciprocity": "of the whole network, counted in the rows above it",
    "edge_reciprocity": "of the whole network, counted in the rows above it",
    "largest_component_share": "of the whole network, counted in the rows above it",
    "share_at_least": "of the accounts of the chart beside it, which names their number",
    "profile_completeness": "median of a kind, whose size stands in the same table",
    "days_since_post": "median of a kind, whose size stands in the same table",
    "engaged_with_focal": "median of a kind, whose size stands in the same table",
}
"""Decimals between 0 and 1 that are no share, score or mean of an audience, and why."""


class Cells(HTMLParser):
    """The rows of every table in a piece of HTML, as lists of cell texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.caption = ""
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
        if tag in ("td", "th", "caption"):
            self._inside = tag

    def handle_endtag(self, tag):
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data):
        if self._inside == "caption":
            self.caption += data
        elif self._inside:
            self.tables[-1][-1][-1] += data


def bare_numbers(notebook: NotebookNode) -> list[str]:
    """Return every audience number that a reader would see without interval or frame."""
    found = []
    for cell in notebook.cells:
        of_line = of_paragraph if BUNDLE in cell.metadata.get("tags", []) else of_words
        for output in cell.get("outputs", []):
            content = output.get("data", {})
            if "text/html" in content:
                cells = Cells(content["text/html"])
                for table in cells.tables:
                    found += of_table(table, cells.caption)
                for box in BOX.findall(content["text/html"]):
                    found += of_box(re.sub(r"<[^>]*>", "", box).strip())
            elif "image/png" in content:
                found += of_chart(output.metadata["image/png"])
            else:
                text = output.get("text", "") + content.get("text/plain", "")
                found += [fault for line in text.splitlines() for fault in of_line(line)]
    return found


def of_words(line: str) -> Iterator[str]:
    """Hold each percentage of a line against the way an Estimate is written."""
    line = NAME_OF_A_PART.sub("a part", line)
    for share in SHARE.finditer(line):
        told = INTERVAL.match(line, share.start())
        inside = any(
            said.start() < share.start() < said.start("after") for said in INTERVAL.finditer(line)
        )
        if told is None and not inside:
            yield f"no interval: {line}"
        elif told is not None and not FRAME.search(told["after"]):
            yield f"no frame: {line}"


def of_paragraph(text: str) -> Iterator[str]:
    """Hold a paragraph of a bundle against what it says of everybody, or else as any line."""
    if not OF_EVERYBODY.search(text):
        yield from of_words(text)


def of_table(rows: list[list[str]], caption: str = "") -> Iterator[str]:
    """Hold each percentage and each decimal of a table against its row and the caption."""
    heads = rows[0]
    for row in rows[1:]:
        names = {row[0].strip(), *(text.strip() for text in row[:2])}
        told = bool(COUNTED.search(caption)) or any(
            head.strip() == "frame" and COUNTED.search(text)
            for head, text in zip(heads[-len(row) :], row, strict=True)
        )
        for head, text in zip(heads[-len(row) :], row, strict=True):
            faults = list(of_words(text))
            yield from faults if not told else [x for x in faults if x.startswith("no interval")]
            named = names | {head.strip()}
            if DECIMAL.fullmatch(text.strip()) and not told and not named & set(OF_NO_AUDIENCE):
                yield f"no frame: {row} under {heads}"


def of_box(text: str) -> Iterator[str]:
    """Hold the two lines for an article: shares with intervals or the reason, and the frame."""
    said = AROUND.sub("(around)", NAME_OF_A_PART.sub("a part", text.split("\n")[0]))
    bare = [share for share in SHARE.finditer(said)
            if not re.match(r",? (?:and )?\(around\)", said[share.end() :])]  # fmt: skip
    if bare and not WITHOUT.search(text):
        yield f"no interval: {text}"
    is_framed = COUNTED.search(said) or FRAME.search(said)
    if not text.startswith("Nothing to quote: ") and not is_framed:
        yield f"no frame: {text}"


def of_chart(facts: dict[str, str]) -> Iterator[str]:
    """A chart says below itself how many were counted."""
    if not COUNTED.search(facts.get("footer", "")):
        yield f"the chart {facts.get('name')} does not say what it was counted on"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_audience_number_has_its_interval_and_its_frame(path):
    assert bare_numbers(nbformat.read(path, as_version=4)) == []


def showing(*tags: str, **output: object) -> NotebookNode:
    cell = new_code_cell("1", outputs=[new_output(**output)], metadata={"tags": list(tags)})
    return new_notebook(cells=[cell])


def table(*rows: list[str]) -> dict[str, object]:
    cells = "".join(f"<tr>{''.join(f'<td>{x}</td>' for x in row)}</tr>" for row in rows)
    return {"output_type": "display_data", "data": {"text/html": f"<table>{cells}</table>"}}


def box(say: str, beside: str = "Source: a sample.") -> dict[str, object]:
    lines = f"<p><b>Say:</b> {say}</p>\n<p><b>Beside it:</b> {beside}</p>"
    html = f'<blockquote class="for-article">\n{lines}\n</blockquote>'
    return {"output_type": "display_data", "data": {"text/html": html}}


AROUND_HALF = "about half, between 48 % and 53 %,"
GOOD = "12 % (10-16 %), 50 of 400 of 2,000 followers, newest first"
PLANTED = {
    "a bare percentage": {"output_type": "stream", "text": "dormant: 35 %"},
    "a bare percentage beside a good one": {"output_type": "stream", "text": f"{GOOD}; junk 3 %"},
    "no frame": {"output_type": "stream", "text": "dormant: 35 % (30-40 %)"},
    "no frame of a difference": {"output_type": "stream", "text": "+3 points (-1 to +7 points)"},
    "a bare cell": table(["measure", "in_words"], ["dormant", "35 %"]),
    "a bare decimal": table(["measure", "value"], ["dormant", "0.35"]),
    "a decimal with an interval alone": table(["measure", "value"], ["dormant", "0.35 (0.3-0.4)"]),
    "a frame that says nothing": table(["measure", "value", "frame"], ["dormant", "0.35", "?"]),
    "a bare share in a box": box("35 % look like junk (400 of 6,000 followers)."),
    "a bare share beside a good one in a box": box(f"{AROUND_HALF} of 40 accounts; 3 % not."),
    "a box without a frame": box(f"Quiet: {AROUND_HALF} no doubt."),
    "a chart": {
        "output_type": "display_data",
        "data": {"image/png": "QUJD", "text/plain": "<chart a>"},
        "metadata": {"image/png": {"name": "a", "footer": "Source: a sample"}},
    },
}


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_bare_number_is_found(kind):
    assert len(bare_numbers(showing(**PLANTED[kind]))) == 1


@pytest.mark.parametrize(
    "output",
    [
        {"output_type": "stream", "text": GOOD},
        {"output_type": "stream", "text": "35 % (every one counted), 7 of 20, all 20 followers"},
        {"output_type": "stream", "text": "+3 points (-1 to +7 points), 5 of 9 against 2 of 9 "
         "followers"},
        table(["measure", "in_words"], ["dormant", GOOD]),
        table(["k", "silhouette"], ["2", "0.41"]),
        table(["measure", "value", "frame"], ["dormant", "0.35 (0.3-0.4)", "all 20 followers"]),
        box(f"Quiet: {AROUND_HALF} of all 400 followers; none, and at most 3 %, left."),
        box("35 % of all 6,000 followers.", "Every one was counted, so nothing rests on a sample."),
        {"output_type": "display_data", "data": {"text/html":
         '<blockquote class="for-article"><p><b>Nothing to quote:</b> who?</p></blockquote>'}},
        PLANTED["a chart"] | {"metadata": {"image/png": {"name": "a", "footer": "n = 20"}}},
    ],
)  # fmt: skip
def test_what_is_told_in_full_passes(output):
    assert bare_numbers(showing(**output)) == []


OF_ALL = "About a third (35 %) of all 6,000 followers look like junk; 21 % silent."


def test_the_texts_of_a_bundle_may_say_once_that_everybody_was_counted():
    printed = {"output_type": "stream", "text": OF_ALL}
    assert bare_numbers(showing(BUNDLE, **printed)) == []
    assert len(bare_numbers(showing(**printed))) == 2


@pytest.mark.parametrize(
    "text", ["35 % look like junk.", "35 % of 400 of all 6,000 followers look like junk."]
)
def test_a_bare_number_in_the_texts_of_a_bundle_is_found(text):
    printed = {"output_type": "stream", "text": f"{OF_ALL}\n\n{text}"}
    assert len(bare_numbers(showing(BUNDLE, **printed))) == 1
