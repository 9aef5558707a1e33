"""How well the open score and the published rules tell junk in any labelled table.

    python benchmarks/labelled.py PATH... [--held-out | --developed-on]

Each CSV holds one account per row: posts, followers, following, and whatever else of
picture, bio, site, place, age is there, under the usual names (`statuses_count`,
`friends_count`, `#followers`...), with a label (`is_fake`, `fake`, `label`, `bot`: 1, true
or a word such as "fake" is junk). Nothing is fitted. Prints the area under the ROC curve of
the `reachable` facet, its average precision and calibration error (mean distance of share
and mean score over ten groups of equal size), what becomes of it at the cut of one half, and
beside it every signal and rule set that the table can answer, the best by MCC first, with
the AUC of its verdict and that of the number behind it (whichever way it points).
`--held-out` takes every second row from the second on, `--developed-on` the others.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import average_precision_score, matthews_corrcoef, roc_auc_score

from socialkit import quality
from socialkit.quality.scoring import COLUMNS
from socialkit.quality.signals import satisfied

NAMES = {
    "posts_count": "posts posts_count post_count statuses_count statuses pos media_count "
    "user_media_count num_posts tweets tweets_count",
    "followers_count": "followers followers_count follower_count flw user_follower_count "
    "num_followers edge_followed_by",
    "following_count": "following following_count follows friends_count friends flg followees "
    "user_following_count num_following edge_follow",
    "listed_count": "listed_count listed",
    "has_picture": "has_picture has_profile_picture profile_pic has_profile_pic pic "
    "user_has_profil_pic user_has_profile_pic",
    "no_picture": "default_profile_image has_default_image",
    "has_bio": "has_bio bio biography description description_length bl bio_length "
    "user_biography_length biography_length",
    "has_name": "has_name name full_name fullname_words has_full_name",
    "handle": "username screen_name handle user_name",
    "handle_digit_share": "handle_digit_share nums/length_username",
    "handle_digits": "username_digits username_digit_count handle_digits",
    "handle_length": "username_length handle_length",
    "has_url": "has_url url external_url website lin has_external_url",
    "has_location": "has_location location place",
    "is_verified": "is_verified verified",
    "age_days": "age_days account_age_days",
    "created_at": "created_at created date_created",
    "label": "is_fake fake label bot is_bot class junk is_junk target account_type dataset",
}
# The last three are the bought accounts of Cresci et al. 2015, the last two below their people.
JUNK = set("1 1.0 true yes fake f bot junk spam spammer bought fsf int twt".split())
PEOPLE = set("0 0.0 false no real r human genuine person authentic e13 tfp".split())
EMPTY = {"", "none", "null", "nan", "false", "no", "n"}


def columns_of(table: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the columns under our names; the first of several namesakes counts."""
    plain = {_plain(name): name for name in reversed(table.columns)}
    found = {}
    for ours, theirs in NAMES.items():
        known = [plain[_plain(name)] for name in theirs.split() if _plain(name) in plain]
        if known:
            found[ours] = table[known[0]]
    return found


def _plain(name: str) -> str:
    return "".join(letter for letter in str(name).casefold() if letter.isalnum())


def features_of(columns: dict[str, pd.Series], size: int) -> pd.DataFrame:
    """Return a table of features, NA where the columns do not tell."""
    counted = {c for signal in quality.SIGNALS if signal.is_counted for c in signal.columns}
    names = sorted(counted | set(COLUMNS))
    features = pd.DataFrame(pd.NA, index=range(size), columns=names, dtype="Float64")
    for name in features.columns.intersection(list(columns)):
        read = _fact if name.startswith(("has_", "is_")) else _number
        features[name] = read(columns[name]).to_numpy()
    if "no_picture" in columns and "has_picture" not in columns:
        # In lists of old profiles an empty cell means that the picture is no default one.
        features["has_picture"] = (1 - _fact(columns["no_picture"])).to_numpy()
    if "created_at" in columns and "age_days" not in columns:
        features["age_days"] = _age(columns["created_at"]).to_numpy()
    if "handle_digit_share" not in columns:
        features["handle_digit_share"] = _digit_share(columns, size).to_numpy()
    followers = features["followers_count"]
    features["following_to_followers"] = features["following_count"] / followers.mask(
        followers == 0
    )
    return features


def _number(values: pd.Series) -> pd.Series:
    return pd.to_numeric(values, errors="coerce").astype("Float64")


def _digit_share(columns: dict[str, pd.Series], size: int) -> pd.Series:
    """Return how much of each handle are digits, from the handle or from both its counts."""
    if {"handle_digits", "handle_length"} <= set(columns):
        length = _number(columns["handle_length"])
        return _number(columns["handle_digits"]) / length.where(length > 0)
    if "handle" in columns:
        handle = columns["handle"].astype("str").where(columns["handle"].notna()).astype("string")
        length = handle.str.len().astype("Float64")
        return handle.str.count("[0-9]").astype("Float64") / length.where(length > 0)
    return pd.Series(pd.NA, index=range(size), dtype="Float64")


def _age(values: pd.Series) -> pd.Series:
    """Return days before the newest date of the table, which stands for the day it was made."""
    number = pd.to_numeric(values, errors="coerce")
    if number.notna().any():
        dates = pd.to_datetime(number, unit="ms" if number.max() > 1e11 else "s", utc=True)
    else:
        dates = pd.to_datetime(values, errors="coerce", utc=True, format="mixed")
    return ((dates.max() - dates) / pd.Timedelta(days=1)).astype("Float64")


