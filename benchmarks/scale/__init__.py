"""How much faster than by hand, and how close to the best library: `python -m benchmarks.scale`."""
