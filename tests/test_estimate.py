import math

import numpy as np
import pandas as pd
import pytest

from socialkit import estimate


def test_a_share_prints_as_a_sentence():
    share = estimate.proportion(50, 400, frame="newest first")
    assert str(share) == "12 % (10-16 %), 50 of 400, newest first"
    assert (
        str(estimate.proportion(50, 400, population=2000)) == "12 % (10-16 %), 50 of 400 of 2,000"
    )


def test_some_is_never_printed_as_none_nor_nearly_all_as_all():
    assert str(estimate.proportion(3, 6000)).startswith("0.05 % (")
    assert str(estimate.proportion(5999, 6000)).startswith("99.9 % (")


def test_times_scales_value_and_interval():
    mean = estimate.mean(pd.Series([0.2, 0.4, 0.6, 0.8, 1.0]))
    worth = mean.times(100)
    assert (worth.value, worth.low) == (mean.value * 100, mean.low * 100)
    assert worth.unit == "count"


def test_a_table_keeps_unknown_as_na():
    table = estimate.table({"a": estimate.proportion(1, 4), "b": estimate.unknown("the age")})
    assert table["value"].tolist() == [0.25, pd.NA]
    assert table["population"].isna().all()
    assert table["n"].tolist() == [4, pd.NA]
    assert table.loc["b", "in_words"] == "not in this export: the age"
    assert str(table["value"].dtype) == "Float64"


def test_the_noun_follows_the_counts():
    share = estimate.proportion(50, 400, 2000, frame="newest first").with_noun("followers")
    assert str(share) == "12 % (10-16 %), 50 of 400 of 2,000 followers, newest first"
    census = estimate.proportion(3, 12, 12).with_noun("posts")
    assert str(census) == "25 % (every one counted), 3 of 12 posts"
    mean = estimate.mean(pd.Series(np.arange(9) / 9), population=90).with_noun("followers")
    assert str(mean).endswith(", n = 9 of 90 followers")
    assert str(mean.times(100)).endswith(", n = 9 of 90 followers")
    nobody = estimate.proportion(0, 0)
    assert nobody.with_noun("followers") == nobody


def test_what_was_counted_is_printed_not_worked_back_from_the_value():
    corrected = estimate.corrected(62, 400, 0.9, 0.95, population=2000).with_noun("followers")
    assert "flagged: 62 of 400 of 2,000 followers" in str(corrected)
    built = estimate.Estimate(0.121, 0.1, 0.14, n=400)
    assert str(built) == "12 % (10-14 %), n = 400"


def test_every_unit_has_its_words():
    def words(unit, value, low, high):
        return str(estimate.Estimate(value, low, high, n=10, unit=unit)).removesuffix(", n = 10")

    assert words("difference", -0.05, -0.1, 0.001) == "-5 points (-10 to +0.1 points)"
    assert words("days", 120.0, 90.0, 1500.0) == "120 days (90-1,500 days)"
    assert words("days", 120.0, 90.0, math.nan) == "120 days (90 days or more)"
    assert words("count", 1200.0, 900.0, 1500.0) == "1,200 (900-1,500)"
    assert words("correlation", 0.2, -0.1, 0.5) == "0.20 (-0.10 to 0.50)"
    assert words("score", 0.2, math.nan, math.nan) == "0.20 (no interval)"


def test_an_estimate_is_frozen_and_can_be_a_key():
    share = estimate.proportion(1, 4)
    assert {share: "kept"}[estimate.proportion(1, 4)] == "kept"
    with pytest.raises(AttributeError):
        share.value = 0.5


def test_a_table_keeps_its_columns():
    columns = estimate.table({"a": estimate.proportion(1, 4)}).columns
    assert list(columns) == (
        "value low high level method n population frame note unit in_words".split()
    )
