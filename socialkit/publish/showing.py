"""A chart shown in a notebook, the same on every run, with a text for those who cannot see it."""

import base64
from pathlib import Path

from socialkit import plot
from socialkit.publish.saving import check_name, save


def show(ax: plot.Axes, name: str, alt: str, *, folder: str | Path | None = None) -> None:
    """Show a chart in the notebook, once, with a text for those who cannot see it.

    The output holds the picture at twice its size, for sharp screens, and as text exactly
    ``<chart NAME>``, so two runs that draw the same can be compared. Beside the picture stands
    its footer, for whoever checks that a chart says what it was counted on. Outside a
    notebook only the text is printed.

    Parameters
    ----------
    ax
        A finished chart; its figure is closed.
    name
        What the chart is called, in lower-case words joined by hyphens.
    alt
        What the chart shows, in a sentence or two of plain text. It is passed on as it is:
        whoever writes it into HTML must escape it.
    folder
        Where to `save` it as well; nowhere by default.

    Raises
    ------
    SocialkitError
        When `name` is not made of lower-case words.
    SaveError
        When the files cannot be written.

    Examples
    --------
    >>> from socialkit import plot
    >>> show(plot.missing("Nobody was counted."), "nobody", "An empty panel.")
    <chart nobody>
    """
    from IPython import get_ipython
    from IPython.display import display

    check_name(name)
    picture, width, footer = plot.rendered(ax, "png"), plot.pixel_width(ax), plot.footer(ax)
    if folder:
        save(ax, name, folder)
    plot.close(ax)
    if get_ipython() is None:  # a plain script has nowhere to show a picture
        print(f"<chart {name}>")
        return
    data = {"image/png": base64.b64encode(picture).decode("ascii"), "text/plain": f"<chart {name}>"}
    facts = {"alt": " ".join(str(alt).split()), "width": width, "name": name, "footer": footer}
    display(data, raw=True, metadata={"image/png": facts})
