"""The tallies of a `Scan`: counted where the tables are, equal to those in memory."""

from socialkit.features.lazy.accounts import account_features, follower_features

__all__ = ["account_features", "follower_features"]
