"""An account's followers and the ties among them, to be moved and zoomed; nobody is named."""

import math

import ipywidgets as widgets
import pandas as pd

from socialkit import audience, features, graph, plot, practice, publish
from socialkit.errors import SocialkitError
from socialkit.explore import choosing
from socialkit.explore.answer import Answer, Explored
from socialkit.plot.audience import SEGMENTS
from socialkit.plot.theme import hue
from socialkit.snapshot import Snapshot

TITLE = "Who among these followers is tied to whom?"
MOST_NODES = 500
"""More nodes than this a browser moves slowly, and nobody sees through."""
_UNSAFE = str.maketrans("", "", "<>&\"'`")
_UNNAMED = "\N{NO-BREAK SPACE}"
_HEIGHT = 520
_CONTENT = ["followers_count", "following_count", "posts_count", "created_at", "handle", "name"]


def network(
    snapshot: Snapshot, account: str | None = None, *, most: int = MOST_NODES, names: bool = False
) -> Explored:
    """See an account's followers and the ties among them: move, zoom, and click on a node.

    A node is a follower, coloured by its kind as in `socialkit.audience.profile` and larger
    the more followers it has itself; an edge runs where one follows another. The account,
    tied to all, is left out. Only those with most ties among the followers are drawn, and it
    says how many were left out. Everything runs on this computer: nothing is fetched, and
    nothing is sent.

    Parameters
    ----------
    snapshot
        The network.
    account
        Whose followers; as in `socialkit.audience.choose`.
    most
        At most so many nodes.
    names
        Whether followers carry their handles, for the account's owner and not for
        publication. Otherwise only accounts whose own followers were collected are named.

    Returns
    -------
    Explored
        The network in a notebook that somebody has open; elsewhere what it is made of: how
        large each kind is, with its interval.

    Raises
    ------
    PrivacyError
        In practitioner mode: a node is a single follower.
    SocialkitError
        When `most` is no whole number of at least 1.
    UnknownNameError
        When no account has that id or handle.

    Examples
    --------
    >>> import socialkit as sk
    >>> explored = sk.explore.network(sk.datasets.load("therapists"), "willow_room")
    >>> print(explored.sentence)
    Drawn are 110 of the 140 followers of willow_room that are in the data (all 140 followers \
listed, newest first), with 250 follows among them; left out are 30 without a tie to another.
    """
    practice.no_single_follower("draw the ties of single followers", instead="sk.plot.communities")
    if not isinstance(most, int) or isinstance(most, bool) or most < 1:
        raise SocialkitError(f"most is a whole number of nodes, 1 or more; got {most!r}.")
    who = audience.choose(snapshot, account)
    table = audience.profile(snapshot, who)
    places, ties, sentence = _chosen(snapshot, who, most)

    def answer() -> Answer:
        def chart(ax: plot.Axes | None) -> plot.Axes:
            options = {"title": "Of which kinds are they?", "source": snapshot.source}
            return plot.audience_composition(table, ax=ax, **options)

        return Answer(chart, sentence, publish.table(table["in_words"]))

    def more() -> tuple[widgets.Widget, ...]:
        if not places:
            return ()
        return (_sigma(_labelled(snapshot, who, places, ties, names=names)),)

    return Explored("network-by-hand", TITLE, answer, {}, more=more)


def _chosen(
    snapshot: Snapshot, who: str | None, most: int
) -> tuple[list[str], list[tuple[str, str]], str]:
    """Return those with most ties, the ties among them, and in words how many were left out."""
    seen = audience.frame(snapshot, who)
    if who is None or not seen.seen:
        why = seen.note if who is None else "these data do not list who follows the account"
        return [], [], f"There is no network to draw: {why}."
    everyone = graph.ego_network(snapshot, who)
    everyone.remove_node(who)
    tied = [one for one, ties in everyone.degree() if ties]
    chosen = _canonical(snapshot, everyone, tied)[:most]
    inside = set(chosen)
    ties = [(one, other) for one, other in everyone.edges if one in inside and other in inside]
    parts = [
        f"{len(everyone) - len(tied):,} without a tie to another",
        f"{len(tied) - len(chosen):,} with fewer ties" if len(tied) > len(chosen) else "",
    ]
    left = " and ".join(part for part in parts if part)
    sentence = (
        f"Drawn are {len(chosen):,} of the {len(everyone):,} followers of "
        f"{choosing.called(snapshot, who)} that are in the data ({seen.words}), with "
        f"{len(ties):,} follows among them; left out are {left}."
    )
    return chosen, ties, sentence


def _canonical(snapshot: Snapshot, everyone: object, tied: list[str]) -> list[str]:
    """Put accounts in order by their ties, then by their profile; ids part only equals."""
    table = snapshot.accounts.loc[tied, _CONTENT]
    degrees = dict(everyone.degree(tied))
    table.insert(0, "ties", [degrees[one] for one in tied])
    order = ["ties", *_CONTENT]
    return list(table.sort_index().sort_values(order, ascending=False, kind="stable").index)


def _labelled(
    snapshot: Snapshot, who: str, chosen: list[str], ties: list[tuple[str, str]], *, names: bool
) -> object:
    """Return a network with numbers for nodes, and on each node what may be shown of it."""
    followers = features.follower_features(snapshot, [who]).droplevel("account_id")
    kinds = audience.classify(followers)["segment"]
    count, named = snapshot.accounts["followers_count"], set(snapshot.focal)
    places = {one: place for place, one in enumerate(chosen)}
    shown = type(graph.ego_network(snapshot, who))()
    for one, place in places.items():
        may_name = names or one in named
        label = choosing.called(snapshot, one).translate(_UNSAFE) if may_name else _UNNAMED
        facts = {"kind": str(kinds[one]), "label": label, "size": _size(count[one])}
        if pd.notna(count[one]):
            facts["followers"] = int(count[one])
        shown.add_node(place, **facts)
    shown.add_edges_from(sorted((places[one], places[other]) for one, other in ties))
    return shown


def _size(followers: object) -> float:
    """Return how many pixels wide a node is: one more for every doubling of its followers."""
    return 3.0 if pd.isna(followers) else round(3 + math.log2(int(followers) + 1) * 0.7, 1)


def _sigma(shown: object) -> widgets.Widget:
    """Return the network for the notebook, laid out in the browser for a few seconds."""
    from ipysigma import Sigma

    palette = {name: hue[colour] for name, (colour, _) in SEGMENTS.items()}
    return Sigma(
        shown,
        height=_HEIGHT,
        start_layout=5,
        node_color="kind",
        node_color_palette=palette,
        raw_node_size="size",
        raw_node_label="label",
        default_edge_type="line",
        default_edge_color=hue.faint,
        background_color=hue.paper,
    )
