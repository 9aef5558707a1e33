"""Two lines for an article: number, interval, frame and source are in them, and nothing hangs."""

import html
import re

import matplotlib.pyplot as plt
import pytest
from drawings import AWKWARD, HOSTILE, REASON, drawn, estimates
from gallery import CHARTS, SOURCE

from socialkit import audience, datasets, plot, practice, privacy, publish
from socialkit.errors import SocialkitError
from socialkit.publish.telling import TELLERS

INTERVAL = re.compile(r"\bbetween \S+ (?:% )?and \S+|\bat (?:most|least) [\d.]+ %")
DANGLING = re.compile(
    r"\b(?:and|or|of|the|between|with|for|than|by|to|in)(?: ?[.;,()]|$)|[;,] ?[;,.()]|\(\)|\( | \)"
)
CALCULATED = {"sample_size", "score_sensitivity"}
"""Charts that stand on no audience, or on what comes out for the same one."""
NO_INTERVAL = re.compile(
    r"no interval|nothing rests on a sample|as listed|Leiden|nothing is drawn at random"
    r"|normal approximation", re.IGNORECASE,
)  # fmt: skip


@pytest.fixture(autouse=True)
def close_figs():
    yield
    plt.close("all")


def gallery_chart(name: str) -> plot.Axes:
    return CHARTS[name](source=SOURCE)


def shown(quote: publish.Quote) -> str:
    """Return the text of the box, as a browser would show it."""
    return html.unescape(re.sub(r"<[^>]*>", "", quote._repr_html_())).strip()


@pytest.mark.parametrize("name", sorted(set(CHARTS) - {"missing"}))
def test_every_chart_gives_exactly_two_lines(name):
    quote = publish.for_article(gallery_chart(name))
    lines = repr(quote).split("\n")
    assert [line.split(": ")[0] for line in lines] == ["Say", "Beside it"]
    assert shown(quote) == repr(quote)
    for line in (quote.say, quote.beside):
        assert 20 < len(line) <= 300
        assert line.endswith((".", ".)")) and line.count("(") == line.count(")")
        assert not DANGLING.search(line), DANGLING.search(line)
        assert "…" not in line and "  " not in line and not re.search(r"\bnan\b|<NA>", line)
    assert quote.beside.endswith("Source: a sample of made-up accounts, 2026-01-01.")


def has_interval(record: plot.Record) -> bool:
    """Tell from the numbers drawn whether any of them has an interval with a width."""
    drawn = record.drawn
    pairs = [(name, name.removesuffix("low") + "high") for name in map(str, drawn.columns)
             if name.endswith("low")]  # fmt: skip
    wide = [(drawn[low] < drawn[high]).fillna(False).any() for low, high in pairs if high in drawn]
    return any(wide) or "correlation" in drawn.attrs


@pytest.mark.parametrize("name", sorted(set(CHARTS) - {"missing"}))
def test_a_number_is_quoted_with_its_interval_or_why_it_has_none(name):
    ax = gallery_chart(name)
    quote = publish.for_article(ax)
    if has_interval(plot.record(ax)):
        assert INTERVAL.search(quote.say)
    else:
        assert not INTERVAL.search(quote.say)
        assert NO_INTERVAL.search(quote.beside)


def test_most_charts_have_intervals():
    records = [plot.record(gallery_chart(name)) for name in sorted(set(CHARTS) - {"missing"})]
    assert sum(map(has_interval, records)) >= 15


@pytest.mark.parametrize("name", sorted(set(CHARTS) - {"missing"} - CALCULATED))
def test_on_whom_it_stands_is_quoted_too(name):
    """Every number of the frame, which stands below the chart, stands in one of the two lines."""
    ax = gallery_chart(name)
    quote = publish.for_article(ax)
    below = [line for line in plot.record(ax).footer if line.startswith("n = ")]
    for number in re.findall(r"\d[\d,]*", " ".join(below)):
        assert number in quote.say + quote.beside, number
    frame = plot.record(ax).footer[2:3]
    if frame and re.match(r"(all|first|the) .*(listed|reported|newest)", frame[0]):
        assert frame[0] in quote.say


def test_what_is_left_out_of_a_long_list_is_counted():
    said = publish.for_article(gallery_chart("audience_composition")).say
    assert said.count("between") == 3
    assert "; 2 more in the chart (first 400 followers listed of 6,000 reported" in said
    alone = publish.for_article(drawn("audience_composition", "one row")).say
    assert "more in the chart" not in alone


def test_a_frame_too_long_for_the_line_is_kept_whole():
    frame = "a random sample of " + "very " * 30 + "many followers"
    rows = estimates(["engaged", "silent", "dormant"]).assign(frame=frame)
    said = publish.for_article(plot.audience_composition(rows)).say
    assert frame in said and "between 29 % and 40 %" in said and "2 more in the chart" in said


