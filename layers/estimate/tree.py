"""What counts of some regions say about the others, if parts add up to their whole."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

__all__ = ["Contradiction", "Limit", "tree_bounds"]

Limit = Fraction | float
"""An exact number, or ``math.inf`` where nothing limits."""


class Contradiction(Exception):
    """Limits that cannot all hold.

    Parameters
    ----------
    node : int
        Position of a node at which they cross.
    """

    def __init__(self, node: int) -> None:
        self.node = node
        super().__init__(f"the limits of node {node} cross")


def tree_bounds(
    parent: Sequence[int], low: Sequence[Limit], high: Sequence[Limit]
) -> tuple[list[Limit], list[Limit]]:
    """Bound the count of every region from the counts reported for some.

    Formula: from the smallest regions upwards, a whole holds at least the sum of what its
    parts hold at least, and at most the sum of what they hold at most. From the whole
    downwards, a part holds at least what the whole holds at least, less the most that the
    other parts can hold; and at most what the whole holds at most, less the least that the
    others hold.

    Assumes: the reports are right, each thing counted in a region is counted in exactly one
    of its parts, and all reports speak of the same moment.

    Source: interval arithmetic on a tree; the bounds are sharp, which is tested against
    linear programming.

    Cannot say: which number between the ends is likelier. Wide bounds are a finding: they
    say that the published numbers leave almost everything open.

    Parameters
    ----------
    parent : sequence of int
        Position of each node's parent, -1 for a root. Parents stand before their children,
        and the children of a node are all its parts.
    low, high : sequence of Fraction or float
        Limits of each node by itself; 0 and ``math.inf`` where nothing is known.

    Returns
    -------
    low, high : list of Fraction or float
        The narrowest limits that follow for each node.

    Raises
    ------
    Contradiction
        If no numbers meet all limits; it names a node at which they cross.

    Examples
    --------
    A province with 450 to 520 in all, and "290 so far" in the first of its three counties:

    >>> low, high = tree_bounds([-1, 0, 0, 0], [450, 290, 0, 0], [520, 300, math.inf, math.inf])
    >>> low, high
    ([450, 290, 0, 0], [520, 300, 230, 230])
    """
    least, most = list(low), list(high)
    children: list[list[int]] = [[] for _ in parent]
    for node, above in enumerate(parent):
        if above >= 0:
            children[above].append(node)
    for node in reversed(range(len(parent))):
        parts = children[node]
        if parts:
            least[node] = max(least[node], sum(least[part] for part in parts))
            most[node] = min(most[node], sum(most[part] for part in parts))
        _check(node, least, most)
    for node, parts in enumerate(children):
        if not parts:
            continue
        floor = sum(least[part] for part in parts)
        endless = [part for part in parts if math.isinf(most[part])]
        ceiling = sum(most[part] for part in parts if not math.isinf(most[part]))
        wide = {part: most[part] for part in parts}
        narrow = {part: least[part] for part in parts}
        for part in parts:
            if not endless:
                least[part] = max(narrow[part], least[node] - (ceiling - wide[part]))
            elif endless == [part]:
                least[part] = max(narrow[part], least[node] - ceiling)
            most[part] = min(wide[part], most[node] - (floor - narrow[part]))
            _check(part, least, most)
    return least, most


def _check(node: int, least: Sequence[Limit], most: Sequence[Limit]) -> None:
    if least[node] > most[node]:
        raise Contradiction(node)
