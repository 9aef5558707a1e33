"""A collection of the Twitter API, record by record, on its way to a snapshot."""

from collections import Counter

from socialkit.readers import moments
from socialkit.readers.gathered import Gathered
from socialkit.readers.twarc import shapes, v1, v2
from socialkit.readers.twarc.context import Context, Contexts
from socialkit.readers.twarc.lists import Lists
from socialkit.readers.twarc.people import People, new_id, old_id
from socialkit.readers.twarc.post import Post
from socialkit.readers.values import dicts, item

NOTES = {
    "missing": "X reported {count} as deleted, suspended, protected or not found "
    "(accounts and posts together); they are missing.",
    "refused": "X interrupted or refused the collection, number of times: {count}; posts may "
    "be missing.",
    "odd": "Records left out because they are neither a post nor an account: {count}.",
    "unreadable": "Posts left out because their id or author cannot be read: {count}.",
    "unnamed": "Mentions left out because the data do not say whose name it is: {count}.",
    "targetless": "Pages that list followers or friends without saying whose: {count}; only "
    "the profiles on them were read.",
    "reactions": "Pages of who liked or reposted a post, which do not say whose post: {count}; "
    "only the profiles on them were read.",
}
_LISTS = ("followers", "following")
_ABOUT_A_POST = ("liking_users", "retweeted_by")
_DEEPEST = 3  # lists in lists, and posts in posts


