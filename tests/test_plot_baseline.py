"""Every chart against the picture of it that was looked at and found good.

After a change that is meant: see CONTRIBUTING.md for how to draw the pictures anew.
"""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from gallery import CHARTS, SOURCE
from matplotlib.figure import Figure

from socialkit import plot

TOLERANCE = 2
"""Root mean square of grey levels: other releases of a font library, but no moved label."""
DARK_ONES = ("quality_vs_quantity", "audience_composition", "fingerprint", "ego_network")


@pytest.fixture(autouse=True)
def house_style():
    with plt.rc_context():
        yield
    plt.close("all")


def drawn(name: str, **look: str) -> Figure:
    mpl.rcdefaults()
    plot.use_style(**look)
    return CHARTS[name](source=SOURCE).figure


def compared(chart):
    """Compare with the picture in tests/baseline, at 100 dots per inch."""
    options = {"baseline_dir": "baseline", "tolerance": TOLERANCE, "backend": "agg"}
    save = {"dpi": 100, "metadata": {"Software": None}}
    return pytest.mark.mpl_image_compare(savefig_kwargs=save, **options)(chart)


@compared
@pytest.mark.parametrize("name", CHARTS)
def test_chart(name):
    return drawn(name)


@compared
@pytest.mark.parametrize("name", DARK_ONES)
def test_dark_chart(name):
    return drawn(name, theme="dark")


@compared
@pytest.mark.parametrize("size", ["slide", "square"])
def test_sheet(size):
    return drawn("effective_followers", size=size)
