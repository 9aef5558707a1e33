"""References to papers, made into links."""

import re
from urllib.parse import quote

_DOI = re.compile(r"(?<![\w/`\[])doi:\s?(10\.\d{4,}/[^\s`]+)")
_AFTER = ".,;:"


def linked(markdown: str) -> str:
    """Make every ``doi:10...`` of a text in Markdown a link.

    Examples
    --------
    >>> linked("Spearman 1904 (doi:10.2307/1412159).")
    'Spearman 1904 ([doi:10.2307/1412159](https://doi.org/10.2307/1412159)).'
    """
    return _DOI.sub(lambda found: _link(found[1], "[doi:{}]({})"), markdown)


def linked_lines(lines: list[str]) -> list[str]:
    """Make every ``doi:10...`` in lines of reStructuredText a link.

    Examples
    --------
    >>> linked_lines(["doi:10.2307/1412159"])
    ['`doi:10.2307/1412159 <https://doi.org/10.2307/1412159>`__']
    """
    return [_DOI.sub(lambda found: _link(found[1], "`doi:{} <{}>`__"), line) for line in lines]


def _link(doi: str, pattern: str) -> str:
    """Fill in a link; a full stop or bracket that closes the sentence stays outside."""
    end = len(doi)
    while doi[end - 1] in _AFTER or (doi[:end].count(")") > doi[:end].count("(")):
        end -= 1
    address = f"https://doi.org/{quote(doi[:end], safe='/():;')}"
    return pattern.format(re.sub("[<>]", r"\\\g<0>", doi[:end]), address) + doi[end:]
