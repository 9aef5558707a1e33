"""How long it takes, and how that grows with the network."""

import socialkit as sk

measured = sk.datasets.measured().query("task == 'whole'")
seconds = measured.pivot(index="follows", columns="way", values="seconds")
ax = sk.plot.speed(seconds, source=f"{measured['machine'].iloc[0]}, {measured['date'].iloc[0]}")
