"""Every planted leak is found, whatever it is written in, and ordinary words are not."""

import base64
import gzip
import html
import io
import json
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random
from urllib.parse import quote

import pandas as pd
import pytest
from conftest import TAKEN_AT
from typer.testing import CliRunner

from socialkit import cli, datasets, plot, publish
from socialkit.errors import ReadError, UnknownNameError
from socialkit.privacy import leaks
from socialkit.snapshot import Snapshot

# name, handle, web address, e-mail in the bio
PEOPLE = [
    ("Jürgen Großmann", "juergen.gross", "https://www.grossmann.example/praxis", "j@gross.example"),
    ("Ann Lee", "annlee_heals", "https://annlee.example", "ann.lee@annlee.example"),
    ("山田太郎", "yamadataro", "https://yamada.example/~taro", "taro@yamada.example"),
    ("محمد الأمين", "mo_alamin", "https://alamin.example", "mo@alamin.example"),
    ("Zoë O'Hara 🌻", "zoe-ohara", "http://zoe.example/x?y=1", "zoe+news@ohara.example"),
    ("Bücher Mühle", "buecher4you", "https://bücher.example", "info@buecher.example"),
    ("keencrane", "KeenCrane", "https://keencrane.example/", "keen@crane.example"),
]
IDS = [f"23261356594603037{n:02d}" for n in range(len(PEOPLE))]


def people() -> Snapshot:
    names, handles, urls, emails = zip(*PEOPLE, strict=True)
    accounts = pd.DataFrame(
        {"name": names, "handle": handles, "url": urls, "bio": [f"Write {e}" for e in emails]},
        index=pd.Index(IDS, name="account_id"),
    )
    words = {
        "handle": ["therapist", "news", "ann", "reply", "the_score", None],
        "name": ["Therapist", "Good News", "Ann", "Mental Health", "List", "Amarin"],
        "bio": ["A life in yoga", "Yoga and soup", "Yoga", None, "", None],
        "group": ["therapist", "florists", None, None, None, None],
    }
    ordinary = pd.DataFrame(words, index=[f"7{n}" for n in range(6)])
    return Snapshot(pd.concat([accounts, ordinary]), taken_at=TAKEN_AT)


SNAPSHOT = people()
SECRETS = [
    (kind, row, text)
    for row, (name, handle, url, email) in enumerate(PEOPLE)
    for kind, text in (
        ("name", name),
        ("handle", handle),
        ("url", url),
        ("e-mail", email),
        ("id", IDS[row]),
    )
]


# How a text can be written.


def hidden(text: str) -> str:
    return "\u200b".join(text[:2]) + "\u202e" + text[2:] if len(text) > 2 else text


WRITTEN: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "capitals": str.upper,
    "decimal entities": lambda t: "".join(f"&#{ord(c)};" for c in t),
    "hexadecimal entities": lambda t: "".join(f"&#x{ord(c):X};" for c in t),
    "named entities": lambda t: html.escape(t).replace("ü", "&uuml;").replace("ß", "&szlig;"),
    "percent": lambda t: "".join(f"%{b:02X}" for b in t.encode()),
    "percent twice": lambda t: quote(quote(t, safe=""), safe=""),
    "escapes": lambda t: json.dumps(t)[1:-1],
    "all escapes": lambda t: "".join(
        f"\\u{int.from_bytes(u, 'big'):04x}"
        for u in (t.encode("utf-16-be")[n : n + 2] for n in range(0, len(t.encode("utf-16-be")), 2))
    ),
    "base64": lambda t: base64.b64encode(t.encode()).decode(),
    "base64 for addresses": lambda t: base64.urlsafe_b64encode(t.encode()).decode().rstrip("="),
    "decomposed": lambda t: unicodedata.normalize("NFD", t),
    "wide letters": lambda t: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in t),
    "hidden letters": hidden,
    "entities in percent": lambda t: quote("".join(f"&#{ord(c)};" for c in t), safe=""),
}


# Where it can stand: a file, made of the text.


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), *chunks]
    parts += [(b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(content)) + kind + content
        + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in parts
    )  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + body


def text_chunk(text: str) -> bytes:
    return png((b"iTXt", b"Comment\0\0\0\0\0" + text.encode()))


def packed_chunk(text: str) -> bytes:
    return png((b"zTXt", b"Comment\0\0" + zlib.compress(text.encode())))