def _fact(values: pd.Series) -> pd.Series:
    """Return 1 for yes, a length above 0 or any text; 0 for no, 0 or an empty cell."""
    if pd.api.types.is_bool_dtype(values):
        return values.astype("Float64")
    numbers = pd.to_numeric(values, errors="coerce")
    text = values.astype("str").str.strip().str.casefold()
    filled = values.notna() & ~text.isin(EMPTY)
    return numbers.gt(0).where(numbers.notna(), filled).astype("Float64")


def labels_of(values: pd.Series) -> pd.Series:
    """Return whether each account is junk; NA for what is neither."""
    text = values.astype("str").str.strip().str.casefold()
    known = text.isin(JUNK | PEOPLE)
    return text.isin(JUNK).astype("boolean").where(known)


def calibration_error(is_junk: np.ndarray, chance: np.ndarray, groups: int = 10) -> float:
    """Return the mean distance of the share of junk and the mean chance of it in groups."""
    order = np.argsort(chance, kind="stable")
    parts = [part for part in np.array_split(order, groups) if len(part)]
    off = [abs(is_junk[part].mean() - chance[part].mean()) * len(part) for part in parts]
    return float(sum(off) / len(order))


def rules_of(features: pd.DataFrame) -> Iterator[tuple[str, pd.Series]]:
    """Yield each signal and rule set, and whom it speaks against (NA: open)."""
    held = satisfied(features, quality.SIGNALS)
    for signal in quality.SIGNALS:
        # What speaks well of those who satisfy it speaks here against those who do not.
        speaks_well = "good" in signal.satisfied or "bad" in signal.failed
        yield signal.name, ~held[signal.name] if speaks_well else held[signal.name]
    for name in quality.RULE_SETS:
        yield f"rule set {name}", quality.rules(name, features, unknown="left out")["is_against"]


def measured(features: pd.DataFrame, is_junk: np.ndarray) -> list[str]:
    """Return the lines to print about one table."""
    score = 1 - quality.score(features)["reachable"]
    known = score.notna().to_numpy(dtype=bool)
    chance, truth = score[known].to_numpy(dtype=float), is_junk[known]
    flagged = chance > 0.5
    lines = [
        f"accounts {len(is_junk):,}, junk {is_junk.sum():,}, with a score {known.sum():,}",
        f"reachable: AUC {roc_auc_score(truth, chance):.3f}, average precision "
        f"{average_precision_score(truth, chance):.3f}, calibration error "
        f"{calibration_error(truth, chance):.3f}",
        f"reachable below .5: sensitivity {flagged[truth].mean():.3f}, specificity "
        f"{(~flagged[~truth]).mean():.3f}, MCC {matthews_corrcoef(truth, flagged):.3f}",
    ]
    return lines + _rule_lines(features, is_junk)


def _rule_lines(features: pd.DataFrame, is_junk: np.ndarray) -> list[str]:
    """Return a line for each rule that can be answered, the best first."""
    values, rows = quality.signal_values(features), []
    for name, against in rules_of(features):
        told = against.notna().to_numpy(dtype=bool)
        verdict, truth = against[told].to_numpy(dtype=bool), is_junk[told]
        if verdict.any() and not verdict.all() and truth.any() and not truth.all():
            mcc = matthews_corrcoef(truth, verdict)
            by_value = _by_value(values[name], is_junk) if name in values else "     -"
            area = f"{roc_auc_score(truth, verdict):6.3f} {by_value}"
            rows.append((mcc, f"  {name:32} {mcc:6.3f} {area} {told.sum():8,}"))
    head = f"  {'rule':32} {'MCC':>6} {'AUC':>6} {'value':>6} {'answered':>8}"
    return [head, *(line for _, line in sorted(rows, reverse=True))]


def _by_value(values: pd.Series, is_junk: np.ndarray) -> str:
    """Return the area of the number behind a rule, whichever way it points."""
    known = values.notna().to_numpy(dtype=bool)
    truth = is_junk[known]
    if not truth.any() or truth.all():
        return "     -"
    area = roc_auc_score(truth, values[known].to_numpy(dtype=float))
    return f"{max(area, 1 - area):6.3f}"


def chosen(table: pd.DataFrame, options: set[str]) -> pd.DataFrame:
    """Return the rows asked for."""
    if "--held-out" in options:
        return table.iloc[1::2]
    return table.iloc[::2] if "--developed-on" in options else table


if __name__ == "__main__":
    given = set(sys.argv[1:])
    options = given & {"--held-out", "--developed-on"}
    paths = [Path(word) for word in sys.argv[1:] if word not in options]
    if not paths:
        sys.exit(__doc__)
    for path in paths:
        columns = columns_of(chosen(pd.read_csv(path, low_memory=False), options))
        if "label" not in columns:
            sys.exit(f"{path}: no column with labels; call it is_fake (1 is junk).")
        truth = labels_of(columns["label"])
        labelled = truth.notna().to_numpy(dtype=bool)
        columns = {name: values[labelled] for name, values in columns.items()}
        features = features_of(columns, int(labelled.sum()))
        print(f"{path.name}", *measured(features, truth[labelled].to_numpy(dtype=bool)), sep="\n")
