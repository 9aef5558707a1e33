"""Each chart of `plot` with usual and with awkward tables: shared by the tests of `publish`."""

import inspect
from types import SimpleNamespace

import numpy as np
import pandas as pd

from socialkit import plot

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "=cmd('calc')",
    "@SUM(1+1)",
    "\u202egnp.txt",
    "[x](javascript:alert(1)) http://evil.example",
    "long" * 2500,
    "x.csv 42",
)
AWKWARD = ("usual", "one row", "all NA", "hostile")
REASON = "an X archive does not say when a follower last posted"
_TIME = {"day": pd.Timestamp("2026-01-02T00:00Z")}


def kinds() -> list[str]:
    """Every function of `plot` that draws a chart on axes."""
    found = []
    for name in plot.__all__:
        one = getattr(plot, name)
        if inspect.isfunction(one) and {"ax", "title"} <= set(inspect.signature(one).parameters):
            found.append(name)
    return found


def estimates(index, *, n=400, values=(0.34, 0.25, 0.2, 0.12, 0.05), name=None, **more):
    """A table as `estimate.table` makes it, as long as its index."""
    if not isinstance(index, pd.Index):
        index = pd.Index(index, name=name)
    value = np.resize(values, len(index))
    columns = {
        "value": value,
        "low": np.maximum(value - 0.055, 0),
        "high": np.minimum(value + 0.055, 1),
        "level": 0.95,
    }
    table = pd.DataFrame(columns, index=index, dtype="Float64")
    table["method"] = "wilson"
    table["n"] = pd.array([n] * len(index), dtype="Int64")
    table["population"] = pd.array([2000] * len(index), dtype="Int64")
    return table.assign(frame="random sample of the list", note="", unit="share", **more)


def accounts():
    ids = pd.Index([f"7{place}" for place in range(6)], name="account_id")
    number = [9000, 40, 1200, 300, 77, 6000]
    quality = np.array([0.2, 0.8, 0.5, 0.4, 0.7, 0.3])
    columns = {"quantity": pd.array(number, dtype="Int64")}
    for column, scale in (("quality", 1), ("effective_followers", np.array(number))):
        columns[column] = quality * scale
        columns[f"{column}_low"] = (quality - 0.05) * scale
        columns[f"{column}_high"] = (quality + 0.05) * scale
    table = pd.DataFrame(columns, index=ids)
    table.insert(0, "handle", ["ann_a", "ben_b", "cat_c", "dan_d", "eve_e", "fay_f"])
    corners = ["large but hollow", "small but excellent"] * 3
    return table.assign(
        quadrant=corners, is_notable=True, followed=number, friends=[3, 1, 5, 2, 9, 4],
        bio="I listen", location="Ulm by the river",
    )  # fmt: skip


def correlation(value=-0.4):
    return SimpleNamespace(value=value, low=value - 0.2, high=value + 0.2, n=6)


def _picture():
    start = _TIME["day"]
    cells = pd.DataFrame(
        {
            "first_rank": [0, 100], "last_rank": [99, 199], "followers": [40, 60],
            "created_first": [start - pd.Timedelta(days=900), start - pd.Timedelta(days=400)],
            "created_last": [start - pd.Timedelta(days=500), start],
        }
    )  # fmt: skip
    bounds = pd.DataFrame(
        {"rank": [99, 199], "followed_after": [start - pd.Timedelta(days=90)] * 2}
    )
    blocks = pd.DataFrame(
        {"first_rank": [20], "last_rank": [80], "size": [50], "created_first": [start],
         "created_last": [start + pd.Timedelta(days=2)]}, index=pd.Index([1], name="block"),
    )  # fmt: skip
    points = pd.DataFrame({"rank": [], "created_at": pd.to_datetime([], utc=True)})
    return SimpleNamespace(
        cells=cells, points=points, bounds=bounds, blocks=blocks, smaller_blocks=0, n=120,
        undated=3, k=10, frame="all 123 followers listed", note="",
    )  # fmt: skip


def _layout(communities: pd.DataFrame) -> SimpleNamespace:
    """A network too large to draw single accounts."""
    nothing = pd.DataFrame({"x": [], "y": [], "community": []})
    ties = pd.DataFrame({"one": [], "other": []})
    between = pd.DataFrame({"ties": []})
    return SimpleNamespace(
        nodes=nothing, ties=ties, communities=communities, between=between, tied=400, alone=20,
        frame="all 420 followers listed", is_ego=True, note="",
    )  # fmt: skip


