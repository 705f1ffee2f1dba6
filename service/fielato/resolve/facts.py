"""The known facts of one record, by qualified name, each with its origin; an absent fact is unknown."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Final

import msgspec

from fielato.catalogue import Catalogue
from fielato.model.fact import NONE, UNSET
from fielato.model.origin import Origin, Places
from fielato.model.values import FactValues, OpenList, Row, Scalar, Value
from fielato.resolve.answers import Answer
from fielato.resolve.provenance import HERE, Anchor, Slot, bound, said_at

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "deployment": ("name", "description"),
    "controller": ("name",),
    "data": ("id", "description"),
    "party": ("id",),
    "component": ("id", "description", "party", "fallbacks", "data", "retention_days"),
}
"""By root, the fields that are no part of a record's content, known as `Facts.names`.

They name the record or others of its document, or tell it from others where nothing is looked up by them.
"""

_NAMED: Final = {
    root: (
        tuple([f"{root}.{field}" for field in fields]),
        attrgetter(*fields) if len(fields) > 1 else lambda record, field=fields[0]: (getattr(record, field),),
    )
    for root, fields in NAMES.items()
}
"""The qualified names of these, and what gives their values."""
MAX_NAMES: Final = 4_096
"""Names of facts whose pointers are remembered: rules name some hundreds."""

_NOTHING: Final[Row] = {}
_NO_TRACES: Final[Mapping[str, Origin]] = {}


class Facts(msgspec.Struct, frozen=True, eq=False):
    """The facts below one root for one record: of a content, or bound to the records of a document.

    A fact's origin is the one traced for it, or else the place in the document that its name leads to.
    """

    values: FactValues
    """What the content says: one object for all documents that say the same."""
    places: Places | None = None
    """The document of the record; a slot in a content, and None for facts that stand in no document."""
    pointer: str = ""
    traces: Mapping[str, Origin] = _NO_TRACES
    """The origins that differ from the fact's own place; within a content, they lead from slots."""
    names: Row = _NOTHING
    """The facts of `NAMES`, which tell this record from others of the same content."""
    anchors: tuple[Anchor, ...] = ()
    """What takes the slots."""

    def get(self, name: str) -> Value | None:
        """The value of a fact, its name among them; None where it is unknown."""
        value = self.names.get(name)
        return self.values.get(name) if value is None else value

    @property
    def given(self) -> Mapping[str, Origin]:
        """The origins of the facts that do not stand at their own place."""
        return {name: bound(origin, self.anchors) for name, origin in self.traces.items()}

    def origin(self, name: str) -> Origin:
        """Where the fact of this qualified name comes from."""
        if (trace := self.traces.get(name)) is not None:
            return bound(trace, self.anchors)
        return said_at(self.places, self.pointer + _path(name))

    def at(self, *anchors: Anchor, names: Row = _NOTHING) -> Facts:
        """A content's facts, as the record at the first anchor says them."""
        places, pointer = self.places, self.pointer
        if isinstance(places, Slot):
            anchor = anchors[places.index]
            places, pointer = anchor.places, anchor.pointer + pointer
        return Facts(self.values, places, pointer, self.traces, names, anchors)

    def with_derived(self, derived: Mapping[str, Value | None], origin: Origin) -> Facts:
        """The same facts with derived ones added, all of this origin; None stays unknown, nothing is overwritten."""
        added = {name: value for name, value in derived.items() if value is not None and name not in self.values}
        if not added:
            return self
        traces = {**self.traces, **dict.fromkeys(added, origin)}
        return Facts(FactValues(self.values | added), self.places, self.pointer, traces, self.names, self.anchors)

    def before(self, other: Facts) -> Facts:
        """These facts, and those of another that they do not speak of."""
        added = {name: value for name, value in other.values.items() if name not in self.values}
        traces = {**self.traces, **{name: other.origin(name) for name in added}}
        return Facts(FactValues(self.values | added), self.places, self.pointer, traces, self.names, self.anchors)

    def with_answers(self, answers: Iterable[Answer]) -> Facts:
        """The same facts with the holes filled that somebody's evidence answers."""
        facts = self
        for answer in answers:
            facts = facts.with_derived({answer.name: answer.value}, answer.origin)
        return facts


NOTHING = Facts(FactValues())


