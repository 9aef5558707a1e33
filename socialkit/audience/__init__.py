"""The audience of an account: who is in it, how good it is, and how sure that is."""

from socialkit.audience.compare import QUADRANTS, compare, quadrants
from socialkit.audience.conduct import conduct
from socialkit.audience.exchange import exchange
from socialkit.audience.frame import Frame, choose, follower_ids, frame
from socialkit.audience.profile import dormancy, profile
from socialkit.audience.questions import questions
from socialkit.audience.segments import SEGMENTS, classify

__all__ = [
    "QUADRANTS",
    "SEGMENTS",
    "Frame",
    "choose",
    "classify",
    "compare",
    "conduct",
    "dormancy",
    "exchange",
    "follower_ids",
    "frame",
    "profile",
    "quadrants",
    "questions",
]