def single_nodes() -> plot.Axes:
    """Draw a network of three single accounts."""
    layout = _layout(pd.DataFrame(columns=["value", "name", "stability_word"]))
    layout.nodes = pd.DataFrame({"x": [0.0, 0.5, 1.0], "y": [0.0, 1.0, 0.5],
                                 "community": pd.array([1, 1, pd.NA], dtype="Int64"),
                                 "handle": ["ann_a", "ben_b", "cat_c"]})  # fmt: skip
    layout.ties = pd.DataFrame({"one": [0], "other": [1]})
    return plot.ego_network(layout)


def _usual(kind: str) -> tuple[tuple, dict]:
    index = pd.MultiIndex.from_product
    people, kinds_of = accounts(), ["talk much", "long silent", "follow many"]
    segments = ["engaged", "silent", "dormant", "unreachable", "unknown"]
    digits = estimates(range(1, 10), expected=np.log10(1 + 1 / np.arange(1, 10)))
    personas = pd.DataFrame({"accounts": [60, 30, 10], "share": [0.6, 0.3, 0.1],
                             "posts_per_day": [0.1, 2.0, 4.5]}, index=kinds_of)  # fmt: skip
    communities = estimates([1, 2], accounts=[240, 160], stability=[0.9, 0.5], name=None)
    communities["stability_word"] = ["highly stable", "do not trust"]
    communities["name"] = ["mostly lawyers", "no common trait told"]
    trials = estimates(["whole list", "newest", "draw 1", "draw 2"], values=(0.34, 0.1, 0.32, 0.3))
    trials.loc["whole list", ["low", "high"]] = 0.34
    trials["holds_truth"] = pd.array([None, False, True, True], dtype="boolean")
    curve = estimates(np.linspace(0, 1, 11), values=np.linspace(0, 1, 11) ** 3)
    degrees = pd.DataFrame({"accounts": [3, 2, 1], "share_at_least": [1.0, 0.5, 1 / 6]},
                           index=pd.Index([1, 8, 70], name="degree"))  # fmt: skip
    ties = estimates(["followers", "followed", "friends", "friends_of_followed", "answered"],
                     values=(120.0, 90.0, 6.0, 0.07, 0.5))  # fmt: skip
    ties.iloc[:3, 1:3] = ties.iloc[:3, [0, 0]].to_numpy()
    rungs = estimates(["all accounts", "top 50 %"], values=(0.8, 0.1), restricted=0.5,
                      restricted_low=0.3, restricted_high=0.7)  # fmt: skip
    change = pd.DataFrame(
        {"half_changes_share": [0.07, 0.02], "rank_correlation": [0.95, 0.99], "n": [400, 400]},
        index=pd.MultiIndex.from_tuples([("weight", "engaged twice"), ("preset", "reach")],
                                        names=["kind", "change"]),
    )  # fmt: skip
    sizes = pd.DataFrame({"of 2,000": [1656, 323]}, index=pd.Index([0.01, 0.05], name="margin"))
    seconds = pd.DataFrame({"in memory": [0.5, 4.0], "by hand": [9.0, 200.0]},
                           index=pd.Index([10_000, 250_000], name="follows"))  # fmt: skip
    cells = pd.DataFrame({"x": [0.0, 1.0, 2.0], "y": [0.0, 1.0, 0.5], "persona": kinds_of,
                          "accounts": [9, 30, 12]})  # fmt: skip
    pairs = estimates(index([["socialbakers"], ["seed", "fame"]], names=["first", "second"]))
    quadrants = pd.DataFrame(
        {"accounts": [3, 3], "quantity_low": [0, 500], "quantity_high": [500, 9000],
         "quality_low": [0.5, 0.0], "quality_high": [1.0, 0.5]},
        index=pd.Index(["small but excellent", "large but hollow"], name="quadrant"),
    )  # fmt: skip
    benford = SimpleNamespace(
        column="following_count", n=400, mean_absolute_deviation=0.03, by_chance_high=0.01,
        digits=digits, frame="all 400 followers listed", note="",
    )  # fmt: skip
    levels = personas[["posts_per_day"]] / 5
    months = pd.date_range("2026-01-01", periods=4, freq="MS", tz="UTC", name="month")
    tables = {
        "arrivals": (estimates(months, count=[4, 8, 2, 1], is_over=True),),
        "audience_composition": (estimates(segments),),
        "benford": (benford,),
        "communities": (communities, pd.DataFrame({"ties": []})),
        "conduct": (estimates(["engaging", "own", "quote", "repost"],
                              target=[0.75, 0.25, None, None]),),
        "degree_distribution": (degrees,),
        "dormancy_curve": (estimates(pd.Index([31, 60, 90, 120, 365], name="days")),),
        "effective_followers": (people,),
        "ego_network": (_layout(communities),),
        "fallacy_ladder": (rungs,),
        "fingerprint": (_picture(),),
        "friends_vs_followed": (people, correlation()),
        "group_comparison": (estimates(["therapists", "florists", "all accounts"]),),
        "lorenz": (curve, estimates(["gini", "top_10_percent"])),
        "missing": (REASON,),
        "persona_map": (cells,),
        "persona_profile": (personas, levels),
        "quality_vs_quantity": (people, quadrants, correlation()),
        "relationships": (ties,),
        "rhythm": (estimates(months, values=[4.0, 9.0, 0.0, 2.0], is_over=True),),
        "rule_disagreement": (pairs,),
        "sample_size": (sizes,),
        "sampling_trials": (trials,),
        "score_sensitivity": (change,),
        "speed": (seconds,),
        "survival": (estimates(index([["all"], [30, 400, 900]], names=["group", "days"])),),
        "threshold_sweep": (estimates(index([["dormant", "silent"], [31, 60, 120]],
                                            names=["measure", "days"])),),
        "triage": (estimates(["followed already", "follow back", "ask why", "leave"]),),
    }  # fmt: skip
    return tables[kind], {}


