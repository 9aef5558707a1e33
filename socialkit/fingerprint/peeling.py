"""The densest part of a bipartite network, found by peeling."""

from heapq import heapify, heappop, heappush
from typing import NamedTuple

import numpy as np

UNIT = 1 << 36
"""Weights are whole multiples of 1 / UNIT: sums are exact, so no order of adding decides a tie."""


class Peel(NamedTuple):
    """Steps of a peeling, the whole network first, and the nodes in its densest step."""

    nodes: np.ndarray  # left at each step
    weight: np.ndarray  # of the ties among them, in units
    best: np.ndarray  # flags of the nodes in the densest step


def peel(one: np.ndarray, other: np.ndarray, weight: np.ndarray, size: int) -> Peel:
    """Take away the nodes of least weighted degree, step by step, until none is left.

    All nodes that share the least degree go in one step, so that no order of nodes decides
    between equals. The greedy bound stays: the densest step is at least half as dense as the
    densest part there is, for at the step before the first of its nodes goes, all nodes have
    at least its density as degree.

    Parameters
    ----------
    one, other
        Ends of the ties, as numbers below `size`.
    weight
        Of the ties, in whole units.
    """
    neighbours, weights = _adjacency(one, other, weight, size)
    degree = [sum(row) for row in weights]
    heap = [(value, node) for node, value in enumerate(degree) if weights[node]]
    heapify(heap)
    step_of = [-1] * size  # the step at which a node goes; -1 for those without any tie
    left, total = len(heap), int(weight.sum())
    nodes, totals = [], []
    while left:
        nodes.append(left)
        totals.append(total)
        batch = _least(heap, degree, step_of)
        touched = set()
        for node in batch:
            step_of[node] = len(nodes)
            for neighbour, value in zip(neighbours[node], weights[node], strict=True):
                if step_of[neighbour] < 0:
                    degree[neighbour] -= value
                    total -= value
                    touched.add(neighbour)
        for node in touched.difference(batch):
            heappush(heap, (degree[node], node))
        left -= len(batch)
    return Peel(np.array(nodes), np.array(totals), _from_step(step_of, nodes, totals))


def _least(heap: list[tuple[int, int]], degree: list[int], step_of: list[int]) -> list[int]:
    """Pop all nodes of least degree; entries made stale by a later push are passed over."""
    batch: list[int] = []
    least = None
    while heap and (least is None or heap[0][0] == least):
        value, node = heappop(heap)
        if step_of[node] < 0 and value == degree[node]:
            least = value
            batch.append(node)
    return batch


def _from_step(step_of: list[int], nodes: list[int], totals: list[int]) -> np.ndarray:
    """Flag the nodes that are left at the densest step, the first of several as dense."""
    best = 0
    for step in range(1, len(nodes)):
        if totals[step] * nodes[best] > totals[best] * nodes[step]:
            best = step
    return np.array(step_of) > best


def _adjacency(
    one: np.ndarray, other: np.ndarray, weight: np.ndarray, size: int
) -> tuple[list[list[int]], list[list[int]]]:
    """Return for each node its neighbours and the weights of its ties."""
    ends, far = np.concatenate([one, other]), np.concatenate([other, one])
    order = np.argsort(ends, kind="stable")
    cut = np.cumsum(np.bincount(ends, minlength=size))[:-1]
    both = (far[order], np.concatenate([weight, weight])[order])
    neighbours, weights = ([part.tolist() for part in np.split(x, cut)] for x in both)
    return neighbours, weights


def components(one: np.ndarray, other: np.ndarray, size: int) -> np.ndarray:
    """Give each node the least number of a node that it is connected with."""
    label = np.arange(size)
    while True:
        before = label.copy()
        least = np.minimum(label[one], label[other])
        np.minimum.at(label, one, least)
        np.minimum.at(label, other, least)
        label = label[label]
        if np.array_equal(label, before):
            return label
