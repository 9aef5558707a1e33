"""What can be counted about each account: one row per account, NA where it is not known."""

from socialkit.features.accounts import account_features, silent_days
from socialkit.features.engagement import ENGAGEMENT_WINDOW_DAYS
from socialkit.features.followers import Followers, follower_features, followers_of
from socialkit.features.posts import ANSWERS_APART, network_of, post_mix

__all__ = [
    "ANSWERS_APART",
    "ENGAGEMENT_WINDOW_DAYS",
    "Followers",
    "account_features",
    "follower_features",
    "followers_of",
    "network_of",
    "post_mix",
    "silent_days",
]
