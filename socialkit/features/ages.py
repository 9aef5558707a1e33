"""How old accounts are, how long they have been silent, and how much they post a day."""

import narwhals as nw
import numpy as np
import pandas as pd

from socialkit.features.ratios import ratio

DAY_IN_MICROSECONDS = 86_400_000_000


def ages(taken_at: int) -> dict[str, nw.Expr]:
    """Return `age_days` and `days_since_post` as expressions.

    The columns they need hold microseconds since 1970 (UTC): `created_at`, `seen_at`,
    `last_post_at` as reported and `last_seen_post` by the posts table, for accounts whose posts
    were collected. Ages count from `seen_at`, or else from `taken_at`.
    """
    moment = nw.col("seen_at").fill_null(taken_at)
    reported, seen = nw.col("last_post_at"), nw.col("last_seen_post")
    is_later = (reported.is_null() | (seen > reported)).fill_null(False)
    last = nw.when(is_later).then(seen).otherwise(reported)
    return {
        "age_days": _days(moment - nw.col("created_at")),
        "days_since_post": _days(moment - last),
    }


def posts_per_day() -> nw.Expr:
    """Return how many posts a day there are; NA on the day the account was opened."""
    return ratio(nw.col("posts_count"), nw.col("age_days"))


def silence() -> nw.Expr:
    """Return the days since the last post; since the opening for who never posted."""
    since = nw.col("days_since_post")
    never = (since.is_null() & (nw.col("posts_count") == 0)).fill_null(False)
    return nw.when(never).then(nw.col("age_days")).otherwise(since)


def micros(times: pd.Series) -> pd.arrays.IntegerArray:
    """Return times as whole microseconds since 1970 (UTC), NA where they are not known."""
    whole = times.to_numpy(dtype="datetime64[us]").view(np.int64)
    return pd.arrays.IntegerArray(whole, times.isna().to_numpy())


def _days(micros_between: nw.Expr) -> nw.Expr:
    return micros_between.cast(nw.Float64) / DAY_IN_MICROSECONDS
