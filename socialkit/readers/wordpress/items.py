"""The items of a WordPress export: published posts, and the comments below them."""

import re
from datetime import UTC
from email.utils import parsedate_to_datetime

from socialkit.readers import moments
from socialkit.readers.gathered import Gathered
from socialkit.readers.posthtml import links_elsewhere, plain_text
from socialkit.readers.wordpress.people import People
from socialkit.readers.wordpress.wxr import Fields, Item

_PINGS = ("pingback", "trackback")
_MAIL_DATE = re.compile(
    r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d(?::\d\d)?(?: [+A-Z0-9-]{1,5})?"
)


class Taking:
    """Takes items one by one, and counts what it leaves out."""

    def __init__(self, gathered: Gathered, who: People, *, keeps_text: bool) -> None:
        self.gathered, self.who, self.keeps_text = gathered, who, keeps_text
        self.unapproved = self.own_site = self.unnamed = self.unaddressed = self.strange = 0
        self.private = 0
        self._seen: set[str] = set()

    def item(self, item: Item) -> None:
        """Take a published item's comments and, when it is a post, the post."""
        fields = item.fields
        if fields.get("status") != "publish" or fields.get("post_password"):
            self.private += fields.get("post_type") == "post"
            return
        author = self.who.author(fields.get("creator", ""))
        readers = self._comments(item.comments, author)
        if fields.get("post_type") == "post" and fields.get("post_id"):
            self._post(fields, author, readers)

    def note(self) -> None:
        """Note what was left out."""
        for count, sentence in (
            (self.private, "Posts that are not public, left out: {count}."),
            (self.unapproved, "Comments not approved, spam or in the bin, left out: {count}."),
            (self.own_site, "Links from the site to itself, left out: {count}."),
            (self.unnamed, "Comments without a name, an address or a site, left out: {count}."),
            (self.unaddressed, "Comments of the owner that answer nobody: {count}."),
            (
                self.strange,
                "Entries among the comments that are none, such as orders, left out: {count}.",
            ),
        ):
            self.gathered.note(sentence, count)

    def _post(self, fields: Fields, author: str, readers: int) -> None:
        content = fields.get("encoded", "")
        number = fields["post_id"]
        self.gathered.post(
            f"{self.who.site}/?p={number}" if self.who.site else number,
            author,
            at=_posted_at(fields),
            kind="original",
            has_link=links_elsewhere(content, self.who.host),
            replies=readers,
            text=plain_text(content) if self.keeps_text else None,
        )

    def _comments(self, comments: list[Fields], author: str) -> int:
        """Take the comments below one item; return how many are by readers."""
        approved = [comment for comment in comments if comment.get("comment_approved") == "1"]
        self.unapproved += len(comments) - len(approved)
        sources = {
            comment.get("comment_id"): self.who.commenter(comment)[0] for comment in approved
        }
        readers = 0
        for comment in approved:
            number = comment.get("comment_id")
            is_first = not number or number not in self._seen
            self._seen.add(number or "")
            kind = comment.get("comment_type", "")
            if kind in _PINGS:
                self._ping(comment, author, is_first=is_first)
            elif kind not in ("", "comment"):
                self.strange += is_first
            else:
                readers += self._comment(comment, author, sources, is_first=is_first)
        return readers

    def _comment(
        self, comment: Fields, author: str, sources: dict[str, str | None], *, is_first: bool
    ) -> bool:
        source, name = self.who.commenter(comment)
        at = moments.utc(comment.get("comment_date_gmt"))
        if source is None:
            self.unnamed += is_first
            return False
        if source == self.who.owner:
            if is_first:
                self._own_comment(comment.get("comment_id"), at)
            target = sources.get(comment.get("comment_parent"))
            if target in (None, source):
                self.unaddressed += is_first
            elif is_first:
                self.gathered.act(source, target, "reply", at)
            return False
        self.gathered.account(source, name=name)
        if is_first:
            self.gathered.act(source, author, "comment", at)
        return True

    def _own_comment(self, number: str | None, at: int | None) -> None:
        """Take the owner's comment as a reply among the posts, as on other networks."""
        if number:
            post_id = f"{self.who.site}/?c={number}" if self.who.site else f"comment-{number}"
            self.gathered.post(post_id, self.who.owner, at=at, kind="reply")

    def _ping(self, comment: Fields, author: str, *, is_first: bool) -> None:
        source = self.who.linking_site(comment)
        if source is None:
            self.unnamed += is_first
        elif source == self.who.owner:
            self.own_site += is_first
        elif is_first:
            self.gathered.account(source, name=source.removeprefix("site:"))
            at = moments.utc(comment.get("comment_date_gmt"))
            self.gathered.act(source, author, "mention", at)


def mail_time(value: object) -> int | None:
    """Read a date as e-mails and RSS write it."""
    if not isinstance(value, str) or not _MAIL_DATE.fullmatch(value):
        return None
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moments.iso(moment.isoformat())


def _posted_at(fields: Fields) -> int | None:
    return moments.utc(fields.get("post_date_gmt")) or mail_time(fields.get("pubDate"))
