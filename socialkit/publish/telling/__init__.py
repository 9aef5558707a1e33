"""A finished chart in words: what it shows and finds, made of the numbers that it draws."""

from socialkit.publish.telling.story import Story
from socialkit.publish.telling.tellers import TELLERS, told

__all__ = ["TELLERS", "Story", "told"]
