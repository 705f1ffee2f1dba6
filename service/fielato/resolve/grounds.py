"""What transfers rest on: the declared tools, and which of them cover a transfer on a date."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct, structs

from fielato.model.fact import NONE, UNSET
from fielato.model.ground import Ground, Tools
from fielato.model.origin import Origin, Places
from fielato.model.values import FactValues, Value
from fielato.resolve.facts import Facts, flatten
from fielato.resolve.knowledge import Knowledge
from fielato.resolve.provenance import HERE, Anchor, Slot

_OBLIGATION: Final = "international_obligation"
_MADE: Final[Mapping[str, str]] = {"scc": "signed", "other_tool": "date", "tia": "date"}


class DeclaredGround(Struct, frozen=True, eq=False):
    """A ground as declared."""

    ground: Ground
    """With ISO codes for its territories, where people wrote aliases (`UK`)."""
    content: Facts
    """Its tools as `transfer.*` facts, whichever document declares them."""
    anchor: Anchor
    """Where it stands."""

    def covers(self, purpose: str, territory: str, data: str, as_of: datetime.date) -> bool:
        """Whether it covers a transfer to its importer on a date."""
        ground = self.ground
        if ground.since is not UNSET and as_of < ground.since:
            return False
        if ground.until is not UNSET and as_of > ground.until:
            return False
        scopes: list[tuple[object, str]] = [
            (ground.purposes, purpose),
            (ground.data, data),
            (ground.territories, territory),
        ]
        return all(scope is UNSET or (isinstance(scope, tuple) and value in scope) for scope, value in scopes)


def declared(grounds: Iterable[Ground], places: Places, day: Knowledge) -> tuple[DeclaredGround, ...]:
    """The grounds of a document, in its order."""
    return tuple(_declared(one, Anchor(places, f"/grounds/{index}"), day) for index, one in enumerate(grounds))


def _declared(ground: Ground, anchor: Anchor, day: Knowledge) -> DeclaredGround:
    tools = Tools(**{name: getattr(ground, name) for name in Tools.__struct_fields__})
    content = day.once(("tools", tools), lambda: Facts(FactValues(ground_facts(tools, day.as_of)), HERE))
    if ground.territories is not UNSET:
        codes = tuple(day.catalogue.code(code) for code in ground.territories)
        ground = structs.replace(ground, territories=codes)
    return DeclaredGround(ground, content, anchor)


def ground_facts(tools: Tools, as_of: datetime.date) -> Mapping[str, Value]:
    """A ground's tools as `transfer.*` facts; before the day on which a tool was made there is no such tool."""
    still_to_come = {name: NONE for name in _MADE if _made(tools, name) > as_of}
    return flatten("transfer", structs.replace(tools, **still_to_come))


def _made(tools: Tools, name: str) -> datetime.date:
    """The day on which a tool was made; the earliest of all where nobody says."""
    date = getattr(getattr(tools, name), _MADE[name], UNSET)
    return date if isinstance(date, datetime.date) else datetime.date.min


def together(covering: Sequence[Facts], as_of: datetime.date, *, closed: bool) -> Facts:
    """The tools of all grounds that cover a transfer; each ground takes the slot of its position.

    Where several grounds cover it, the first that speaks of a tool decides it. `closed` says that the lists are known
    to be complete: then no ground means no tool.
    """
    values = FactValues()
    traces: dict[str, Origin] = {}
    for index, content in enumerate(covering):
        settled = {name.split(".")[1] for name in values}
        facts = content.at(Anchor(Slot(index)))
        for name, value in facts.values.items():
            if name.split(".")[1] not in settled:
                values[name] = value
                traces[name] = facts.origin(name)
    if closed and not covering:
        values |= {f"transfer.{tool}.present": False for tool in Tools.__struct_fields__ if tool != _OBLIGATION}
    tia = values.get("transfer.tia.date")
    if isinstance(tia, datetime.date):
        values["transfer.tia_age"] = (as_of - tia).days
        traces["transfer.tia_age"] = traces["transfer.tia.date"]
    return Facts(values, traces=traces)