def notebook(*, source: str = "x = 1", output: object = None, **cell: object) -> bytes:
    code = {
        "cell_type": "code",
        "execution_count": 1,
        "id": "a",
        "metadata": {},
        "outputs": [output] if output else [],
        "source": [source],
    } | cell
    whole = {"cells": [code], "metadata": {"kernelspec": {"name": "python3"}}, "nbformat": 4}
    return json.dumps(whole | {"nbformat_minor": 5}).encode()


def shown(mime: str, data: object) -> dict:
    return {"output_type": "display_data", "metadata": {}, "data": {mime: data}}


def zipped(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def parquet(text: str) -> bytes:
    stream = io.BytesIO()
    pd.DataFrame({"who": ["x", text]}).to_parquet(stream)
    return stream.getvalue()


def pdf(text: str) -> bytes:
    safe = text.encode("cp1252", "ignore").replace(b"\\", b"\\\\")
    shown_text = b"BT (" + safe.replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj ET"
    stream = zlib.compress(shown_text)
    return b"%PDF-1.4\n1 0 obj <<>>\nstream\n" + stream + b"\nendstream"


def image(text: str) -> str:
    return base64.b64encode(text_chunk(text)).decode()


FILES: dict[str, Callable[[str], bytes]] = {
    "page.html": lambda t: f"<p>We thank {t} for all.</p>".encode(),
    "attribute.html": lambda t: f'<img alt="{t}" src="a.png">'.encode(),
    "script.html": lambda t: f"<script>var a = {{'b': '{t}'}};</script>".encode(),
    "comment.html": lambda t: f"<!-- {t} --><p>none</p>".encode(),
    "image.html": lambda t: f'<img src="data:image/png;base64,{image(t)}">'.encode(),
    "svg-inside.html": lambda t: (
        f"<img src='data:image/svg+xml,{quote('<svg><text>' + t + '</text></svg>')}'>".encode()
    ),
    "chart.svg": lambda t: f"<svg><title>a</title><text x='1'>{t}</text></svg>".encode(),
    "table.csv": lambda t: f'who,n\n"{t}",3\n'.encode(),
    "latin.csv": lambda t: f"who;n\n{t};3\n".encode("cp1252", "xmlcharrefreplace"),
    "wide.txt": lambda t: f"dear {t} !".encode("utf-16"),
    "notes.md": lambda t: f"# Notes\n\n- about {t}, more\n".encode(),
    "data.json": lambda t: json.dumps({"a": [{"b": t}]}).encode(),
    "keys.json": lambda t: json.dumps({t: 1}, ensure_ascii=False).encode(),
    "source.ipynb": lambda t: notebook(source=f"account = {t!r}"),
    "stream.ipynb": lambda t: notebook(
        output={"output_type": "stream", "name": "stdout", "text": ["a\n", f"{t} b\n"]}
    ),
    "table.ipynb": lambda t: notebook(output=shown("text/html", [f"<td>{t}</td>"])),
    "image.ipynb": lambda t: notebook(output=shown("image/png", image(t) + "\n")),
    "metadata.ipynb": lambda t: notebook(metadata={"tags": [t]}),
    "attachment.ipynb": lambda t: notebook(
        cell_type="markdown", attachments={"a.png": {"image/png": image(t)}}
    ),
    "text.png": text_chunk,
    "packed.png": packed_chunk,
    "book.xlsx": lambda t: zipped(
        **{"xl/sharedStrings.xml": f"<sst><si><t>{html.escape(t)}</t></si></sst>".encode()}
    ),
    "all.zip": lambda t: zipped(**{"a/b.csv": f"x\n{t}\n".encode()}),
    "table.parquet": parquet,
    "page.html.gz": lambda t: gzip.compress(f"<p>{t}</p>".encode(), mtime=0),
}  # fmt: skip


def plants() -> list[tuple[str, str, str, int, str]]:
    """Return 25 files x 20 ways: every way of writing in every kind of file, people in turn."""
    out = []
    random = Random(1)
    ways = [*WRITTEN] + ["as it is"] * (20 - len(WRITTEN))
    for name in FILES:
        for way in ways:
            kind, row, text = SECRETS[random.randrange(len(SECRETS))]
            out.append((name, way, kind, row, text))
    return out


def test_there_are_500_plants() -> None:
    assert len(plants()) == 500
    assert {kind for _, _, kind, _, _ in plants()} == {"name", "handle", "id", "url", "e-mail"}


def test_every_planted_leak_is_found(tmp_path: Path) -> None:
    truth = {}
    for number, (name, way, kind, row, text) in enumerate(plants()):
        path = tmp_path / f"{number:03d}-{name}"
        path.write_bytes(FILES[name](WRITTEN[way](text)))
        truth[path.name] = (name, way, kind, row, text)
    found = leaks(tmp_path, SNAPSHOT)
    hits = {(file, row) for file, row in zip(found["file"], found["row"], strict=True)}
    missed = [plant for file, plant in truth.items() if (file, plant[3]) not in hits]
    assert missed == [], "\n".join(map(str, missed))
    wrong = [(f, r) for f, r in hits if truth[f][3] != r]
    assert wrong == [], "\n".join(map(str, wrong))


def page(folder: Path, text: str, name: str = "page.html") -> pd.DataFrame:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return leaks(path, SNAPSHOT)


@pytest.mark.parametrize(
    "text",
    [
        "<p>A therapist must read the news; annual reports, planned and reply.</p>",
        "<p>Good news for mental health: anna and the list of news.</p>",
        "<td>therapist</td><td>reply</td><td>florists</td>",
        "<p>0.23261356594 and 71 of 70 followers, 2326135</p>",
        "<p>keencranes, greatkeencrane and Annlees</p>",
        "<p>the score of a lee; ann.example.org</p>",
    ],
)
def test_ordinary_words_and_numbers_are_no_leak(tmp_path: Path, text: str) -> None:
    found = page(tmp_path, text)
    assert found.empty, found.to_string()


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("<p>as @news said</p>", 8),
        ("<p>as ＠Therapist said</p>", 7),
        ("<a href='https://x.com/therapist'>x</a>", 7),
        ("<a href='https://hachyderm.example/@ann'>x</a>", 9),
        ("<td>ann</td>", 9),
        ("<svg><text>Amarin</text></svg>", 12),
        ("<p>the_score did it</p>", 11),
    ],
)
def test_an_ordinary_word_with_evidence_is_one(tmp_path: Path, text: str, row: int) -> None:
    assert row in page(tmp_path, text)["row"].tolist()


