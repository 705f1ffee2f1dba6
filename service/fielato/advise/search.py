"""The smallest changes that mend one component: single moves, then pairs of those that help, then more of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec
from msgspec import structs

from fielato.advise.change import Change, changed
from fielato.advise.cost import Distances
from fielato.advise.moves import KINDS, PROMISED, Doubt, Move, moves
from fielato.advise.trial import Score, Trial
from fielato.model.fact import UNSET

SHOWN: Final = 5
"""Alternatives kept for one component."""
ALIKE: Final = 3
"""How many of them may differ in the new value alone."""
HELPFUL: Final = 10
"""The moves that pairs are made of."""
DEPTH: Final = 6
"""The most moves that are put together."""


class Option(msgspec.Struct, frozen=True):
    """Moves of one component that are made together, and what the component comes to with them."""

    moves: tuple[Move, ...]
    score: Score
    mends: bool
    """Whether nothing of it stands in the way of the goal any more."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """All changes."""
        return tuple([one for move in self.moves for one in move.changes])

    @property
    def kinds(self) -> tuple[str, ...]:
        """What sort of changes these are."""
        return tuple([move.kind for move in self.moves])

    @property
    def confirm(self) -> tuple[Doubt, ...]:
        """What somebody has to confirm, each once."""
        return tuple(dict.fromkeys(doubt for move in self.moves for doubt in move.confirm))

    @property
    def is_technical(self) -> bool:
        """Whether none of it is for the vendor to promise."""
        return not PROMISED & set(self.kinds)


def options(trial: Trial, component: str, goal: int, distances: Distances) -> list[Option]:
    """What mends a component, the smallest change first; else what helps most; nothing where nothing does.

    `goal` is how many of the numbers of a score have to be nought.
    """
    search = _Search(trial, component, goal, distances)
    found = search.mending()
    return found or search.best()


class _Search:
    def __init__(self, trial: Trial, component: str, goal: int, distances: Distances) -> None:
        self._trial = trial
        self._component = component
        self._goal = goal
        self._distances = distances
        self._base = trial.alone(component).score
        singles = [self._option((move,)) for move in moves(trial, component, distances)]
        self._helping = [one for one in singles if one is not None and one.score[:goal] < self._base[:goal]]

    def mending(self) -> list[Option]:
        """Every kind of change that mends the component, the smallest ones of each."""
        found = [one for one in self._helping if one.mends]
        technical = any(one.is_technical for one in found)
        if not technical:
            found += self._pairs(only_technical=True) or self._more(only_technical=True)
        if not found:
            found = self._pairs(only_technical=False) or self._more(only_technical=False)
        return self._chosen(one for one in found if one.mends)

    def best(self) -> list[Option]:
        """What helps most though it does not mend: of technical changes first."""
        found = self._more(only_technical=True) or self._more(only_technical=False)
        return [self._minimal(one) for one in found[:1]]

    def _option(self, made: tuple[Move, ...]) -> Option | None:
        changes = [one for move in made for one in move.changes]
        fields = [one.field for one in changes]
        if len(set(fields)) < len(fields) or self._trial.is_spent:
            return None
        reached = self._trial.alone(self._component, changes).score
        return Option(made, reached, not any(reached[: self._goal]))

    def _pairs(self, *, only_technical: bool) -> list[Option]:
        """Pairs of helping moves that mend."""
        parts = self._parts(only_technical=only_technical)[:HELPFUL]
        pairs = (self._option((*one.moves, *two.moves)) for one, two in itertools.combinations(parts, 2))
        return [one for one in pairs if one is not None and one.mends]

    def _more(self, *, only_technical: bool) -> list[Option]:
        """The best of the helping moves, with others added as long as that helps."""
        parts = self._parts(only_technical=only_technical)
        if not parts:
            return []
        best = parts[0]
        for _ in range(DEPTH - 1):
            if best.mends:
                break
            wider = [self._option((*best.moves, *one.moves)) for one in parts[: 2 * HELPFUL]]
            better = [one for one in wider if one is not None and one.score[: self._goal] < best.score[: self._goal]]
            if not better:
                break
            best = min(better, key=lambda one: (one.score[: self._goal], self._rank(one)))
        return [self._minimal(best)]

    def _parts(self, *, only_technical: bool) -> list[Option]:
        parts = [one for one in self._helping if one.is_technical or not only_technical]
        return sorted(parts, key=lambda one: (one.score[: self._goal], self._rank(one)))

    def _minimal(self, option: Option) -> Option:
        """Without the moves that it does not need."""
        for move in reversed(option.moves):
            rest = tuple(one for one in option.moves if one is not move)
            less = self._option(rest) if rest else None
            if less is not None and less.score[: self._goal] <= option.score[: self._goal]:
                option = less
        return option

    def _chosen(self, found: Iterable[Option]) -> list[Option]:
        return list(itertools.islice(_varied(_needed(sorted(found, key=self._rank))), SHOWN))

    def _rank(self, option: Option) -> tuple[object, ...]:
        """Technical before promised, few changes before many, small kinds before large ones, near before far."""
        before = self._trial.components[self._component]
        after = changed(before, option.changes)
        away = 0.0
        if after.region is not UNSET and after.provider is not UNSET and after.region != before.region:
            away = self._distances.rank(self._trial.catalogue.provider(after.provider), after.region)
        return (
            not option.is_technical,
            len(option.changes),
            [KINDS.index(move.kind) for move in option.moves],
            len(option.confirm),
            away,
            option.score,
            repr(option.changes),
        )


def _needed(found: Iterable[Option]) -> list[Option]:
    """The options without those that change all that a smaller one does, and more."""
    kept: list[tuple[set[str], Option]] = []
    for one in found:
        written = {repr(structs.replace(each, before=None)) for each in one.changes}
        if not any(other <= written for other, _ in kept):
            kept.append((written, one))
    return [one for _, one in kept]


def _varied(found: Sequence[Option]) -> Iterator[Option]:
    """The options without more than a few that are alike."""
    seen: dict[tuple[str, ...], int] = {}
    for one in found:
        seen[one.kinds] = seen.get(one.kinds, 0) + 1
        if seen[one.kinds] <= ALIKE:
            yield one
