"""From labels given by hand to a share of the audience, beside what the machine says."""

import pandas as pd

from socialkit import estimate, features, quality
from socialkit.audience.frame import frame
from socialkit.audience.handlabels.design import check_origin, checked
from socialkit.audience.handlabels.labelled import MEASURES, from_labels
from socialkit.audience.profile import NO_ACCOUNT, segment_shares
from socialkit.audience.segments import SEGMENTS, classify
from socialkit.errors import UnknownNameError
from socialkit.snapshot import Snapshot

NOT_ASKED = "a segment that answers what was asked"


def corrected_profile(
    snapshot: Snapshot,
    account_id: str | None,
    labels: pd.DataFrame,
    *,
    segment: str | None = "unreachable",
    dormant_days: int = quality.DORMANT_DAYS,
    level: float = 0.95,
) -> pd.DataFrame:
    """Estimate from labels how many followers have a trait, and how far the machine is off.

    `labelled` is the answer. It rests on the draw alone, whatever the machine does: the
    share in each stratum, weighted by how many are in the stratum. The other rows tell how
    good the machine is. Unsure and missing answers make the sample smaller, and the note
    says so.

    Parameters
    ----------
    snapshot
        The network the sample was drawn from.
    account_id
        Whose audience; with None every row is not known, and says so.
    labels
        As `labelling_sample` draws them, or `read_labels` reads them, with ``"yes"``,
        ``"no"``, ``"unsure"`` or NA in `label` (True and False stand for yes and no).
    segment
        Which of the `SEGMENTS` "yes" stands for; None when people were asked something on
        which the machine has no verdict.
    dormant_days
        As in `profile`.
    level
        Confidence level of the intervals.

    Returns
    -------
    pandas.DataFrame
        Indexed by `measure`, columns as `socialkit.estimate.table`:

        - `labelled`: the share with the trait, of the followers seen;
        - `machine`: the share that `profile` gives the segment;
        - `rogan_gladen`: that share, corrected for the errors that the labels showed. A check
          on `labelled`: where strata follow the verdict, as they do by default, both are the
          same, and this interval, made for labels drawn whatever the verdict, is too wide;
        - `sensitivity`, `specificity`: of those labelled yes, how many the machine counts,
          and of those labelled no, how many it leaves out;
        - `positive_predictive_value`, `negative_predictive_value`: of those the machine
          counts, how many were labelled yes, and of the others how many no;
        - `unsure`: the share that could not be told.

        All speak for the followers seen, as the frame words it: labels from the head of a
        list say nothing of the rest.

    Raises
    ------
    SocialkitError
        When the labels do not say how they were drawn (a list of one's own), were drawn
        from other followers, or rows lack.
    UnknownNameError
        When there is no such account or segment.

    References
    ----------
    Cochran 1977, Sampling Techniques, 3rd edition, sections 5.3 and 13.2. Wiley.
    Zou, Huang, Zhang 2009, Computational Statistics and Data Analysis 53:1080,
    doi:10.1016/j.csda.2008.09.033.
    Rogan, Gladen 1978, American Journal of Epidemiology 107:71,
    doi:10.1093/oxfordjournals.aje.a112510.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> who = sk.audience.choose(snapshot)
    >>> sample = sk.audience.labelling_sample(snapshot, who)
    >>> is_junk = sk.datasets.truth("therapists")["kind"].isin(["mass_follower", "bought"])
    >>> table = corrected_profile(snapshot, who, sample.assign(label=is_junk))
    >>> table.loc["labelled", ["value", "low", "high"]].astype(float).round(2).to_dict()
    {'value': 0.42, 'low': 0.38, 'high': 0.47}
    """
    if segment is not None and segment not in SEGMENTS:
        raise UnknownNameError("segment", segment, SEGMENTS)
    drawn = checked(labels)
    if account_id is None:
        return estimate.table(dict.fromkeys(MEASURES, estimate.unknown(NO_ACCOUNT)))
    account_id = snapshot.account_id(account_id)
    seen = frame(snapshot, account_id)
    followers = features.follower_features(snapshot, [account_id]).droplevel("account_id")
    check_origin(drawn, account_id, followers.index)
    classified = classify(followers, dormant_days=dormant_days)
    machine = estimate.unknown(NOT_ASKED)
    if segment is not None:
        machine = segment_shares(classified, seen, level=level)[segment]
    flagged = classified["segment"] == segment if machine.known else None
    return estimate.table(from_labels(drawn, flagged, machine, seen, level=level))
