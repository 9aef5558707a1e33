"""The bundled sample told in words, as its notebooks draw it."""

import matplotlib.pyplot as plt
import pytest
from test_publish_telling import bare_numbers, story_of

from socialkit import audience, datasets, estimate, fingerprint, graph, plot, publish, suggest


@pytest.fixture(scope="module")
def charts():
    """Draw what takes no long computation, of an account and of none."""
    snapshot = datasets.load("therapists")
    who, compared = audience.choose(snapshot), audience.compare(snapshot)
    people = publish.pseudonymous(compared)
    ranks = estimate.rank_correlation(
        compared["quantity"], compared["quality"], seed=1, resamples=199
    )
    groups = audience.compare_groups(compared).loc["engaged"]
    found = {
        "degrees": plot.degree_distribution(graph.degree_distribution(snapshot)),
        "quality": plot.quality_vs_quantity(people, audience.quadrants(compared), ranks),
        "effective": plot.effective_followers(people),
        "triage": plot.triage(suggest.triage_totals(snapshot, who)),
        "sizes": plot.sample_size(audience.sample_sizes()),
        "groups": plot.group_comparison(groups, measure="engaged"),
        "block": plot.fingerprint(fingerprint.picture(snapshot, "golden_ladle")),
    }
    for name, one in (("", who), ("none: ", None)):
        found |= {
            f"{name}composition": plot.audience_composition(audience.profile(snapshot, one)),
            f"{name}dormancy": plot.dormancy_curve(audience.dormancy(snapshot, one)),
            f"{name}sweep": plot.threshold_sweep(audience.sweep(snapshot, one)),
            f"{name}conduct": plot.conduct(audience.conduct(snapshot, one)),
            f"{name}ties": plot.relationships(audience.relationships(snapshot, one)),
            f"{name}digits": plot.benford(fingerprint.benford(snapshot, one)),
        }
    yield {name: story_of(ax) for name, ax in found.items()}
    plt.close("all")


def test_alt_texts_read_well_aloud(charts):
    for name, story in charts.items():
        assert len(story.alt) < 150 and bare_numbers(story.alt) == [], name
        assert "nan" not in story.description and "NA" not in story.description, name


def test_texts_say_what_the_sample_holds(charts):
    assert charts["composition"].alt.startswith(
        "Bar chart: about a third (35 %) of all 6,000 followers look like junk; 35 % dormant"
    )
    assert "(every one counted)" in charts["composition"].description
    assert "A block of 886 follows, ranks 1,380 to 2,279" in charts["block"].description
    assert "between 63 % and 75 %, of the 240 posts seen" in charts["conduct"].alt
    assert "no clear link" in charts["quality"].alt
    assert charts["groups"].alt.startswith("Dot chart: the share of followers who interact")


def test_without_an_account_nothing_is_told_but_why(charts):
    for name in (one for one in charts if one.startswith("none: ")):
        assert charts[name].alt.startswith(("Nothing to draw", "An empty panel")), name
        assert charts[name].findings and charts[name].method == "", name
