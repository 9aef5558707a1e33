"""Whether labels say how they were drawn: without that they speak for nobody else."""

import pandas as pd

from socialkit.audience.handlabels.labels import answers
from socialkit.errors import SocialkitError

DESIGN = ("follower_of", "stratum", "stratum_size", "probability")


def checked(labels: pd.DataFrame) -> pd.DataFrame:
    """Return the labels in one spelling with how each was drawn, once that is clear.

    Raises
    ------
    SocialkitError
        When it is not known, or does not fit the rows that are there.
    """
    lacking = [name for name in (*DESIGN, "label") if name not in labels.columns]
    lacking = lacking or [name for name in DESIGN if labels[name].isna().any()]
    if lacking:
        raise SocialkitError(
            f"these labels do not say how the followers were drawn (no {', '.join(lacking)}), so "
            "they speak for nobody else. Draw a sample with sk.audience.labelling_sample, label "
            "that, and read it with sk.audience.read_labels."
        )
    if labels.index.has_duplicates:
        raise SocialkitError("one follower stands in these labels more than once.")
    drawn = labels[[*DESIGN]].assign(label=answers(labels["label"]))
    try:
        drawn["stratum_size"] = drawn["stratum_size"].astype("Int64")
        drawn["probability"] = drawn["probability"].astype("Float64")
    except (TypeError, ValueError) as error:
        raise SocialkitError(f"stratum_size and probability must be numbers: {error}.") from error
    _check_rows(drawn)
    return drawn


def check_origin(drawn: pd.DataFrame, account_id: str, follower_ids: pd.Index) -> None:
    """Refuse labels that were drawn from other followers than these.

    Raises
    ------
    SocialkitError
        Saying how many are strangers, or how the numbers differ.
    """
    again = "Draw a sample of this account's followers and label that."
    others = int((drawn["follower_of"].astype(str) != account_id).sum())
    if others:
        raise SocialkitError(f"{others:,} of these labels were drawn for another account. {again}")
    strangers = int((~drawn.index.isin(follower_ids)).sum())
    if strangers:
        raise SocialkitError(
            f"{strangers:,} of {len(drawn):,} labelled accounts do not follow this account in "
            f"these data. {again}"
        )
    covered = int(drawn.groupby("stratum")["stratum_size"].first().sum())
    if covered != len(follower_ids):
        raise SocialkitError(
            f"these labels were drawn from {covered:,} followers, and these data hold "
            f"{len(follower_ids):,}: whole strata lack, or they come from other data. {again}"
        )


def _check_rows(drawn: pd.DataFrame) -> None:
    """Refuse strata of which rows lack, or whose rows tell different sizes."""
    sizes, chances = drawn["stratum_size"], drawn["probability"]
    wrong = (sizes < 1) | (chances <= 0) | (chances > 1)
    rows = drawn.groupby("stratum")["stratum_size"].transform("size")
    wrong |= sizes != drawn.groupby("stratum")["stratum_size"].transform("first")
    wrong |= (chances * sizes).round() != rows
    if wrong.any():
        place = int(wrong.to_numpy(dtype=bool).argmax())
        stratum, size = drawn["stratum"].iloc[place], sizes.iloc[place]
        raise SocialkitError(
            f"stratum {stratum!r}: {rows.iloc[place]:,} rows cannot be all that were drawn of "
            f"{size:,} with probability {chances.iloc[place]:.4g}. Give every row of the sample "
            "as it was drawn, those without a label too."
        )
