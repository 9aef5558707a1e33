"""What kinds of accounts there are, and which of them belong together.

Personas are found from how accounts look and behave, communities from who follows whom.
"""

from socialkit.cluster.communities import communities
from socialkit.cluster.divided import NO_COMMUNITIES, Communities
from socialkit.cluster.kinds import COLUMNS, NETWORK_COLUMNS, NO_KINDS, columns_for, personas
from socialkit.cluster.layout import MOST_NODES, Layout, ego_layout
from socialkit.cluster.mapped import cells, embed
from socialkit.cluster.offollowers import FollowerKinds, kinds_of_followers
from socialkit.cluster.portraits import Personas

__all__ = [
    "COLUMNS",
    "MOST_NODES",
    "NETWORK_COLUMNS",
    "NO_COMMUNITIES",
    "NO_KINDS",
    "Communities",
    "FollowerKinds",
    "Layout",
    "Personas",
    "cells",
    "columns_for",
    "communities",
    "ego_layout",
    "embed",
    "kinds_of_followers",
    "personas",
]
