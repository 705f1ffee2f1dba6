"""Fielato's own evaluator behind the interface of the peers."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from itertools import islice
from typing import Any, Final, Literal

import msgspec

from fielato.rules import native
from fielato.rules.normal import Form, normalise
from fielato.rules.program import Program
from fielato.rules.values import Type

from .facts import FACTS, Fact
from .generate import Pack
from .peers.interface import Judge, Peer, Triple

_TYPES: Final[dict[Type, Any]] = {
    Type.BOOL: bool,
    Type.INT: int,
    Type.STRING: str,
    Type.DATE: datetime.date,
    Type.STRING_LIST: tuple[str, ...],
}

_FIELDS: Final = {fact.qualified: fact.name for fact in FACTS}


def decoder(facts: tuple[Fact, ...]) -> msgspec.json.Decoder[Any]:
    """The typed decoder of a manifest: closed vocabularies, dates, and no unknown keys, as the product has it.

    A component is a row too: `get` gives a fact by its qualified name.
    """
    fields = [(fact.name, _declared(fact) | msgspec.UnsetType, msgspec.UNSET) for fact in facts]
    component = msgspec.defstruct(
        "Component", [("id", str), *fields], namespace={"get": _get}, frozen=True, forbid_unknown_fields=True, gc=False
    )
    manifest = msgspec.defstruct("Manifest", [("components", tuple[component, ...])], forbid_unknown_fields=True)
    return msgspec.json.Decoder(manifest)


def _get(component: Any, name: str, unknown: Any = None) -> Any:
    value = getattr(component, _FIELDS[name])
    return unknown if value is msgspec.UNSET else value


def _declared(fact: Fact) -> Any:
    if not fact.vocabulary:
        return _TYPES[fact.type]
    word = Literal[fact.vocabulary]  # type: ignore[valid-type]
    return tuple[word, ...] if fact.type is Type.STRING_LIST else word


def form(pack: Pack) -> Form:
    """The rules of a pack in normal form."""
    return normalise((rule.when.node, rule.require.node) for rule in pack.rules)


def compiled(pack: Pack) -> Program:
    """The program of a pack."""
    return Program(form(pack))


def prepare(pack: Pack, program_of: Callable[[Form], Program] = Program) -> Judge:
    """The evaluator over a pack."""
    program = program_of(form(pack))
    read = {fact.qualified: fact for fact in pack.facts}
    used = tuple(read.pop(name) for name in program.facts)
    decode = decoder((*used, *read.values())).decode
    names = [rule.id for rule in pack.rules]
    last = len(used) + 1
    values, judged = msgspec.structs.astuple, program.judged

    def judge(data: bytes) -> list[Triple]:
        components = decode(data).components
        columns = tuple(islice(zip(*map(values, components), strict=True), 1, last))
        return judged(columns, components, names, [component.id for component in components])

    return judge


OURS: Final = Peer(
    "fielato",
    "fielato",
    prepare,
    "typed decode (closed vocabularies, dates, unknown keys refused), three-valued evaluation",
    three_valued=True,
)
NATIVE: Final = Peer(
    "fielato, native kernel",
    "fielato-kernel",
    lambda pack: prepare(pack, native.program),
    "the same with the optional kernel in C, service/kernel",
    three_valued=True,
)
ENGINES: Final = (OURS,) if native.kernel() is None else (OURS, NATIVE)
"""Those of the two that are installed."""
