"""Read broken exports by the thousand: ``python tests/fuzz_readers.py 20000``.

Ends with an error unless every case ends in a valid snapshot or in one clear line, within
five seconds and within 500 MB above what importing the readers takes. The test suite reads
a small part of the same cases.
"""

import faulthandler
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from random import Random

from broken import broken, packed, samples

from socialkit import readers
from socialkit.errors import SocialkitError
from socialkit.snapshot import Snapshot

SECONDS, MEGABYTES = 5, 500


class TookTooLong(BaseException):
    """No `except Exception` of a reader may swallow it."""


def read_one(whole: dict[str, bytes], random: Random, folder: Path) -> str:
    """Read one broken export; return how it ended, ``snapshot`` or ``error``."""
    path = packed(broken(whole, random), folder / "upload", random)
    with _limited(SECONDS):
        try:
            found = readers.read(path)
        except SocialkitError as error:
            assert str(error) and "\n" not in str(error), repr(str(error))
            return "error"
    assert isinstance(found, Snapshot)
    return "snapshot"


def main(cases: int, start: int = 0) -> None:
    """Read `cases` broken exports, every sample in turn; print what came of them."""
    faulthandler.enable()
    sources = samples()
    names = sorted(sources)
    for name in names:  # whole ones first: what importing and warming up takes is no fault
        with tempfile.TemporaryDirectory() as folder:
            packed(sources[name], Path(folder, "upload"), Random(0))
    before, ends, slowest = _peak(), Counter(), (0.0, "")
    for case in range(start, start + cases):
        name = names[case % len(names)]
        begun = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            try:
                ends[read_one(sources[name], Random(case), Path(folder))] += 1
            except (Exception, TookTooLong) as error:
                raise SystemExit(
                    f"case {case} ({name}): {type(error).__name__}: {error}"
                ) from error
        slowest = max(slowest, (time.perf_counter() - begun, f"{case} ({name})"))
    grown = _peak() - before
    print(f"{cases:,} cases over {len(names)} samples: {dict(ends)}")
    print(f"slowest case {slowest[0]:.2f} s: {slowest[1]}; memory grew by {grown:,.0f} MB")
    if grown > MEGABYTES:
        raise SystemExit(f"more than {MEGABYTES} MB")


@contextmanager
def _limited(seconds: int):
    def stop(*_: object) -> None:
        raise TookTooLong(f"not done after {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
