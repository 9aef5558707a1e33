"""Made-up names and phrases, put together a column at a time."""

import numpy as np
import pandas as pd

from socialkit.schema import TEXT

ADJECTIVES = """amber ashen autumn azure birch bold brisk bronze calm cedar chalky clear clever
cloudy coastal copper coral cosy crisp curly dapper dawn dusky eager early earnest fern fleet
foggy frosty gentle gilded golden hazel hidden humble indigo ivory jolly keen leafy linen lively
lunar maple meadow mellow misty mossy nimble olive opal pebble plucky quiet rosy rustic silver
sunny tidy velvet""".split()
CREATURES = """badger beetle bison bittern bunting carp cicada cormorant crane cricket curlew deer
dipper dove dunnock eider falcon ferret finch gannet gecko goldfinch grebe hare hedgehog heron
hoopoe ibis jackdaw kestrel kite lapwing lark linnet lynx magpie marten mole newt nuthatch ocelot
osprey otter owl pika plover puffin quail raven robin sandpiper shrew siskin skylark stoat swift
tern thrush toad vole wagtail weasel wren yak""".split()
FIRST_NAMES = """Abelo Adrin Alvis Amarin Bekka Belit Branno Calis Cedra Corvin Dalia Davor Elowin
Emrit Fenna Ferrin Galen Gisla Halvar Hestia Ilvo Imrel Jorin Junia Kelda Kirran Lavin Lioba
Maelis Marrek Nerys Nolwen Odrin Orla Perrin Quilla Ravik Rosal Sefa Stellan Tamsin Tovin
Ulvar Veska Wendel Xanthe Ysolt Zorin""".split()
SURNAME_ENDINGS = ["wick", "field", "worth", "combe"]
TOWNS = """Northmere Eastvale Harrowby Stonefleet Willowford Greyhaven Larkstead Mistholm
Oakensea Pinemarket Quarrydown Riverbend Saltmarsh Thornbridge Underhill Westering""".split()
INTERESTS = """gardens cycling bread choirs chess hiking ceramics jazz podcasts football knitting
sourdough astronomy sailing theatre crosswords climbing birds history photography swimming tea
puzzles libraries woodwork""".split()
OPENINGS = ["Mostly", "Here for", "Fond of", "Reads about", "Talks about", "A life of", "All about"]


def fixed(values: list[str]) -> pd.Series:
    """Return `values` as a text column."""
    return pd.Series(values, dtype=TEXT)


def chosen(words: list[str], which: np.ndarray) -> pd.Series:
    """Return `words` at the places `which`, as a text column."""
    return pd.Series(fixed(words).array.take(which))


def some(rng: np.random.Generator, words: list[str], size: int) -> pd.Series:
    """Return words drawn at random, as a text column."""
    return chosen(words, rng.integers(0, len(words), size))


def handles(rng: np.random.Generator, size: int) -> pd.Series:
    """Return handles that are all different, such as ``mossyheron12``."""
    code = rng.permutation(size)
    pairs = len(ADJECTIVES) * len(CREATURES)
    number = code // pairs + 1
    numbers = fixed(["", *(str(n) for n in range(2, size // pairs + 2))])
    return (
        chosen(ADJECTIVES, code % len(ADJECTIVES))
        + chosen(CREATURES, code // len(ADJECTIVES) % len(CREATURES))
        + pd.Series(numbers.array.take(number - 1))
    )


def names(rng: np.random.Generator, size: int) -> pd.Series:
    """Return names of people who do not exist."""
    surnames = [word.capitalize() + ending for word in CREATURES for ending in SURNAME_ENDINGS]
    return some(rng, FIRST_NAMES, size) + " " + some(rng, surnames, size)


def bios(rng: np.random.Generator, group: np.ndarray, groups: list[str]) -> pd.Series:
    """Return short self-descriptions; half of them name the account's group."""
    size = len(group)
    other = group + len(groups) * (rng.random(size) < 0.5)
    trade = chosen([*(f", {name}" for name in groups), *([""] * len(groups))], other)
    return (
        some(rng, OPENINGS, size)
        + " "
        + some(rng, INTERESTS, size)
        + trade
        + " and "
        + some(rng, INTERESTS, size)
        + "."
    )
