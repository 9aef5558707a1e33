"""How much faster than by hand, and how close to the best library: `make bench`.

    python -m benchmarks.scale [--sizes S,M] [--tasks read,pagerank] [--resume]

Makes the networks (once, into a cache folder), measures every task by socialkit, by hand and
by the libraries in turn, each in a process of its own, and writes the tables into
`benchmarks/README.md` and `data/scale/measured.csv`. What is measured is kept at once;
`--resume` goes on from there.
"""

import argparse
import datetime
from pathlib import Path

from benchmarks.scale import kept, machine, page, plan, runs, sizes
from benchmarks.scale.ratios import Costs

PAGE = Path(__file__).parents[1] / "README.md"
TABLE = Path(__file__).parents[2] / "data" / "scale" / "measured.csv"


def main() -> None:
    """Measure what was asked for, and write the tables."""
    asked = _asked()
    names, tasks = _known(asked.sizes, plan.SIZES), _known(asked.tasks, plan.TASKS)
    by_hand = _known(asked.by_hand, plan.SIZES)
    folders = runs.folders([plan.TINY, *names], asked.cache)
    results = _results(asked)
    limits = runs.Limits(asked.repeat, asked.seconds, asked.gigabytes)
    runs.measure(runs.in_turn(names, tasks, by_hand, asked.repeat), folders, results, limits)
    rows = {name: sizes.counted(folders[name]) for name in names}
    follows = {name: counted["follows"] for name, counted in rows.items()}
    costs = Costs(results.rows)
    times = max((row["repeat"] + 1 for row in results.rows), default=0)
    text = _introduced(asked, rows, times) + page.tables(costs, follows)
    if asked.page:
        page.put(asked.page, text)
        kept.keep(asked.table, costs, rows, asked.date, machine.described())
    print(text)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.scale",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    say = parser.add_argument
    say("--sizes", default="S,M,L,XL", help="which networks (%(default)s)")
    say("--tasks", default=",".join(plan.TASKS), help="which tasks (%(default)s)")
    say("--by-hand", default="S,M,L", help="on which networks by hand too (%(default)s)")
    say("--repeat", type=int, default=3, help="how often each; 0: only the page (%(default)s)")
    say("--seconds", type=float, default=1800, help="most a measurement may take (%(default)s)")
    say("--gigabytes", type=float, default=16, help="most memory it may hold (%(default)s)")
    say("--cache", type=Path, default=sizes.default_cache(), help="for networks (%(default)s)")
    say("--results", type=Path, help="one line of JSON a measurement (measured.jsonl there)")
    say("--resume", action="store_true", help="go on with the results that are there")
    say("--page", type=Path, default=PAGE, help="which page to put the tables in (%(default)s)")
    say("--table", type=Path, default=TABLE, help="and where as a table (%(default)s)")
    say("--no-page", dest="page", action="store_const", const=None, help="only print them")
    say("--date", default=datetime.date.today().isoformat(), help="of the measurements")
    return parser.parse_args()


def _known(names: str, known: dict[str, object]) -> list[str]:
    """Return the names in their usual order."""
    given = [name for name in names.split(",") if name]
    wrong = [name for name in given if name not in known]
    if wrong:
        raise SystemExit(f"there is no {', '.join(wrong)}; there are {', '.join(known)}.")
    return [name for name in known if name in given]


def _results(asked: argparse.Namespace) -> runs.Results:
    """Open the results; those of another time are put aside unless they are gone on with."""
    path = asked.results or asked.cache / "measured.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_file() and not asked.resume:
        path.replace(path.with_name(path.name + ".before"))
    return runs.Results(path)


def _introduced(asked: argparse.Namespace, rows: dict[str, dict[str, int]], times: int) -> str:
    return f"""## `scale/`: against pandas and networkx by hand, and against the best library

    make bench

{asked.date}; {machine.described()}; {machine.versions()}.

Networks of `socialkit.simulate` (seed {plan.SEED}): {page.sizes_in_words(rows)}.
Each measurement is a process of its own, which does the task on a tiny network first; the
ways of a task take turns; seconds are the median of up to {times} by the clock (of one from
{runs.LONG:g} s on), GB the most memory that the process ever held. By hand is what
`scale/by_hand.py` and `scale/by_hand_audience.py` do, with the same answers where both
define the same; a single task starts from what the tasks before it made, which is not timed.

What is not alike: `read` is what `Snapshot.save` wrote for us, checked and coded, and for all
others Parquet as pandas writes it; `read plain Parquet` is the same files for all. The intervals
of the comparison are BCa for us, of percentiles by hand. Personas are mixtures on at most 1,000
evenly spaced accounts, held against resamples and against clouds without kinds, for us; by
hand k-means of all accounts for 2 to 10 kinds, ten starts each, judged by silhouettes alone.

"""


if __name__ == "__main__":
    main()
