"""Which lists of an AppView are walked for one account, and what each page opens.

profile -> feed            then, once the plan is agreed to,
followers -> profiles 0, 1, ...        (25 at a time, while the list goes on)
following                              likes, reposts, quotes, replies of each post
profiles 0, 1, ... of those drawn      or else followed 0, 1, ...
last DID, ties DID, related DID        others 0, 1, ...
"""

from collections.abc import Iterable, Iterator

from socialkit.collect.appview import asking, fetching
from socialkit.collect.appview.asking import AppView
from socialkit.collect.course import Fetched
from socialkit.collect.journal import Journal, Page
from socialkit.collect.sampling import drawn
from socialkit.collect.wanted import Wanted
from socialkit.readers import values
from socialkit.readers.bluesky import ids

REACTIONS = {
    "likes": "likeCount",
    "reposts": "repostCount",
    "quotes": "quoteCount",
    "replies": "replyCount",
}
"""What is asked about a post, and the count that says whether there is anything to ask."""


class AppViewCourse:
    """The walks of one collection from an AppView.

    Parameters
    ----------
    view
        The AppView that is asked.
    journal
        Where the pages are; the course follows from them.
    wanted
        What is wanted.
    """

    def __init__(self, view: AppView, journal: Journal, wanted: Wanted) -> None:
        self._view, self._journal, self.wanted = view, journal, wanted
        self.owner: dict = {}
        self.followers: dict[str, None] = {}
        self.following: dict[str, None] = {}
        self.batches: dict[str, list[str]] = {"profiles": [], "followed": [], "others": []}
        self._opened = dict.fromkeys(self.batches, 0)
        self._entries = 0
        self._among: list[str] = []
        self._members: frozenset[str] = frozenset()

    def opening(self) -> Iterator[list[str]]:
        """Yield what is asked before there can be a plan: a profile and its last posts."""
        yield ["profile"]
        if self.wanted.posts:
            yield ["feed"]

    def stages(self) -> Iterator[list[str]]:
        """Yield all the other walks, stage by stage; see `Course.stages`."""
        yield ["followers", "following", *self._about_posts()]
        chosen = self.chosen()
        if self.wanted.sample is None:
            rest = (who for who in self.following if who not in self.followers)
            yield self._open("followed", rest, is_end=True)
        else:
            yield self._open("profiles", chosen, is_end=True)
        self._among, self._members = sorted(chosen), frozenset(chosen)
        yield list(self._about_followers())
        yield self._open("others", self._never_seen(), is_end=True)

    def chosen(self) -> list[str]:
        """Return the followers that are kept, in the order of their list."""
        sample = drawn(self.followers, self.wanted.sample, seed=self.wanted.seed)
        return [who for who in self.followers if sample is None or who in sample]

    def fetch(self, walk: str, cursor: str | None) -> Fetched:
        """Ask for one page of a walk; see `Course.fetch`."""
        kind, _, subject = walk.partition(" ")
        did = self.owner.get("did", "")
        if kind == "profile":
            return fetching.owner(self._view, self.wanted.account)
        if kind == "feed":
            room = min(asking.PAGE, self.wanted.posts - self._entries)
            return fetching.feed(self._view, did, cursor, room)
        if kind in ("followers", "following"):
            only_ids = kind == "followers" and self.wanted.sample is not None
            return fetching.people(self._view, kind, did, cursor, only_ids=only_ids)
        if kind in self.batches:
            first = int(subject) * asking.BATCH
            batch = self.batches[kind][first : first + asking.BATCH]
            return fetching.profiles(self._view, batch)
        if kind in REACTIONS:
            return fetching.reactions(self._view, kind, subject, cursor)
        if kind == "last":
            return fetching.last_post(self._view, subject)
        if kind == "ties":
            return fetching.followed_by(self._view, subject, cursor, self._members)
        return self._related(subject, int(cursor or 0))

    def landed(self, page: Page) -> list[str]:
        """Take note of a page; see `Course.landed`."""
        if page.walk == "profile":
            self.owner = page.rows[0]
        elif page.walk == "feed":
            self._entries += len(page.rows)
        elif page.walk == "following":
            self.following.update(dict.fromkeys(_people(page)))
        elif page.walk == "followers":
            new = [who for who in dict.fromkeys(_people(page)) if who not in self.followers]
            self.followers.update(dict.fromkeys(new))
            if self.wanted.sample is None:
                return self._open("profiles", new, is_end=page.following is None)
        return []

    def is_enough(self, page: Page) -> bool:
        """Whether a walk ends here; only the feed ever does before its end."""
        return page.walk == "feed" and self._entries >= self.wanted.posts

    def vanished(self, batch: list[str]) -> dict[str, str]:
        """Ask which of these accounts or posts may not be kept any longer, and why."""
        if batch[0].startswith("did:"):
            rows = fetching.profiles(self._view, batch).rows
            return {who: row for who, row in zip(batch, rows, strict=True) if isinstance(row, str)}
        return fetching.deleted(self._view, batch)

    def close(self) -> None:
        """Close every connection."""
        self._view.close()

    def _open(self, kind: str, dids: Iterable[str], *, is_end: bool) -> list[str]:
        """Add accounts to a row of batches; return the batches that are full now."""
        waiting = self.batches[kind]
        waiting += dids
        full = -(-len(waiting) // asking.BATCH) if is_end else len(waiting) // asking.BATCH
        opened = [f"{kind} {number}" for number in range(self._opened[kind], full)]
        self._opened[kind] = full
        return opened

    def _about_posts(self) -> Iterator[str]:
        for uri, counts in own_posts(self._journal, self.owner["did"]):
            for kind, count in REACTIONS.items():
                if counts.get(count):
                    yield f"{kind} {uri}"

    def _about_followers(self) -> Iterator[str]:
        """Yield what is asked of single followers: last posts, and ties in the cheaper way."""
        by_thirties = -(-(len(self._among) - 1) // asking.RELATED)
        for page in self._journal.under("profiles "):
            for profile in (row for row in page.rows if isinstance(row, dict)):
                if self.wanted.last_posts and profile.get("postsCount") != 0:
                    yield f"last {profile['did']}"
                follows = values.count(profile.get("followsCount"))
                if self.wanted.depth > 1 and follows != 0 and by_thirties:
                    pages = -(-(follows or asking.PAGE) // asking.PAGE)
                    yield f"{'ties' if pages <= by_thirties else 'related'} {profile['did']}"

    def _related(self, did: str, number: int) -> Fetched:
        first = number * asking.RELATED
        others = [who for who in self._among[first : first + asking.RELATED] if who != did]
        is_last = first + asking.RELATED >= len(self._among)
        rows = fetching.related_to(self._view, did, others) if others else []
        return Fetched(rows, None if is_last else str(number + 1))

    def _never_seen(self) -> list[str]:
        """Return whom the posts turn to and of whom no reply said whether they may be kept."""
        named: dict[str, None] = {}
        seen = {self.owner["did"]}
        for page in self._journal.pages("feed"):
            for row in page.rows:
                seen.update(_shown(row))
                named.update(dict.fromkeys(ids.mentioned(str(row))))
        met = self.followers.keys() | self.following.keys() | seen
        return sorted(who for who in named if who not in met and not who.startswith("did:none:"))


def own_posts(journal: Journal, did: str) -> Iterator[tuple[str, dict]]:
    """Yield the address and the counts of each post of the account's own, each once."""
    met = set()
    for page in journal.pages("feed"):
        for row in page.rows:
            uri = values.item(row, "post", "uri")
            if values.item(row, "post", "author", "did") == did and uri not in met:
                met.add(uri)
                yield uri, row["post"]


def _people(page: Page) -> Iterator[str]:
    return (row["did"] for row in page.rows if isinstance(row, dict))


def _shown(row: object) -> Iterator[str]:
    """Yield whose profile an entry of the feed shows."""
    for path in (("post", "author", "did"), ("reply", "parent", "author", "did")):
        who = values.item(row, *path)
        if isinstance(who, str):
            yield who
