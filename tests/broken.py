"""Exports with anything wrong in them, made from whole ones: what the fuzz test reads.

Every choice is drawn from a `random.Random`, so that a case can be made again.
"""

import importlib
import json
import pkgutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import exports

ODD = (
    *(None, True, False, 0, -1, 1.5, 10**30, 1e300, 2**63, 1700000000, -62169958800),
    *(
        "",
        " ",
        "x",
        "@",
        "\ud800",
        "\0",
        "9" * 40,
        "x" * 5000,
        "../..",
        "=1+1",
        "<b>",
        "1970-01-01",
    ),
    *([], {}, [[]], [None], [{}], {"a": []}, {"": ""}, [[[[[[]]]]]]),
)
BYTES = (
    b"",
    b"\0",
    b"\xff",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"[" * 3000,
    b'"',
    b"\\",
    b"<",
    b"&a;",
    b"\n",
)


def samples() -> dict[str, dict[str, bytes]]:
    """Return every sample of every platform, named ``platform/era``."""
    found = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(exports.__path__)):
        made = importlib.import_module(f"exports.{module}").samples()
        found |= {f"{module}/{era}": members for era, members in made.items()}
    return found


def broken(whole: dict[str, bytes], random: Random) -> dict[str, bytes]:
    """Return a copy of an export with one to three things wrong in it."""
    members = dict(whole)
    for _ in range(random.randint(1, 3)):
        name = random.choice(sorted(members))
        change = random.choice((_cut, _bytes, _values, _values, _values, _lines, _files))
        change(members, name, random)
    return members


def packed(members: dict[str, bytes], path: Path, random: Random) -> Path:
    """Write members as a person might upload them; at times the package itself is damaged."""
    if len(members) == 1 and random.random() < 0.7:
        return exports.single(path, members)
    pack: Callable = random.choice((exports.zipped, exports.zipped, exports.folder, exports.tarred))
    file = pack(path, members)
    if file.is_file() and random.random() < 0.15:
        data = bytearray(file.read_bytes())
        if random.random() < 0.5:
            data = data[: random.randrange(len(data))]
        elif data:
            data[random.randrange(len(data))] ^= random.randint(1, 255)
        file.write_bytes(bytes(data))
    return file


def _cut(members: dict[str, bytes], name: str, random: Random) -> None:
    members[name] = members[name][: random.randint(0, len(members[name]))]


def _bytes(members: dict[str, bytes], name: str, random: Random) -> None:
    text = bytearray(members[name])
    for _ in range(random.randint(1, 4)):
        place = random.randint(0, len(text))
        width = random.choice((0, 1, 1, 8, 200))
        text[place : place + width] = random.choice((*BYTES, bytes([random.randrange(256)])))
    members[name] = bytes(text)


def _lines(members: dict[str, bytes], name: str, random: Random) -> None:
    lines = members[name].split(b"\n")
    place = random.randrange(len(lines))
    how = random.choice(("drop", "twice", "swap", "cells"))
    if how == "drop":
        del lines[place]
    elif how == "twice":
        lines.insert(place, lines[place])
    elif how == "swap":
        other = random.randrange(len(lines))
        lines[place], lines[other] = lines[other], lines[place]
    else:
        cells = lines[place].split(b",")
        cells[random.randrange(len(cells))] = random.choice((*BYTES, b"NA", b"1e9", b"a,b", b'a"b'))
        lines[place] = b",".join(cells)
    members[name] = b"\n".join(lines)


def _files(members: dict[str, bytes], name: str, random: Random) -> None:
    """Lose a file, add a browser's copy, or give a file another's name."""
    how = random.choice(("lose", "copy", "rename", "wrap", "junk"))
    other = random.choice(sorted(members))
    stem, dot, ending = name.rpartition(".")
    if how == "lose" and len(members) > 1:
        del members[name]
    elif how == "copy":
        members[f"{stem} (1){dot}{ending}"] = members[name]
    elif how == "rename":
        members[other], members[name] = members[name], members[other]
    elif how == "wrap":
        for each in list(members):
            members[f"My export/{each}"] = members.pop(each)
    else:
        members["__MACOSX/._x"] = b"\0"


def _values(members: dict[str, bytes], name: str, random: Random) -> None:
    """Remove a key or put a value of another type, wherever JSON stands in a member."""
    text = members[name].decode("utf-8", "replace")
    start = min((place for place in (text.find("{"), text.find("[")) if place >= 0), default=-1)
    if start < 0:
        _lines(members, name, random)
        return
    head, body = text[:start], text[start:]
    try:
        changed = json.dumps(_changed(json.loads(body.strip().rstrip(";)")), random))
    except (ValueError, RecursionError):
        changed = _changed_line(body, random)
    members[name] = (head + changed).encode("utf-8", "replace")


def _changed_line(body: str, random: Random) -> str:
    lines = body.split("\n")
    place = random.randrange(len(lines))
    try:
        lines[place] = json.dumps(_changed(json.loads(lines[place]), random))
    except (ValueError, RecursionError):
        lines[place] = lines[place].replace('"', random.choice(("'", "", '""')), 1)
    return "\n".join(lines)


def _changed(whole: object, random: Random) -> object:
    holder, key = None, None
    inside = whole
    while isinstance(inside, dict | list) and inside:
        if holder is not None and random.random() < 0.15:
            break
        key = random.choice(sorted(inside) if isinstance(inside, dict) else range(len(inside)))
        holder, inside = inside, inside[key]
    if holder is None or random.random() < 0.02:
        return random.choice(ODD)
    if random.random() < 0.3:
        del holder[key]
    else:
        holder[key] = random.choice(ODD)
    return whole
