"""Accounts side by side: ladders, inequality, groups."""

from socialkit.audience.accounts.concentration import concentration, lorenz
from socialkit.audience.accounts.fallacy import fallacy_ladder
from socialkit.audience.accounts.groups import compare_groups, group_differences
from socialkit.audience.accounts.influence import frame_of_accounts, influence

__all__ = [
    "compare_groups",
    "concentration",
    "fallacy_ladder",
    "frame_of_accounts",
    "group_differences",
    "influence",
    "lorenz",
]
