"""How Sphinx makes the site; `build_site.py` calls it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from making import STATIC

import socialkit

project = "socialkit"
author = "socialkit contributors"
copyright = ""
version = release = socialkit.__version__
language = "en"

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.napoleon",
    "making.extension",
]

# Notebooks are shown as they were run and committed.
nb_execution_mode = "off"
nb_ipywidgets_js = {}  # nothing is fetched from elsewhere
nb_merge_streams = True
nb_render_text_lexer = "none"
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autosummary_generate = False
autodoc_typehints_format = "short"
autodoc_member_order = "bysource"
napoleon_google_docstring = False
napoleon_use_ivar = True
napoleon_use_rtype = False
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 80
add_module_names = False
toc_object_entries_show_parents = "hide"

# A word in backticks leads to what it names, if that is ours; a column or value is only code.
default_role = "py:obj"
# Types of arguments that only a room itself makes are named in signatures and have no page.
nitpick_ignore_regex = [
    ("py:.*", r"(?!(socialkit|sk)\.).*"),
    ("py:class", r"socialkit\.\w+\.\w+\..*"),
    ("py:class", r"socialkit\.snapshot\..*"),
]

_LOGO = "_static/logo.svg"
html_theme = "pydata_sphinx_theme"
html_title = "socialkit"
html_favicon = _LOGO
html_static_path = ["_static", str(STATIC)]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
# A page opened from a folder may not read another one, so results come without an excerpt.
html_show_search_summary = False
html_last_updated_fmt = None
html_use_index = True
html_domain_indices = False
html_sidebars = {"index": [], "methods": [], "exports": [], "ethics": [], "cite": []}
html_theme_options = {
    "logo": {"text": "socialkit", "image_light": _LOGO, "image_dark": _LOGO},
    "navbar_align": "left",
    "navbar_end": ["theme-switcher"],
    "header_links_before_dropdown": 6,
    "footer_start": ["footer"],
    "footer_end": [],
    "show_toc_level": 2,
    "secondary_sidebar_items": ["page-toc"],
    "show_prev_next": True,
    "navigation_with_keys": False,
    "search_bar_text": "Search",
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
html_context = {"default_mode": "auto"}
templates_path = ["_templates"]
