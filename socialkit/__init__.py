"""How good are an account's followers, not only how many?

The modules follow the flow of the work, from left to right:

    read, simulate, datasets -> Snapshot -> graph -> features -> quality
        -> estimate, audience -> cluster -> plot -> publish -> report

A snapshot is a social network as seen at one moment, in four tables:

>>> import socialkit as sk
>>> snapshot = sk.datasets.load("therapists")
>>> len(snapshot.focal)
40

Each module answers one kind of question about it, and a call reads as a sentence:
``sk.graph.reciprocity(snapshot)``, ``sk.audience.compare(snapshot)``. Numbers about an
audience are `sk.estimate.Estimate` objects, with their interval and what they were
counted on. What is not known is NA, and stays NA.
"""
