"""What kinds of accounts there are: personas, found from how accounts look and behave."""

from socialkit.cluster.kinds import COLUMNS, NETWORK_COLUMNS, NO_KINDS, columns_for, personas
from socialkit.cluster.portraits import Personas

__all__ = ["COLUMNS", "NETWORK_COLUMNS", "NO_KINDS", "Personas", "columns_for", "personas"]