def test_a_column_of_user_names_is_evidence_for_any_word(tmp_path: Path) -> None:
    found = page(tmp_path, "handle,kind\nreply,reply\n", "table.csv")
    assert found[["where", "row"]].to_numpy().tolist() == [["line 2, column handle", 10]]
    assert page(tmp_path, "kind,n\nreply,3\n", "table.csv").empty


@pytest.mark.parametrize(
    "text",
    [
        "<p>juergen<b>.gro</b>ss</p>",
        "<svg><text><tspan>juergen.</tspan>\n<tspan>gross</tspan></text></svg>".replace("\n", ""),
        "<svg><text><tspan x='1'>Ann</tspan><tspan x='2'>Lee</tspan></text></svg>",
    ],
)
def test_a_name_split_by_tags_is_found(tmp_path: Path, text: str) -> None:
    found = page(tmp_path, text)
    assert found["encoding"].tolist()[0] == "split by markup"
    assert found["row"].tolist()[0] in (0, 1)


@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_letters_drawn_by_matplotlib_are_read(tmp_path: Path, weight: str) -> None:
    accounts = pd.DataFrame(
        {
            "handle": ["keencrane", "puffinfleet_7", "offlinefish"],
            "name": ["Jürgen Größer", "Łukasz Žižka", "Ольга Щука"],
        },
        index=["900000001", "900000002", "900000003"],
    )
    drawn = Snapshot(accounts, taken_at=TAKEN_AT)
    ax = plot.missing("Nobody was counted.")
    for row, text in enumerate([*accounts["handle"], *accounts["name"]]):
        ax.text(0.1, row / 7, f"about {text}", weight=weight)
    publish.save(ax, "nobody", tmp_path)
    plot.close(ax)
    found = leaks(tmp_path / "nobody.svg", drawn)
    assert set(found["encoding"]) == {"outlines of letters"}
    assert sorted(zip(found["row"], found["kind"], strict=True)) == [
        (row, kind) for row in range(3) for kind in ("handle", "name")
    ]


@pytest.mark.parametrize(("offset", "row"), [(0, 6), (29, 6)])
def test_outlines_of_older_and_newer_matplotlib(tmp_path: Path, offset: int, row: int) -> None:
    uses = "\n".join(f'<use xlink:href="#DejaVuSans-{ord(c) - offset:x}"/>' for c in "keencrane")
    assert page(tmp_path, f"<svg><g>\n{uses}\n</g></svg>", "a.svg")["row"].tolist() == [row]


def test_pdf_streams_and_kerned_letters_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf("about keencrane today"))
    assert set(leaks(path, SNAPSHOT)["row"]) == {6}
    path.write_bytes(b"%PDF-1.4\nstream\n[(keen) -20 (cra) 3 (ne)] TJ\nendstream")
    assert set(leaks(path, SNAPSHOT)["row"]) == {6}


