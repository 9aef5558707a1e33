"""One page of each kind, asked for and cut down to what is kept."""

from collections.abc import Collection, Sequence

from socialkit.collect.appview import asking, kept
from socialkit.collect.appview.asking import AppView, RefusedError
from socialkit.collect.course import GONE, HIDDEN, Fetched, OddReplyError
from socialkit.errors import CollectError
from socialkit.readers import values
from socialkit.readers.bluesky import ids

_WITH_REPLIES = "posts_with_replies"
_LISTS = {"followers": asking.FOLLOWERS, "following": asking.FOLLOWS}
_KEYS = {"followers": "followers", "following": "follows"}
_REPOSTED = "app.bsky.feed.defs#reasonRepost"


def owner(view: AppView, name: str) -> Fetched:
    """Ask for the profile of the account itself.

    Raises
    ------
    CollectError
        When there is no such account, or it asks not to be shown to strangers.
    """
    try:
        profile = view.ask(asking.PROFILE, actor=name)
    except RefusedError as error:
        raise CollectError(
            f"{name}: Bluesky shows no such account ({error.message or error.status}). Check the "
            "handle, such as name.bsky.social."
        ) from None
    found = kept.account(profile)
    if found == HIDDEN:
        raise CollectError(
            f"{name}: asks to be shown only to people who are signed in to Bluesky; nothing was "
            "collected. Its owner can read an own export with socialkit."
        )
    if isinstance(found, str):
        raise OddReplyError(f"{asking.PROFILE}: the reply is no profile")
    return Fetched([found])


def people(view: AppView, which: str, did: str, cursor: str | None, *, only_ids: bool) -> Fetched:
    """Ask for one page of the followers, or of those the account follows."""
    entries, following = _listed(view, _LISTS[which], _KEYS[which], actor=did, cursor=cursor)
    rows = [kept.account(entry) for entry in entries]
    if only_ids:
        rows = [row if isinstance(row, str) else {"did": row["did"]} for row in rows]
    return Fetched(rows, following)


def profiles(view: AppView, dids: Sequence[str]) -> Fetched:
    """Ask for up to 25 profiles; whoever the reply leaves out is asked for alone.

    A server drops from a batch whom it does not know any more, without a word, but it may
    drop others by mistake. Only its plain no to a question of its own says that somebody
    is gone.
    """
    reply = view.ask(asking.PROFILES, actors=list(dids))
    if not isinstance(reply.get("profiles"), list):
        raise OddReplyError(f"{asking.PROFILES}: the reply holds no list called profiles")
    found = {profile.get("did"): profile for profile in values.dicts(reply["profiles"])}
    return Fetched(
        [kept.account(found[did]) if did in found else _alone(view, did) for did in dids]
    )


def feed(view: AppView, did: str, cursor: str | None, room: int) -> Fetched:
    """Ask for one page of what the account posted and reposted, newest first."""
    more = {"cursor": cursor} if cursor else {}
    reply = _ask(view, asking.FEED, actor=did, limit=room, filter=_WITH_REPLIES, **more)
    entries, following = reply.get("feed"), reply.get("cursor") or None
    if not isinstance(entries, list) or not isinstance(following, str | None):
        raise OddReplyError(f"{asking.FEED}: the reply holds no list called feed, or an odd cursor")
    return Fetched([kept.entry(entry) for entry in entries[:room]], following)


def reactions(view: AppView, kind: str, uri: str, cursor: str | None) -> Fetched:
    """Ask for one page of who liked, reposted, quoted or answered a post."""
    try:
        if kind == "replies":
            return Fetched(_replies(view, uri))
        if kind == "likes":
            found, following = view.listed(asking.LIKES, "likes", **_of(uri, cursor))
            return Fetched([kept.reaction(_part(one, "actor"), one) for one in found], following)
        if kind == "reposts":
            found, following = view.listed(asking.REPOSTED_BY, "repostedBy", **_of(uri, cursor))
            return Fetched([kept.reaction(one, {}) for one in found], following)
        found, following = view.listed(asking.QUOTES, "posts", **_of(uri, cursor))
        return Fetched([_by_author(one) for one in found], following)
    except RefusedError:  # the post was deleted since its feed was read
        return Fetched([GONE])


