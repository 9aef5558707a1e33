"""Ordinary words: what a handle or name may read like without being one.

A word is ordinary when it is short, when several accounts use it in their bios or names, when
it stands in the notebooks, or on the list below. An ordinary word counts as a leak only with
evidence: behind an @, in the address of a profile, or as the whole of a cell.
"""

import json
from collections import Counter
from functools import cache
from typing import NamedTuple

import pandas as pd

from socialkit import datasets, schema
from socialkit.privacy.letters import TOKEN, canonical, unspaced
from socialkit.privacy.wordlist import WORDS

SHORT = 5
"""Fewer letters than this are in too many texts by chance."""
SHORTEST = 3
_USERS = 3
COMMON = frozenset(WORDS.split())


class Ordinary(NamedTuple):
    """Words that need evidence: those of any text, and those that only names share."""

    anywhere: frozenset[str]
    in_names: frozenset[str]

    def holds(self, words: list[str]) -> bool:
        """Tell whether these words could stand together without meaning an account."""
        if len(words) == 1:
            only = words[0]
            return only in self.anywhere or only in self.in_names or weight(only) < SHORT
        # "Ann Lee" is short, and yet no phrase that stands in a text by chance.
        return all(word in self.anywhere or weight(word) < SHORTEST for word in words)


def weight(word: str) -> int:
    """Count letters; one that stands for a syllable or word, as in Japanese, for three."""
    return len(word) * (3 if unspaced(word) else 1)


def ordinary_words(accounts: pd.DataFrame) -> Ordinary:
    """Gather the words that three accounts or more use, the kit's own and those of the list."""
    bios, names = (_shared(accounts[column]) for column in ("bio", "name"))
    return Ordinary(bios | kit_words() | COMMON, names)


def _shared(texts: pd.Series) -> frozenset[str]:
    users: Counter[str] = Counter()
    for text in texts.dropna():
        users.update(set(_words(text)))
    return frozenset(word for word, count in users.items() if count >= _USERS)


def _words(text: str) -> list[str]:
    """Return the words of a text, without addresses and mentions."""
    kept = (part for part in text.split() if not set(part) & set("@/#") and "." not in part[:-1])
    return TOKEN.findall(canonical(" ".join(kept)))


def reserved(accounts: pd.DataFrame) -> frozenset[str]:
    """Return the words that a cell of a result may hold: the kit's own and the categories."""
    categories = pd.concat([accounts["group"], accounts["lang"]]).dropna().unique()
    whole = {canonical(str(value)) for value in categories}
    return frozenset(whole) | kit_words()


@cache
def kit_words() -> frozenset[str]:
    """Return the words of the schema and of the notebooks as they come, without results."""
    texts = [*schema.TABLES, *schema.POST_KINDS, *schema.INTERACTION_KINDS]
    texts += [*schema.LIST_ORDERS, *schema.LIST_FRAMES, *schema.SIDES]
    for columns in schema.TABLES.values():
        texts += [f"{column.name} {column.meaning}" for column in columns]
    for path in sorted(datasets.bundled("notebooks").glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            is_result = "about-the-sample" in cell["metadata"].get("tags", ())
            if cell["cell_type"] == "markdown" and not is_result:
                texts.append("".join(cell["source"]))
    return frozenset(word for text in texts for word in TOKEN.findall(canonical(text)))
