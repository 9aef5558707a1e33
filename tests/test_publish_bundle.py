"""Bundles: seven files, whole and the same on every run, no name without leave."""

import csv
import io
import os
import re
import struct
from html.parser import HTMLParser

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from drawings import HOSTILE, accounts, correlation, drawn, kinds, single_nodes

from socialkit import plot, practitioner, publish
from socialkit.errors import PrivacyError, SaveError, SocialkitError
from socialkit.spreadsheets import guarded

FILES = ["svg", "pdf", "png", "csv", "txt", "md", "html"]
HANDLES = ("ann_a", "ben_b", "cat_c", "dan_d", "eve_e", "fay_f")


@pytest.fixture(autouse=True)
def close_figs():
    yield
    plt.close("all")


class Page(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def of(self, name):
        return [attrs for tag, attrs in self.tags if tag == name]


@pytest.fixture
def words_only(monkeypatch):
    """Put one small picture in place of every picture: only words and numbers are looked at."""
    kinds_of = ("svg", "pdf", "png")
    small = {kind: plot.rendered(plot.missing("Nobody."), kind) for kind in kinds_of}
    monkeypatch.setattr(plot, "rendered", lambda ax, kind: small[kind])


def bundled(ax, folder, **more):
    paths = publish.bundle(ax, "one", folder, **more)
    return {path.suffix[1:]: path.read_bytes() for path in paths}


def cells_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def assert_nothing_alive(page: str) -> Page:
    """Check that a page runs nothing, fetches nothing, and leads nowhere but to its files."""
    found = Page(page)
    allowed = {"html", "head", "meta", "title", "style", "body", "main", "article", "header", "nav",
               "h1", "h2", "figure", "img", "figcaption", "p", "details", "summary", "ul", "ol",
               "li", "a", "footer"}  # fmt: skip
    assert {tag for tag, _ in found.tags} <= allowed
    for _, attrs in found.tags:
        assert not any(name.startswith("on") or name == "style" for name in attrs)
    assert all(one["src"].startswith("data:image/png;base64,") for one in found.of("img"))
    policy = next(one["content"] for one in found.of("meta") if one.get("http-equiv"))
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not any(sign in page for sign in "\u202e\u200b\u2066")
    assert "longlong" * 40 not in page
    return found


@pytest.mark.parametrize("kind", kinds())
def test_hostile_words_reach_no_file_alive(kind, tmp_path, words_only):
    files = bundled(drawn(kind, "hostile"), tmp_path)
    page = files["html"].decode()
    assert_nothing_alive(page)
    for row in cells_of(files["csv"]):
        for cell in row:
            is_number = re.fullmatch(r"-?[\d.]+(e[-+]\d+)?", cell)
            assert is_number or not cell.lstrip().startswith(("=", "+", "-", "@", "\t"))
            assert len(cell) <= 201 and (cell.isprintable() or not cell)
    caption = files["md"].decode()
    assert "<" not in caption and "](" not in caption.replace("\\](", "")
    assert "http://" not in caption
    for name in ("txt", "md", "html", "csv"):
        assert "\u202e" not in files[name].decode("utf-8-sig")


@pytest.mark.parametrize("kind", ["effective_followers", "group_comparison"])
def test_hostile_words_reach_no_picture_alive(kind, tmp_path):
    ax = drawn(kind, "hostile", lettered=False)
    files = bundled(ax, tmp_path, identify=True)
    for word in (b"alert(1)", b"<script", b"onerror", b"/JavaScript", b"/OpenAction", b"/URI"):
        assert word not in files["svg"] + files["pdf"] + files["png"]


@pytest.mark.parametrize("kind", ["audience_composition", "quality_vs_quantity", "fingerprint"])
def test_two_runs_write_the_same_bytes(kind, tmp_path):
    first = bundled(drawn(kind), tmp_path / "a")
    with plt.rc_context({"pdf.fonttype": 3, "pdf.compression": 0, "font.family": "serif"}):
        second = bundled(drawn(kind), tmp_path / "b")
    assert list(first) == FILES
    assert first == second
    assert first["pdf"].startswith(b"%PDF-")
    assert b"/CreationDate" not in first["pdf"] and b"Matplotlib" not in first["pdf"]


def test_the_figure_serves_as_well_as_its_axes(tmp_path):
    ax = drawn("triage")
    assert bundled(ax.figure, tmp_path / "a") == bundled(ax, tmp_path / "b")


def test_pictures_and_page_belong_together(tmp_path):
    files = bundled(drawn("triage"), tmp_path)
    assert struct.unpack(">I", files["png"][16:20])[0] == 1280
    page = Page(files["html"].decode())
    (picture,) = page.of("img")
    alt = files["txt"].decode().split("\n")[1]
    assert picture["alt"] == alt and len(alt) < 150
    assert picture["width"] == "640" and int(picture["height"]) > 100
    assert [tag for tag, _ in page.tags].count("figure") == 1
    assert len(page.of("h1")) == 1 and page.of("html")[0]["lang"] == "en"
    description = files["txt"].decode().split("Long description\n")[1].strip()
    assert description in page.text
    first = files["md"].decode().split("\n\n")
    assert first[0] == "**Who follows?**" and first[-1].strip() == "Source: a sample."
    assert "method: Wilson" in files["md"].decode()


def test_the_csv_holds_the_numbers_drawn(tmp_path):
    head, *rows = cells_of(bundled(drawn("triage"), tmp_path)["csv"])
    record = plot.record(drawn("triage"))
    assert head[0] == "name" and "value" in head
    assert [row[0] for row in rows] == list(record.drawn.index)
    place = head.index("value")
    assert [float(row[place]) for row in rows] == record.drawn["value"].round(6).to_list()


def test_accounts_are_lettered_in_data_and_words(tmp_path):
    ax = drawn("friends_vs_followed", lettered=False)  # it names nobody in the picture
    files = bundled(ax, tmp_path)
    head, *rows = cells_of(files["csv"])
    assert head == ["account", "followed", "friends"]
    assert {row[0] for row in rows} == {f"account {letter}" for letter in "ABCDEF"}
    whole = b"".join(one for kind, one in files.items() if kind != "html")
    for handle in (*HANDLES, "I listen", "Ulm by the river"):
        assert handle.encode() not in whole


@pytest.mark.parametrize("kind", ["quality_vs_quantity", "effective_followers"])
def test_a_picture_that_names_accounts_needs_leave(kind, tmp_path):
    ax = drawn(kind, lettered=False)
    with pytest.raises(PrivacyError, match=r"names 6 accounts; draw it from publish.pseudonymous"):
        publish.bundle(ax, "one", tmp_path)
    assert list(tmp_path.iterdir()) == []
    named = bundled(ax, tmp_path, identify=True)
    assert {row[0] for row in cells_of(named["csv"])[1:]} == set(HANDLES)
    assert b"7000" not in named["csv"] and b"I listen" not in named["csv"]
    lettered = bundled(drawn(kind), tmp_path)
    assert not any(handle.encode() in b"".join(lettered.values()) for handle in HANDLES)
    assert b"account A" in lettered["csv"]


def test_practitioner_mode_never_names(tmp_path):
    ax = drawn("effective_followers", lettered=False)
    practitioner()
    try:
        with pytest.raises(PrivacyError, match="practitioner mode does not name accounts"):
            publish.bundle(ax, "one", tmp_path, identify=True)
        with pytest.raises(PrivacyError, match="names 6 accounts"):
            publish.bundle(ax, "one", tmp_path)
    finally:
        practitioner(on=False)


def test_a_picture_of_single_followers_needs_leave(tmp_path):
    ax = drawn("fingerprint")
    record = plot.record(ax)
    record.drawn["created_at"] = record.drawn["created_first"]
    for one in (ax, single_nodes()):
        with pytest.raises(PrivacyError, match="each mark of this picture is one follower"):
            publish.bundle(one, "one", tmp_path)
    files = bundled(single_nodes(), tmp_path, identify=True)
    assert cells_of(files["csv"])[:2] == [
        ["account", "x", "y", "community"],
        ["ann_a", "0", "0", "1"],
    ]
    alt = files["txt"].decode().split("\n")[1]
    assert alt == "Network drawing of 3 accounts in 1 community; the largest has 2 accounts."


def test_a_scatter_chart_that_names_nobody_is_lettered_in_its_data(tmp_path):
    people = accounts().assign(is_notable=False)
    ax = plot.quality_vs_quantity(people, pd.DataFrame(), correlation())
    head, *rows = cells_of(bundled(ax, tmp_path)["csv"])
    assert head[0] == "account" and rows[0][0].startswith("account ")


def test_letters_follow_size_and_not_the_order_of_rows():
    people = accounts()
    lettered = publish.pseudonymous(people)
    assert dict(zip(people["handle"], lettered["handle"], strict=True)) == {
        "ann_a": "account A", "ben_b": "account F", "cat_c": "account C", "dan_d": "account D",
        "eve_e": "account E", "fay_f": "account B",
    }  # fmt: skip
    turned = publish.pseudonymous(people[::-1])
    pd.testing.assert_frame_equal(turned[::-1], lettered)
    assert list(lettered.index) == list(lettered["handle"])
    assert not {"bio", "location"} & set(lettered)
    assert people["handle"].iloc[0] == "ann_a"
    again = publish.pseudonymous(lettered)
    assert list(again["handle"]) == list(lettered["handle"])


def test_letters_go_on_after_z_and_take_tables_without_size():
    table = pd.DataFrame({"handle": [f"h{number:03d}" for number in range(30)]})
    letters = publish.pseudonymous(table)["handle"].tolist()
    assert letters[25:28] == ["account Z", "account AA", "account AB"]
    assert publish.pseudonymous(table.iloc[:0]).empty


def test_ones_own_words_take_the_place_of_those_made(tmp_path):
    words = {"alt": "Mine.", "description": "All <b> of it.", "caption": "Look & see."}
    files = bundled(drawn("triage"), tmp_path, **words)
    assert files["txt"].decode() == "Alt text\nMine.\n\nLong description\nAll <b> of it.\n"
    assert files["md"].decode() == "**Who follows?**\n\nLook &amp; see.\n"
    page = Page(files["html"].decode())
    assert page.of("img")[0]["alt"] == "Mine." and "All <b> of it." in page.text


@pytest.mark.parametrize("alt", ["", " \n", "a" * 150])
def test_an_alt_text_too_long_or_empty_is_refused(alt, tmp_path):
    with pytest.raises(SocialkitError, match="use 1 to 149"):
        publish.bundle(drawn("triage"), "one", tmp_path, alt=alt)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../a", "Big", "index", ""])
def test_names_are_plain_and_leave_the_gallery_its_own(name, tmp_path):
    with pytest.raises(SocialkitError, match="cannot be called"):
        publish.bundle(drawn("triage"), name, tmp_path)


def test_a_figure_without_or_with_two_charts_is_refused(tmp_path):
    figure, (one, two) = plt.subplots(1, 2, figsize=(14, 5))
    with pytest.raises(SocialkitError, match="holds no charts"):
        publish.bundle(figure, "one", tmp_path)
    for ax in (one, two):
        plot.missing("Nobody.", ax=ax)
    with pytest.raises(SocialkitError, match="holds 2 charts"):
        publish.bundle(one, "one", tmp_path)


def test_all_files_or_none(tmp_path, monkeypatch):
    before = bundled(drawn("missing"), tmp_path)

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        with pytest.raises(SaveError, match="could not save the bundle one: No space left"):
            publish.bundle(drawn("triage"), "one", tmp_path)
    assert {path.suffix[1:]: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("text", ["=1", " =1", "+1", "-1", "@a", "\t=1", "＝1", "'x", ""])
def test_a_cell_that_a_spreadsheet_would_run_is_guarded(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_handles_with_leave_are_still_harmless(name, tmp_path, words_only):
    people = accounts().assign(handle=name)
    ax = plot.effective_followers(people, title=name)
    files = bundled(ax, tmp_path, identify=True)
    assert_nothing_alive(files["html"].decode())
    assert not cells_of(files["csv"])[1][0].startswith(("=", "@"))
    assert "<" not in files["md"].decode()
    assert len(files["txt"].decode().split("\n")[1]) < 150
