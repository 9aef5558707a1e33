"""Accounts side by side: which are small or large, hollow or excellent, and in what order."""

import math

import numpy as np
import pandas as pd

QUADRANTS = (
    "small but excellent",
    "large and excellent",
    "small and hollow",
    "large but hollow",
)
NOTABLE = 3
MIN_ACCOUNTS = 4
_MEASURES = ("quality", "effective_followers", "engaged", "dormant", "junk")
COMPARED = [
    "quantity",
    *(f"{name}{end}" for name in _MEASURES for end in ("", "_low", "_high")),
    "coverage",
    "n",
    "frame",
]


def side_by_side(table: pd.DataFrame) -> pd.DataFrame:
    """Return the accounts with their types, best first, and with the quadrant of each."""
    return _with_quadrants(_best_first(_typed(table)))


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    text = table["handle"].dtype
    types = dict.fromkeys(COMPARED, "Float64") | {"quantity": "Int64", "n": "Int64", "frame": text}
    columns = {
        name: _as(table[name], types[name]) if name in types else table[name]
        for name in table.columns
    }
    return pd.DataFrame(columns, index=table.index)


def _as(column: pd.Series, dtype: object) -> pd.Series | pd.api.extensions.ExtensionArray:
    """Return a column of the type; numbers that are not known become NA."""
    if not isinstance(dtype, str) or dtype not in ("Float64", "Int64"):
        return column.astype(dtype)
    numbers = column.to_numpy(dtype=float, na_value=math.nan)
    return pd.array(numbers, dtype="Float64").astype(dtype)


def _best_first(table: pd.DataFrame) -> pd.DataFrame:
    """Order by worth; ids only part accounts that are alike in every number."""
    keys = ["effective_followers", "quantity", "quality", "engaged", "dormant", "junk"]
    keys += ["handle", "group"]
    first = table[keys[0]]
    if first.notna().all() and first.is_unique:
        keys = keys[:1]  # the others would change nothing, and take most of the time
    return table.sort_index().sort_values(keys, ascending=False, kind="stable")


def _with_quadrants(table: pd.DataFrame) -> pd.DataFrame:
    known = table.dropna(subset=["quantity", "quality"])
    quadrant = pd.Series(pd.NA, index=table.index, dtype=table["handle"].dtype)
    if len(known) >= MIN_ACCOUNTS:
        large = known["quantity"] > known["quantity"].median()
        excellent = known["quality"] >= known["quality"].median()
        names = np.select(
            [~large & excellent, large & excellent, ~large & ~excellent], QUADRANTS[:3],
            default=QUADRANTS[3],
        )  # fmt: skip
        quadrant.loc[known.index] = names
    out = table.assign(quadrant=quadrant)
    small, large = (out["quality"][quadrant.eq(name).fillna(False).to_numpy(dtype=bool)]
                    for name in (QUADRANTS[0], QUADRANTS[3]))  # fmt: skip
    best, worst = small.nlargest(NOTABLE), large.nsmallest(NOTABLE)
    notable = out.index.isin(best.index.union(worst.index))
    return out.assign(is_notable=pd.array(notable, dtype="boolean"))
