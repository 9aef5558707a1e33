"""What can be counted about each account: one row per account, NA where it is not known."""

from socialkit.features.accounts import account_features, silent_days
from socialkit.features.engagement import ENGAGEMENT_WINDOW_DAYS
from socialkit.features.followers import described_ties, follower_features
from socialkit.features.posts import ANSWERS_APART, network_of, post_mix

__all__ = [
    "ANSWERS_APART",
    "ENGAGEMENT_WINDOW_DAYS",
    "account_features",
    "described_ties",
    "follower_features",
    "network_of",
    "post_mix",
    "silent_days",
]
