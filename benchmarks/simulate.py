"""How long, and in how much memory: python benchmarks/simulate.py [accounts] [follows each].

A million accounts and twenty-five million follows by default, checked snapshot included.
"""

import resource
import sys
from time import perf_counter

from socialkit import simulate

accounts = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
follows = float(sys.argv[2]) if len(sys.argv) > 2 else 25.0
begun = perf_counter()
made = simulate.network(accounts=accounts, follows_per_account=follows, seed=1)
seconds = perf_counter() - begun
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # kB on Linux
print(f"{made.snapshot!r}\n{seconds:.0f} s, {peak:.1f} GB at the most")