def _unknown(table: pd.DataFrame) -> pd.DataFrame:
    numbers = [name for name in table.select_dtypes("number") if name not in ("accounts", "n")]
    out = table.astype(dict.fromkeys(numbers, "Float64"))
    out[numbers] = pd.NA
    return out.assign(note=REASON) if "note" in table else out


def _hostile(table: pd.DataFrame) -> pd.DataFrame:
    """Put a hostile text wherever the data of a platform could put one."""
    out = table.copy()
    for name in ("handle", "name", "frame", "note", "persona", "quadrant"):
        if name in out and len(out):
            out[name] = np.resize(HOSTILE, len(out))
    labels = {"therapists", "florists", "talk much", "long silent", "follow many", "all"}
    labels |= {"engaged twice", "seed", "of 2,000", "all accounts", "top 50 %"} - {"all accounts"}
    names = {one: HOSTILE[place % len(HOSTILE)] for place, one in enumerate(sorted(labels))}
    return out.rename(index=names, columns=names)


def _changed(given, change):
    if isinstance(given, pd.DataFrame):
        return change(given)
    if isinstance(given, SimpleNamespace) and not hasattr(given, "low"):
        parts = {name: change(one) if isinstance(one, pd.DataFrame) else one
                 for name, one in vars(given).items()}  # fmt: skip
        return SimpleNamespace(**parts)
    return given


def drawn(kind: str, how: str = "usual", *, lettered: bool = True) -> plot.Axes:
    """Draw a chart of usual or awkward numbers; accounts by letters unless told otherwise."""
    given, more = _usual(kind)
    changes = {"one row": lambda table: table.iloc[:1], "all NA": _unknown, "hostile": _hostile}
    if kind == "sampling_trials" and how == "one row":
        changes["one row"] = lambda table: table.iloc[:2]
    if how in changes:
        given = tuple(_changed(one, changes[how]) for one in given)
    if how == "all NA" and kind in ("fingerprint", "benford", "ego_network"):
        empty = {name: one.iloc[:0] if isinstance(one, pd.DataFrame) else one
                 for name, one in vars(_usual(kind)[0][0]).items()}  # fmt: skip
        given = (SimpleNamespace(**{**empty, "note": REASON, "n": 0}),)
    if lettered and isinstance(given[0], pd.DataFrame) and "handle" in given[0]:
        from socialkit.publish import pseudonymous

        given = (pseudonymous(given[0]), *given[1:])
    title = HOSTILE[0] if how == "hostile" else "Who follows?"
    source = HOSTILE[1] + HOSTILE[4] if how == "hostile" else "a sample"
    return getattr(plot, kind)(*given, **more, title=title, source=source)
