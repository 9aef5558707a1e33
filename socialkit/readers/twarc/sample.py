"""A collection of the Twitter API, record by record, on its way to a snapshot."""

from collections import Counter

from socialkit.readers import moments
from socialkit.readers.gathered import Gathered
from socialkit.readers.twarc import shapes, v1, v2
from socialkit.readers.twarc.context import Context, Contexts
from socialkit.readers.twarc.lists import Lists
from socialkit.readers.twarc.people import People
from socialkit.readers.twarc.post import Post
from socialkit.readers.twarc.values import mapping, new_id, old_id
from socialkit.readers.twarc.written import Posts
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
        self._people = People(gathered)
        self._posts = Posts(gathered, keeps_text=keeps_text)
        self._lists = Lists()
        self._contexts = Contexts()
        self.found: Counter[str] = Counter()

    def add(self, record: object, depth: int = 0) -> None:
        """Take in one record, whatever it is."""
        if isinstance(record, list) and depth < _DEEPEST:
            for one in record:
                self.add(one, depth + 1)
            return
        kind = shapes.kind(record)
        if kind == "post":
            self._flat_post(record, self._dated(self._context(record), record))
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
        self._people.write()
        self._lists.write(self._gathered)
        for name, sentence in NOTES.items():
            self._gathered.note(sentence, self.found[name])

    def _context(self, record: dict) -> Context:
        context = self._contexts.of(record)
        known = self._gathered.generated_at
        if context.at is not None and (known is None or context.at > known):
            self._gathered.generated_at = context.at
        return context

    @staticmethod
    def _dated(context: Context, *posts: dict) -> Context:
        """Return a context with a date: without its own, that of its newest post."""
        if context.at is not None or not posts:
            return context
        return context._replace(at=max(moments.iso(one.get("created_at")) or 0 for one in posts))

    def _page(self, record: dict, context: Context) -> None:
        inside = record.get("data")
        inside = [inside] if isinstance(inside, dict) else dicts(inside)
        context = self._dated(context, *inside)
        people = [one for one in inside if shapes.is_user(one)]
        enclosed = v2.enclosed(record, people)
        for user in enclosed.users.values():
            self._people.user(user, context)
        for one in inside:
            if "text" in one:
                self._post(one, v2.words(one), enclosed, context, is_asked_for=True)
        for one in enclosed.posts.values():
            self._post(one, v2.words(one), enclosed, context, is_asked_for=False)
        is_answer = bool(inside) or item(record, "meta", "result_count") == 0
        if context.endpoint in _LISTS and is_answer:
            token = item(record, "meta", "next_token")
            ids = [new_id(one["id"]) for one in people]
            self._lists.add(context, ids, token, is_page=True)
        self.found["reactions"] += context.endpoint in _ABOUT_A_POST and is_answer
        self.found["odd"] += sum(not shapes.is_user(one) and "text" not in one for one in inside)
        self._errors(record)

    def _flat_user(self, record: dict, context: Context) -> None:
        self._people.user(record, context)
        if context.endpoint in _LISTS:
            self._lists.add(context, [record["id"]], None, is_page=False)
        pinned = mapping(record.get("pinned_tweet"))
        if v2.author_of(pinned):
            self._flat_post(pinned, context, is_asked_for=False)

    def _flat_post(
        self, raw: dict, context: Context, depth: int = 0, *, is_asked_for: bool = True
    ) -> None:
        said = v2.words(raw)
        for user in (raw.get("author"), raw.get("in_reply_to_user"), *said.people):
            if isinstance(user, dict) and "name" in user:
                self._people.user(user, context)
        self._post(raw, said, v2.NO_PAGE, context, is_asked_for=is_asked_for)
        if "referenced_tweets" in raw and depth < _DEEPEST:
            for one in dicts(raw["referenced_tweets"]):
                if "text" in one:
                    self._flat_post(one, context, depth + 1, is_asked_for=False)

    def _post(
        self, raw: dict, said: v2.Words, page: v2.Page, context: Context, *, is_asked_for: bool
    ) -> None:
        post_id, at = new_id(raw.get("id")), context.at or 0
        if self._posts.is_news(post_id, at):
            is_fresh = is_asked_for and context.endpoint == "stream"
            self._write(v2.read_post(raw, said, page, is_fresh=is_fresh), at)
            for one in said.people:
                self._mention(one, page)
        if is_asked_for and context.endpoint and post_id:
            self._answer(raw, post_id, context)

    def _answer(self, raw: dict, post_id: str, context: Context) -> None:
        """Draw what follows from the question that a post answers."""
        if context.endpoint == "tweets" and context.is_newest and context.token is None:
            self._gathered.account(context.target, posts_seen=True)
        author = v2.author_of(raw)
        if context.endpoint == "liked_tweets" and author:
            self._posts.like(context.target, post_id, author)

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
            if self._posts.is_news(old_id(raw), at):
                self._write(v1.read_post(raw), at)

    def _old_user(self, record: dict) -> None:
        if shapes.is_old_user(record):
            self._people.old_user(record, None)
        else:  # an account with the time of its collection around it
            self._people.old_user(record["user"], moments.twitter(record.get("created_at")))

    def _write(self, post: Post | None, at: int) -> None:
        if post is None:
            self.found["unreadable"] += 1
        else:
            self._posts.write(post, at)
