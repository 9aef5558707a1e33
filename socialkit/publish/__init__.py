"""What leaves a notebook: charts shown, saved or bundled with their words, tables in words.

`bundle` writes a chart as pictures, as numbers and as texts made of the same numbers;
`gallery` makes one page of a folder of them.
"""

from socialkit.publish.bundling import bundle
from socialkit.publish.galleries import gallery
from socialkit.publish.people import pseudonymous
from socialkit.publish.saving import KINDS, save
from socialkit.publish.showing import show
from socialkit.publish.tables import Table, table

__all__ = ["KINDS", "Table", "bundle", "gallery", "pseudonymous", "save", "show", "table"]
