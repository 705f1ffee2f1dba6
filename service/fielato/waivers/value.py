"""What a waiver accepts: the values of the facts that decided a finding, and the digest that names them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, Final

import msgspec

from fielato import digest
from fielato.finding import Changed, Finding
from fielato.model.fact import UNSET
from fielato.model.values import OpenList, Scalar, Value
from fielato.model.waivers import WaivedFact

AGES: Final = frozenset({"party.dpf_check_age", "transfer.tia_age"})
"""Facts that count days up to the date of the assessment: what is accepted is the day from which they count."""

_DATE: Final = "deployment.as_of"
"""The date of the assessment: it changes every day, and a waiver has dates of its own."""


def facts(finding: Finding, as_of: datetime.date) -> tuple[WaivedFact, ...]:
    """The facts that decided a finding, in order of their names."""
    names = sorted(set(finding.judgement.because.facts) - {_DATE})
    return tuple([_fact(name, finding.subject.value(name), as_of) for name in names])


def value(found: Iterable[WaivedFact]) -> str:
    """The digest of facts; their order does not count, nor does that of the items of a list."""
    return digest.of_value([msgspec.to_builtins(one) for one in sorted(map(_sorted, found), key=_name)])


def changes(then: Iterable[WaivedFact], now: Iterable[WaivedFact]) -> tuple[Changed, ...]:
    """The facts that are not what they were, in order of their names."""
    before, after = ({one.name: _sorted(one) for one in each} for each in (then, now))
    names = sorted(before.keys() | after.keys())
    return tuple(
        [Changed(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)]
    )


def _name(one: WaivedFact) -> str:
    return one.name


def _sorted(one: WaivedFact) -> WaivedFact:
    if not isinstance(one.value, tuple):
        return one
    return msgspec.structs.replace(one, value=tuple(sorted(one.value, key=repr)))


def _fact(name: str, found: Value | None, as_of: datetime.date) -> WaivedFact:
    if found is None:
        return WaivedFact(name=name)
    if name in AGES and isinstance(found, int):
        return WaivedFact(name=name, value=(as_of - datetime.timedelta(days=found)).isoformat())
    if isinstance(found, (tuple, OpenList)):
        items = found.known if isinstance(found, OpenList) else found
        listed = tuple(sorted(map(_plain, items), key=repr))
        return WaivedFact(name=name, value=listed, open=isinstance(found, OpenList))
    return WaivedFact(name=name, value=_plain(found))


def _plain(item: Scalar) -> Any:
    return item.isoformat() if isinstance(item, datetime.date) else item


def shown(one: WaivedFact | None) -> str | None:
    """A value as it is written; None where it was unknown or decided nothing."""
    if one is None or one.value is UNSET:
        return None
    items = one.value if isinstance(one.value, tuple) else (one.value,)
    text = ", ".join(str(item).lower() if isinstance(item, bool) else str(item) for item in items) or "none"
    return f"{text}, …" if one.open else text