def last_post(view: AppView, did: str) -> Fetched:
    """Ask when somebody last posted or reposted in public."""
    try:
        reply = view.ask(asking.FEED, actor=did, limit=1, filter=_WITH_REPLIES)
    except RefusedError:
        return Fetched([GONE])
    return Fetched([{"at": _when(one)} for one in values.dicts(reply.get("feed"))[:1]])


def followed_by(view: AppView, did: str, cursor: str | None, among: Collection[str]) -> Fetched:
    """Ask for one page of whom somebody follows; only those in `among` are kept."""
    try:
        entries, following = view.listed(asking.FOLLOWS, "follows", **_actor(did, cursor))
    except RefusedError:
        return Fetched([GONE])
    found = [values.item(entry, "did") for entry in entries]
    return Fetched([{"did": who} for who in found if who in among], following)


def related_to(view: AppView, did: str, others: Sequence[str]) -> list:
    """Ask which of up to 30 accounts somebody follows."""
    try:
        reply = view.ask(asking.RELATIONSHIPS, actor=did, others=list(others))
    except RefusedError:
        return [GONE]
    found = values.dicts(reply.get("relationships"))
    return [{"did": one["did"]} for one in found if one.get("following") and one["did"] in others]


def deleted(view: AppView, uris: Sequence[str]) -> dict[str, str]:
    """Ask which of up to 25 posts are gone; one that is left out is asked for alone."""
    there = _posts(view, uris)
    return {uri: GONE for uri in uris if uri not in there and uri not in _posts(view, [uri])}


def _posts(view: AppView, uris: Sequence[str]) -> set[object]:
    reply = _ask(view, asking.POSTS, uris=list(uris))
    if not isinstance(reply.get("posts"), list):
        raise OddReplyError(f"{asking.POSTS}: the reply holds no list called posts")
    return {post.get("uri") for post in values.dicts(reply["posts"])}


def _alone(view: AppView, did: str) -> dict | str:
    try:
        return kept.account(view.ask(asking.PROFILE, actor=did))
    except RefusedError as error:
        if error.status in (400, 404):
            return GONE
        raise CollectError(f"{asking.PROFILE}: {error.message or error.status}.") from None


def _replies(view: AppView, uri: str) -> list:
    reply = view.ask(asking.THREAD, uri=uri, depth=1, parentHeight=0)
    answers = values.dicts(values.item(reply, "thread", "replies"))
    return [
        _by_author(answer["post"]) for answer in answers if isinstance(answer.get("post"), dict)
    ]


def _by_author(post: object) -> dict | str:
    times = {
        "createdAt": values.item(post, "record", "createdAt"),
        "indexedAt": values.item(post, "indexedAt"),
    }
    return kept.reaction(_part(post, "author"), times)


def _part(value: object, key: str) -> object:
    return values.item(value, key)


def _when(entry: dict) -> int | None:
    reason = entry.get("reason")
    if values.item(reason, "$type") == _REPOSTED:
        return ids.moment(values.item(reason, "indexedAt"))
    post = entry.get("post")
    stated = ids.moment(values.item(post, "record", "createdAt"))
    return ids.earliest(stated, ids.moment(values.item(post, "indexedAt")))


def _listed(view: AppView, what: str, key: str, *, actor: str, cursor: str | None) -> tuple:
    try:
        return view.listed(what, key, **_actor(actor, cursor))
    except RefusedError as error:
        raise _refused(what, error) from None


def _ask(view: AppView, what: str, **params: str | int) -> dict:
    try:
        return view.ask(what, **params)
    except RefusedError as error:
        raise _refused(what, error) from None


def _refused(what: str, error: RefusedError) -> CollectError:
    why = error.message or error.said or "no reason given"
    return CollectError(f"{what}: the server refuses ({error.status}): {why}.")


def _actor(did: str, cursor: str | None) -> dict[str, str]:
    return {"actor": did, "cursor": cursor} if cursor else {"actor": did}


def _of(uri: str, cursor: str | None) -> dict[str, str]:
    return {"uri": uri, "cursor": cursor} if cursor else {"uri": uri}
