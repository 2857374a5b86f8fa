"""Which sources repeat which: the forest that their parents make, walked once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

__all__ = ["Origins"]


@dataclass(frozen=True, slots=True)
class Origins:
    """Sources and what they repeat. However long the chains are, no question walks them again.

    Parameters
    ----------
    parents : mapping of str to str
        What each source repeats; ``""`` where it repeats nothing. There are no circles.
    root : mapping of str to str
        The source at the end of each chain.
    depth : mapping of str to int
        How many sources each repeats, one through another.
    """

    parents: Mapping[str, str]
    root: Mapping[str, str]
    depth: Mapping[str, int]
    _first: Mapping[str, int]
    _last: Mapping[str, int]

    @classmethod
    def of(cls, parents: Mapping[str, str]) -> Origins:
        """Number all sources so that those which repeat one follow it without a gap.

        Examples
        --------
        >>> made = Origins.of({"a": "", "b": "a", "c": "b", "x": ""})
        >>> made.root["c"], sorted(made.repeating(["a", "c", "x"])), sorted(made.behind(["c"]))
        ('a', ['c'], ['a', 'b', 'c'])
        """
        children: defaultdict[str, list[str]] = defaultdict(list)
        for each, above in parents.items():
            children[above].append(each)
        first: dict[str, int] = {}
        root: dict[str, str] = {}
        depth: dict[str, int] = {}
        queue = children[""][::-1]
        while queue:
            each = queue.pop()
            first[each] = len(first)
            root[each] = root.get(parents[each], each)
            depth[each] = depth.get(parents[each], -1) + 1
            queue += children[each][::-1]
        last = dict(first)
        for each in reversed(first):
            above = parents[each]
            if above:
                last[above] = max(last[above], last[each])
        return cls(parents, root, depth, first, last)

    def above(self, source: str) -> Iterator[str]:
        """Yield a source and all that it repeats, nearest first."""
        while source:
            yield source
            source = self.parents[source]

    def repeating(self, sources: Iterable[str]) -> frozenset[str]:
        """Return those of some sources that repeat another one of them."""
        found, end = set(), -1
        for each in sorted(set(sources), key=self._first.__getitem__):
            if self._first[each] <= end:
                found.add(each)
            end = max(end, self._last[each])
        return frozenset(found)

    def behind(self, sources: Iterable[str]) -> frozenset[str]:
        """Return some sources and all that they repeat."""
        found: set[str] = set()
        for each in sources:
            found.update(takewhile(lambda above: above not in found, self.above(each)))
        return frozenset(found)
