"""A report stands alone, fetches nothing, shows no one's markup, and loses nothing."""

import re
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from conftest import rebuilt, six_tables
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from socialkit import datasets, practice, readers, report
from socialkit.errors import (
    MissingDataError,
    PrivacyError,
    ReadError,
    SaveError,
    SocialkitError,
    UnknownNameError,
)
from socialkit.report import _page
from socialkit.report.coverage import table_coverage
from socialkit.snapshot import UNDATED, Snapshot

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"
PARAMETERS = 'source = "therapists"\naccount = None\ncharts = None'
CHART = """
from pathlib import Path
dot = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"
    "AAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
data = {"image/png": dot, "text/plain": "<chart dot>"}
known = {"image/png": {"alt": 'A "dot" & <b>', "width": 640, "name": "dot"}}
display(data, metadata=known, raw=True)
for end in ("svg", "png"): _ = Path(charts, f"dot.{end}").write_text("drawn")
"""


def write_notebook(folder: Path, name: str, *cells: str, tags: tuple[str, ...] = ()) -> None:
    """Write a notebook: text starting with # is prose, the rest is code."""
    made = [new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})]
    for cell in cells:
        kind = new_markdown_cell if cell.startswith("#") else new_code_cell
        made.append(kind(cell.strip(), metadata={"tags": list(tags)}))
    folder.mkdir(exist_ok=True)
    nbformat.write(new_notebook(cells=made), folder / f"{name}.ipynb")


class Page(HTMLParser):
    """The tags and the visible text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Make one report of two notebooks on a snapshot with hostile strings in it."""
    folder = tmp_path_factory.mktemp("report")
    write_notebook(
        folder / "notebooks",
        "01-first",
        "# Is it *so*?\n\nSee [the next](02-second.ipynb), [a study](https://doi.org/10.1/x), "
        "[nothing](gone.ipynb) and <script>alert(3)</script>[bad](javascript:alert(4)).",
        "import pandas as pd\nfrom socialkit.snapshot import Snapshot\n\nseed = 12321",
        "snapshot = Snapshot.load(source)\nprint(snapshot.accounts['handle'].iloc[1], account)",
        "snapshot.accounts[['handle', 'followers_count']].head(2)",
        "import warnings\n\nwarnings.warn('a warning that nobody should read')",
        CHART,
    )
    write_notebook(folder / "notebooks", "02-second", "# And this?\n\n## What we found\n\nIt.")
    tables = six_tables()
    tables["accounts"].loc["ben", "handle"] = HOSTILE
    snapshot = Snapshot(
        **tables,
        taken_at="2026-01-01T00:00Z",
        source=f"drawn by hand {HOSTILE}",
        platform="x",
        notes=(f"Nothing is known of fay. {HOSTILE}",),
        licence="CC0-1.0",
    )
    out = folder / "out"
    path = report.make(
        snapshot, out, account="@annheals", notebooks=folder / "notebooks", identify=True,
        progress=False,
    )  # fmt: skip
    assert path == out / "index.html"
    return path.read_text(encoding="utf-8"), out


@pytest.fixture(scope="module")
def page(made: tuple[str, Path]) -> Page:
    return Page(made[0])


def test_the_page_fetches_and_runs_nothing(page: Page) -> None:
    names = {name for name, _ in page.tags}
    assert not names & {"script", "link", "iframe", "object", "embed", "base", "form", "video"}
    for name, attributes in page.tags:
        assert not [one for one in attributes if one.startswith("on") or one == "style"], name
        assert not {"srcset", "background", "action", "poster"} & attributes.keys()
    assert all(image["src"].startswith("data:image/") for image in page.all("img"))


