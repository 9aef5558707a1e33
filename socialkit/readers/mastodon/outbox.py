"""The outbox of a Mastodon archive: the owner's public posts, and towards whom they turn."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from socialkit.readers import moments, values
from socialkit.readers.gathered import Gathered
from socialkit.readers.mastodon import addresses, notes
from socialkit.readers.mastodon.notes import Note
from socialkit.readers.mastodon.owner import Owner
from socialkit.readers.mastodon.people import People

_UNTOLD = "to posts whose author the archive does not tell, so they count towards no one"
_LEFT_OUT = {
    "followers": "Posts for followers only, not public and left out: {count}.",
    "direct": "Direct posts (private messages) left out: {count}.",
    "foreign": "Entries of the outbox by other accounts left out: {count}.",
    "odd": "Entries of the outbox that cannot be read left out: {count}.",
    "other": "Entries of the outbox that are neither posts nor boosts left out: {count}.",
    "undated": "Posts without a possible date, so that it is not known when: {count}.",
    "reply": f"Replies {_UNTOLD}: {{count}}.",
    "quote": f"Quotes that refer {_UNTOLD}: {{count}}.",
    "repost": f"Boosts that refer {_UNTOLD}: {{count}}.",
    "like": f"Likes given {_UNTOLD}: {{count}}.",
}


class _Act(NamedTuple):
    """Something done towards an account, by its web address until all mentions are known."""

    kind: str
    actor: str | None
    at: int | None


class Outbox:
    """Reads the owner's activities one by one into what is gathered.

    Parameters
    ----------
    gathered
        Where posts and acts go.
    owner
        Whose outbox it is.
    keep_text
        Whether the posts' text is wanted.
    """

    def __init__(self, gathered: Gathered, owner: Owner, *, keep_text: bool) -> None:
        self._gathered, self._owner, self._keep_text = gathered, owner, keep_text
        self._people = People()
        self._acts: list[_Act] = []
        self._likes: Counter[str | None] = Counter()
        self._waiting: list[Note] = []  # answers to posts whose address names no author
        self._own: set[str] = set()
        self._left_out: Counter[str] = Counter()

    def read(self, items: Iterable[object]) -> int:
        """Read all activities; return how many there were."""
        count = 0
        for item in items:
            count += 1
            reason = self._read_one(item) if isinstance(item, dict) else "odd"
            if reason:
                self._left_out[reason] += 1
        return count

    def read_likes(self, items: Iterable[object]) -> None:
        """Count the liked posts by their authors; when they were liked is not known."""
        for item in items:
            liked = item.get("id") if isinstance(item, dict) else item
            self._likes[addresses.actor(liked)] += 1

    def finish(self) -> None:
        """Settle what only the whole archive tells: threads, and who is behind an address."""
        for note in self._waiting:
            self._post(note, is_reply=note.parent not in self._own)
        for act in self._acts:
            self._act(act, 1)
        for actor, count in self._likes.items():
            self._act(_Act("like", actor, None), count)
        for reason, sentence in _LEFT_OUT.items():
            self._gathered.note(sentence, self._left_out[reason])

    def _read_one(self, item: dict) -> str | None:
        """Read one activity; return why it was left out, if it was."""
        kind, by = item.get("type"), item.get("actor")
        if isinstance(by, str) and self._owner.uri and by != self._owner.uri:
            return "foreign"
        if kind == "Announce":
            return self._boost(item)
        if kind != "Create":
            return "other" if isinstance(kind, str) else "odd"
        note = notes.read(item, site=self._owner.site, keep_text=self._keep_text)
        if isinstance(note, str):
            return note
        self._own.add(note.post_id)
        author = addresses.actor(note.parent)
        if note.parent and author is None:
            for tag in note.mentions:
                self._people.meet(tag)
            self._waiting.append(note)
        else:
            self._post(note, is_reply=author is not None and not self._is_own(author))
        return None

    def _post(self, note: Note, *, is_reply: bool) -> None:
        answered = addresses.actor(note.parent) if is_reply else None
        if is_reply:
            self._acts.append(_Act("reply", answered, note.at))
        if note.quoted:
            self._acts.append(_Act("quote", addresses.actor(note.quoted), note.at))
        met = dict.fromkeys(self._people.meet(tag) for tag in note.mentions)
        to = self._people.id_of(answered)
        for who in met:
            if who and who != answered and (to is None or self._people.id_of(who) != to):
                self._acts.append(_Act("mention", who, note.at))
        self._left_out["undated"] += note.at is None
        self._gathered.post(
            note.post_id,
            self._gathered.owner,
            at=note.at,
            kind="reply" if is_reply else "quote" if note.quoted else "original",
            has_link=note.has_link,
            links_own_site=note.links_site,
            likes=note.likes,
            reposts=note.reposts,
            text=note.text,
        )

    def _boost(self, item: dict) -> str | None:
        """Read one boost; the boosted author stands among its receivers."""
        post_id, boosted = values.text(item.get("id")), item.get("object")
        hidden = notes.why_hidden(item) if post_id else "odd"
        if hidden:
            return hidden
        others = addresses.people(item.get("cc"), item.get("to"))
        author = next((uri for uri in others if uri != self._owner.uri), None)
        post = boosted.get("id") if isinstance(boosted, dict) else boosted
        at = moments.iso(item.get("published"))
        self._acts.append(_Act("repost", author or addresses.actor(post), at))
        self._left_out["undated"] += at is None
        self._gathered.post(post_id, self._gathered.owner, at=at, kind="repost")
        return None

    def _act(self, act: _Act, count: int) -> None:
        if act.actor and self._is_own(act.actor):
            return
        target = self._people.id_of(act.actor)
        if target:
            self._gathered.account(target, handle=target)
            self._gathered.act(self._gathered.owner, target, act.kind, act.at, count)
        else:
            self._left_out[act.kind] += count

    def _is_own(self, actor: str) -> bool:
        return actor == self._owner.uri or addresses.named(actor) == self._gathered.owner