@lru_cache(MAX_NAMES)
def _path(name: str) -> str:
    """The pointer from a record to its fact of this qualified name."""
    path = name.split(".")[1:]
    if path and path[-1] == "present":
        path.pop()
    return "".join([f"/{key}" for key in path])


def said(root: str, record: msgspec.Struct, catalogue: Catalogue, answers: Iterable[Answer] = ()) -> Facts:
    """The content of a record: what it says apart from its names, with its holes filled by evidence."""
    values = FactValues(with_codes(flatten(root, record, without=NAMES.get(root, ())), catalogue))
    return Facts(values, HERE).with_answers(answers)


def named(root: str, record: msgspec.Struct) -> dict[str, Value]:
    """The facts that name a record and what it refers to."""
    names, values = _NAMED[root]
    return {name: value for name, value in zip(names, values(record), strict=True) if value is not UNSET}


TERRITORIES: Final = frozenset(
    {"country", "territory", "establishments", "key_territory", "representative", "server_declaration"}
)
"""The last part of the names of facts that are territory codes."""


def with_codes(values: Row, catalogue: Catalogue) -> dict[str, Value]:
    """The same values with ISO codes for territories, where people wrote aliases (`UK`)."""
    found = dict(values)
    for name, value in values.items():
        if name.rpartition(".")[2] in TERRITORIES:
            if isinstance(value, str):
                found[name] = catalogue.code(value)
            elif isinstance(value, tuple):
                found[name] = tuple(catalogue.code(str(code)) for code in value)
    return found


def flatten(root: str, record: msgspec.Struct, without: Sequence[str] = ()) -> dict[str, Value]:
    """The record's known scalars and lists of text, by qualified name.

    A nested record gives `….present` as true, and the word `none` in its stead as false. The fields `without` are left
    out of the record itself.
    """
    found: dict[str, Value] = {}
    for attribute in record.__struct_fields__:
        value = getattr(record, attribute)
        if value is UNSET or attribute in without:
            continue
        name = f"{root}.{attribute}"
        if isinstance(value, msgspec.Struct):
            found[f"{name}.present"] = True
            found |= flatten(name, value)
        elif isinstance(value, (bool, int, str, datetime.date)):
            found[name] = value
            if value == NONE:
                found[f"{name}.present"] = False
        elif isinstance(value, tuple) and not any(isinstance(item, msgspec.Struct) for item in value):
            found[name] = value
    return found


OF_ALL = frozenset({"data.pseudonymised"})
"""Booleans that hold for data sets taken together only if they hold for each: one in clear is enough to harm."""


def union(records: Sequence[Facts], root: str) -> Facts:
    """The facts that hold for several records taken together.

    A boolean is true if any is, false if all are, and unknown otherwise (for `OF_ALL` the other way round). Lists are
    united, and stay open if one is unknown or open. Any other fact is known only where all records agree.
    """
    if len(records) == 1:
        return records[0]
    names = dict.fromkeys(name for record in records for name in record.values)
    values = FactValues()
    traces: dict[str, Origin] = {}
    for name in names:
        value = _united([record.values.get(name) for record in records], decisive=name not in OF_ALL)
        if value is not None:
            values[name] = value
            traces[name] = _deciding(records, name, value).origin(name)
    return Facts(values, None, f"/{root}", traces)


def _united(values: list[Value | None], *, decisive: bool) -> Value | None:
    known = [value for value in values if value is not None]
    if all(isinstance(value, bool) for value in known):
        return decisive if decisive in known else (not decisive if len(known) == len(values) else None)
    if all(isinstance(value, (tuple, OpenList)) for value in known):
        items = list(dict.fromkeys(item for value in known for item in _items(value)))
        closed = len(known) == len(values) and not any(isinstance(value, OpenList) for value in known)
        return tuple(items) if closed else OpenList(tuple(items))
    return known[0] if len(known) == len(values) and len(set(known)) == 1 else None


def _items(value: Value) -> tuple[Scalar, ...]:
    if isinstance(value, OpenList):
        return value.known
    return value if isinstance(value, tuple) else ()


def _deciding(records: Sequence[Facts], name: str, value: Value) -> Facts:
    """The record to point at: one that says what the union says, else the first that says anything."""
    saying = [record for record in records if record.values.get(name) == value]
    return (saying or [record for record in records if name in record.values])[0]
