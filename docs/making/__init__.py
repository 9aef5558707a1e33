"""What the site is made of: notebooks, charts, the reference and the pages written by hand.

`build_site.py` puts it all into one folder of sources below `build/`, and Sphinx makes the
site of that. Nothing is written into the folders that are under version control.
"""

from pathlib import Path

DOCS = Path(__file__).parents[1]
ROOT = DOCS.parent
BUILD = ROOT / "build" / "site"
SOURCES = BUILD / "sources"
STATIC = BUILD / "static"
"""Pictures and notebooks to download: copied as they are."""
