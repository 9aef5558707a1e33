"""What charts are told as: every chart has its teller, and every text reads well aloud."""

import re

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from drawings import AWKWARD, HOSTILE, REASON, correlation, drawn, estimates, kinds
from hypothesis import given
from hypothesis import strategies as st

from socialkit import plot, publish
from socialkit.publish.telling import TELLERS, told
from socialkit.publish.telling.aloud import is_speakable, plain
from socialkit.publish.telling.shares import ends, part, percent, share

FUNCTION_WORDS = set("and or to of in on at by for the is are was as than".split())


@pytest.fixture(autouse=True)
def close_figs():
    yield
    plt.close("all")


def story_of(ax):
    return told(plot.record(ax))


def bare_numbers(text: str) -> list[str]:
    """Return the words with digits that no noun follows, by another way than the package's."""
    words, found = text.split(" "), []
    for place, word in enumerate(words):
        core = word.lstrip("(")
        if any(sign.isdigit() for sign in core):
            after = words[place + 1] if place + 1 < len(words) else ""
            follows = after.rstrip(",.;:)")
            is_noun = follows == "%" or (follows[:2].isalpha() and follows not in FUNCTION_WORDS)
            if not is_noun or not re.fullmatch(r"[\d,.]*\d", core):
                found.append(word)
    return found


def test_every_chart_has_its_teller():
    assert set(kinds()) == set(TELLERS)


@pytest.mark.parametrize("how", AWKWARD)
@pytest.mark.parametrize("kind", sorted(TELLERS))
def test_texts_read_well_aloud(kind, how):
    story = story_of(drawn(kind, how))
    assert 10 < len(story.alt) < 150
    assert bare_numbers(story.alt) == []
    assert not re.search(r"\.(csv|svg|png|pdf|html|txt)\b|[<>{}_/\\]|nan\b|NA\b", story.alt)
    assert story.alt.endswith(".") and "  " not in story.alt
    whole = story.description + "".join(story.caption)
    assert not re.search(r"\bnan\b|<NA>|\binf\b|None,", whole)
    assert not any(sign in whole for sign in "\u202e\u200b\n\t")
    assert len(whole) < 12_000


@pytest.mark.parametrize("kind", sorted(set(TELLERS) - {"missing", "sample_size"}))
def test_what_is_not_known_is_told_with_its_reason(kind):
    ax = drawn(kind, "all NA")
    story = story_of(ax)
    if plot.record(ax).kind == "missing":
        assert story.alt.startswith(("Nothing to draw", "An empty panel"))
        assert story.findings
    assert not re.search(r"\b0 %", story.description)


def test_a_missing_chart_says_why():
    story = story_of(plot.missing(REASON))
    assert story.alt == f"Nothing to draw: A{REASON[1:]}."
    assert story.findings == (f"A{REASON[1:]}.",)


def test_the_interval_is_told_in_words():
    rows = estimates(["engaged", "dormant"], values=(0.34, 0.12), n=400)
    rows[["low", "high"]] = [[0.28, 0.39], [0.09, 0.16]]
    story = story_of(plot.audience_composition(rows.astype({"value": "Float64"})))
    wanted = "bout a third, between 28 % and 39 %, of the 400 followers seen"
    assert wanted in story.alt and wanted in story.description
    assert "12 %, between 9 % and 16 %, have gone quiet" in story.description
    assert "95 times in 100; method: Wilson" in story.method


def test_a_census_is_told_as_one():
    rows = estimates(["engaged", "dormant"], values=(0.4, 0.6), n=2000)
    rows[["low", "high"]] = rows[["value", "value"]].to_numpy()
    rows["method"] = "wilson, every one counted"
    story = story_of(plot.audience_composition(rows))
    assert "of all 2,000 followers (every one counted)" in story.description
    assert "between" not in story.description + story.alt
    assert story.method == "Every one was counted, so nothing rests on a sample."


def test_what_the_rows_warn_of_is_told():
    rows = estimates(["engaging", "own"]).assign(note="not drawn at random")
    assert story_of(plot.conduct(rows)).method.endswith(" Mind: not drawn at random.")


