"""What a reader finds on its way through an export, gathered into a snapshot.

Every platform's reader says what it meets in the words of the schema: an account, a list
around the owner, a follow, a post, an act. Rows become columns in batches, so that a
million posts take the room of their columns and not of their objects.
"""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from socialkit import schema
from socialkit.readers.about import About
from socialkit.readers.columns import Batches
from socialkit.readers.described import Described
from socialkit.snapshot import UNDATED, UNDATED_NOTE, Snapshot

DAY = 86_400_000_000  # microseconds
_LIST_WORDS = {"followers": "follower list", "following": "list of those you follow"}
_NO_FOLLOWERS = {"is_focal": False, "list_order": None, "list_frame": None}


class Entry(NamedTuple):
    """One line of a list: whose it is (None when unreadable) and since when, if known."""

    account_id: str | None
    at: int | None = None


class Gathered:
    """A snapshot in the making, around the owner of an export or around nobody.

    Parameters
    ----------
    about
        The format that is being read.
    owner
        Id of the account whose export it is; None for data that are nobody's own.

    Attributes
    ----------
    generated_at
        When the export was made, as it says itself.
    taken_at
        When the data were taken, by a clock of our own: no date may lie after that.
    """

    def __init__(self, about: About, owner: str | None = None) -> None:
        self.about = about
        self.owner = owner
        self.generated_at: int | None = None
        self.taken_at: int | None = None
        self.notes: list[str] = []
        self._accounts = Described()
        self._tables = {name: Batches(name) for name in ("follows", "posts", "interactions")}
        self._listed: dict[str, set[str]] = {}
        if owner is not None:
            self.account(owner, **_NO_FOLLOWERS)

    def __contains__(self, account_id: str) -> bool:
        return account_id in self._accounts

    def account(self, account_id: str, **facts: object) -> None:
        """Add what is known of an account; what is None leaves what was known before.

        Facts are columns of the accounts table; times are microseconds since 1970. A column
        of the reader's own starts with ``x_``.
        """
        self._accounts.add(account_id, facts)

    def facts(self, account_id: str) -> dict[str, object]:
        """Return what was gathered of an account so far."""
        return self._accounts.facts(account_id)

    def listed(
        self,
        which: str,
        entries: Iterable[Entry] | None,
        *,
        order: str = "unknown",
        frame: str = "unknown",
    ) -> None:
        """Add the owner's ``followers`` or ``following``; None says that the list is missing.

        Each account counts once. What is left out is noted. `order` and `frame` describe a
        follower list in the words of the schema; called twice, the entries go on.
        """
        words = _LIST_WORDS[which]
        if entries is None:
            self.notes.append(f"This upload holds no {words}.")
            return
        is_new = which not in self._listed
        seen = self._listed.setdefault(which, set())
        unreadable = repeated = own = 0
        for entry in entries:
            if not entry.account_id:
                unreadable += 1
            elif entry.account_id == self.owner:
                own += 1
            elif entry.account_id in seen:
                repeated += 1
            else:
                self._list_one(which, entry, len(seen))
                seen.add(entry.account_id)
        if which == "followers":
            self.account(self.owner, is_focal=True, list_order=order, list_frame=frame)
        self._note_list(words, unreadable, repeated, own, is_empty=is_new and not seen)

    def follow(
        self, follower: str, followed: str, at: int | None = None, position: int | None = None
    ) -> None:
        """Add one follow; of a pair that comes again the first counts."""
        if follower != followed:
            self._mention(follower, followed)
            self._tables["follows"].add((follower, followed, at, position))

    def post(
        self,
        post_id: str,
        account_id: str,
        *,
        at: int | None = None,
        kind: str | None = None,
        has_link: bool | None = None,
        links_own_site: bool | None = None,
        likes: int | None = None,
        replies: int | None = None,
        reposts: int | None = None,
        quotes: int | None = None,
        text: str | None = None,
    ) -> None:
        """Add one post; of an id that comes again the last counts."""
        self._mention(account_id)
        counts = (likes, replies, reposts, quotes)
        row = (post_id, account_id, at, kind, has_link, links_own_site, *counts, text)
        self._tables["posts"].add(row)

    def act(
        self, source: str, target: str, kind: str, at: int | None = None, count: int = 1
    ) -> None:
        """Add one interaction; what somebody does towards themselves is none."""
        if source != target:
            self._mention(source, target)
            self._tables["interactions"].add((source, target, kind, at, count))

    def columns(self, name: str, rows: pd.DataFrame) -> None:
        """Add rows of ``follows``, ``posts`` or ``interactions`` that are columns already.

        Their dtypes are the schema's; a column that is missing is not known.
        """
        for column in schema.REFERENCES[name]:
            self._mention(*rows[column].unique())
        self._tables[name].extend(rows)

    def note(self, sentence: str, count: int = 1) -> None:
        """Add a sentence for the reader of the results, when `count` is not 0."""
        if count:
            self.notes.append(sentence.replace("{count}", f"{count:,}"))

    def newest(self) -> int | None:
        """Return the newest moment that was gathered, or the one the export itself says.

        The day on which the owner joined says nothing about when an export was made.
        """
        if self.generated_at is not None:
            return self.generated_at
        found = [self._accounts.newest(but=self.owner)]
        found += [batch.newest() for batch in self._tables.values()]
        return max((moment for moment in found if moment is not None), default=None)

    def snapshot(self, source: str) -> Snapshot:
        """Return what was gathered as a checked snapshot; the gathering ends with it.

        Parameters
        ----------
        source
            In words, where the data come from; it stands under every chart.

        Raises
        ------
        SchemaError
            When a reader gathered what the schema forbids.
        """
        taken_at, notes = self._taken_at()
        follows = self._tables["follows"].hand_over()
        follows = follows.drop_duplicates(["follower_id", "followed_id"], ignore_index=True)
        posts = self._tables["posts"].hand_over()
        if posts["post_id"].duplicated().any():
            posts = posts.drop_duplicates("post_id", keep="last")
        posts = _without_links_of_reposts(posts)
        interactions = self._tables["interactions"].hand_over()
        late = sum(_blank_after(frame, taken_at) for frame in (follows, posts, interactions))
        accounts = self._accounts_table(posts)
        if taken_at == UNDATED:  # no age can be counted from the day the owner joined
            accounts["created_at"] = pd.Series(pd.NaT, index=accounts.index, dtype=schema.TIME)
        late += _blank_after(accounts, taken_at)
        if late:
            when = "the export was made" if self.taken_at is None else "the data were taken"
            notes.append(f"{_of(late, 'date')} after {when} left out.")
        return Snapshot(
            accounts.set_index("account_id"),
            follows,
            posts.set_index("post_id"),
            interactions,
            taken_at,
            source=source,
            platform=self.about.platform,
            notes=tuple(dict.fromkeys([*notes, *self.notes, self.about.does_not_tell])),
        )

    def _list_one(self, which: str, entry: Entry, position: int) -> None:
        other, at = entry
        self._accounts.meet(other)
        is_follower = which == "followers"
        row = (other, self.owner, at, position) if is_follower else (self.owner, other, at, None)
        self._tables["follows"].add(row)

    def _note_list(
        self, words: str, unreadable: int, repeated: int, own: int, *, is_empty: bool
    ) -> None:
        where = f"on the {words}"
        if unreadable:
            self.notes.append(f"{_of(unreadable, 'entry')} {where} that cannot be read left out.")
        if repeated:
            self.notes.append(f"{_of(repeated, 'entry')} {where} repeated an earlier one.")
        if own:
            self.notes.append(f"The owner stood {where}; left out.")
        if is_empty:
            self.notes.append(f"The {words} is empty.")

    def _mention(self, *account_ids: str) -> None:
        for account_id in account_ids:
            self._accounts.meet(account_id)

    def _taken_at(self) -> tuple[pd.Timestamp, list[str]]:
        newest = max(
            (
                moment
                for moment in (batch.newest() for batch in self._tables.values())
                if moment is not None
            ),
            default=None,
        )
        if self.taken_at is not None:
            return _moment(self.taken_at), []
        if self.generated_at is not None:
            if newest is not None and self.generated_at < newest <= self.generated_at + DAY:
                note = "Some dates are up to a day newer than the export says it is; the newest "
                return _moment(newest), [note + "of them is used."]
            return _moment(self.generated_at), []
        newest = self.newest()
        if newest is None:
            return UNDATED, [self._undated_note()]
        day = f"{_moment(newest):%Y-%m-%d}"
        note = f"The export does not say when it was made; its newest date, {day}, is used."
        return _moment(newest), [note]

    def _undated_note(self) -> str:
        opened = self._accounts.facts(self.owner).get("created_at")
        if opened is None:
            return UNDATED_NOTE
        return (
            "The only date in the export is the day on which its account was opened, "
            f"{_moment(opened):%Y-%m-%d}. It does not say when it was made, so nothing here has an "
            "age."
        )

    def _accounts_table(self, posts: pd.DataFrame) -> pd.DataFrame:
        accounts = self._accounts.hand_over()
        seen = accounts["posts_seen"].fillna(False).to_numpy(dtype=bool)
        if seen.any() and len(posts):
            last = accounts["account_id"].map(posts.groupby("account_id")["posted_at"].max())
            last = last.astype(schema.TIME).where(seen)
            accounts["last_post_at"] = accounts["last_post_at"].fillna(last)
        return accounts


def _moment(microseconds: int) -> pd.Timestamp:
    return pd.Timestamp(microseconds, unit="us", tz="UTC")


def _blank_after(frame: pd.DataFrame, taken_at: pd.Timestamp) -> int:
    """Blank the times after `taken_at` in a table of our own making; return how many."""
    late = 0
    for name, values in frame.items():
        if values.dtype == schema.TIME:
            after = (values > taken_at).fillna(False)
            if after.any():
                late += int(after.sum())
                frame[name] = values.where(~after)
    return late


def _without_links_of_reposts(posts: pd.DataFrame) -> pd.DataFrame:
    """Return the posts with NA for the links of reposts, which another account chose."""
    own = (posts["kind"] != "repost").fillna(True).to_numpy(dtype=bool)
    if own.all():
        return posts
    return posts.assign(**{name: posts[name].where(own) for name in ("has_link", "links_own_site")})


def _of(count: int, word: str) -> str:
    plural = "entries" if word == "entry" else f"{word}s"
    return f"1 {word}" if count == 1 else f"{count:,} {plural}"
