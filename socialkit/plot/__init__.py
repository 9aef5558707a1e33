"""Charts a blogger can publish as they are: tables in, axes out, nothing computed.

Every chart takes a table that another room made and draws what stands in it. Without `ax`
it takes a new sheet of 640 x 440 px. What is not known is never drawn as zero: a chart
without data is a panel that says so, and why.
"""

from matplotlib.axes import Axes

from socialkit.plot.arrivals import arrivals
from socialkit.plot.audience import audience_composition, dormancy_curve
from socialkit.plot.benford import benford
from socialkit.plot.communities import communities
from socialkit.plot.comparison import quality_vs_quantity
from socialkit.plot.conduct import conduct
from socialkit.plot.effective import effective_followers
from socialkit.plot.egonetwork import ego_network
from socialkit.plot.fallacy import fallacy_ladder
from socialkit.plot.fingerprint import fingerprint
from socialkit.plot.groups import group_comparison
from socialkit.plot.live import LiveSheet
from socialkit.plot.lorenz import lorenz
from socialkit.plot.network import degree_distribution
from socialkit.plot.output import close, footer, pixel_width, rendered
from socialkit.plot.panel import missing
from socialkit.plot.periods import period_in_words
from socialkit.plot.personamap import persona_map
from socialkit.plot.personas import persona_profile
from socialkit.plot.record import Record, record
from socialkit.plot.relationships import friends_vs_followed, relationships
from socialkit.plot.rhythm import rhythm
from socialkit.plot.rules import rule_disagreement
from socialkit.plot.samplesize import sample_size
from socialkit.plot.sensitivity import score_sensitivity
from socialkit.plot.speed import speed
from socialkit.plot.survival import survival
from socialkit.plot.sweep import threshold_sweep
from socialkit.plot.theme import use_style
from socialkit.plot.triage import triage
from socialkit.plot.trials import sampling_trials

__all__ = [
    "Axes",
    "LiveSheet",
    "Record",
    "arrivals",
    "audience_composition",
    "benford",
    "close",
    "communities",
    "conduct",
    "degree_distribution",
    "dormancy_curve",
    "effective_followers",
    "ego_network",
    "fallacy_ladder",
    "fingerprint",
    "footer",
    "friends_vs_followed",
    "group_comparison",
    "lorenz",
    "missing",
    "period_in_words",
    "persona_map",
    "persona_profile",
    "pixel_width",
    "quality_vs_quantity",
    "record",
    "relationships",
    "rendered",
    "rhythm",
    "rule_disagreement",
    "sample_size",
    "sampling_trials",
    "score_sensitivity",
    "speed",
    "survival",
    "threshold_sweep",
    "triage",
    "use_style",
]
