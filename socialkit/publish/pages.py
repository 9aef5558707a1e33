"""Pages that stand alone: no script, nothing fetched, every word escaped."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from pathlib import Path
from struct import unpack

_STYLE = Path(__file__).parent / "style.css"


def page(title: str, body: str) -> bytes:
    """Return a whole page around a body; a policy in it forbids all but its own style.

    Parameters
    ----------
    title
        Plain text.
    body
        HTML in which everything from the data is escaped.
    """
    style = _STYLE.read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{escape(title)}</title>
<style>{style}</style>
</head>
<body>
{body}
</body>
</html>
""".encode()


def figure(picture: bytes, alt: str, caption: Sequence[str], *, width: int) -> str:
    """Return a picture with its alternative text and its caption as a figure.

    Parameters
    ----------
    picture
        A PNG file.
    alt, caption
        Plain text, the caption in paragraphs.
    width
        How wide it is shown, in pixels, where there is room.
    """
    code = b64encode(picture).decode("ascii")
    lines = "\n".join(f"<p>{escape(part)}</p>" for part in caption)
    wide, tall = unpack(">II", picture[16:24])
    size = f'width="{width}" height="{round(width * tall / wide)}"'
    return (
        f'<figure>\n<img src="data:image/png;base64,{code}" alt="{escape(alt)}" {size}>\n'
        f"<figcaption>\n{lines}\n</figcaption>\n</figure>"
    )


def heading(title: str, *, level: int = 1) -> str:
    """Return a heading; nothing for no title."""
    return f"<h{level}>{escape(title)}</h{level}>\n" if title else ""


def details(description: str) -> str:
    """Return the long description, folded away until somebody asks for it."""
    return (
        '<details class="description">\n<summary>The picture in words</summary>\n'
        f"<p>{escape(description)}</p>\n</details>"
    )
