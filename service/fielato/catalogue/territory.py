"""What a territory is in law on a date: Union territory, EEA, adequate, or none of these."""

from __future__ import annotations

import datetime

import msgspec

from .tables import Adequacy, TerritoryRow


class Territory(msgspec.Struct, frozen=True):
    """A territory on a date. `union` is Union territory in law, not a label; `special` needs a lawyer's look."""

    code: str
    name_en: str
    name_es: str
    state: str
    union: bool
    eea: bool
    adequacy: Adequacy | None
    note: str
    source: str
    verified: bool

    @property
    def special(self) -> bool:
        """Whether the status rests on something that was not seen in a source."""
        return not self.verified

    def name(self, language: str) -> str:
        """Its name in `en` or `es`."""
        return self.name_es if language == "es" else self.name_en


def on_date(row: TerritoryRow, adequacy: tuple[Adequacy, ...], as_of: datetime.date) -> Territory:
    """What the territory of this row is on a date, given every adequacy decision for it."""
    decision = next((decision for decision in adequacy if decision.in_force(as_of)), None)
    union = _within(as_of, row.eu_since, row.eu_until)
    return Territory(
        code=row.code,
        name_en=row.name_en,
        name_es=row.name_es,
        state=row.part_of or row.code,
        union=union,
        eea=union or _within(as_of, row.eea_since, row.eea_until),
        adequacy=decision,
        note=row.note,
        source=row.cited,
        verified=row.verified or (row.unclear_since is not None and as_of < row.unclear_since),
    )


def _within(day: datetime.date, since: datetime.date | None, until: datetime.date | None) -> bool:
    return since is not None and since <= day and (until is None or day <= until)
