"""The audience of an account: who is in it, how good it is, and how sure that is."""

from socialkit.audience.accounts import (
    ALIKE_AT_LEAST,
    JUDGED_BY,
    compare_groups,
    concentration,
    fallacy_ladder,
    frame_of_accounts,
    group_differences,
    influence,
    judged_share,
    lorenz,
    told_apart,
)
from socialkit.audience.arrivals import arrivals
from socialkit.audience.audiences import Audiences
from socialkit.audience.choice import choose, follower_ids, follower_words
from socialkit.audience.compare import compare, quadrants
from socialkit.audience.corners import QUADRANTS
from socialkit.audience.frame import Frame, frame
from socialkit.audience.handlabels import (
    corrected_profile,
    labelling_sample,
    read_labels,
    save_labels,
)
from socialkit.audience.lifetimes import lifetimes, still_posting, survival
from socialkit.audience.owner import (
    compare_relationships,
    conduct,
    conversation,
    exchange,
    relationships,
    rhythm,
)
from socialkit.audience.profile import dormancy, profile
from socialkit.audience.questions import questions
from socialkit.audience.sampling import (
    count_versus_list,
    drift,
    sample_sizes,
    sampling_trials,
)
from socialkit.audience.segments import SEGMENTS, classify
from socialkit.audience.sweep import sweep

__all__ = [
    "ALIKE_AT_LEAST",
    "JUDGED_BY",
    "QUADRANTS",
    "SEGMENTS",
    "Audiences",
    "Frame",
    "arrivals",
    "choose",
    "classify",
    "compare",
    "compare_groups",
    "compare_relationships",
    "concentration",
    "conduct",
    "conversation",
    "corrected_profile",
    "count_versus_list",
    "dormancy",
    "drift",
    "exchange",
    "fallacy_ladder",
    "follower_ids",
    "follower_words",
    "frame",
    "frame_of_accounts",
    "group_differences",
    "influence",
    "judged_share",
    "labelling_sample",
    "lifetimes",
    "lorenz",
    "profile",
    "quadrants",
    "questions",
    "read_labels",
    "relationships",
    "rhythm",
    "sample_sizes",
    "sampling_trials",
    "save_labels",
    "still_posting",
    "survival",
    "sweep",
    "told_apart",
]
