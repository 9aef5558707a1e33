"""Who follows whom: networkx graphs for people, array measures for speed, the same answers.

An edge runs follower -> followed. Every measure counts the follows that the snapshot holds.
Where only some accounts' lists were collected, a follow nobody collected is not seen, so a
tie that is mutual on the platform can count as one-way here.
"""

from socialkit.graph.clustering import local_clustering
from socialkit.graph.collected import (
    LEAST_OF_CENSUS,
    following_lists,
    follows_seen,
    has_follower_lists,
)
from socialkit.graph.components import components
from socialkit.graph.lists import contact_counts, contact_lists, in_lists, out_lists
from socialkit.graph.networks import ego_network, follower_graph, mutual_graph
from socialkit.graph.overview import degree_distribution, summary
from socialkit.graph.sharing import second_steps, shared_contacts
from socialkit.graph.standing import core_number, pagerank
from socialkit.graph.ties import (
    account_reciprocity,
    degrees,
    follow_back_rate,
    followed_back_rate,
    follows_back,
    reciprocity,
    returned,
)

__all__ = [
    "LEAST_OF_CENSUS",
    "account_reciprocity",
    "components",
    "contact_counts",
    "contact_lists",
    "core_number",
    "degree_distribution",
    "degrees",
    "ego_network",
    "follow_back_rate",
    "followed_back_rate",
    "follower_graph",
    "following_lists",
    "follows_back",
    "follows_seen",
    "has_follower_lists",
    "in_lists",
    "local_clustering",
    "mutual_graph",
    "out_lists",
    "pagerank",
    "reciprocity",
    "returned",
    "second_steps",
    "shared_contacts",
    "summary",
]
