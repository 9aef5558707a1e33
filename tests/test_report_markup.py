"""Heads of tables read as words; an empty table is known as one; references are found."""

import re

import pytest

from socialkit import plot
from socialkit.publish import for_article
from socialkit.report._boxes import boxed, called
from socialkit.report._markup import (
    method,
    references,
    safe,
    says_nothing,
    shows_nothing,
    worded,
)


def table(head: str, *rows: str) -> str:
    """Return a table of one named column, and cells of one letter beside it."""
    body = "".join(f"<tr><td>{row}</td><td>v</td></tr>" for row in rows)
    return f"<table><tr><th>{head}</th><th>n</th></tr>{body}</table>"


def test_heads_are_called_in_words():
    assert worded(table("known_for")) == table("known for").replace("<th>n<", "<th>counted<")
    assert "<th>\n  mean quality </th>" in worded("<table><th>\n  mean_quality </th></table>")
    assert worded("<p>known_for</p>") == "<p>known_for</p>"


@pytest.mark.parametrize("head", ["", "measure", "feature"])
def test_measures_are_called_in_words(head):
    found = worded(table(head, "isolates", "edge_reciprocity", "mean_quality"))
    assert "<td>accounts without any tie</td>" in found
    assert "<td>follows that are returned</td>" in found
    assert "<td>mean quality</td>" in found


@pytest.mark.parametrize("name", ["n", "isolates", "jane_doe"])
def test_a_person_called_as_a_measure_keeps_the_name(name):
    assert f"<td>{name}</td>" in worded(table("handle", name))
    assert f"<td>{name}</td>" in worded(table("account_id", name))


def test_the_text_calls_a_measure_as_the_table_does():
    assert worded("<code>following_gap</code>") == "<em>followed minus followers</em>"
    assert worded("<code>given</code> <code>n</code>") == "<code>given</code> <code>n</code>"


def test_labels_reach_the_page_through_safe():
    assert "known for" in safe("<table><tr><th>known_for</th></tr></table>", ())


def test_a_corner_over_nothing_is_no_heading():
    html = safe('<table><tr><th></th><th class="a"> </th><th>n</th></tr></table>', ())
    assert html.count("<th") == 1 and html.count("<td></td>") == 2


def labels(page: str) -> list[str]:
    return re.findall(r'aria-label="([^"]*)"', page)


def test_tables_are_called_after_their_heading_and_no_two_alike():
    one = boxed("<table></table>")
    page = (
        f"{one}{one}<h3>How &quot;old&quot; &amp; &lt;b&gt;?</h3>{one}<p></p>{one}<h4>B</h4>{one}"
    )
    found = labels(called(page))
    asked = "How &quot;old&quot; &amp; &lt;b&gt;?"
    assert found == ["Table 1", "Table 2", f"Table: {asked}", f"Table 2: {asked}", "Table: B"]
    again = labels(called(f"<h2>A</h2>{one}<h2>B</h2>{one}<h2>A</h2>{one}"))
    assert again == ["Table: A", "Table: B", "Table 2: A"]
    assert called("<h2>A</h2><p>no table</p>") == "<h2>A</h2><p>no table</p>"


def test_the_box_of_an_article_is_kept_and_its_words_stay_text():
    quote = for_article(plot.missing('<img src=x onerror="alert(1)">'))
    html = safe(quote._repr_html_(), ())
    assert html.startswith('<blockquote class="for-article">')
    assert "<b>Nothing to quote:</b> &lt;img src=x" in html
    assert not re.search(r"<(?!/?(blockquote|p|b)\b)", html)


def test_the_method_is_found_only_where_it_stands_alone():
    assert (
        method("## Method\n\n- **Unit.** One.\n- `p = k / n`.\n")
        == "- **Unit.** One.\n- `p = k / n`."
    )
    assert method("## Methods of others\n\nMany.") == ""
    assert method("Words.\n\n## Method\n\n- One.") == ""
    assert method("## Method\n\n- One.\n\n## References\n\n- Two.") == ""


@pytest.mark.parametrize(
    ("cells", "is_nothing"),
    [
        (["not in this export: when they last posted"], True),
        (["not in this export", "-", ""], True),
        (["not in this export", "0"], False),
        (["42 %"], False),
        (["not in this exporter"], False),
    ],
)
def test_a_table_in_which_nothing_is_known(cells, is_nothing):
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    html = f"<table><tr><th>measure</th></tr><tr><td>dormant</td>{row}</tr></table>"
    assert shows_nothing(html) is is_nothing


def test_a_table_without_rows_shows_nothing_and_text_is_no_table():
    assert shows_nothing("<table><tr><td>nothing to show</td><td>not in this export</td></tr>")
    assert not shows_nothing("not in this export")
    assert not shows_nothing("<table><tr><th>measure</th></tr></table>")


def test_which_part_was_seen_is_no_finding():
    heads = "<tr><th>days</th><th>value</th><th>frame</th></tr>"
    row = "<tr><td>31</td><td>{}</td><td>all 60 followers listed</td></tr>"
    assert shows_nothing(f"<table>{heads}{row.format('not in this export')}</table>")
    assert not shows_nothing(f"<table>{heads}{row.format('3 %')}</table>")


def test_printed_lines_that_say_nothing():
    assert says_nothing("Mean quality: not in this export: why\nnot in this export\n")
    assert not says_nothing("Mean quality: not in this export\nFollowed back: 42 %")
    assert not says_nothing("")
    assert not says_nothing("The word: it is not in this export")


def test_references_are_a_list_under_their_heading_and_nothing_else():
    assert references("## References\n\n- One 2001.\n  Two lines.\n- Two 2002.") == [
        "One 2001. Two lines.",
        "Two 2002.",
    ]
    assert references("## References\n\n- One\n\n## What else") is None
    assert references("# A question\n\n## References\n\n- One") is None
    assert references("## What this cannot say\n\n- One") is None


def test_a_long_text_gets_room_and_a_number_stays_one():
    cells = "<table><tr><td>all 6,000 followers listed, newest first</td><td>12 %</td></tr></table>"
    html = safe(cells, ())
    assert '<td class="long">all 6,000 followers listed, newest first</td>' in html
    assert '<td class="num">12 %</td>' in html
    assert 'class="long"' not in safe("<table><tr><td>dormant</td></tr></table>", ())
