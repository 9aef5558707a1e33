"""What to look for: every handle, name, id, web address and e-mail address of a snapshot."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pandas as pd

from socialkit.privacy.addresses import bare, emails_in, is_shared_host, punycoded
from socialkit.privacy.letters import DIGITS, TOKEN, canonical, split, unspaced
from socialkit.privacy.ordinary import SHORT, Ordinary, ordinary_words, reserved
from socialkit.snapshot import Snapshot

KINDS = ("handle", "name", "id", "url", "e-mail")
_SEVERAL = 3
"""A bare web address that so many accounts give is a platform's or a firm's, not a person's."""


class Entry(NamedTuple):
    """One thing to look for.

    Attributes
    ----------
    kind
        One of `KINDS`.
    row
        At which row of its table (accounts or posts) it stands.
    text
        In canonical form.
    between
        The signs between its words; None where any few will do, as in a name.
    is_weak
        Whether it could be an ordinary word, and needs evidence that it is not.
    """

    kind: str
    row: int
    text: str
    between: tuple[str, ...] | None = None
    is_weak: bool = False


class Lexicon:
    """All entries, by how they are looked up; one pass over a text finds them all.

    Attributes
    ----------
    phrases
        Entries by their words joined by a blank.
    lengths
        For a first word, how many words the phrases that begin with it have, longest first.
    digits
        Entries that are a number of 5 digits or more.
    whole
        Entries by their whole text, for a cell or value that holds nothing else.
    unspaced
        How long the words are that stand in scripts without blanks.
    reserved
        Words of the kit and of the snapshot's own categories, which a cell may hold.
    """

    def __init__(self, entries: Iterable[Entry], reserved_words: frozenset[str]) -> None:
        self.phrases: dict[str, list[Entry]] = {}
        self.lengths: dict[str, tuple[int, ...]] = {}
        self.digits: dict[str, Entry] = {}
        self.whole: dict[str, Entry] = {}
        self.unspaced: set[int] = set()
        self.reserved = reserved_words
        self._entries = list(entries)
        for entry in self._entries:
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        if not DIGITS.fullmatch(entry.text):
            self.whole.setdefault(entry.text, entry)
        words = TOKEN.findall(entry.text)
        if len(words) == 1 and DIGITS.fullmatch(words[0]):
            self.digits.setdefault(words[0], entry)
        elif words and not (len(words) == 1 and words[0].isdigit()):
            same = self.phrases.setdefault(" ".join(words), [])
            if all(other.between != entry.between for other in same):
                same.append(entry)
            known = self.lengths.get(words[0], ())
            self.lengths[words[0]] = tuple(sorted({*known, len(words)}, reverse=True))
            if len(words) == 1 and unspaced(words[0]):
                self.unspaced.add(len(words[0]))

    def without(self, rows: set[int], texts: set[str]) -> "Lexicon":
        """Return the lexicon without whatever belongs to some accounts, or reads as given."""
        own = {one.text for one in self._entries if one.row in rows}
        kept = [one for one in self._entries if one.text not in own | texts]
        return Lexicon(kept, self.reserved)

    def strict_for(self, rows: set[int]) -> "Lexicon":
        """Return the entries of some accounts alone, all taken as they stand, without evidence."""
        entries = [one._replace(is_weak=False) for one in self._entries if one.row in rows]
        return Lexicon(entries, self.reserved)

    def has(self, text: str) -> bool:
        """Tell whether something to look for reads exactly so."""
        return text in self.whole or text in self.digits


def lexicon_of(snapshot: Snapshot) -> Lexicon:
    """Gather what would give an account of the snapshot away."""
    accounts = snapshot.accounts
    ordinary = ordinary_words(accounts)
    entries = [*_unique(_entries(accounts, ordinary)), *_posts(snapshot)]
    return Lexicon(entries, reserved(accounts))


def _unique(entries: Iterator[Entry]) -> Iterator[Entry]:
    seen: set[tuple[str, tuple[str, ...] | None]] = set()
    for entry in entries:
        if entry.text and (entry.text, entry.between) not in seen:
            seen.add((entry.text, entry.between))
            yield entry


def _entries(accounts: pd.DataFrame, ordinary: Ordinary) -> Iterator[Entry]:
    """Yield the entries of every account; of two that read alike the first counts."""
    yield from _emails(accounts)
    yield from _handles(accounts, ordinary)
    yield from _urls(accounts)
    for row, name in _known(accounts["name"]):
        words = TOKEN.findall(canonical(name))
        yield Entry("name", row, canonical(name), None, _is_weak(words, ordinary))
    for row, one in enumerate(accounts.index):
        yield from _id_entries(row, str(one), ordinary)


def _handles(accounts: pd.DataFrame, ordinary: Ordinary) -> Iterator[Entry]:
    for row, handle in _known(accounts["handle"]):
        text = canonical(handle).lstrip("@")
        words, between = split(text)
        yield Entry("handle", row, text, between, _is_weak(words, ordinary, between))
        local, at, _ = text.partition("@")
        if at and local:  # a Mastodon address: on its own server only @name is written
            yield Entry("handle", row, local, split(local)[1], True)


def _urls(accounts: pd.DataFrame) -> Iterator[Entry]:
    urls = accounts["url"].dropna()
    shared = urls.map(bare).value_counts()
    for row, url in _known(accounts["url"]):
        text = bare(url)
        if not text or is_shared_host(text) or ("/" not in text and shared[text] >= _SEVERAL):
            continue
        for one in {text, punycoded(text)}:
            words, between = split(one)
            yield Entry("url", row, one, between, len(words) < 2)


def _emails(accounts: pd.DataFrame) -> Iterator[Entry]:
    texts = [name for name in accounts.columns if isinstance(accounts[name].dtype, pd.StringDtype)]
    for name in texts:
        if name == "handle":
            continue  # a Mastodon handle looks like an e-mail address and is none
        holding = accounts[name].str.contains("@", regex=False).fillna(False).to_numpy(dtype=bool)
        for row in holding.nonzero()[0].tolist():
            for one in emails_in(str(accounts[name].iat[row])):
                yield Entry("e-mail", row, one, split(one)[1])


def _id_entries(row: int, one: str, ordinary: Ordinary) -> Iterator[Entry]:
    text = bare(one) if "://" in one else canonical(one)
    words, between = split(text)
    if not (len(words) == 1 and words[0].isdigit() and len(text) < SHORT):
        yield Entry("id", row, text, between, _is_weak(words, ordinary, between))


def _posts(snapshot: Snapshot) -> Iterator[Entry]:
    """Yield the ids of posts: the number in the address of a post leads to its author."""
    for row, one in enumerate(snapshot.posts.index):
        text = bare(str(one)) if "://" in str(one) else canonical(str(one))
        if len(text) >= SHORT:
            # A post's own row tells nothing; the row of its author does.
            author = int(snapshot.codes.author[row])
            yield Entry("id", author, text, split(text)[1], not DIGITS.fullmatch(text))


def _known(texts: pd.Series) -> Iterator[tuple[int, str]]:
    for row, text in enumerate(texts):
        if isinstance(text, str) and text.strip():
            yield row, text.strip()


def _is_weak(words: list[str], ordinary: Ordinary, between: tuple[str, ...] | None = None) -> bool:
    """Tell whether these words could stand in any text without meaning an account.

    Only prose joins ordinary words by blanks or hyphens; an underscore or dot makes a handle.
    """
    is_joined = between is not None and any(re.search(r"[_.@:/]", sign) for sign in between)
    if is_joined:
        return sum(map(len, words)) < SHORT
    return ordinary.holds(words)
