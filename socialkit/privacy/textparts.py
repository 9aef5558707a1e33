"""Parts of a text: files embedded as data: addresses, and cells that stand alone."""

import re

_DATA_URI = re.compile(r"data:([\w/+.-]*)((?:;[\w.=-]+)*),([^\"'\s)<>\\]*(?:\\n[^\"'\s)<>\\]*)*)")
_CELL = re.compile(
    r"<(td|th|text|tspan|li|a|option|dd|dt|t|v|strong|b|em|caption|title|desc)\b[^>]*>([^<>]{1,200})<"
)


def without_data(text: str) -> tuple[str, list[tuple[int, str, bool, str]]]:
    """Take embedded files out of a text; return them with the line at which they stood."""
    found: list[tuple[int, str, bool, str]] = []

    def taken(match: re.Match) -> str:
        line = text.count("\n", 0, match.start()) + 1
        found.append((line, match[1], ";base64" in match[2].lower(), match[3]))
        return "data:" + "\n" * match[0].count("\n")

    return (_DATA_URI.sub(taken, text) if "data:" in text else text), found


def html_cells(text: str, where: str) -> tuple[tuple[str, str, str], ...]:
    """Return what stands alone between two tags of a cell, each with its line."""
    if "<" not in text:
        return ()
    places = ((m.start(), m[2]) for m in _CELL.finditer(text))
    cells, line, last = [], 1, 0
    for start, value in places:
        line += text.count("\n", last, start)
        last = start
        cells.append((joined(where, f"line {line}"), "", value))
    return tuple(cells)


def is_utf16(content: bytes) -> bool:
    """Tell whether bytes with zeros among them are text of two bytes a letter."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    head = content[:4096]
    return (
        max(head[::2].count(0), head[1::2].count(0)) > len(head) // 8
        and min(head[::2].count(0), head[1::2].count(0)) <= len(head) // 100
    )


def joined(*parts: str) -> str:
    """Join the parts of a place, or of what was taken off, that are not empty."""
    return ", ".join(part for part in parts if part)