class Sample:
    """Everything that was collected.

    Whom a search, a stream or a reference brought up may have posted since, so its posts
    do not count as seen. They do for an account whose own newest posts were asked for.
    """

    def __init__(self, gathered: Gathered, *, keeps_text: bool) -> None:
        self._gathered = gathered
        self._keeps_text = keeps_text
        self._people = People(gathered)
        self._lists = Lists()
        self._contexts = Contexts()
        self._seen_at: dict[int, int] = {}  # by post; a number takes half the room of a text
        self._likes: set[tuple[str | None, int]] = set()
        self.found: Counter[str] = Counter()

    def add(self, record: object, depth: int = 0) -> None:
        """Take in one record, whatever it is."""
        if isinstance(record, list) and depth < _DEEPEST:
            for one in record:
                self.add(one, depth + 1)
            return
        kind = shapes.kind(record)
        if kind == "post":
            self._flat_post(record, self._context(record))
        elif kind == "page":
            self._page(record, self._context(record))
        elif kind == "user":
            self._flat_user(record, self._context(record))
        elif kind == "old post":
            self._old_post(record)
        elif kind == "old user":
            self._old_user(record)
        elif kind == "old page":
            self.found["targetless"] += "next_cursor" in record
            self.add(shapes.old_records(record), depth)
        else:
            self.found["odd"] += 1

    def finish(self) -> None:
        """Write the lists and say what was left out."""
        self._lists.write(self._gathered)
        for name, sentence in NOTES.items():
            self._gathered.note(sentence, self.found[name])

    def _context(self, record: dict) -> Context:
        context = self._contexts.of(record)
        known = self._gathered.generated_at
        if context.at is not None and (known is None or context.at > known):
            self._gathered.generated_at = context.at
        return context

    def _page(self, record: dict, context: Context) -> None:
        inside = record.get("data")
        inside = [inside] if isinstance(inside, dict) else dicts(inside)
        people = [one for one in inside if shapes.is_user(one)]
        enclosed = v2.enclosed(record, people)
        for user in enclosed.users.values():
            self._people.user(user, context.at, asks_place=context.asks_place)
        for one in inside:
            if "text" in one:
                self._post(one, enclosed, context, is_asked_for=True)
        for one in enclosed.posts.values():
            self._post(one, enclosed, context)
        is_answer = bool(inside) or item(record, "meta", "result_count") == 0
        if context.endpoint in _LISTS and is_answer:
            token = item(record, "meta", "next_token")
            ids = [new_id(one["id"]) for one in people]
            self._lists.add(context, ids, token, is_page=True)
        self.found["reactions"] += context.endpoint in _ABOUT_A_POST and is_answer
        self.found["odd"] += sum(not shapes.is_user(one) and "text" not in one for one in inside)
        self._errors(record)

    def _flat_user(self, record: dict, context: Context) -> None:
        found = self._people.user(record, context.at, asks_place=context.asks_place)
        if context.endpoint in _LISTS:
            self._lists.add(context, [found], None, is_page=False)
        if v2.author_of(record.get("pinned_tweet")):
            self._flat_post(record["pinned_tweet"], context, is_asked_for=False)

    def _flat_post(
        self, raw: dict, context: Context, depth: int = 0, *, is_asked_for: bool = True
    ) -> None:
        for user in (raw.get("author"), raw.get("in_reply_to_user"), *v2.mentions(raw)):
            if user and "name" in user:
                self._people.user(user, context.at, asks_place=context.asks_place)
        self._post(raw, v2.NO_PAGE, context, is_asked_for=is_asked_for)
        for one in dicts(raw.get("referenced_tweets")):
            if "text" in one and depth < _DEEPEST:
                self._flat_post(one, context, depth + 1, is_asked_for=False)

    def _post(
        self, raw: dict, page: v2.Page, context: Context, *, is_asked_for: bool = False
    ) -> None:
        post_id = new_id(raw.get("id"))
        at = context.at or moments.iso(raw.get("created_at")) or 0
        if self._is_news(post_id, at):
            is_fresh = is_asked_for and context.endpoint == "stream"
            self._write(v2.read_post(raw, page, is_fresh=is_fresh), at)
            for one in v2.mentions(raw):
                self._mention(one, page)
        if is_asked_for and context.endpoint:
            self._endpoint(raw, post_id, context)

    def _endpoint(self, raw: dict, post_id: str | None, context: Context) -> None:
        """Draw what follows from the question that a post answers."""
        if context.endpoint == "tweets" and context.is_newest and context.token is None:
            self._gathered.account(context.target, posts_seen=True)
        author = v2.author_of(raw)
        if context.endpoint == "liked_tweets" and author and post_id:
            like = (context.target, int(post_id))
            if like not in self._likes:
                self._likes.add(like)
                self._gathered.act(context.target, author, "like")

    def _mention(self, mention: dict, page: v2.Page) -> None:
        who = v2.mentioned(mention, page)
        if who is None:
            self.found["unnamed"] += 1
        else:
            self._people.named(who, mention.get("username"))

    def _errors(self, record: dict) -> None:
        for error in dicts(record.get("errors")):
            self.found["missing" if "resource_type" in error else "refused"] += 1

    def _old_post(self, record: dict) -> None:
        at = moments.twitter(record.get("created_at")) or 0
        for raw in v1.posts_in(record):
            self._people.old_user(raw.get("user"), at)
            for one in v1.mentions(raw):
                if (who := old_id(one)) is not None:
                    self._people.named(who, one.get("screen_name"), one.get("name"))
            if (who := old_id(raw, "in_reply_to_user_id")) is not None:
                self._people.named(who, raw.get("in_reply_to_screen_name"))
            if self._is_news(old_id(raw), at):
                self._write(v1.read_post(raw), at)

    def _old_user(self, record: dict) -> None:
        if shapes.is_old_user(record):
            self._people.old_user(record, None)
        else:  # an account with the time of its collection around it
            self._people.old_user(record["user"], moments.twitter(record.get("created_at")))

    def _is_news(self, post_id: str | None, at: int) -> bool:
        """Whether a post was not seen yet, or only earlier, with fewer reactions."""
        before = None if post_id is None else self._seen_at.get(int(post_id))
        return before is None or at > before

    def _write(self, post: Post | None, at: int) -> None:
        """Write a post as it was at a time; its acts when it is new."""
        if post is None:
            self.found["unreadable"] += 1
            return
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
            text=post.text if self._keeps_text else None,
        )
        if is_new:
            for kind, target in post.acts:
                self._gathered.act(post.author, target, kind, post.at)
