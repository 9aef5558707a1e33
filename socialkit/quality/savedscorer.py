"""A learned scorer as a JSON file: numbers that are checked, and nothing that runs."""

import json
from dataclasses import asdict, fields
from pathlib import Path

from socialkit.errors import ReadError, SaveError
from socialkit.folders import write_files
from socialkit.quality.learned import Bin, Learned
from socialkit.quality.reachable import REACHABLE, Evidence

FORMAT, VERSION = "socialkit learned scorer", 1
MOST = 1e6
"""Log-odds, counts and multipliers beyond this are a broken file's."""
_COLUMNS = {one.name: one.column for one in REACHABLE}
_COUNTED = ("flagged_labels", "passed_labels")
_SHARES = ("threshold", "sensitivity", "specificity", "brier", "brier_of_share", "auc")


def write(learned: Learned, path: Path) -> Path:
    """Write the file beside and rename it, so that it is whole or the older one."""
    known = asdict(learned) | {
        "evidence": [one._asdict() for one in learned.evidence],
        "bins": [one._asdict() for one in learned.bins],
    }
    facts = {"format": FORMAT, "version": VERSION, **known}
    text = json.dumps(facts, indent=2, allow_nan=False) + "\n"
    try:
        write_files({path: text.encode("utf-8")})
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SaveError(
            f"could not save the scorer to {path}: {reason}. What stood there is untouched."
        ) from error
    return path


def load_learned(path: str | Path) -> Learned:
    """Read a scorer that `Learned.save` wrote.

    Parameters
    ----------
    path
        The JSON file.

    Returns
    -------
    Learned
        Equal to the one that was saved, to the last digit.

    Raises
    ------
    ReadError
        When the file is missing, broken, of another version, or holds what cannot be.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> import socialkit as sk
    >>> made = sk.simulate.network(accounts=600, seed=4)
    >>> is_junk = made.truth["kind"].isin(["mass_follower", "bought"])
    >>> learned = sk.quality.learn(sk.features.account_features(made.snapshot), is_junk[:150])
    >>> with TemporaryDirectory() as folder:
    ...     load_learned(learned.save(f"{folder}/junk.json")) == learned
    True
    """
    path = Path(path)
    try:
        facts = json.loads(path.read_bytes().decode("utf-8"), parse_constant=_refused)
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"{path}: the scorer could not be read ({reason}).") from error
    try:
        return _checked(facts)
    except _FaultError as fault:
        raise ReadError(
            f"{path} is no scorer of this version: {fault}. Save it again with learned.save(path)."
        ) from None


class _FaultError(Exception):
    """What is wrong with the file, in words."""


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is no number")


def _checked(facts: object) -> Learned:
    _hold(isinstance(facts, dict), "it is no table of names and values")
    _hold(facts.get("format") == FORMAT, f"format is {facts.get('format')!r}")
    _hold(facts.get("version") == VERSION, f"version is {facts.get('version')!r}, not {VERSION}")
    names = [one.name for one in fields(Learned)]
    _hold(set(facts) == {"format", "version", *names}, f"expected {', '.join(names)}")
    evidence = tuple(_evidence(one) for one in _list(facts["evidence"], "evidence"))
    multipliers = tuple(_list(facts["multipliers"], "multipliers"))
    _hold(len(evidence) == len(multipliers) > 0, "evidence and multipliers differ in number")
    _hold(len({one.name for one in evidence}) == len(evidence), "evidence stands there twice")
    for value in (*multipliers, facts["intercept"]):
        _hold(_is_number(value), f"{value!r} is no number")
    for name in _SHARES:
        _hold(_is_share(facts[name]), f"{name} is {facts[name]!r}, and not between 0 and 1")
    validation = tuple(_list(facts["validation"], "validation"))
    _hold(len(validation) == 2 and all(_is_count(n, 1) for n in validation), "validation is broken")
    both = {name: tuple(_list(facts[name], name)) for name in _COUNTED}
    for name, counts in both.items():
        _hold(len(counts) == 2 and all(_is_count(n, 0) for n in counts), f"{name} are broken")
        _hold(counts[0] <= counts[1], f"{name} are broken")
    bins = tuple(_bin(one) for one in _list(facts["bins"], "bins"))
    edges = [0, *(edge for one in bins for edge in (one.low, one.high)), 1]
    _hold(edges[::2] == edges[1::2] and edges == sorted(edges), "bins do not run from 0 to 1")
    own = {"evidence": evidence, "multipliers": multipliers, "validation": validation}
    own |= both | {"bins": bins, "intercept": float(facts["intercept"])}
    return Learned(**{name: facts[name] for name in names} | own)


def _evidence(entry: object) -> Evidence:
    _hold(isinstance(entry, dict) and set(entry) == set(Evidence._fields), "evidence is broken")
    one = Evidence(**entry)
    _hold(isinstance(one.name, str) and one.name in _COLUMNS, f"no evidence {one.name!r} is known")
    is_fact = one.neutral is None
    sound = (
        one.column == _COLUMNS[one.name]
        and all(isinstance(flag, bool) for flag in (one.more_is_better, one.stands_alone))
        and all(_is_number(bound) and bound > 0 for bound in (one.against, one.supports))
        and _is_number(one.decades)
        and (is_fact or (_is_number(one.neutral) and one.neutral >= 0 and one.decades > 0))
    )
    _hold(sound, f"evidence {one.name!r} is broken")
    return one


def _bin(entry: object) -> Bin:
    _hold(isinstance(entry, dict) and set(entry) == set(Bin._fields), "bins are broken")
    one = Bin(**entry)
    has_mean = _is_share(one.mean_chance) if one.n else one.mean_chance is None
    counts = _is_count(one.n, 0) and _is_count(one.k, 0) and one.k <= one.n
    _hold(_is_share(one.low) and _is_share(one.high) and counts and has_mean, "bins are broken")
    return one


def _list(value: object, name: str) -> list:
    _hold(isinstance(value, list), f"{name} is no list")
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= MOST


def _is_share(value: object) -> bool:
    return _is_number(value) and 0 <= value <= 1


def _is_count(value: object, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _hold(is_so: bool, fault: str) -> None:
    if not is_so:
        raise _FaultError(fault)
