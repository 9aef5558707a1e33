"""Ego networks in the manner of SNAP: several files named by each ego."""

from random import Random


def lines(*rows: str) -> bytes:
    """Return rows as the bytes of a file."""
    return "".join(f"{row}\n" for row in rows).encode()


def drawn() -> dict[str, bytes]:
    """Return one folder with 12831 example-sized files of two egos."""
    random = Random(11)
    people = [str(100 + place) for place in range(60)]
    ties = sorted({tuple(random.sample(people, 2)) for _ in range(300)})
    circle = "\t".join(["0", *people[:9]])
    return {
        "twitter/501.edges": lines(*(f"{a} {b}" for a, b in ties[:200])),
        "twitter/501.circles": lines(circle, "\t".join(["1", *people[5:20]])),
        "twitter/501.feat": lines(*(f"{one} 0 1" for one in people)),
        "twitter/501.egofeat": lines("1 0"),
        "twitter/501.featnames": lines("0 #knitting", "1 @someone"),
        "twitter/502.edges": lines(*(f"{a} {b}" for a, b in ties[150:])),
        "twitter/502.circles": b"",
    }


def samples() -> dict[str, dict[str, bytes]]:
    """Return every variant as its members."""
    two = {
        "7.edges": lines("1 2", "2 3"),
        "7.circles": lines("0\t1\t4", "friends\t1"),
        "7.feat": lines("5 0 1", "1 1 0"),
        "7.egofeat": lines("0 1"),
        "7.featnames": lines("0 #tea", "1 @me"),
        "8.edges": lines("1 2", "2 7"),
        "9.edges": b"",
    }
    friends = {
        "0.edges": lines("1 2", "2 1"),
        "0.feat": lines("3 0"),
        "0.featnames": lines("0 birthday;anonymized feature 376"),
    }
    return {
        "everyday": drawn(),
        "two egos": two,
        "facebook": friends,
        "google": {"100466178325794757407.edges": lines("116374117927631468606 2")},
    }
