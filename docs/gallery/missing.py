"""What stands in place of a chart whose data an export does not hold."""

import socialkit as sk

reason = "No platform tells who read a post."
ax = sk.plot.missing(reason, title="Who reads me without ever answering?")
