"""What the owner wrote into the repository: follows, likes, reposts, posts, the profile."""

from collections.abc import Callable

from socialkit.readers import values
from socialkit.readers.bluesky import ids
from socialkit.readers.bluesky.ids import Address
from socialkit.readers.gathered import Entry, Gathered

_EXTERNAL = "app.bsky.embed.external"
_QUOTE = "app.bsky.embed.record"
_QUOTE_WITH_MEDIA = "app.bsky.embed.recordWithMedia"
_LINK = "app.bsky.richtext.facet#link"
_MENTION = "app.bsky.richtext.facet#mention"


class Records:
    """The owner's records, each of which counts once, whatever file it comes from.

    Parameters
    ----------
    gathered
        Where the posts and acts go; its owner is whose records they are.
    keeps_text
        Whether the text of posts is kept.
    """

    def __init__(self, gathered: Gathered, *, keeps_text: bool) -> None:
        self.gathered = gathered
        self.keeps_text = keeps_text
        self.following: list[Entry] = []
        self.odd = 0
        self.likes_of_others = 0
        self.site: str | None = None
        self._taken: set[Address] = set()
        self._kinds: dict[str, Callable[[Address, dict, int | None], None]] = {
            ids.FOLLOW: self._follow,
            ids.LIKE: self._like,
            ids.REPOST: self._repost,
            ids.POST: self._post,
        }

    def profile(self, content: dict) -> None:
        """Take the owner's profile."""
        website = values.name(content.get("website"))
        self.gathered.account(
            self.gathered.owner,
            name=values.name(content.get("displayName")),
            bio=values.text(content.get("description", "")),
            url=website,
            has_default_image="avatar" not in content,
        )
        self.site = values.host(website)

    def take(self, place: Address, content: dict) -> None:
        """Take one record of the owner; what came before or is of another kind is not taken."""
        take = self._kinds.get(place.collection)
        if take is not None and self.is_new(place):
            at = ids.earliest(ids.moment(content.get("createdAt")), ids.key_time(place.key))
            take(place, content, at)

    def is_new(self, place: Address) -> bool:
        """Whether a record is met for the first time; from now on it was met."""
        if place in self._taken:
            return False
        self._taken.add(place)
        return True

    def post(
        self,
        place: Address,
        content: dict,
        at: int | None,
        *,
        parent: str | None,
        has_acts: bool = True,
        **counts: int | None,
    ) -> None:
        """Take a post and whom it answers, mentions and quotes.

        An answer to oneself is a thread: an original post and no interaction. Without
        `has_acts` only the post is taken, because its acts were before.
        """
        owner = self.gathered.owner
        quoted = _quoted(content.get("embed"))
        is_reply = parent not in (None, owner)
        links, mentioned = _links_and_mentions(content)
        self.gathered.post(
            ids.uri(place),
            owner,
            at=at,
            kind="reply" if is_reply else "original" if quoted is None else "quote",
            has_link=bool(links),
            links_own_site=self.site in map(values.host, links) if self.site else None,
            text=values.text(content.get("text")) if self.keeps_text else None,
            **counts,
        )
        acts = [("reply", parent)] if is_reply else []
        acts += [("quote", quoted)] if quoted else []
        acts += [("mention", who) for who in mentioned]
        for act, target in acts if has_acts else ():
            self.gathered.act(owner, target, act, at)

    def repost(self, reposted: Address, own_id: str, at: int | None) -> None:
        """Take a repost, which is a post of the owner and an act towards the author."""
        if self.is_new(reposted._replace(collection=ids.REPOST)):
            self.gathered.post(own_id, self.gathered.owner, at=at, kind="repost")
            self.gathered.act(self.gathered.owner, reposted.did, "repost", at)

    def _post(self, place: Address, content: dict, at: int | None) -> None:
        parent = ids.address(values.item(content, "reply", "parent", "uri"))
        self.post(place, content, at, parent=parent.did if parent else None)

    def _repost(self, place: Address, content: dict, at: int | None) -> None:
        reposted = ids.address(values.item(content, "subject", "uri"))
        if reposted is None:
            self.odd += 1
        else:
            self.repost(reposted, ids.uri(place), at)

    def _follow(self, place: Address, content: dict, at: int | None) -> None:
        self.following.append(Entry(ids.did(content.get("subject")), at))

    def _like(self, place: Address, content: dict, at: int | None) -> None:
        liked = ids.address(values.item(content, "subject", "uri"))
        if liked is None:
            self.odd += 1
        elif liked.collection != ids.POST:
            self.likes_of_others += 1
        else:
            self.gathered.act(self.gathered.owner, liked.did, "like", at)


def _quoted(embed: object) -> str | None:
    """Return whose post is quoted; lists, feeds and starter packs are embedded too."""
    record = values.item(embed, "record")
    if values.item(embed, "$type") == _QUOTE_WITH_MEDIA:
        record = values.item(record, "record")
    elif values.item(embed, "$type") != _QUOTE:
        return None
    place = ids.address(values.item(record, "uri"))
    return place.did if place is not None and place.collection == ids.POST else None


def _links_and_mentions(content: dict) -> tuple[list[object], list[str]]:
    """Return the addresses a post links to, and whom it mentions, each person once."""
    embed = content.get("embed")
    media = values.item(embed, "media") or embed
    links = [values.item(media, "external", "uri")]
    links = links if values.item(media, "$type") == _EXTERNAL else []
    mentioned: dict[str, None] = {}
    for facet in values.dicts(content.get("facets")):
        for feature in values.dicts(facet.get("features")):
            who = ids.did(feature.get("did"))
            if feature.get("$type") == _LINK:
                links.append(feature.get("uri"))
            elif feature.get("$type") == _MENTION and who:
                mentioned[who] = None
    return links, list(mentioned)
