"""Networks too large for memory: the four tables stay on disk or on a cluster.

`scan` opens them, and `Scan` is to them what `Snapshot` is to tables in memory: checked when
made, never changed after. What is asked of it (`sk.features.account_features`,
`sk.quality.score`, `sk.audience.compare`) is worked out where the tables are, by the very same
expressions, and gives the same numbers.
"""

from socialkit.scans.checks import micros
from socialkit.scans.dyads import dyads
from socialkit.scans.engine import Engine
from socialkit.scans.opening import scan
from socialkit.scans.scanned import Scan

__all__ = ["Engine", "Scan", "dyads", "micros", "scan"]
