"""In which order followers came, and how old their accounts were: purchases lie flat."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
picture = sk.fingerprint.picture(snapshot, snapshot.account_id("@golden_ladle"))
ax = sk.plot.fingerprint(picture, source=snapshot.source)
