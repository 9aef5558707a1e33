"""Collect an account's audience live from the open networks, as a guest who behaves.

``bluesky`` and ``mastodon`` turn a handle into a complete `Snapshot`: the followers in listed
order with their profiles, whom the account follows, its posts, and who reacted to them. A plan
is shown first. What has come is never asked for twice: a collection that was stopped, by
whatever, goes on when the same call is made again. ``refresh`` honours what was deleted since,
``purge`` deletes a collection.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from socialkit.collect import names, place
from socialkit.collect.collecting import collect
from socialkit.collect.consent import Confirm, asked, yes
from socialkit.collect.plan import Plan
from socialkit.collect.refreshing import Refreshed
from socialkit.collect.refreshing import refresh as _refresh
from socialkit.collect.wanted import Wanted
from socialkit.errors import CollectError
from socialkit.snapshot import Snapshot

__all__ = ["Plan", "Refreshed", "asked", "bluesky", "mastodon", "purge", "refresh", "yes"]

BLUESKY = "https://public.api.bsky.app"
TOKEN = "SOCIALKIT_MASTODON_TOKEN"
"""The environment variable with a token for Mastodon; it is never written down anywhere."""


def bluesky(
    actor: str,
    folder: str | Path,
    *,
    depth: int = 1,
    posts: int = 50,
    last_posts: bool = False,
    sample: int | None = None,
    seed: int = 0,
    host: str = BLUESKY,
    rate: float | None = None,
    contact: str | None = None,
    confirm: Confirm = asked,
) -> Snapshot:
    """Collect the audience of a Bluesky account from the public AppView, which needs no key.

    Parameters
    ----------
    actor
        Whose: a handle such as ``"name.bsky.social"`` or a DID.
    folder
        Where the journal and the snapshot are kept, on this computer only. Called again with
        the same folder and options, it goes on where it was; of a finished collection it
        returns the snapshot and asks for nothing.
    depth
        1: the followers with their profiles; 2: also which of them follow each other, which
        takes at least one request for each.
    posts
        How many of the account's last posts are read, with everybody who liked, reposted,
        quoted or answered them; 0 for none. Texts are never kept.
    last_posts
        Whether it is asked of every follower when they last posted (one request each), which
        Bluesky's profiles do not say.
    sample
        How many followers to draw at random and keep; None for all. The draw is a simple
        random sample of the whole list, and recorded as such, so that every number of
        `socialkit.audience` carries the interval of a sample.
    seed
        Of the draw.
    host
        Server that is asked; no other ever is.
    rate
        The most requests a second, where that is to be fewer than the server allows.
    contact
        An e-mail or web address that is sent along, so that the server's people can reach you.
    confirm
        Is shown the plan before the collection, and says whether to go ahead:
        `socialkit.collect.asked` asks you, `socialkit.collect.yes` shows it and goes ahead.

    Returns
    -------
    Snapshot
        With the account as its focal one; taken at the moment when the last page came. Its
        notes say who was counted and not kept, and how the list compares with the number of
        followers that Bluesky reports.

    Raises
    ------
    CollectError
        When there is no such account, it asks not to be shown to strangers, the server goes
        on failing, or the folder holds something else. What was collected is kept.

    Examples
    --------
    >>> import socialkit as sk
    >>> sk.collect.bluesky("not a handle", "audience")
    Traceback (most recent call last):
        ...
    socialkit.errors.CollectError: 'not a handle' is no Bluesky account; give name.bsky.social.
    """
    wanted = Wanted(
        "bluesky", names.host(host), names.of_bluesky(actor), depth, posts, last_posts, sample, seed
    )
    return collect(wanted, Path(folder), confirm=confirm, rate=rate, contact=contact)


def mastodon(
    acct: str,
    folder: str | Path,
    *,
    server: str | None = None,
    token: str | None = None,
    depth: int = 1,
    posts: int = 40,
    sample: int | None = None,
    seed: int = 0,
    rate: float | None = None,
    contact: str | None = None,
    confirm: Confirm = asked,
) -> Snapshot:
    """Collect the audience of an account of Mastodon, or of a server that speaks as it does.

    Profiles come with the lists, so there is nothing to ask of single followers but their ties.
    What a server counts for accounts of other servers is only what it has seen.

    Parameters
    ----------
    acct
        Whose: ``"name@server.example"``, or a name with `server`.
    folder, depth, posts, sample, seed, rate, contact, confirm
        As in `bluesky`.
    server
        Server that is asked; None for the account's own, which alone knows all its followers.
    token
        An access token of yours with the scope ``read``, where a server answers nobody else;
        None for the environment variable ``SOCIALKIT_MASTODON_TOKEN``. It is sent to the
        server and written nowhere.

    Returns
    -------
    Snapshot
        As of `bluesky`.

    Raises
    ------
    CollectError
        As of `bluesky`; and when the account hides who follows it.

    Examples
    --------
    >>> import socialkit as sk
    >>> sk.collect.mastodon("ann", "audience")
    Traceback (most recent call last):
        ...
    socialkit.errors.CollectError: 'ann': on which server? Give name@server.example.
    """
    user, home = names.of_mastodon(acct)
    asked_server = server or home
    if asked_server is None:
        raise CollectError(f"{acct!r}: on which server? Give name@server.example.")
    account = f"{user}@{home}" if home else user
    wanted = Wanted(
        "mastodon", names.host(asked_server), account, depth, posts, False, sample, seed
    )
    token = token or os.environ.get(TOKEN) or None
    return collect(wanted, Path(folder), confirm=confirm, rate=rate, contact=contact, token=token)


def refresh(
    folder: str | Path,
    *,
    delete: Iterable[str] = (),
    token: str | None = None,
    rate: float | None = None,
    contact: str | None = None,
    confirm: Confirm = asked,
) -> Refreshed:
    """Ask who of a collection is still there, and delete whoever is not.

    Accounts and posts that were deleted, and accounts that meanwhile ask not to be shown to
    strangers, are taken out of the journal and of the snapshot, together with all their ties
    and acts. Who keeps such data longer than the network does keeps what its people took back.

    Parameters
    ----------
    folder
        Of a finished collection.
    delete
        Ids or handles of accounts that are deleted in any case, because somebody asked.
    token, rate, contact, confirm
        As in `mastodon`.

    Returns
    -------
    Refreshed
        How many were asked about, and how many of them were deleted for which reason.

    Raises
    ------
    CollectError
        When the folder holds no finished collection, an account to delete is not in it, or
        the server goes on failing; nothing is deleted then.

    Examples
    --------
    >>> import socialkit as sk
    >>> sk.collect.refresh("nowhere")
    Traceback (most recent call last):
        ...
    socialkit.errors.CollectError: nowhere: holds no collection (journal.sqlite is not there).
    """
    token = token or os.environ.get(TOKEN) or None
    return _refresh(
        Path(folder), delete=delete, token=token, rate=rate, contact=contact, confirm=confirm
    )


def purge(folder: str | Path) -> Path:
    """Delete a collection: its journal and its snapshot, and the folder when that is all.

    Parameters
    ----------
    folder
        Of the collection. Other files in it stay.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    CollectError
        When it holds no collection, or one that is being written just now.

    Examples
    --------
    >>> import socialkit as sk
    >>> sk.collect.purge("nowhere")
    Traceback (most recent call last):
        ...
    socialkit.errors.CollectError: nowhere: holds no collection (journal.sqlite is not there).
    """
    return place.purge(Path(folder))
