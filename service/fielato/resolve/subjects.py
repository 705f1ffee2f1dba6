"""A row: what a rule is held against, and the facts it sees, each with its origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

from msgspec import Struct

from fielato.model.origin import Location, Origin
from fielato.model.values import Row, Value
from fielato.model.variables import SubjectKind
from fielato.resolve.facts import NOTHING, Facts
from fielato.resolve.processing import Reason
from fielato.resolve.provenance import Anchor


class FactsByRoot(dict[str, Facts]):
    """Facts by root, not bound to a document; of equal contents one object wherever possible, not to be changed."""

    __slots__ = ("memo",)

    def __init__(self, facts: Mapping[str, Facts] | None = None) -> None:
        super().__init__(facts or ())
        self.memo: dict[object, Any] = {}
        """What an evaluator has worked out from these facts alone, by whatever it asked for."""


NO_FACTS: Final = FactsByRoot()


class Grounded(Protocol):
    """What a row is about, where that is more than a record: it gives the provenance of the row when it is asked."""

    def parts(self, anchors: Sequence[Anchor]) -> Mapping[str, Facts]:
        """The row's special facts, bound."""

    def reasons(self, anchors: Sequence[Anchor]) -> tuple[Reason, ...]:
        """Why there is such a row."""

    def location(self, anchors: Sequence[Anchor]) -> Location | None:
        """Where the first reason points, if it points into a file."""

    def origin(self, root: str, name: str, anchors: Sequence[Anchor]) -> Origin:
        """Where a special fact comes from."""


class Subject(Struct, eq=False):
    """One row; its facts are shared with other rows and other documents, and merged when somebody asks."""

    kind: SubjectKind
    id: str
    pointer: str
    """The record of the document that the subject is about."""
    common: Mapping[str, Facts]
    """The facts by root that it shares with its neighbours: one object for all rows of one component and party."""
    special: FactsByRoot = NO_FACTS
    """The facts by root that are its own, not bound to the document: equal contents are one object."""
    about: Grounded | None = None
    """Where its special facts and reasons come from."""
    anchors: tuple[Anchor, ...] = ()
    """What they are bound to."""
    merged: dict[str, Value] | None = None
    """The row, once it was asked for."""
    bound: Mapping[str, Facts] | None = None
    """The parts, once they were asked for."""
    place: Location | None = None
    """Where the first reason points, once it was asked for."""

    @property
    def row(self) -> Row:
        """All facts, by qualified name."""
        if self.merged is None:
            self.merged = {}
            for facts in (*self.common.values(), *self.special.values()):
                self.merged |= facts.values
                self.merged |= facts.names
        return self.merged

    @property
    def parts(self) -> Mapping[str, Facts]:
        """The facts by root, each with its origin."""
        if self.bound is None:
            self.bound = self.common if self.about is None else {**self.common, **self.about.parts(self.anchors)}
        return self.bound

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why there is such a place or transfer."""
        return () if self.about is None else self.about.reasons(self.anchors)

    @property
    def location(self) -> Location | None:
        """Where the first reason why there is such a row points, if it points into a file."""
        if self.place is None and self.about is not None:
            self.place = self.about.location(self.anchors)
        return self.place

    def value(self, name: str) -> Value | None:
        """The value of a fact; None where it is unknown."""
        root = name.partition(".")[0]
        facts = self.special.get(root) or self.common.get(root)
        return None if facts is None else facts.get(name)

    def origin(self, name: str) -> Origin:
        """Where a fact of the row comes from."""
        root = name.partition(".")[0]
        if self.about is not None and root in self.special:
            return self.about.origin(root, name, self.anchors)
        return self.common.get(root, NOTHING).origin(name)
