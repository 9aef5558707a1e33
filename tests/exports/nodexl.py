"""NodeXL workbooks, written part by part: the least that Excel's format asks for."""

import io
import zipfile
from datetime import datetime
from random import Random
from xml.sax.saxutils import escape

EDGES = (
    "Vertex 1",
    "Vertex 2",
    "Color",
    "Relationship",
    "Relationship Date (UTC)",
    "Tweet",
    "URLs in Tweet",
    "Tweet Date (UTC)",
    "Imported ID",
    "Favorite Count",
    "Retweet Count",
)
VERTICES = (
    "Vertex",
    "Followers",
    "Followed",
    "Tweets",
    "Description",
    "Joined Twitter Date (UTC)",
)
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/><Default '
    'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/>{}</Types>'
)
SHEET_TYPE = (
    '<Override PartName="/xl/worksheets/sheet{}.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.worksheet+xml"/>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships">{}</Relationships>'
)
RELATION = '<Relationship Id="rId{}" Type="' + OFFICE + '/{}" Target="{}"/>'


def cell(value: object) -> str:
    """Return a cell: a number, a date as Excel's number of days, or a text."""
    if value is None:
        return "<c/>"
    if isinstance(value, datetime):
        days = (value - datetime(1899, 12, 30)).total_seconds() / 86_400
        return f"<c><v>{days!r}</v></c>"
    if isinstance(value, int | float):
        return f"<c><v>{value!r}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def sheet(*rows: tuple) -> str:
    """Return a worksheet."""
    inside = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    return f'<worksheet xmlns="{MAIN}"><sheetData>{inside}</sheetData></worksheet>'


def parts(**sheets: str) -> dict[str, str]:
    """Return the parts of a workbook by their names."""
    numbers = list(enumerate(sheets, 1))
    listed = "".join(f'<sheet name="{n}" sheetId="{k}" r:id="rId{k}"/>' for k, n in numbers)
    related = "".join(
        RELATION.format(k, "worksheet", f"worksheets/sheet{k}.xml") for k, _ in numbers
    )
    return {
        "[Content_Types].xml": TYPES.format("".join(SHEET_TYPE.format(k) for k, _ in numbers)),
        "_rels/.rels": RELATIONS.format(RELATION.format(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": RELATIONS.format(related),
        **{f"xl/worksheets/sheet{k}.xml": sheets[name] for k, name in numbers},
    }


def packed(members: dict[str, str]) -> bytes:
    """Return parts as the bytes of a workbook, the same every time."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in members.items():
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            archive.writestr(info, text, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def workbook(edges: list[tuple], vertices: list[tuple] = ()) -> bytes:
    """Return a workbook as NodeXL writes it: names of column groups above the header."""
    return packed(
        parts(
            Edges=sheet(("", "", "Visual Properties"), EDGES, *edges),
            Vertices=sheet(("",), VERTICES, *vertices),
        )
    )


def everyday() -> bytes:
    """Return a network of 60 accounts that follow, mention and answer one another."""
    random, people = Random(8), [f"Person{place}" for place in range(60)]
    asked, edges = datetime(2019, 2, 10, 5, 48), []
    for place in range(200):
        first, second = random.sample(people, 2)
        edges.append((first, second, None, "Followed", asked))
        day = datetime(2016 + place % 3, 1 + place % 12, 1 + place % 28, 9, 30)
        kind = random.choice(("Mentions", "Replies to", "Retweet", "Tweet"))
        target = first if kind == "Tweet" else second
        post = ("tea", None, day, str(10**18 + place), place % 7, place % 3)
        edges.append((first, target, None, kind, day, *post))
    joined = datetime(2010, 6, 1)
    vertices = [(one, 20 + k, 10 + k, 5 * k, "tea", joined) for k, one in enumerate(people)]
    return workbook(edges, vertices)


def samples() -> dict[str, dict[str, bytes]]:
    """Return every variant as its members."""
    day, asked = datetime(2019, 2, 7, 5, 42), datetime(2019, 2, 10, 1, 0)
    post = ("hi @ann @ben", "http://x.example", day, "1093000000000000001", 3, 1)
    edges = [
        ("Ann", "Ben", None, "Followed", asked),
        ("Dan", "@ann", None, "Follower", "2019-02-10 02:00:00"),
        ("Cat", "Ann", None, "Mentions", day, *post),
        ("Cat", "Ben", None, "Replies to", day, *post),
        ("Cat", "Cat", None, "Tweet", day, "x", None, day, "'1093000000000000002"),
        ("Cat", "Cat", None, "Tweet", day, "x", None, day, 1.093e18),
        ("Cat", "Ann", None, "MentionsInRetweet", day),
        ("Cat", "no such handle", None, "Mentions", day),
        (None,) * 11,
    ]
    vertices = [
        ("Ann", 5, 3, 2.0, "bio", datetime(2010, 1, 1)),
        ("ben", "5", 3, 2, None, "2010-01-01 10:00:00"),
        (None,) * 6,
    ]
    bare = sheet(("Vertex 1", "Vertex 2"), ("Zoë", 12), (12.0, "Zoë"), ("Zoë", "Zoë"))
    return {
        "everyday": {"network.xlsx": everyday()},
        "twitter": {"search.xlsx": workbook(edges, vertices)},
        "by hand": {"mine.xlsx": packed(parts(Edges=bare))},
    }