def test_the_policy_forbids_everything_but_its_own_pictures_and_style(made: tuple) -> None:
    style = re.search(r"<style>(.*?)</style>", made[0], re.DOTALL)[1]
    assert "url(" not in style
    assert "@import" not in style
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = next(one for one in Page(made[0]).all("meta") if "http-equiv" in one)
    assert policy["http-equiv"] == "Content-Security-Policy"
    rules = dict(rule.strip().split(" ", 1) for rule in policy["content"].split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["img-src"] == "data:"
    assert rules["style-src"] == f"'sha256-{digest}'"
    assert "script-src" not in rules


def test_hostile_strings_are_shown_as_text(made: tuple, page: Page) -> None:
    assert page.text.count("alert(1)") >= 4  # source, note, table and printed line
    assert "<script" not in made[0].lower()
    assert "onerror=alert" not in re.sub(r"&lt;img.*?&gt;", "", made[0])


def test_every_link_leads_somewhere(page: Page) -> None:
    anchors = {attributes["id"] for _, attributes in page.tags if attributes.get("id")}
    targets = [link["href"] for link in page.all("a") if "href" in link]
    assert {target[1:] for target in targets if target.startswith("#")} <= anchors
    assert [one for one in targets if not one.startswith("#")] == ["https://doi.org/10.1/x"]
    assert targets.count("#02-second") == 2  # from the contents and from the text
    ids = [attributes["id"] for _, attributes in page.tags if attributes.get("id")]
    assert len(ids) == len(set(ids))


def test_headings_have_one_title_and_the_notebooks_in_order(page: Page, made: tuple) -> None:
    assert len(page.all("h1")) == 1
    assert "How good are the followers of @AnnHeals?" in page.text
    questions = re.findall(r"<h2>(.*?)</h2>", made[0])
    assert questions == ["Is it <em>so</em>?", "And this?"]
    assert "<h3>What we found</h3>" in made[0]
    assert '<a href="#01-first">Is it so?</a>' in made[0]


def test_parameters_imports_and_warnings_are_hidden(page: Page) -> None:
    assert "therapists" not in page.text
    assert "Parameters" not in page.text
    assert "12321" not in page.text
    assert "nobody should read" not in page.text
    assert "socialkit-" not in page.text  # the temporary folder's name


def test_code_is_folded_away_and_outputs_are_not(page: Page, made: tuple) -> None:
    code = re.findall(r'<details class="code">.*?</details>', made[0], re.DOTALL)
    assert len(code) == 2
    assert "Show the code" in code[0]
    unfolded = Page(re.sub(r"<details class=.*?</details>", "", made[0], flags=re.DOTALL))
    assert "Snapshot.load" not in unfolded.text
    assert f"{HOSTILE} ann" in unfolded.text


def test_the_account_reaches_the_notebooks_as_its_id(page: Page) -> None:
    assert f"{HOSTILE} ann" in page.text


def test_tables_scroll_in_a_box_of_their_own(made: tuple) -> None:
    boxes = re.findall(r"<div ([^>]*)>\s*<table", made[0])
    assert len(boxes) == made[0].count("<table") == 5  # four of coverage, one of a notebook
    assert all('class="table"' in box and 'tabindex="0"' in box for box in boxes)


def test_every_table_has_a_name_of_its_own(made: tuple) -> None:
    names = re.findall(r'<div\b[^>]*\baria-label="([^"]*)"', made[0])
    assert len(set(names)) == len(names) == made[0].count("<table")
    assert 'role="region"' not in made[0] and "Table" not in names


def test_charts_keep_their_text_and_width(page: Page) -> None:
    (image,) = page.all("img")
    assert image["alt"] == 'A "dot" & <b>'
    assert image["width"] == "640"


def test_charts_lie_beside_the_page_and_nothing_else(made: tuple) -> None:
    names = sorted(path.relative_to(made[1]).as_posix() for path in made[1].rglob("*"))
    assert names == ["charts", "charts/dot.png", "charts/dot.svg", "index.html"]
    assert [path.name for path in made[1].parent.iterdir() if path.name.startswith(".")] == []


def test_the_header_says_what_the_data_are(page: Page) -> None:
    assert "Taken on 1 January 2026" in page.text
    assert "Network X" in page.text
    assert "Licence of the data CC0-1.0" in page.text
    for size in ("2 follower lists", "6 accounts", "8 follows", "7 posts", "3 interactions"):
        number, name = size.split(" ", 1)
        assert f"{name} {number}" in page.text
    assert "Nothing is known of fay." in page.text


def test_coverage_names_what_is_known_and_what_is_missing(page: Page) -> None:
    assert "display name 67 %" in page.text
    assert re.search(r"Not in this data: listed_count, is_verified, lang\b", page.text)


def test_the_page_says_its_language_and_fits_a_telephone(page: Page) -> None:
    assert page.all("html") == [{"lang": "en"}]
    named = {meta.get("name"): meta.get("content") for meta in page.all("meta")}
    assert named["viewport"] == "width=device-width, initial-scale=1"
    assert named["generator"].startswith("socialkit ")


def quick(folder: Path, *cells: str) -> Path:
    write_notebook(folder, "01-quick", *(cells or ("# Quick?",)))
    return folder


def test_two_reports_on_the_same_data_are_the_same(six: Snapshot, tmp_path: Path) -> None:
    notebooks = quick(
        tmp_path / "n", "for i in range(200): print(i, flush=True)", "len(source) > 0"
    )
    pages = [
        report.make(six, tmp_path / name, notebooks=notebooks, progress=False).read_bytes()
        for name in ("one", "two")
    ]
    assert pages[0] == pages[1]


def test_an_earlier_report_is_replaced_and_stays_when_a_notebook_fails(
    six: Snapshot, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    notebooks = quick(tmp_path / "n")
    report.make(six, out, notebooks=notebooks, progress=False)
    before = (out / "index.html").read_text(encoding="utf-8")
    assert "Quick?" in before
    quick(notebooks, "1 + 1", "{}['handle']")
    with pytest.raises(
        SocialkitError, match=r"^notebook 01-quick, code cell 3: KeyError: 'handle'$"
    ):
        report.make(six, out, notebooks=notebooks, progress=False)
    assert (out / "index.html").read_text(encoding="utf-8") == before
    quick(notebooks, "# Newer?")
    report.make(six, out, notebooks=notebooks, progress=False)
    assert "Newer?" in (out / "index.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["n", "out"]


def test_what_socialkit_says_in_a_notebook_is_passed_on(six: Snapshot, tmp_path: Path) -> None:
    cell = (
        "from socialkit.errors import MissingDataError\nraise MissingDataError('no posts in it.')"
    )
    assert issubclass(MissingDataError, SocialkitError)
    with pytest.raises(SocialkitError, match=r"^no posts in it\.$"):
        report.make(six, tmp_path / "out", notebooks=quick(tmp_path / "n", cell), progress=False)
    assert not (tmp_path / "out").exists()


def test_a_kernel_that_dies_is_named(six: Snapshot, tmp_path: Path) -> None:
    notebooks = quick(tmp_path / "n", "import os\nos._exit(1)")
    with pytest.raises(SocialkitError, match="01-quick, code cell 2: Python stopped"):
        report.make(six, tmp_path / "out", notebooks=notebooks, progress=False)


@pytest.mark.parametrize(
    "content",
    [
        {"thesis.docx": "mine"},
        {"index.html": "<h1>My own page</h1>"},
        {"index.html": '<meta name="generator" content="socialkit 0">', "notes.txt": "mine"},
        {"charts": "a file of this name"},
    ],
)
def test_a_folder_with_something_else_is_refused(
    six: Snapshot, tmp_path: Path, content: dict[str, str]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name, text in content.items():
        (out / name).write_text(text)
    with pytest.raises(SaveError, match="something else than an earlier report"):
        report.make(six, out, notebooks=quick(tmp_path / "n"), progress=False)
    assert {path.name: path.read_text() for path in out.iterdir()} == content


def test_a_file_in_the_place_of_the_folder_is_refused(six: Snapshot, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("mine")
    with pytest.raises(SaveError, match="something else"):
        report.make(six, out, notebooks=quick(tmp_path / "n"), progress=False)
    assert out.read_text() == "mine"


def test_a_full_disk_ends_in_one_line(
    six: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("socialkit.report._page.page", lambda *_: "text")
    monkeypatch.setattr("socialkit.report._run.run", lambda paths, *_, **__: [None] * len(paths))
    monkeypatch.setattr(Path, "write_text", full)
    (tmp_path / "n").mkdir()
    (tmp_path / "n" / "01-a.ipynb").touch()
    with pytest.raises(SaveError, match="could not"):
        report.make(six, tmp_path / "out", notebooks=tmp_path / "n", progress=False)
    assert [path.name for path in tmp_path.iterdir()] == ["n"]


def test_mistakes_are_found_before_anything_runs(six: Snapshot, tmp_path: Path) -> None:
    notebooks = quick(tmp_path / "n")
    with pytest.raises(UnknownNameError, match="no account 'nobody'"):
        report.make(six, tmp_path / "out", account="nobody", notebooks=notebooks)
    with pytest.raises(ReadError, match="no notebooks"):
        report.make(six, tmp_path / "out", notebooks=tmp_path)
    (notebooks / "02-broken.ipynb").write_text("{}")
    with pytest.raises(ReadError, match="is not a notebook"):
        report.make(six, tmp_path / "out", notebooks=notebooks, progress=False)
    nbformat.write(new_notebook(cells=[new_code_cell("1")]), notebooks / "02-broken.ipynb")
    with pytest.raises(ReadError, match="no cell tagged 'parameters'"):
        report.make(six, tmp_path / "out", notebooks=notebooks, progress=False)
    assert not (tmp_path / "out").exists()


def test_an_undated_list_is_called_undated(six: Snapshot, tmp_path: Path) -> None:
    bare = Snapshot(six.accounts[[]], six.follows[["follower_id", "followed_id"]], taken_at=UNDATED)
    path = report.make(bare, tmp_path / "out", notebooks=quick(tmp_path / "n"), progress=False)
    text = Page(path.read_text(encoding="utf-8")).text
    assert "Taken on not stated" in text
    assert "Licence" not in text
    assert "2000" not in text
    assert "What is known about these followers?" in text


def test_coverage_never_rounds_to_all_or_nothing(six: Snapshot) -> None:
    many = [f"a{number}" for number in range(1000)]
    handles = pd.Series(many, dtype="string[pyarrow]").where(lambda ids: ids != "a0")
    names = handles.where(handles == "a1")
    accounts = pd.DataFrame({"handle": handles.array, "name": names.array}, index=many)
    empty = {name: getattr(six, name).iloc[:0] for name in ("follows", "posts", "interactions")}
    first, *others = table_coverage(rebuilt(six, accounts=accounts, **empty))
    shares = {column: share for column, _, share in first.known}
    assert shares == {"account_id": "100 %", "handle": "over 99 %", "name": "under 1 %"}
    assert all(table.rows == 0 and table.known == [] for table in others)


def test_it_leaves_the_home_alone_and_runs_inside_jupyter(six: Snapshot, tmp_path: Path) -> None:
    """A notebook that makes a report runs in Jupyter's own busy event loop."""
    snapshot = six.save(tmp_path / "snapshot")
    notebooks = quick(tmp_path / "n")
    home = tmp_path / "home"
    home.mkdir()
    script = (
        "import asyncio, sys\n"
        "from socialkit import report\n"
        "from socialkit.snapshot import Snapshot\n"
        "async def cell():\n"
        "    report.make(Snapshot.load(sys.argv[1]), sys.argv[2], notebooks=sys.argv[3])\n"
        "asyncio.run(cell())\n"
    )
    command = [sys.executable, "-W", "error", "-c", script, snapshot, tmp_path / "out", notebooks]
    root = str(Path(__file__).parents[1])
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "PYTHONPATH": root}
    done = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert list(home.iterdir()) == []
    assert "2/2" in done.stderr  # the progress bar, to its end
    assert "warn" not in done.stderr.lower()


def test_a_picture_of_ones_own_among_the_charts_is_kept(six: Snapshot, tmp_path: Path) -> None:
    out, notebooks = tmp_path / "out", quick(tmp_path / "n")
    report.make(six, out, notebooks=notebooks, progress=False)
    (out / "charts" / "my-own.png").write_text("mine")
    with pytest.raises(SaveError, match="something else than an earlier report"):
        report.make(six, out, notebooks=notebooks, progress=False)
    assert (out / "charts" / "my-own.png").read_text() == "mine"


def test_a_question_the_data_cannot_answer_is_left_out_and_named(
    six: Snapshot, tmp_path: Path
) -> None:
    notebooks = quick(tmp_path / "n")
    write_notebook(notebooks, "02-compare", "# Which of many?", "raise RuntimeError")
    path = notebooks / "02-compare.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["socialkit"] = {"focal_accounts": 3}
    nbformat.write(notebook, path)
    html = report.make(six, tmp_path / "out", notebooks=notebooks, progress=False).read_text()
    text = Page(html).text
    told = (
        "Left out, and why: Which of many? It needs at least 3 accounts whose followers were "
        "collected; these data hold 2."
    )
    assert told in text
    assert "02-compare" not in html


def test_a_network_without_a_marked_account_is_said_to_be_one(
    six: Snapshot, tmp_path: Path
) -> None:
    bare = Snapshot(six.accounts[[]], six.follows, taken_at=six.taken_at)
    path = report.make(bare, tmp_path / "out", notebooks=quick(tmp_path / "n"), progress=False)
    text = Page(path.read_text(encoding="utf-8")).text
    assert "describes the network as a whole" in text
    assert "Name an account" in text
    assert len(re.findall(r"not in this export", text)) >= 3  # lists, posts, interactions


def test_what_is_said_of_the_sample_stays_with_the_sample(six: Snapshot, tmp_path: Path) -> None:
    notebooks = tmp_path / "n"
    write_notebook(notebooks, "01-quick", "# Quick?", "## Of the sample", tags=["about-the-sample"])
    other = report.make(six, tmp_path / "six", notebooks=notebooks, progress=False)
    own = report.make(datasets.load(), tmp_path / "own", notebooks=notebooks, progress=False)
    assert "Of the sample" not in other.read_text(encoding="utf-8")
    assert "Of the sample" in own.read_text(encoding="utf-8")


def test_an_export_without_followers_is_about_its_owner(tmp_path: Path) -> None:
    accounts = pd.DataFrame({"handle": ["Ann"], "posts_seen": [True], "is_focal": [False]}, ["ann"])
    posts = pd.DataFrame({"account_id": ["ann"], "kind": ["reply"]}, ["1"])
    owned = Snapshot(accounts, posts=posts, taken_at="2026-01-01T00:00Z", platform="tiktok")
    write_notebook(tmp_path / "notebooks", "00-a", "# A question?", "print(1)")
    given = {"notebooks": tmp_path / "notebooks", "progress": False}
    made = report.make(owned, tmp_path / "named", identify=True, **given)
    text = Page(made.read_text(encoding="utf-8")).text
    assert "What do these data tell about @Ann?" in text
    text = Page(report.make(owned, tmp_path / "out", **given).read_text(encoding="utf-8")).text
    assert "What do these data tell about this account?" in text
    assert "No list of followers was collected" in text
    assert "TikTok" in text


def test_the_first_screen_says_in_sentences_what_was_counted(page: Page) -> None:
    before, _, after = page.text.partition("4 accounts are on the follower list of @AnnHeals")
    assert before.rstrip().endswith("How good are the followers of @AnnHeals?")
    assert "25 % (every one counted)" in after[:120]
    assert "of 4 of its posts, 50 % (15-85 %) are replies" in after[:200]


def test_nobody_is_named_unless_asked_for(six: Snapshot, tmp_path: Path) -> None:
    write_notebook(tmp_path / "n", "01-a", "# A question?", "print(1)")
    given = {"notebooks": tmp_path / "n", "progress": False}
    shown = report.make(six, tmp_path / "out", account="ann", **given).read_text(encoding="utf-8")
    assert "Ann" not in shown
    assert "How good are the followers of this account?" in shown
    named = report.make(six, tmp_path / "named", account="ann", identify=True, **given)
    assert "@AnnHeals" in named.read_text(encoding="utf-8")


@pytest.mark.parametrize("identify", [False, True])
def test_a_notebook_that_gives_a_follower_away_makes_no_report(
    six: Snapshot, tmp_path: Path, identify: bool
) -> None:
    write_notebook(tmp_path / "n", "01-a", "# A question?", "print('seen: @' + 'Dan' + 'Deals')")
    with pytest.raises(PrivacyError, match=r"give 1 accounts? away.*index\.html.*Nothing was kept"):
        report.make(
            six, tmp_path / "out", notebooks=tmp_path / "n", identify=identify, progress=False
        )
    assert not (tmp_path / "out").exists()


def test_practitioner_mode_leaves_out_cells_about_single_followers(
    six: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(practice.VARIABLE, "1")
    single = "from socialkit import features, Snapshot\nfeatures.account_features(snapshot)"
    write_notebook(tmp_path / "n", "01-a", "# A question?", "print('to' + 'tals')")
    notebook = nbformat.read(tmp_path / "n" / "01-a.ipynb", as_version=4)
    cell = new_code_cell(single, metadata={"tags": ["single-followers"]})
    notebook.cells.append(cell)
    nbformat.write(notebook, tmp_path / "n" / "01-a.ipynb")
    given = {"notebooks": tmp_path / "n", "progress": False}
    assert "totals" in report.make(six, tmp_path / "out", **given).read_text(encoding="utf-8")
    with pytest.raises(PrivacyError, match="does not call accounts by their names"):
        report.make(six, tmp_path / "named", identify=True, **given)


def drawn(snapshot: Snapshot, **notebooks: object) -> Page:
    """Draw a page of notebooks that need no kernel."""
    return Page(_page.page(notebooks, snapshot, None))


def test_how_the_file_was_read_is_folded_below_what_it_cannot_tell() -> None:
    limit = "Edges and nodes do not tell what the accounts post, or who engages with whom."
    accounts = pd.DataFrame({"handle": ["Ann"], "is_focal": [True]}, ["ann"])
    notes = ("Not read: the column Id.", limit)
    snapshot = Snapshot(accounts, taken_at="2026-01-01T00:00Z", platform="feed", notes=notes)
    text = drawn(snapshot).text
    folded = "How the file was read Not read: the column Id. Every column that is known"
    assert text.index(limit) < text.index(folded)
    assert text.count(limit) == text.count("Not read") == 1
    assert "Network Blog or news feed" in text


def test_combined_exports_stand_side_by_side_with_a_source_each() -> None:
    parts = [
        Snapshot(
            pd.DataFrame({"handle": [HOSTILE], "is_focal": [True]}, ["ann"]),
            taken_at="2026-01-01T00:00Z",
            platform=platform,
            source=f"archive of {platform}",
        )
        for platform in ("x", "mastodon")
    ]
    html = _page.page({}, readers.combine(*parts), None)
    assert "<dd>archive of x</dd><dd>archive of mastodon</dd>" in html
    text = Page(html).text
    assert "Your audience on X and Mastodon" in text
    assert "Account Network Followers listed" in text
    assert text.count(HOSTILE) >= 2
    assert "<script" not in html


def test_references_stand_once_at_the_end() -> None:
    sources = "## References\n\n- Zed 2001. *A study*.\n- Kwak 2010. <script>alert(5)</script>"
    both = {
        name: new_notebook(cells=[new_markdown_cell(f"# {name}?"), new_markdown_cell(sources)])
        for name in ("one", "two")
    }
    accounts = pd.DataFrame(index=["ann"])
    html = _page.page(both, Snapshot(accounts, taken_at="2026-01-01T00:00Z"), None)
    assert html.count("Zed 2001") == html.count("References") == 1
    end = html.split("</article>")[-1]
    assert '<details class="references">' in end
    assert end.index("Kwak 2010") < end.index("Zed 2001. <em>A study</em>")
    assert "<script" not in html
    without = _page.page({}, Snapshot(accounts, taken_at="2026-01-01T00:00Z"), None)
    assert "References" not in without


def test_sections_that_share_a_cell_are_parted_before_they_are_folded() -> None:
    source = (
        "## What this cannot say\n\n- All.\n\n## Method\n\n- One.\n\n## References\n\n- Two 2001."
    )
    notebook = new_notebook(cells=[new_markdown_cell("# One?"), new_markdown_cell(source)])
    snapshot = Snapshot(pd.DataFrame(index=["ann"]), taken_at="2026-01-01T00:00Z")
    html = _page.page({"one": notebook}, snapshot, None)
    article, end = html.split("<article")[1].split("</article>")
    folded = article.split('<details class="method">')[1].split("</details>")[0]
    assert "One." in folded and "All." not in folded
    assert "Two 2001" in end.split('<details class="references">')[1] and "Two 2001" not in article
    assert notebook.cells[1].source == source
    assert not re.search(r'<div class="prose">\s*</div>', html)


def test_the_method_is_folded_and_keeps_its_heading_and_print_shows_it() -> None:
    cells = [new_markdown_cell("# One?"), new_markdown_cell("## Method\n\n- **Unit.** <script>x")]
    snapshot = Snapshot(pd.DataFrame(index=["ann"]), taken_at="2026-01-01T00:00Z")
    html = _page.page({"one": new_notebook(cells=cells)}, snapshot, None)
    folded = html.split('<details class="method">')[1].split("</details>")[0]
    assert folded.startswith("<summary><h3>Method</h3></summary>")
    assert "<strong>Unit.</strong>" in folded and html.count("Method</h3>") == 1
    assert "<script" not in html
    in_print = html.split("@media print")[1].split("</style>")[0]
    assert ".method::details-content" in in_print and ".method summary" in in_print


def test_a_table_in_which_nothing_is_known_is_folded_away(six: Snapshot) -> None:
    def shown(value: str) -> str:
        table = f"<table><tr><th>n</th><th>v</th></tr><tr><td>a</td><td>{value}</td></tr></table>"
        output = new_output("execute_result", {"text/html": table}, execution_count=1)
        notebook = new_notebook(cells=[new_code_cell("a", outputs=[output])])
        return _page.page({"one": notebook}, six, None).split("<article")[1]

    assert '<details class="nothing">' in shown("not in this export: who they are")
    assert "not in this export: who they are" in shown("not in this export: who they are")
    assert "nothing" not in shown("0")
    assert "<th>counted</th>" in shown("0")


def test_the_shadow_of_a_table_is_hidden_where_nothing_scrolls(made: tuple) -> None:
    style = made[0].split("<style>")[1]
    covers = re.findall(
        r"to (?:right|left), var\(--paper\) (\d+)%, transparent\) \S+ / (\S+)rem", style
    )
    shadows = [float(width) for width in re.findall(r"#0003, transparent\) \S+ / (\S+)rem", style)]
    assert len(covers) == len(shadows) == 2
    assert all(int(share) / 100 * float(width) >= max(shadows) for share, width in covers)
