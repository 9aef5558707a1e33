"""The reference: a page for each room in the order of the flow, made from its docstrings."""

import ast
import inspect
from collections.abc import Mapping
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import socialkit as sk
from socialkit import errors, practice

_LONGEST_VALUE = 72
_BESIDE = {"errors": errors, "practice": practice}
"""What stands outside the flow: what can go wrong, and the practitioner's mode."""


class Room(NamedTuple):
    """A part of the package: where it is imported from, what it says of itself, what it has."""

    name: str
    path: str
    about: str
    public: dict[str, object]

    @property
    def module(self) -> ModuleType:
        """The module itself."""
        return import_module(self.path)


def rooms() -> list[Room]:
    """Return the rooms in the order of the flow; a new one comes by itself."""
    found = []
    for name in sk.__all__:
        one = getattr(sk, name)
        if inspect.ismodule(one):
            public = {each: getattr(one, each) for each in one.__all__}
            found.append(Room(name, one.__name__, inspect.getdoc(one) or "", public))
    about = inspect.getdoc(inspect.getmodule(sk.Snapshot)) or ""
    snapshot = Room("snapshot", "socialkit", about, {"Snapshot": sk.Snapshot})
    found.insert(1, snapshot)
    return [*found, *(_beside(name, module) for name, module in _BESIDE.items())]


def _beside(name: str, module: ModuleType) -> Room:
    own = {each: one for each, one in vars(module).items() if not each.startswith("_")}
    public = {each: one for each, one in own.items() if _is_defined_in(one, module)}
    return Room(name, module.__name__, inspect.getdoc(module) or "", public)


def _is_defined_in(one: object, module: ModuleType) -> bool:
    return callable(one) and getattr(one, "__module__", "") == module.__name__


def addresses() -> dict[str, str]:
    """Return by what name each public thing stands on its page, by its other names.

    These are where it is defined, and the short way to it, such as ``sk.read``.
    """
    found = {
        _place(one): f"{room.path}.{name}"
        for room in rooms()
        for name, one in room.public.items()
        if inspect.isroutine(one) or inspect.isclass(one)
    }
    called = {name: getattr(sk, name) for name in sk.__all__}
    short = {name: one for name, one in called.items() if not inspect.ismodule(one)}
    return found | {f"socialkit.{name}": found[_place(one)] for name, one in short.items()}


def _place(one: object) -> str:
    return f"{one.__module__}.{one.__qualname__}"


def pages() -> dict[str, str]:
    """Return the reference: by path below the sources, the text of each file."""
    found = {f"reference/{room.name}.rst": _page(room) for room in rooms()}
    return found | {"reference/index.rst": _contents(rooms())}


def _contents(listed: list[Room]) -> str:
    """Return the page that leads to the rooms, with a sentence for each."""
    start = (Path(__file__).parents[1] / "reference.rst").read_text(encoding="utf-8").rstrip()
    lines = [f":doc:`{room.name}`\n   {_first(room.about)}\n" for room in listed]
    tree = ["", ".. toctree::", "   :hidden:", "", *(f"   {room.name}" for room in listed)]
    return "\n".join([start, "", *lines, *tree, "   commands", ""])


def _first(about: str) -> str:
    return " ".join(about.split("\n\n")[0].split())


def _page(room: Room) -> str:
    classes = [name for name, one in room.public.items() if _is_ours(one)]
    functions = [name for name, one in room.public.items() if inspect.isfunction(one)]
    values = [name for name in room.public if name not in {*classes, *functions}]
    parts = [_title(room.name, "="), f".. currentmodule:: {room.path}", room.about]
    if len(functions) + len(classes) > 1:
        parts.append(_summary([*functions, *classes]))
    if functions:
        parts += [_title("Functions", "-"), *(f".. autofunction:: {name}" for name in functions)]
    if classes:
        parts += [_title("Classes", "-"), *(_class(room.public[name], name) for name in classes)]
    if values:
        words = _words_of_values(room)
        told = (_value(name, room.public[name], words.get(name, "")) for name in values)
        parts += [_title("Constants", "-"), *told]
    start = f".. py:module:: {room.path}\n" if room.path != "socialkit" else ""
    return "\n\n".join([start, *parts]) + "\n"


def _title(text: str, line: str) -> str:
    return f"{text}\n{line * len(text)}"


def _summary(names: list[str]) -> str:
    return "\n".join([".. autosummary::", "", *(f"   {name}" for name in names)])


def _class(one: type, name: str) -> str:
    """Return a class with those of its methods that say what they do."""
    kind = "autoexception" if issubclass(one, Exception) else "autoclass"
    methods = [
        each
        for each, what in vars(one).items()
        if not each.startswith("_") and _says_what_it_does(what)
    ]
    members = [f"   :members: {', '.join(methods)}"] if methods else []
    return "\n".join([f".. {kind}:: {name}", *members])


def _is_ours(one: object) -> bool:
    """Tell a class of this package from one that it only passes on."""
    return inspect.isclass(one) and one.__module__.startswith("socialkit")


def _says_what_it_does(what: object) -> bool:
    is_method = inspect.isfunction(what) or isinstance(what, property | classmethod | staticmethod)
    return is_method and bool(inspect.getdoc(what))


def _value(name: str, value: object, words: str) -> str:
    """Return a constant with its value, if that is short, and the words that stand below it."""
    shown = f"{value.__module__}.{value.__qualname__}" if inspect.isclass(value) else repr(value)
    lines = [f".. py:data:: {name}"]
    if len(shown) <= _LONGEST_VALUE and " at 0x" not in shown:
        lines.append(f"   :value: {shown}")
    text = [f"   {line}".rstrip() for line in (words or _in_words(value)).splitlines()]
    return "\n".join([*lines, "", *text])


def _in_words(value: object) -> str:
    """Say of a constant what it is, where nobody wrote it below."""
    if isinstance(value, Mapping):
        return f"By name: {', '.join(f'`{name}`' for name in value)}."
    if isinstance(value, tuple) and all(hasattr(one, "name") for one in value):
        return f"In this order: {', '.join(f'`{one.name}`' for one in value)}."
    if isinstance(value, tuple):
        return f"{len(value)} values."
    return f"Of type `{type(value).__name__}`."


def _words_of_values(room: Room) -> dict[str, str]:
    """Return the text that stands below each constant where it is set."""
    found: dict[str, str] = {}
    start = Path(inspect.getfile(room.module))
    for path in sorted(start.parent.rglob("*.py")) if start.name == "__init__.py" else [start]:
        body = ast.parse(path.read_text(encoding="utf-8")).body
        for before, after in pairwise(body):
            is_text = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
            if is_text and isinstance(before, ast.Assign | ast.AnnAssign):
                targets = getattr(before, "targets", None) or [before.target]
                text = inspect.cleandoc(str(after.value.value))
                found |= {name: text for name in _names(targets) if name in room.public}
    return found


def _names(targets: list[ast.expr]) -> list[str]:
    return [each.id for one in targets for each in ast.walk(one) if isinstance(each, ast.Name)]
