"""The gallery: one page of all bundles in a folder, made anew from their words."""

import matplotlib.pyplot as plt
import pytest
from drawings import drawn
from test_publish_bundle import Page, assert_nothing_alive

from socialkit import plot, publish
from socialkit.errors import SaveError, SocialkitError


@pytest.fixture(autouse=True)
def close_figs():
    yield
    plt.close("all")


def page_of(folder, **more) -> str:
    return publish.gallery(folder, **more).read_text(encoding="utf-8")


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    parts = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_the_page_holds_every_bundle(tmp_path):
    for kind in ("triage", "conduct"):
        publish.bundle(drawn(kind), kind, tmp_path)
    page = page_of(tmp_path, title="My <charts>")
    found = assert_nothing_alive(page)
    assert len(found.of("h1")) == 1 and len(found.of("h2")) == 2
    assert len(found.of("figure")) == len(found.of("figcaption")) == 2
    assert [one["id"] for one in found.of("article")] == ["conduct", "triage"]
    assert all(0 < len(one["alt"]) < 150 for one in found.of("img"))
    links = [one["href"] for one in found.of("a") if not one["href"].startswith("#")]
    assert len(links) == 14 and all((tmp_path / link).is_file() for link in links)
    inner = [one["href"][1:] for one in found.of("a") if one["href"].startswith("#")]
    assert inner == ["conduct", "triage"]
    assert "My <charts>" in found.text
    text = (tmp_path / "triage.txt").read_text().split("Long description\n")[1].strip()
    assert text in found.text
    assert page == page_of(tmp_path, title="My <charts>")


def test_only_links_to_files_that_are_there(tmp_path):
    for path in publish.bundle(drawn("triage"), "one", tmp_path):
        if path.suffix in (".csv", ".pdf"):
            path.unlink()
    links = [one["href"] for one in Page(page_of(tmp_path)).of("a")]
    assert [link for link in links if link.startswith("one.")] == [
        "one.svg", "one.png", "one.txt", "one.md", "one.html",
    ]  # fmt: skip


def test_a_page_changed_by_others_brings_nothing_alive(tmp_path):
    publish.bundle(plot.missing("Nobody."), "one", tmp_path)
    page = tmp_path / "one.html"
    evil = (
        '<script>alert(1)</script><img src="http://evil.example/x" onerror="alert(1)" alt="&lt;b">'
    )
    page.write_text(f"<h1>&lt;script&gt;x {evil}</h1><figure>{evil}<figcaption><p>{evil}hello")
    found = assert_nothing_alive(page_of(tmp_path))
    assert "<script>x" in found.text and "evil" not in page_of(tmp_path)
    assert found.of("img")[0]["alt"] == "<b"


def test_other_files_are_no_bundles(tmp_path):
    (tmp_path / "notes.html").write_text("<h1>notes</h1>")
    (tmp_path / "notes.png").write_bytes(b"GIF89a")
    (tmp_path / "Big Name.html").write_text("x")
    with pytest.raises(SocialkitError, match="there is no bundle"):
        publish.gallery(tmp_path)
    publish.bundle(plot.missing("Nobody."), "one", tmp_path)
    publish.gallery(tmp_path)
    assert len(Page(page_of(tmp_path)).of("article")) == 1
    with pytest.raises(SocialkitError, match="there is no bundle"):
        publish.gallery(tmp_path / "nowhere")


def test_a_page_that_cannot_be_written_is_one_clear_error(tmp_path):
    publish.bundle(plot.missing("Nobody."), "one", tmp_path)
    (tmp_path / "index.html").mkdir()
    (tmp_path / "index.html" / "mine").write_text("x")
    with pytest.raises(SaveError, match="could not make the page"):
        publish.gallery(tmp_path)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_the_page(scheme, tmp_path):
    publish.bundle(plot.missing("Nobody."), "one", tmp_path)
    style = page_of(tmp_path).split("<style>")[1].split("</style>")[0]
    assert "prefers-color-scheme: dark" in style
    rule = style.split(":root {")[2 if scheme == "dark" else 1].split("}")[0]
    colours = dict(part.split(":") for part in rule.replace(" ", "").split(";") if "--" in part)
    colours = {name.strip("\n-"): value for name, value in colours.items()}
    full = {name: one if len(one) == 7 else "#" + "".join(2 * sign for sign in one[1:])
            for name, one in colours.items()}  # fmt: skip
    for ink in ("ink", "soft", "accent"):
        for ground in ("paper", "ground"):
            pair = sorted(luminance(full[name]) + 0.05 for name in (ink, ground))
            assert pair[1] / pair[0] >= 4.5, (ink, ground)
