"""The texts of a JSON document, each with its key path; of a notebook, with its cell."""

from collections.abc import Iterator
from typing import NamedTuple

_JOINED = {"source", "text", "traceback", "text/html", "text/plain", "text/markdown"}
_TECHNICAL = ("kernelspec", "language_info", "nbformat", "cell_type", "output_type", "mimetype")


class Part(NamedTuple):
    """One text of the document: where, under which key, and of which media type if any."""

    where: str
    key: str
    text: str
    mime: str = ""
    is_technical: bool = False


def json_parts(document: object, *, is_notebook: bool = False) -> Iterator[Part]:
    """Yield every key and value; lists of lines are joined, as a notebook means them."""
    todo: list[tuple[object, tuple[str | int, ...]]] = [(document, ())]
    while todo:
        value, path = todo.pop()
        if _is_object(value):
            for key, inner in reversed(value):
                yield _part(key, (*path, key), is_notebook, is_key=True)
                todo.append((inner, (*path, key)))
        elif isinstance(value, list):
            if path and _is_lines(path[-1], value):
                yield _part("".join(value), path, is_notebook)
            else:
                todo += [(inner, (*path, n)) for n, inner in reversed(list(enumerate(value)))]
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            yield _part(str(value), path, is_notebook)


def _is_object(value: object) -> bool:
    return isinstance(value, list) and type(value) is not list


def _is_lines(key: object, value: list) -> bool:
    is_named = isinstance(key, str) and (key in _JOINED or "/" in key)
    return is_named and all(isinstance(line, str) for line in value)


def _part(text: str, path: tuple[str | int, ...], is_notebook: bool, is_key: bool = False) -> Part:
    key = next((str(one) for one in reversed(path) if isinstance(one, str)), "")
    mime = key if "/" in key and not is_key else ""
    where = _notebook_place(path) if is_notebook else ""
    technical = any(one in _TECHNICAL for one in path)
    return Part(where or "key " + _dotted(path), "" if is_key else key, text, mime, technical)


def _dotted(path: tuple[str | int, ...]) -> str:
    """Return the path without what may itself be a name: keys stand as their place only."""
    return ".".join(str(one) for one in path) or "top"


def _notebook_place(path: tuple[str | int, ...]) -> str:
    if len(path) < 2 or path[0] != "cells" or not isinstance(path[1], int):
        return ""
    part = path[2] if len(path) > 2 else "cell"
    words = {"source": "source", "outputs": "output", "attachments": "attachment"}
    return f"cell {path[1] + 1}, {words.get(part, part)}"
