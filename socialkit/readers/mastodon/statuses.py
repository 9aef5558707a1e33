"""Posts and notifications as the API of a fediverse server gives them."""

from collections import Counter
from collections.abc import Iterable

from socialkit.readers import moments, values
from socialkit.readers.gathered import Gathered
from socialkit.readers.mastodon import accounts, markup

PUBLIC = ("public", "unlisted")
_ACTS = {"favourite": "like", "reblog": "repost", "quote": "quote", "mention": "mention"}


class Statuses:
    """Reads saved posts one by one into what is gathered.

    Parameters
    ----------
    gathered
        Where posts and acts go.
    keep_text
        Whether the posts' text is wanted.

    Attributes
    ----------
    written
        How many public posts were read, by their author.
    """

    def __init__(self, gathered: Gathered, *, keep_text: bool) -> None:
        self._gathered, self._keep_text = gathered, keep_text
        self._people: dict[str, str] = {}  # the server's own numbers
        self._replies: list[tuple[str, str, int | None]] = []
        self._odd = self._hidden = self._untold = 0
        self.written: Counter[str] = Counter()

    def read(self, records: Iterable[object]) -> None:
        """Read posts; those that are not public are left out."""
        for status in records:
            author = self._meet(values.item(status, "account"))
            addresses = (values.text(values.item(status, key)) for key in ("uri", "url"))
            post_id = next(filter(None, addresses), None)
            if not author or not post_id:
                self._odd += 1
            elif status.get("visibility") not in PUBLIC:
                self._hidden += 1
            else:
                self.written[author] += 1
                self._post(status, post_id, author)

    def read_notifications(self, records: Iterable[object], owner: str) -> None:
        """Read who reacted to the owner's public posts, and when."""
        for notification in records:
            kind = values.item(notification, "type")
            kind = _ACTS.get(kind) if isinstance(kind, str) else None
            if kind is None or values.item(notification, "status", "visibility") not in PUBLIC:
                continue
            who = self._meet(values.item(notification, "account"))
            self._meet(values.item(notification, "status", "account"))
            if who:
                at = moments.iso(notification.get("created_at"))
                parent = values.item(notification, "status", "in_reply_to_account_id")
                is_reply = kind == "mention" and parent is not None
                is_reply = is_reply and self._people.get(values.text(parent)) == owner
                self._gathered.act(who, owner, "reply" if is_reply else kind, at)

    def finish(self) -> None:
        """Settle who was answered, which later posts may tell, and note what was left out."""
        for author, number, at in self._replies:
            target = self._people.get(number)
            if target:
                self._gathered.act(author, target, "reply", at)
            else:
                self._untold += 1
        note = self._gathered.note
        note("Saved posts that are not public left out: {count}.", self._hidden)
        note("Saved posts that cannot be read left out: {count}.", self._odd)
        note("Replies to accounts that the pages do not name: {count}.", self._untold)

    def _post(self, status: dict, post_id: str, author: str) -> None:
        at = moments.iso(status.get("created_at"))
        boosted, quoted = status.get("reblog"), _quoted(status)
        if isinstance(boosted, dict):
            self._act(author, boosted.get("account"), "repost", at)
            self._gathered.post(post_id, author, at=at, kind="repost")
            return
        parent = values.text(status.get("in_reply_to_account_id"))
        is_reply = parent is not None and parent != values.item(status, "account", "id")
        self._turn(status, author, parent if is_reply else None, at)
        links = _links(status)
        site = values.host(self._gathered.facts(author).get("url"))
        is_known = links is not None and site is not None
        self._gathered.post(
            post_id,
            author,
            at=at,
            kind="reply" if is_reply else "quote" if quoted else "original",
            has_link=None if links is None else bool(links),
            links_own_site=site in map(values.host, links) if is_known else None,
            likes=values.count(status.get("favourites_count")),
            replies=values.count(status.get("replies_count")),
            reposts=values.count(status.get("reblogs_count")),
            quotes=values.count(status.get("quotes_count")),
            text=markup.plain(status.get("content")) if self._keep_text else None,
        )

    def _turn(self, status: dict, author: str, answered: str | None, at: int | None) -> None:
        """Add the acts of a post of its own: whom it answers, names and quotes."""
        if answered:
            self._replies.append((author, answered, at))
        quoted = _quoted(status)
        if quoted:
            self._act(author, quoted.get("account"), "quote", at)
        for mention in values.dicts(status.get("mentions")):
            who = self._meet(mention, is_whole=False)
            if who and (answered is None or mention.get("id") != answered):
                self._gathered.act(author, who, "mention", at)

    def _act(self, source: str, target: object, kind: str, at: int | None) -> None:
        who = self._meet(target)
        if who:
            self._gathered.act(source, who, kind, at)

    def _meet(self, account: object, *, is_whole: bool = True) -> str | None:
        number = values.text(values.item(account, "id"))
        if is_whole:
            found = accounts.meet(account, self._gathered)
        else:
            found = accounts.account_id(account)
            if found:
                self._gathered.account(found, handle=found)
        if found and number:
            self._people[number] = found
        return found


def authors(records: Iterable[object]) -> set[str]:
    """Return who wrote the posts, at most the first two found."""
    found: set[str] = set()
    for status in records:
        author = accounts.account_id(values.item(status, "account"))
        found |= {author} if author else set()
        if len(found) > 1:
            break
    return found


def _quoted(status: dict) -> dict | None:
    quote = status.get("quote")
    inner = values.item(quote, "quoted_status") or quote
    return inner if isinstance(inner, dict) and "account" in inner else None


def _links(status: dict) -> list[str] | None:
    named = values.dicts(status.get("mentions")) + values.dicts(status.get("tags"))
    urls = {one["url"] for one in named if isinstance(one.get("url"), str)}
    return markup.links(status.get("content"), but=urls)
