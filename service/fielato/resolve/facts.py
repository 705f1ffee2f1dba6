"""The known facts of one record, by qualified name, each with its origin; an absent fact is unknown."""

from __future__ import annotations

import datetime
import fnmatch
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import msgspec

from fielato.catalogue import Catalogue
from fielato.model.fact import NONE, UNSET
from fielato.model.origin import Origin, Places
from fielato.model.register import Evidence
from fielato.model.values import OpenList, Scalar, Value
from fielato.resolve import evidence


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts below one root for one record.

    A fact's origin is the one given for it, or else the place in the document that its name leads to.
    """

    values: Mapping[str, Value]
    places: Places | None = None
    pointer: str = ""
    given: Mapping[str, Origin] = field(default_factory=dict)

    def origin(self, name: str) -> Origin:
        """Where the fact of this qualified name comes from."""
        if (given := self.given.get(name)) is not None:
            return given
        path = name.split(".")[1:]
        if path and path[-1] == "present":
            path.pop()
        return Origin("declared", self.places, "/".join([self.pointer, *path]))

    def with_derived(self, derived: Mapping[str, Value | None], origin: Origin) -> Facts:
        """The same facts with derived ones added, all of this origin; None stays unknown, nothing is overwritten."""
        added = {name: value for name, value in derived.items() if value is not None and name not in self.values}
        return Facts(
            {**self.values, **added}, self.places, self.pointer, {**self.given, **dict.fromkeys(added, origin)}
        )

    def before(self, other: Facts) -> Facts:
        """These facts, and those of another that they do not speak of."""
        added = {name: value for name, value in other.values.items() if name not in self.values}
        given = {**self.given, **{name: other.origin(name) for name in added}}
        return Facts({**self.values, **added}, self.places, self.pointer, given)

    def with_evidence(self, subject: str, root: str, answers: Iterable[tuple[Evidence, Origin]]) -> Facts:
        """The same facts with the holes filled that somebody's evidence answers for this subject."""
        facts = self
        for answer, origin in answers:
            if answer.answers.partition(".")[0] == root and _is_for(answer, subject):
                facts = facts.with_derived({answer.answers: evidence.value(answer)}, origin)
        return facts


NOTHING = Facts({})


def _is_for(answer: Evidence, subject: str) -> bool:
    return answer.subject is UNSET or fnmatch.fnmatchcase(subject, answer.subject)


TERRITORIES = frozenset(
    {"country", "territory", "establishments", "key_territory", "representative", "server_declaration"}
)
"""The last part of the names of facts that are territory codes."""


def with_codes(values: Mapping[str, Value], catalogue: Catalogue) -> dict[str, Value]:
    """The same values with ISO codes for territories, where people wrote aliases (`UK`)."""
    found = dict(values)
    for name, value in values.items():
        if name.rpartition(".")[2] in TERRITORIES:
            if isinstance(value, str):
                found[name] = catalogue.code(value)
            elif isinstance(value, tuple):
                found[name] = tuple(catalogue.code(str(code)) for code in value)
    return found


def flatten(root: str, record: msgspec.Struct) -> dict[str, Value]:
    """The record's known scalars and lists of text, by qualified name.

    A nested record gives `….present` as true, and the word `none` in its stead as false.
    """
    return dict(_flat(root, record))


def _flat(prefix: str, record: msgspec.Struct) -> Iterator[tuple[str, Value]]:
    for attribute in record.__struct_fields__:
        value = getattr(record, attribute)
        if value is UNSET:
            continue
        name = f"{prefix}.{attribute}"
        if isinstance(value, msgspec.Struct):
            yield f"{name}.present", True
            yield from _flat(name, value)
        elif isinstance(value, (bool, int, str, datetime.date)):
            yield name, value
            if value == NONE:
                yield f"{name}.present", False
        elif isinstance(value, tuple) and not any(isinstance(item, msgspec.Struct) for item in value):
            yield name, value


OF_ALL = frozenset({"data.pseudonymised"})
"""Booleans that hold for data sets taken together only if they hold for each: one in clear is enough to harm."""


def union(records: list[Facts], root: str) -> Facts:
    """The facts that hold for several records taken together.

    A boolean is true if any is, false if all are, and unknown otherwise (for `OF_ALL` the other way round). Lists are
    united, and stay open if one is unknown or open. Any other fact is known only where all records agree.
    """
    if len(records) == 1:
        return records[0]
    names = dict.fromkeys(name for record in records for name in record.values)
    values: dict[str, Value] = {}
    given: dict[str, Origin] = {}
    for name in names:
        value = _united([record.values.get(name) for record in records], decisive=name not in OF_ALL)
        if value is not None:
            values[name] = value
            given[name] = _deciding(records, name, value).origin(name)
    return Facts(values, None, f"/{root}", given)


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


def _deciding(records: list[Facts], name: str, value: Value) -> Facts:
    """The record to point at: one that says what the union says, else the first that says anything."""
    saying = [record for record in records if record.values.get(name) == value]
    return (saying or [record for record in records if name in record.values])[0]