ESCAPES = {
    "octal of one, two and three digits": rb"k\145encr\141ne \5 \53",
    "8 and 9, which are no octal digits": rb"\8 keencrane \9\18",
    "a line that goes on": b"keen\\\ncrane",
    "a line that goes on, as Windows ends it": b"keen\\\r\ncrane",
    "a line, a tabulator and a bracket": rb"dear\nkeencrane\t\(you\)",
}


@pytest.mark.parametrize("way", ESCAPES)
def test_backslashes_in_a_pdf_are_read(tmp_path: Path, way: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\nstream\nBT (" + ESCAPES[way] + b") Tj ET\nendstream")
    assert set(leaks(path, SNAPSHOT)["row"]) == {6}


def test_any_bytes_behind_a_backslash_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    every = b"".join(b"\\" + bytes([first, second]) for first in range(256) for second in b"089a")
    path.write_bytes(b"%PDF-1.4\nstream\n(" + every + b") Tj\nendstream")
    assert leaks(path, SNAPSHOT).empty


def test_the_name_of_a_file_is_looked_at_and_masked(tmp_path: Path) -> None:
    (tmp_path / "chart_keencrane.txt").write_text("nothing")
    found = leaks(tmp_path, SNAPSHOT)
    assert found["where"].tolist() == ["file name"]
    assert "keencrane" not in found.to_string()


def test_the_table_gives_nobody_away(tmp_path: Path) -> None:
    for number, (name, way, _, _, text) in enumerate(plants()[::7]):
        (tmp_path / f"{number}-{name}").write_bytes(FILES[name](WRITTEN[way](text)))
    shown = leaks(tmp_path, SNAPSHOT).to_csv()
    (tmp_path / "report.csv").write_text(shown)
    assert leaks(tmp_path / "report.csv", SNAPSHOT).empty


def test_where_tells_line_cell_and_encoding(tmp_path: Path) -> None:
    assert page(tmp_path, "<p>\n\nsee @keencrane</p>")["where"].tolist() == ["line 3"]
    path = tmp_path / "a.ipynb"
    path.write_bytes(FILES["source.ipynb"]("keencrane"))
    assert leaks(path, SNAPSHOT)["where"].tolist() == ["cell 1, source"]
    path.write_bytes(FILES["image.ipynb"]("keencrane"))
    (row,) = leaks(path, SNAPSHOT).itertuples()
    assert row.where.startswith("cell 1, output") and row.encoding == "png text"


def test_own_names_can_be_allowed(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<p>@keencrane, {IDS[6]} and annlee_heals</p>")
    assert set(leaks(path, SNAPSHOT)["row"]) == {1, 6}
    assert set(leaks(path, SNAPSHOT, allow=["@KeenCrane"])["row"]) == {1}
    assert leaks(path, SNAPSHOT, allow=["keencrane", "annlee_heals"]).empty
    with pytest.raises(UnknownNameError):
        leaks(path, SNAPSHOT, allow=["nobody_of_these"])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.zip", b"PK\x03\x04 broken"),
        ("a.parquet", b"PAR1 broken"),
        ("a.html.gz", b"\x1f\x8b broken"),
    ],
)
def test_what_cannot_be_looked_through_is_never_passed(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ReadError, match="check"):
        leaks(path, SNAPSHOT)
    with pytest.raises(ReadError, match="nothing at"):
        leaks(tmp_path / "none", SNAPSHOT)


def test_the_words_of_the_notebooks_as_they_come_are_no_leak() -> None:
    sample = datasets.load("therapists")
    found = leaks(datasets.bundled("notebooks"), sample)
    focal = set(sample.accounts.index.get_indexer(sample.focal).tolist())
    assert set(found["row"]) <= focal


def test_the_command_says_where_and_ends_with_1(tmp_path: Path) -> None:
    saved = SNAPSHOT.save(tmp_path / "snapshot")
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "a.html").write_text("<p>Good news.</p>")
    words = ["check", str(folder), "--against", str(saved)]
    clean = CliRunner().invoke(cli.app, words)
    assert clean.exit_code == 0, clean.output
    (folder / "a.html").write_text("<p>\n@keencrane</p>")
    found = CliRunner().invoke(cli.app, words)
    assert found.exit_code == 1
    assert found.stdout.startswith("a.html: line 2: handle k••••")
    assert CliRunner().invoke(cli.app, [*words, "--allow", "keencrane"]).exit_code == 0
    wrong = CliRunner().invoke(cli.app, ["check", str(tmp_path / "no"), "--against", str(saved)])
    assert wrong.exit_code == 2
