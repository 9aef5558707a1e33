"""The fingerprint of an audience: in which order followers came, and how old their accounts were.

Everything here is about the audience. A block is a run of *follows that came together*, from
accounts opened together; it says nothing certain of any one person in it.
"""

from socialkit.fingerprint.anomaly import anomaly_scores
from socialkit.fingerprint.blocks import block_members, blocks
from socialkit.fingerprint.digits import Benford, benford
from socialkit.fingerprint.evidence import evidence
from socialkit.fingerprint.followorder import follow_time_bounds
from socialkit.fingerprint.lockstep import Lockstep, lockstep
from socialkit.fingerprint.picture import Picture, picture
from socialkit.fingerprint.shares import block_share, block_shares
from socialkit.fingerprint.timestamps import TimestampCheck, timestamp_check

__all__ = [
    "Benford",
    "Lockstep",
    "Picture",
    "TimestampCheck",
    "anomaly_scores",
    "benford",
    "block_members",
    "block_share",
    "block_shares",
    "blocks",
    "evidence",
    "follow_time_bounds",
    "lockstep",
    "picture",
    "timestamp_check",
]
