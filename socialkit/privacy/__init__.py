"""Publish without harm: labels, pseudonyms, small numbers withheld, and a check for leaks.

`labelled` puts labels for names in what is shown. `pseudonymise` and its key serve to join
the data of one study; what it returns is no more anonymous than the data. `suppress` makes a
table of counts fit to publish. `leaks` looks through what is about to be published for
anybody of the data.
"""

from socialkit.privacy.keys import key_path, load_key, make_key
from socialkit.privacy.labels import labelled
from socialkit.privacy.leakcheck import leaks
from socialkit.privacy.pseudonyms import pseudonymise
from socialkit.privacy.suppression import Suppressed, suppress

__all__ = [
    "Suppressed",
    "key_path",
    "labelled",
    "leaks",
    "load_key",
    "make_key",
    "pseudonymise",
    "suppress",
]