def test_the_texts_speak_of_the_numbers_of_the_record():
    people = story_of(drawn("effective_followers"))
    assert "account A has 9,000 followers, who by quality count as 1,800" in people.description
    assert "between 1,350 and 2,250" in people.description
    corners = story_of(drawn("quality_vs_quantity")).alt
    assert "3 accounts small but excellent" in corners
    trials = story_of(drawn("sampling_trials"))
    assert "2 samples hold it, of 2 drawn at random" in trials.description
    assert "The newest say about a tenth, between 5 % and 16 %, and miss it." in trials.findings
    ladder = story_of(drawn("fallacy_ladder")).description
    assert "Less than a narrower range of followers alone would leave: top 50 %" in ladder
    assert "make up" in story_of(drawn("lorenz")).findings[0]


@pytest.mark.parametrize("kind", ["quality_vs_quantity", "friends_vs_followed"])
def test_a_link_is_told_as_strong_as_its_interval_allows(kind):
    assert plot.record(drawn(kind)).drawn.attrs["correlation"]
    assert "a moderate link in the opposite direction" in story_of(drawn(kind)).alt
    record = plot.record(drawn(kind))
    record.drawn.attrs["correlation"] = correlation(0.1)
    assert "no clear link" in told(record).description


def test_blocks_are_told():
    story = story_of(drawn("fingerprint"))
    assert "50 follows, ranks 20 to 80" in story.description
    assert "1 block framed" in story.alt


def test_communities_keep_their_names_in_a_bundle(tmp_path):
    publish.bundle(drawn("communities"), "one", tmp_path)
    alt = (tmp_path / "one.txt").read_text().split("\n")[1]
    assert "2 communities; the largest, mostly lawyers, holds about a third" in alt
    assert "mostly lawyers" in (tmp_path / "one.csv").read_text()


def test_a_chart_nobody_knows_is_told_by_its_heading():
    record = plot.record(drawn("triage"))._replace(kind="new", title="Who came?")
    assert told(record).alt == "Chart: Who came?"


@pytest.mark.parametrize("name", HOSTILE)
def test_plain_text_is_short_and_shows_all_it_holds(name):
    text = plain(name)
    assert len(text) <= 200 and text.isprintable()
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "is_fine"),
    [
        ("35 % of 6,000 followers", True), ("Bars: 1 sample misses it.", True),
        ("n = 40", False), ("40", False), ("quality 0.41", False), ("40.", False),
        ("of 40, half", False), ("see a.csv now", False), ("user42 came", False),
        ("3 and 4 people", False), ("0.5 points", True), ("charts/a", False),
    ],
)  # fmt: skip
def test_what_reads_well_aloud(text, is_fine):
    assert is_speakable(text) == is_fine
    assert bool(bare_numbers(text)) != is_fine or not is_fine


shares = st.floats(0, 1).map(lambda x: round(x, 4))


@given(st.tuples(shares, shares, shares).map(sorted))
def test_a_word_for_a_share_never_says_more_than_the_interval(three):
    low, value, high = three
    words = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "tenth": 1 / 10, "fifth": 1 / 5}
    word = part(value, low, high)
    for name, size in words.items():
        if word.endswith(f"a {name}") or word.endswith(f"about {name}"):
            assert low <= size <= high or low == high
            assert abs(value - size) <= 0.025
    assert ("about" in word) or word == "" or abs(value - 0.5) < 0.5
    told_share = share(value, low, high)
    assert "nan" not in told_share and told_share
    if 0 < low < high < 1:
        assert "between" in told_share


@given(shares)
def test_percent_never_rounds_some_to_none_nor_most_to_all(value):
    text = percent(value)
    assert (text == "0 %") == (value == 0)
    assert (text == "100 %") == (value == 1)


@given(st.tuples(shares, shares).map(sorted))
def test_the_ends_are_told_apart(pair):
    low, high = pair
    if high - low > 1e-3 and low > 0 and high < 1:
        first, last = re.findall(r"[\d.]+(?= %)", ends(low, high))
        assert float(first) < float(last)


def test_rows_in_another_order_tell_the_same():
    rows = estimates(["engaged", "silent", "dormant", "unreachable"])
    both = [story_of(plot.audience_composition(one)) for one in (rows, rows[::-1])]
    assert both[0] == both[1]
    assert isinstance(rows, pd.DataFrame)
