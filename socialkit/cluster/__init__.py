"""What kinds of accounts there are, and which of them belong together.

Personas are found from how accounts look and behave, communities from who follows whom.
"""

from socialkit.cluster.communities import communities
from socialkit.cluster.divided import NO_COMMUNITIES, Communities
from socialkit.cluster.kinds import COLUMNS, NETWORK_COLUMNS, NO_KINDS, columns_for, personas
from socialkit.cluster.mapped import cells, embed
from socialkit.cluster.portraits import Personas

__all__ = [
    "COLUMNS",
    "NETWORK_COLUMNS",
    "NO_COMMUNITIES",
    "NO_KINDS",
    "Communities",
    "Personas",
    "cells",
    "columns_for",
    "communities",
    "embed",
    "personas",
]
