"""Decision diagrams: a function of finitely many choices as a graph in which everything that is equal is one node.

Each node stands on a level and has one branch per choice there; below it stand only later levels, then the leaves. No
two nodes are alike and none has all its branches equal (reduced, ordered: Bryant 1986). So a function has exactly one
diagram, and it depends on precisely the levels that occur in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from itertools import accumulate, repeat
from operator import and_, or_
from typing import Final

FALSE: Final = 0
TRUE: Final = 1
NEITHER: Final = 2
"""The third leaf: what a function comes to where its question does not arise."""
_LEAVES: Final = (FALSE, TRUE, NEITHER)
_BELOW_ALL: Final = 2**62
MAX_LEVELS: Final = 300
"""Levels of the diagrams: as deep is the recursion."""


class TooLargeError(Exception):
    """The diagrams would grow beyond what they may."""


class Diagrams:
    """Diagrams that share their nodes; a node is a number, and the lower a level's number the higher it stands."""

    def __init__(self, limit: int) -> None:
        """`limit` is on nodes and joins together; beyond it, or beyond `MAX_LEVELS`, comes TooLargeError."""
        self._limit = limit
        self._used: set[int] = set()
        self._levels = [_BELOW_ALL] * len(_LEAVES)
        self._branches: list[tuple[int, ...]] = [() for _ in _LEAVES]
        self._nodes: dict[tuple[int, tuple[int, ...]], int] = {}
        self._joined: dict[tuple[int, int, int], int] = {}

    def __len__(self) -> int:
        """How many nodes and joins there are, the leaves not counted."""
        return len(self._nodes) + len(self._joined)

    def node(self, level: int, branches: tuple[int, ...]) -> int:
        """Return the diagram that branches on a level; all its branches stand on later levels."""
        if branches.count(branches[0]) == len(branches):
            return branches[0]
        found = self._nodes.get((level, branches))
        if found is not None:
            return found
        self._used.add(level)
        if len(self) >= self._limit or len(self._used) > MAX_LEVELS:
            raise TooLargeError
        self._nodes[level, branches] = new = len(self._levels)
        self._levels.append(level)
        self._branches.append(branches)
        return new

    def join(self, test: int, then: int, otherwise: int) -> int:
        """Return `test ? then : otherwise`, of which and, or, not, equal are cases; the test has no third leaf."""
        if test == TRUE or then == otherwise:
            return then
        if test == FALSE:
            return otherwise
        if then == TRUE and otherwise == FALSE:
            return test
        key = (test, then, otherwise)
        found = self._joined.get(key)
        if found is None:
            level = min([self._levels[node] for node in key])
            branches = map(self.join, *[self._at(level, node) for node in key])
            found = self._joined[key] = self.node(level, tuple(branches))
            if len(self) > self._limit:
                raise TooLargeError
        return found

    def _at(self, level: int, node: int) -> Iterable[int]:
        """What is left of a diagram after each choice on a level that is not below its own."""
        return self._branches[node] if self._levels[node] == level else repeat(node)

    def settling(self, root: int) -> Mapping[int, tuple[bool, ...]]:
        """For each level that a diagram depends on: which of its choices lead to one leaf, whatever the others are.

        One bit stands for one choice on one level coming to one leaf. A leaf has all the bits that come to it. A node
        has the bits that all its branches have, and of its own choices those whose branch is a leaf.
        """
        nodes = self._below(root)
        sizes = {self._levels[node]: len(self._branches[node]) for node in nodes}
        starts = dict(zip(sizes, accumulate(sizes.values(), initial=0), strict=False))
        width = sum(sizes.values())
        every, thrice = (1 << width) - 1, 1 | 1 << width | 1 << 2 * width
        bits = {leaf: every << leaf * width for leaf in _LEAVES}
        for node in nodes:
            below = [bits[branch] for branch in self._branches[node]]
            own = thrice << starts[self._levels[node]]
            at_once = [settled & own << choice for choice, settled in enumerate(below)]
            bits[node] = reduce(or_, at_once, reduce(and_, below))
        settled = bits[root] | bits[root] >> width | bits[root] >> 2 * width
        return {
            level: tuple([bool(settled >> starts[level] + choice & 1) for choice in range(size)])
            for level, size in sizes.items()
        }

    def way(
        self, root: int, leaf: int, avoid: Callable[[int], bool] = lambda _: False
    ) -> tuple[tuple[int, int], ...] | None:
        """The fewest choices, each as level and number, after which a function comes to a leaf; None if there are none.

        No choice is made on a level to `avoid`. Of ways that are equally short, the one with the lowest numbers.
        """
        ways: dict[int, tuple[tuple[int, int], ...]] = {root: ()}
        pending = [root]
        for node in pending:
            if node == leaf:
                return ways[node]
            for choice, branch in enumerate(self._branches[node]):
                if branch not in ways and not avoid(self._levels[node]):
                    ways[branch] = (*ways[node], (self._levels[node], choice))
                    pending.append(branch)
        return None

    def _below(self, root: int) -> list[int]:
        """The nodes of a diagram, each after all that stand below it; the leaves are left out."""
        found: set[int] = set(_LEAVES)
        pending = [root]
        while pending:
            node = pending.pop()
            if node not in found:
                found.add(node)
                pending.extend(self._branches[node])
        return sorted(found.difference(_LEAVES), key=self._levels.__getitem__, reverse=True)