def test_it_works_after_the_chart_was_shown_and_closed(capsys):
    ax = gallery_chart("conduct")
    before = publish.for_article(ax)
    publish.show(ax, "own-mix", "Bars.")
    assert not plt.get_fignums()
    assert publish.for_article(ax) == before
    assert "<chart own-mix>" in capsys.readouterr().out


def test_a_census_says_that_every_one_was_counted():
    rows = estimates(["engaged", "dormant"], values=(0.4, 0.6), n=2000)
    rows[["low", "high"]] = rows[["value", "value"]].to_numpy()
    quote = publish.for_article(plot.audience_composition(rows.assign(method="counted")))
    assert "between" not in quote.say and "all 2,000 followers" in quote.say
    assert quote.beside.startswith("Every one was counted, so nothing rests on a sample.")


@pytest.mark.parametrize("name", sorted(set(TELLERS) - {"missing", "sample_size"}))
def test_a_chart_without_numbers_gives_one_line_that_says_why(name):
    ax = drawn(name, "all NA")
    quote = publish.for_article(ax)
    if plot.record(ax).kind == "missing" or not quote.beside:
        assert quote.beside == "" and len(quote.say) > 10
        assert repr(quote) == f"Nothing to quote: {quote.say}" == shown(quote)
    assert not re.search(r"\bnan\b|<NA>|\b0 %", repr(quote))


def test_a_missing_chart_says_why():
    quote = publish.for_article(plot.missing(REASON, source=SOURCE))
    assert repr(quote) == f"Nothing to quote: A{REASON[1:]}."


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("when followers last posted", "Not in this export: when followers last posted."),
        ("whom it follows is not known", "Whom it follows is not known."),
        ("no clear kinds here", "No clear kinds here."),
    ],
)
def test_a_reason_is_told_as_a_sentence(reason, told):
    assert publish.for_article(plot.missing(reason)).say == told


@pytest.mark.parametrize("how", AWKWARD)
@pytest.mark.parametrize("name", sorted(TELLERS))
def test_the_box_holds_no_markup_but_its_own(name, how):
    quote = publish.for_article(drawn(name, how))
    box = quote._repr_html_()
    own = r'<blockquote class="for-article">|</?(?:blockquote|p|b)>'
    assert not re.search(r"[<>]", re.sub(own, "", box))
    assert shown(quote) == repr(quote)
    assert repr(quote).count("\n") == (1 if quote.beside else 0)
    assert not any(sign in repr(quote) for sign in "\u202e\u200b\t")


def test_hostile_words_are_there_but_harmless():
    rows = estimates(["engaged", "silent"]).assign(frame=HOSTILE[0])
    quote = publish.for_article(plot.audience_composition(rows, source=HOSTILE[1]))
    assert "<script>" in quote.say and "<img" in quote.beside
    assert "<script" not in quote._repr_html_() and "<img" not in quote._repr_html_()


def test_practitioner_mode_quotes_no_account_by_its_name(monkeypatch):
    ax = drawn("effective_followers", lettered=False)
    assert "ann_a" in publish.for_article(ax).say
    monkeypatch.setenv(practice.VARIABLE, "1")
    said = publish.for_article(ax).say
    assert "account A has 9,000 followers" in said
    assert not any(name in said for name in ("ann_a", "ben_b", "cat_c", "fay_f"))


def test_labels_given_before_stay_what_they_are_in_practitioner_mode(monkeypatch):
    monkeypatch.setenv(practice.VARIABLE, "1")
    rows = publish.pseudonymous(plot.record(drawn("effective_followers", lettered=False)).drawn)
    rows["handle"] = rows["handle"].replace({"account A": "account B", "account B": "account A"})
    said = publish.for_article(plot.effective_followers(rows)).say
    assert "account B has 9,000 followers" in said


def test_axes_without_a_chart_are_refused():
    with pytest.raises(SocialkitError, match="hold no chart"):
        publish.for_article(plt.figure().subplots())


def test_the_leak_check_reads_the_box(tmp_path):
    sample = datasets.load("therapists")
    page = tmp_path / "page.html"
    for shown_as, count in ((sample, 2), (privacy.labelled(sample), 0)):
        accounts = audience.compare(shown_as).head(2)
        page.write_text(publish.for_article(plot.effective_followers(accounts))._repr_html_())
        assert len(privacy.leaks(page, sample)) == count


def test_the_first_chart_with_something_to_say_is_quoted():
    nothing, second = plot.missing("Nobody was counted."), gallery_chart("rhythm")
    third = gallery_chart("conduct")
    assert publish.for_article(nothing, second, third) == publish.for_article(second)
    assert publish.for_article(second, nothing) == publish.for_article(second)
    assert publish.for_article(nothing, plot.missing("Why.")).say == "Nobody was counted."
