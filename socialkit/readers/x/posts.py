"""Own posts of an X archive: what kind each is, and towards whom it was turned.

What a post is may hang on posts that come later: a reply on whether its parent is one's
own, a quote on whose user name it shows, an edited post on its last version. So each tweet
leaves a few numbers, and at the end those decide. The text is looked at and dropped.
"""

import numpy as np
import pandas as pd
import pyarrow as pa

from socialkit import schema
from socialkit.readers import values
from socialkit.readers.csvfile import text_column
from socialkit.readers.gathered import Gathered
from socialkit.readers.x.handles import Handles
from socialkit.readers.x.rows import Names, Rows, counts, flags, times
from socialkit.readers.x.tweet import Tweet, number, tweet

ORIGINAL, REPLY, REPOST, QUOTE = map(
    schema.POST_KINDS.index, ("original", "reply", "repost", "quote")
)
_ACTS = {kind: place for place, kind in enumerate(schema.INTERACTION_KINDS)}
_PACKED = 50_000  # texts; how many wait before they become a column


class Posts:
    """The owner's posts and outgoing interactions, gathered tweet by tweet.

    A reply to oneself (a thread) counts as an original post and as no interaction.

    Parameters
    ----------
    owner
        Id of the account whose archive it is.
    site
        Web site in the owner's profile; None when it is not known.
    keep_text
        Whether to keep the posts' texts.
    """

    def __init__(self, owner: str, site: str | None, *, keep_text: bool) -> None:
        self._owner = owner
        self._site = _host(site)
        self._posts = Rows(
            "post_id", "first_id", "at", "kind", "has_link", "own_site", "likes", "reposts"
        )
        self._acts = Rows("row", "kind", "target")
        self._quotes = Rows("row", "name")
        self._undecided = Rows("row", "parent", "kind")
        self._people, self._quoted = Names(), Names()
        self._handles = Handles()
        self._unreadable = 0
        self._texts: list[pa.Array] | None = [] if keep_text else None
        self._waiting: list[str] = []

    def add(self, record: object) -> None:
        """Take what counts of one record of ``tweets.js``."""
        found = tweet(record)
        if found is None:
            self._unreadable += 1
            return
        row = len(self._posts)
        kind = self._kind(found, row)
        is_repost = kind == REPOST
        self._posts.add(
            found.post_id,
            found.first_id,
            found.at,
            kind,
            None if found.links is None else bool(found.links),
            self._links_site(found.links),
            None if is_repost else found.likes,
            None if is_repost else found.reposts,
        )
        self._add_acts(found, row, kind)
        self._handles.meet(found)
        if self._texts is not None:
            self._waiting.append(values.text(values.unescaped(found.text)))
            if len(self._waiting) == _PACKED:
                self._pack()

    def hand_over(self, gathered: Gathered) -> None:
        """Add posts, interactions and user names to a snapshot in the making."""
        kept = self._kept()
        repeated = len(self._posts) - len(kept)
        bogus = int((self._posts["at"][kept] < 0).sum())
        for count, what in (
            (self._unreadable, "without a readable id left out."),
            (repeated, "stood twice or in an earlier version."),
            (bogus, "without a possible date; when is not known."),
        ):
            gathered.note(f"{'1 post' if count == 1 else f'{count:,} posts'} {what}", count)
        gathered.columns("posts", self._posts_table(kept))
        row, kind, target = self._kept_acts(kept)
        gathered.columns("interactions", self._interactions_table(row, kind, target))
        turned = kept[np.isin(self._kinds()[kept], (REPLY, REPOST, QUOTE))]
        gathered.note(
            "Posts that answer, repost or quote yourself or somebody whose id cannot be told: "
            "{count}. They count towards no one.",
            int((~np.isin(turned, row)).sum()),
        )
        self._handles.hand_over(gathered)

    def _kind(self, found: Tweet, row: int) -> int:
        if found.is_repost:
            return REPOST
        kind = QUOTE if found.is_quote else ORIGINAL
        if found.reply_to == self._owner or (found.reply_to or found.parent) is None:
            return kind
        if found.reply_to is None:
            self._undecided.add(row, number(found.parent), kind)
        return REPLY

    def _add_acts(self, found: Tweet, row: int, kind: int) -> None:
        reply_to = found.reply_to if kind == REPLY else None
        if kind == REPOST:
            self._act(row, "repost", found.author)
            return
        self._act(row, "reply", reply_to)
        if found.quoted_name:
            self._quotes.add(row, self._quoted.code(found.quoted_name.lower()))
        for who in {person: None for person, _ in found.people}:
            if who != reply_to:
                self._act(row, "mention", who)

    def _act(self, row: int, kind: str, target: str | None) -> None:
        if target and target != self._owner:
            self._acts.add(row, _ACTS[kind], self._people.code(target))

    def _links_site(self, links: list[str] | None) -> bool | None:
        if self._site is None or links is None:
            return None
        return any(_host(link) == self._site for link in links)

    def _kept(self) -> np.ndarray:
        """Return one row per post, in order: of an edited one that of its last version."""
        posts = pd.DataFrame({name: self._posts[name] for name in ("first_id", "post_id")})
        newest = posts.sort_values(["first_id", "post_id"], kind="stable", ascending=[True, False])
        newest = newest.drop_duplicates("first_id").drop_duplicates("post_id")
        return np.sort(newest.index.to_numpy())

    def _posts_table(self, kept: np.ndarray) -> pd.DataFrame:
        posts = self._posts.at(kept)
        kinds = pd.Categorical.from_codes(self._kinds()[kept], categories=schema.POST_KINDS)
        table = {
            "post_id": text_column(pa.array(posts["post_id"])),
            "account_id": text_column(pa.repeat(self._owner, len(kept))),
            "posted_at": times(posts["at"]),
            "kind": kinds,
            "has_link": flags(posts["has_link"]),
            "links_own_site": flags(posts["own_site"]),
            "likes_count": counts(posts["likes"]),
            "reposts_count": counts(posts["reposts"]),
        }
        if self._texts is not None:
            self._pack()
            table["x_text"] = text_column(pa.chunked_array(self._texts).take(pa.array(kept)))
        return pd.DataFrame(table)

    def _kinds(self) -> np.ndarray:
        """Return the posts' kinds; a reply to a post of one's own is none."""
        kinds = self._posts["kind"].copy()
        is_own = np.isin(self._undecided["parent"], self._posts["post_id"])
        kinds[self._undecided["row"][is_own]] = self._undecided["kind"][is_own]
        return kinds

    def _kept_acts(self, kept: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return row, kind and target of every act of the kept posts towards somebody else."""
        by_name = [self._handles.owner_of(name) for name in self._quoted.all()]
        quoted = [self._people.code(who or self._owner) for who in by_name]
        targets = np.array(quoted, dtype=np.int64)[self._quotes["name"]]
        row = np.concatenate([self._acts["row"], self._quotes["row"]])
        kind = np.concatenate([self._acts["kind"], np.full(len(targets), _ACTS["quote"])])
        target = np.concatenate([self._acts["target"], targets])
        is_act = np.isin(row, kept) & (target != self._people.code(self._owner))
        return row[is_act], kind[is_act], target[is_act]

    def _interactions_table(
        self, row: np.ndarray, kind: np.ndarray, target: np.ndarray
    ) -> pd.DataFrame:
        table = {
            "source_id": text_column(pa.repeat(self._owner, len(row))),
            "target_id": self._people.texts(target),
            "kind": pd.Categorical.from_codes(kind, categories=schema.INTERACTION_KINDS),
            "at": times(self._posts["at"][row]),
            "count": counts(np.ones(len(row), dtype=np.int64)),
        }
        return pd.DataFrame(table)

    def _pack(self) -> None:
        self._texts.append(pa.array(self._waiting, pa.large_string()))
        self._waiting = []


def _host(url: str | None) -> str | None:
    """Return the host of a web address; None for X's own shortened ones."""
    found = values.host(url)
    return None if found == "t.co" else found
