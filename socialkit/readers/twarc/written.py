"""Posts on their way into the tables: each as it was seen last, its acts only once."""

from socialkit.readers.gathered import Gathered
from socialkit.readers.twarc.post import Post
from socialkit.readers.values import text


class Posts:
    """The posts of a collection that were written so far."""

    def __init__(self, gathered: Gathered, *, keeps_text: bool) -> None:
        self._gathered = gathered
        self._keeps_text = keeps_text
        self._seen_at: dict[int, int] = {}  # a number takes half the room of a text
        self._likes: set[tuple[str, int]] = set()

    def is_news(self, post_id: str | None, at: int) -> bool:
        """Whether a post was not seen yet, or only earlier, with fewer reactions."""
        before = None if post_id is None else self._seen_at.get(int(post_id))
        return before is None or at > before

    def write(self, post: Post, at: int) -> None:
        """Write a post as it was at a time."""
        key = int(post.post_id)
        is_new, self._seen_at[key] = key not in self._seen_at, at
        likes, replies, reposts, quotes = post.counts
        self._gathered.post(
            post.post_id,
            post.author,
            at=post.at,
            kind=post.kind,
            has_link=post.has_link,
            links_own_site=post.links_own_site,
            likes=likes,
            replies=replies,
            reposts=reposts,
            quotes=quotes,
            text=text(post.words) if self._keeps_text else None,
        )
        if is_new:
            for kind, target in post.acts:
                self._gathered.act(post.author, target, kind, post.at)

    def like(self, account_id: str, post_id: str, author: str) -> None:
        """Write that an account liked a post; when is not known."""
        key = (account_id, int(post_id))
        if key not in self._likes:
            self._likes.add(key)
            self._gathered.act(account_id, author, "like")
