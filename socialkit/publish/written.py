"""The files of words and numbers beside a picture: data, alternative text, caption."""

import re
from html import escape

import pandas as pd

from socialkit.publish.people import HANDLE
from socialkit.publish.telling import Story
from socialkit.publish.telling.aloud import plain
from socialkit.spreadsheets import as_csv, guarded

_COLUMNS = {
    "quality_vs_quantity": ("quantity", "quality", "quality_low", "quality_high", "quadrant"),
    "effective_followers": (
        *("quantity", "effective_followers", "effective_followers_low"),
        "effective_followers_high",
    ),
    "friends_vs_followed": ("followed", "friends"),
    "ego_network": ("x", "y", "community"),
}
"""Where a table has a row for each account: what of it is drawn; all else stays at home."""


def data(drawn: pd.DataFrame, kind: str) -> bytes:
    """Return the numbers drawn as a CSV file that no spreadsheet runs."""
    table = drawn
    if set(_COLUMNS.get(kind, ())) & set(drawn):
        table = drawn[[name for name in (HANDLE, *_COLUMNS[kind]) if name in drawn]]
        table = table.rename(columns={HANDLE: "account"}).reset_index(drop=True)
    if not (isinstance(table.index, pd.RangeIndex) and table.index.name is None):
        names = [name or "name" for name in table.index.names]
        table = table.reset_index(names=names, allow_duplicates=True)
    table = table.drop(columns=table.columns.intersection(["in_words"]))
    heads = [guarded(plain(name)) for name in table.columns]
    columns = [[_cell(one) for one in table.iloc[:, place]] for place in range(len(heads))]
    return as_csv([heads, *zip(*columns, strict=True)])


def _cell(value: object) -> str:
    """Write one value: empty where it is not known, and never as a formula."""
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return ""
    if pd.api.types.is_bool(value):
        return "yes" if value else "no"
    if pd.api.types.is_integer(value):
        return str(int(value))
    if pd.api.types.is_float(value):
        return f"{value:.6g}" if abs(value) < 1e5 else f"{value:.1f}"
    if isinstance(value, pd.Timestamp):
        return value.isoformat()
    text = plain(value)
    return guarded(text) if text else ""


def texts(story: Story) -> bytes:
    """Return the alternative text and the long description as a plain text file."""
    return f"Alt text\n{story.alt}\n\nLong description\n{story.description}\n".encode()


def caption(title: str, parts: list[str]) -> bytes:
    """Return a caption as Markdown in which nothing from the data is markup."""
    paragraphs = [f"**{_markdown(title)}**"] if title else []
    return ("\n\n".join([*paragraphs, *(_markdown(part) for part in parts)]) + "\n").encode()


def _markdown(text: str) -> str:
    r"""Write a text so that Markdown shows its signs and makes no link of it.

    Examples
    --------
    >>> _markdown("<b> *a* [x](http://y.example)")
    '&lt;b&gt; \\*a\\* \\[x\\](http:&#47;&#47;y.example)'
    """
    text = re.sub(r"([\\`*_\[\]|~#])", r"\\\1", escape(text, quote=False))
    return text.replace("://", ":&#47;&#47;").replace("www.", "www&#46;")
