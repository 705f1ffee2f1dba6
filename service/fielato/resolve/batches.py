"""The rows about the places of one component, which are made one by one when somebody asks for them.

Most components have places that no rule objects to. What rules need of them is shared content, so evaluation goes
through a whole batch and makes only the rows that it has findings about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from msgspec import Struct, field

from fielato.model.variables import SubjectKind
from fielato.resolve.content import Run
from fielato.resolve.facts import Facts
from fielato.resolve.provenance import Anchor
from fielato.resolve.subjects import Subject


class Batch(Struct, frozen=True, eq=False):
    """The places of every purpose of one component."""

    kind: ClassVar[SubjectKind] = "location"
    """What its rows are about."""
    id: str
    """The component's."""
    run: Run
    """What its rows are about, in order."""
    commons: Sequence[Mapping[str, Facts]]
    """The facts that rows share, for each of the parties of the run."""
    partners: Sequence[str]
    """The ids of these parties; that of the first, which runs the component, is no part of the rows' ids."""
    anchors: tuple[Anchor, ...]
    """What the rows are bound to; first the component."""
    made: dict[int, Subject] = field(default_factory=dict)
    """The rows that were asked for."""

    def __len__(self) -> int:
        return len(self.run.locations)

    def subject(self, number: int) -> Subject:
        """A row, by its place in the order; always the same one."""
        found = self.made.get(number)
        if found is None:
            place, party = self.run.locations[number], self.run.party_of[number]
            end = f"/{self.partners[party]}" if party else ""
            found = self.made[number] = Subject(
                "location",
                f"location/{self.id}/{place.tail}{end}",
                self.anchors[0].pointer,
                self.commons[party],
                place.facts,
                place,
                self.anchors,
            )
        return found

    @property
    def subjects(self) -> list[Subject]:
        """All rows."""
        return [self.subject(number) for number in range(len(self))]
