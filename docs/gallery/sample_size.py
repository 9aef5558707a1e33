"""How many followers to draw at random for how small a margin."""

import socialkit as sk

sizes = sk.audience.sample_sizes()
ax = sk.plot.sample_size(sizes)
