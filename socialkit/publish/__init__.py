"""What leaves a notebook: charts shown, saved or bundled with their words, tables in words.

`bundle` writes a chart as pictures, as numbers and as texts made of the same numbers;
`gallery` makes one page of a folder of them. `for_article` says in two lines what to quote of
a chart, and what must stand beside it.
"""

from socialkit.publish.article import Quote, for_article
from socialkit.publish.bundling import bundle
from socialkit.publish.galleries import gallery
from socialkit.publish.people import pseudonymous
from socialkit.publish.saving import KINDS, save
from socialkit.publish.showing import show
from socialkit.publish.tables import Table, table

__all__ = [
    "KINDS",
    "Quote",
    "Table",
    "bundle",
    "for_article",
    "gallery",
    "pseudonymous",
    "save",
    "show",
    "table",
]
