"""No number that is withheld can be worked out from those shown: linear programs try to."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from socialkit.errors import PrivacyError
from socialkit.privacy import suppress

K = 10


def interval(counts: np.ndarray, hidden: np.ndarray, cell: tuple[int, int]) -> tuple[float, float]:
    """Bound one cell of a table with its totals (last row, last column), given what is shown."""
    rows, columns = counts.shape
    number = np.arange(rows * columns).reshape(rows, columns)
    sums, right = [], []
    for line in [*number, *number.T]:
        equation = np.zeros(number.size)
        equation[line[:-1]], equation[line[-1]] = 1, -1
        sums.append(equation)
        right.append(0)
    free = [(0, None) if gone else (v, v) for v, gone in zip(counts.flat, hidden.flat, strict=True)]
    goal = np.zeros(number.size)
    goal[number[cell]] = 1
    found = []
    for sign in (1, -1):
        solved = linprog(sign * goal, A_eq=np.array(sums), b_eq=right, bounds=free)
        found.append(np.inf if solved.status == 3 else round(sign * solved.fun, 6))
    return found[0], found[1] if found[1] != -np.inf else np.inf


def with_totals(inner: np.ndarray) -> np.ndarray:
    grid = np.zeros((inner.shape[0] + 1, inner.shape[1] + 1), dtype=int)
    grid[:-1, :-1] = inner
    grid[-1, :-1], grid[:-1, -1], grid[-1, -1] = inner.sum(0), inner.sum(1), inner.sum()
    return grid


def table(grid: np.ndarray) -> pd.DataFrame:
    rows = [*(f"r{n}" for n in range(len(grid) - 1)), "all"]
    columns = [*(f"c{n}" for n in range(grid.shape[1] - 1)), "all"]
    return pd.DataFrame(grid, rows, columns)


counts_2d = st.integers(1, 4).flatmap(
    lambda rows: st.integers(2, 4).flatmap(
        lambda columns: st.lists(
            st.one_of(st.integers(0, 12), st.integers(0, 60)),
            min_size=rows * columns,
            max_size=rows * columns,
        ).map(lambda values: np.array(values).reshape(rows, columns))
    )
)


def is_hidden_well(low: float, high: float) -> bool:
    return high >= K and high - low >= K - 1


@given(inner=counts_2d)
def test_with_the_totals_in_the_table_every_small_count_is_hidden_well(inner: np.ndarray) -> None:
    grid = with_totals(inner)
    found = suppress(table(grid), K, total="all")
    hidden = found.is_suppressed.to_numpy()
    small = (grid > 0) & (grid < K)
    assert hidden[small].all()
    for cell in zip(*np.nonzero(small), strict=True):
        assert is_hidden_well(*interval(grid, hidden, cell)), (cell, grid, hidden)
    for cell in zip(*np.nonzero(hidden), strict=True):
        low, high = interval(grid, hidden, cell)
        assert low < high, "a withheld cell can be worked out"
        assert high >= K


@given(inner=counts_2d)
def test_with_known_totals_outside_it_is_hidden_as_well_as_can_be(inner: np.ndarray) -> None:
    grid = with_totals(inner)
    found = suppress(table(grid).iloc[:-1, :-1], K)
    hidden = np.zeros(grid.shape, dtype=bool)
    hidden[:-1, :-1] = found.is_suppressed
    everything = np.zeros(grid.shape, dtype=bool)
    everything[:-1, :-1] = True
    unsafe = 0
    for cell in zip(*np.nonzero((inner > 0) & (inner < K)), strict=True):
        low, high = interval(grid, hidden, cell)
        best = interval(grid, everything, cell)
        assert hidden[cell]
        if is_hidden_well(*best):
            assert is_hidden_well(low, high), (cell, grid, hidden)
        else:
            assert high - low == pytest.approx(best[1] - best[0])
            unsafe += 1
    assert ("whatever is withheld" in found.note) >= (unsafe > 0)


@given(values=st.lists(st.integers(0, 40), min_size=1, max_size=6))
def test_a_column_of_counts_with_a_known_sum(values: list[int]) -> None:
    counts = pd.Series(values, [f"r{n}" for n in range(len(values))])
    found = suppress(counts, K, zeros="keep")
    hidden = found.is_suppressed.to_numpy()
    assert not ((counts > 0) & (counts < K) & ~hidden).any()
    withheld = counts[hidden].sum()
    # Alone among the withheld it is their sum; of several each can be 0 or all of it.
    for one in counts[hidden & (counts < K) & (counts > 0)]:
        if sum(values) >= K:
            assert hidden.sum() > 1 and withheld >= K
        assert one <= withheld


def test_the_example_of_the_documentation_by_hand() -> None:
    counts = pd.Series({"engaged": 60, "silent": 30, "dormant": 12, "junk": 3})
    found = suppress(counts)
    assert found.table.isna().tolist() == [False, False, True, True]
    assert found.table.dtype == "Int64"
    assert counts.tolist() == [60, 30, 12, 3], "what was given is untouched"


def test_nothing_is_withheld_without_need() -> None:
    found = suppress(pd.DataFrame({"a": [10, 20], "b": [30, 40]}))
    assert not found.is_suppressed.to_numpy().any()
    assert found.note == "No number withheld: no count is below 10."


def test_totals_published_nowhere_give_nothing_back() -> None:
    counts = pd.Series({"a": 50, "b": 3})
    assert suppress(counts, totals_known=False).table.tolist()[0] == 50
    assert suppress(counts).table.isna().all()


def test_one_cell_that_holds_everybody_is_withheld() -> None:
    counts = pd.DataFrame({"dormant": [40, 30], "active": [0, 30]}, ["doctors", "lawyers"])
    found = suppress(counts)
    assert found.is_suppressed.loc["doctors"].all()
    assert not suppress(counts, zeros="keep").is_suppressed.to_numpy().any()
    assert suppress(counts, zeros="all").is_suppressed.loc["doctors"].all()


def test_zeros_stay_where_others_are_many() -> None:
    assert suppress(pd.Series({"a": 50, "b": 30, "c": 0})).table.tolist() == [50, 30, 0]
    assert suppress(pd.Series({"a": 50, "b": 30, "c": 0}), zeros="all").table.isna().sum() == 2


def test_shares_are_counts_again() -> None:
    shares = pd.Series({"engaged": 0.6, "silent": 0.37, "junk": 0.03})
    found = suppress(shares, n=100)
    assert found.table.isna().tolist() == [False, True, True]
    assert found.table.dtype == "Float64"
    by_group = pd.DataFrame({"yes": [0.5, 0.97]}, ["doctors", "lawyers"])
    sizes = pd.Series({"doctors": 400, "lawyers": 100})
    # 97 % of 100 tells that 3 are not: what is left over counts as a cell, too.
    assert suppress(by_group, n=sizes).is_suppressed.loc["lawyers", "yes"]


def test_a_share_alone_hides_whoever_is_left_over() -> None:
    assert suppress(pd.Series({"with bio": 0.98}), n=200).table.isna().all()
    assert suppress(pd.Series({"with bio": 0.5}), n=200).table.notna().all()


def test_unknown_cells_stay_unknown_and_are_not_called_suppressed() -> None:
    found = suppress(pd.Series([50, None, 30], list("abc"), dtype="Int64"))
    assert found.table.isna().tolist() == [False, True, False]
    assert not found.is_suppressed.any()


def test_an_empty_table_and_one_of_nothing() -> None:
    assert suppress(pd.Series([], dtype="Int64")).table.empty
    assert suppress(pd.DataFrame(columns=["a", "b"], dtype="Int64")).table.empty
    assert suppress(pd.Series({"a": 0, "b": 0})).table.tolist() == [0, 0]


@given(inner=counts_2d, seed=st.integers(0, 99))
def test_the_order_of_rows_does_not_change_how_well_things_are_hidden(
    inner: np.ndarray, seed: int
) -> None:
    grid = table(with_totals(inner)).iloc[:-1, :-1]
    mixed = grid.sample(frac=1, random_state=seed)
    one, other = suppress(grid), suppress(mixed)
    assert one.table.notna().equals(~one.is_suppressed)
    assert ("whatever" in one.note) == ("whatever" in other.note)


@pytest.mark.parametrize(
    ("given_table", "options", "says"),
    [
        (pd.Series([1, 2]), {"k": 4}, "5 or more"),
        (pd.Series([1.5]), {}, "whole numbers"),
        (pd.Series([-1]), {}, "whole numbers"),
        (pd.Series(["x"]), {}, "numbers only"),
        (pd.Series([1, 2], ["a", "a"]), {}, "each once"),
        (pd.Series([20, 30, 51], ["a", "b", "all"]), {"total": "all"}, "add up to 50"),
        (pd.Series([0.7, 0.7]), {"n": 100}, "more than 1"),
        (pd.Series([12]), {"zeros": "some"}, "one of"),
        ([12], {}, "a table"),
    ],
)
def test_what_is_no_table_of_counts_is_refused(given_table, options, says) -> None:
    with pytest.raises(PrivacyError, match=says):
        suppress(given_table, **options)
