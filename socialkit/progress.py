"""Bars for what takes long: shown after two seconds, and never two at a time."""

import os
from concurrent.futures import Future
from typing import Self, TypeVar

T = TypeVar("T")
SHOWN_AFTER_SECONDS = 2
OFF = "SOCIALKIT_PROGRESS"
"""The environment variable that switches every bar off when it is ``"0"``."""
_LOOKED_EVERY = 0.5


class Steps:
    """Count named steps as they are begun.

    Parameters
    ----------
    name
        What the work is called beside the bar.
    total
        How many steps there are; None where nobody knows.
    unit
        What one step is called in the rate beside the bar.

    Examples
    --------
    >>> with Steps("counting", 2) as steps:
    ...     steps.next("followers")
    ...     steps.next("follows")
    """

    _open = 0

    def __init__(self, name: str, total: int | None, *, unit: str = "step") -> None:
        from tqdm import tqdm  # loads when used: importing socialkit is to be quick

        self._bar = tqdm(
            total=total, desc=name, unit=unit, delay=SHOWN_AFTER_SECONDS, leave=False,
            disable=Steps._open > 0 or os.environ.get(OFF) == "0",
        )  # fmt: skip
        self._begun = False

    def next(self, doing: str = "") -> None:
        """Say what is done from now on; the step before it is over."""
        if self._begun:
            self._bar.update()
        self._begun = True
        self._bar.set_postfix_str(doing, refresh=False)

    def done(self, what: str) -> None:
        """Say what was done, where several things are under way at once."""
        self._bar.update()
        self._bar.set_postfix_str(what, refresh=False)

    def __enter__(self) -> Self:
        Steps._open += 1
        return self

    def __exit__(self, *error: object) -> None:
        Steps._open -= 1
        self._bar.close()


def result_of(work: Future[T], name: str) -> T:
    """Wait for work done elsewhere; where no bar stands, show one with the time that went by.

    Examples
    --------
    >>> from concurrent.futures import ThreadPoolExecutor
    >>> with ThreadPoolExecutor(1) as pool:
    ...     result_of(pool.submit(sum, [1, 2]), "adding")
    3
    """
    with Steps(name, None) as steps:
        while True:
            try:
                return work.result(timeout=_LOOKED_EVERY)
            except TimeoutError:
                if work.done():
                    return work.result()
                steps.next()
