"""Tables as Gephi exports them, and the graph files it writes."""

from random import Random

HEADER = "Source,Target,Type,Id,Label,timeset,Weight"


def tables(separator: str, *kinds: str) -> dict[str, bytes]:
    """Return edges and nodes of three people, the edges of the given types in turn."""
    ends = zip(("1,2", "2,3", "3,1"), kinds, strict=True)
    rows = [f'{pair},{kind},{k},,,"1.0"' for k, (pair, kind) in enumerate(ends)]
    nodes = ["Id,Label,timeset,modularity_class", "1,Ann,,0", '2,"Ben",,1', "3,Cat,,1"]
    return {
        name: "\n".join([*lines, ""]).replace(",", separator).encode()
        for name, lines in (("edges.csv", [HEADER, *rows]), ("nodes.csv", nodes))
    }


def gexf(kind: str = "directed") -> bytes:
    """Return a graph in GEXF 1.3 with viz elements and attributes of nodes and edges."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><gexf xmlns="http://gexf.net/1.3" version="1.3" '
        'xmlns:viz="http://gexf.net/1.3/viz"><meta lastmodifieddate="2024-01-01"><creator>Gephi'
        f'</creator></meta><graph defaultedgetype="{kind}" mode="static">'
        '<attributes class="node" mode="static"><attribute id="followers" title="Followers_Count" '
        'type="integer"><default>0</default></attribute></attributes>'
        '<attributes class="edge"><attribute id="w" title="strength" type="float"/></attributes>'
        '<nodes><node id="1" label="Ann"><attvalues><attvalue for="followers" value="7"/>'
        '</attvalues><viz:size value="10"/></node><node id="2" label="Ben"/>'
        '<node id="3" label="3"/></nodes><edges><edge id="0" source="1" target="2"><attvalues>'
        '<attvalue for="w" value="2"/></attvalues></edge><edge id="1" source="2" target="3" '
        'type="undirected"/></edges></graph></gexf>'
    ).encode()


def drawn() -> dict[str, bytes]:
    """Return a network of 60 people, semicolons between the cells."""
    random = Random(2)
    pairs = sorted({tuple(random.sample(range(60), 2)) for _ in range(300)})
    rows = [f"{a};{b};Directed;{k};;;1.0" for k, (a, b) in enumerate(pairs)]
    nodes = [f"{k};Person {k};;{k % 4}" for k in range(60)]
    return {
        "edges.csv": "\n".join([HEADER.replace(",", ";"), *rows]).encode(),
        "nodes.csv": "\n".join(["Id;Label;timeset;modularity_class", *nodes]).encode(),
    }


def samples() -> dict[str, dict[str, bytes]]:
    """Return every variant as its members."""
    mixed = tables(",", "Directed", "Undirected", "Directed")
    named = tables(";", *["Undirected"] * 3)
    return {
        "everyday": drawn(),
        "mixed": mixed,
        "undirected": {
            f"Untitled [{name.removesuffix('.csv').title()}].csv": data
            for name, data in named.items()
        },
        "edges alone": {"edges.csv": mixed["edges.csv"]},
        "gexf": {"network.gexf": gexf()},
    }
