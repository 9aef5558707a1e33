"""Accounts side by side: ladders, inequality, groups."""

from socialkit.audience.accounts.concentration import concentration, lorenz
from socialkit.audience.accounts.fallacy import fallacy_ladder
from socialkit.audience.accounts.groups import compare_groups, group_differences
from socialkit.audience.accounts.influence import frame_of_accounts, influence
from socialkit.audience.accounts.judge import ALIKE_AT_LEAST, JUDGED_BY, judged_share, told_apart

__all__ = [
    "ALIKE_AT_LEAST",
    "JUDGED_BY",
    "compare_groups",
    "concentration",
    "fallacy_ladder",
    "frame_of_accounts",
    "group_differences",
    "influence",
    "judged_share",
    "lorenz",
    "told_apart",
]
