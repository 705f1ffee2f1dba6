"""Which packs and manifests the generated workload consists of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from . import ours, plain
from .generate import Pack, Writer, manifests
from .measure import CHECKS, Result, alternate, compare
from .peers import PEERS, Peer
from .peers.interface import words
from .timed import Effort, Here

FEW_RULES = 120
MANY_RULES = 1_200
MISSING = 0.15
CHECKED = 100
"""Components of the largest manifest that `linearity` compares with the plain definition."""


@dataclass(frozen=True, slots=True)
class Case:
    """A pack, how its manifests look, and the engines that take part."""

    name: str
    pack: Pack
    components: int
    peers: tuple[Peer, ...]
    missing: float = 0.0
    repeated: bool = False


def cases(seed: int, chosen: tuple[Peer, ...]) -> Iterator[Case]:
    """The cases of the generated workload, with those of the chosen peers that can take part in each."""
    writer = Writer(seed)
    few, many = writer.pack(FEW_RULES), writer.pack(FEW_RULES, MANY_RULES - FEW_RULES)
    for_all = writer.pack_for_all(FEW_RULES)
    apply_many = writer.pack(MANY_RULES)
    whole = tuple(peer for peer in chosen if all(map(peer.can, few.rules)))
    partial = tuple(peer for peer in chosen if peer not in whole)
    three_valued = tuple(peer for peer in chosen if peer.three_valued)
    yield Case(f"{FEW_RULES} rules, 20 components", few, 20, whole)
    yield Case(f"{FEW_RULES} rules, 20 components, one manifest again and again", few, 20, whole, repeated=True)
    yield Case(f"{FEW_RULES} rules, 200 components", few, 200, whole)
    yield Case(f"{MANY_RULES} rules of which the same {FEW_RULES} apply, 20 components", many, 20, whole)
    yield Case(f"{MANY_RULES} rules of which the same {FEW_RULES} apply, 200 components", many, 200, whole)
    yield Case(f"{MANY_RULES} rules that all apply to 15 % of components, 20 components", apply_many, 20, whole)
    yield Case(f"{FEW_RULES} rules that apply to every component, 20 components", for_all, 20, whole)
    if partial:
        for pack in (few, many):
            able = pack.only(tuple(rule for rule in pack.rules if all(peer.can(rule) for peer in partial)))
            name = f"the {len(able.rules)} of {len(pack.rules)} rules that JSON Schema can express, 20 components"
            yield Case(name, able, 20, partial)
    yield Case(f"{FEW_RULES} rules, 20 components, 15 % of facts missing", few, 20, three_valued, MISSING)
    yield Case(f"{MANY_RULES} rules, 20 components, 15 % of facts missing", many, 20, three_valued, MISSING)


def run(case: Case, seed: int, effort: Effort) -> list[Result]:
    """Compare the engines of a case with one another and with us."""
    count = 1 if case.repeated else max(2, 4_000 // case.components) * (effort.rounds + 1)
    inputs = manifests(seed, CHECKS + count, case.components, case.missing)
    if case.repeated:
        inputs = inputs[:CHECKS] + inputs[CHECKS:] * 100 * (effort.rounds + 1)
    return compare(plain.prepare(case.pack), (*ours.ENGINES, *case.peers), case.pack, inputs, effort)


def linearity(seed: int, effort: Effort, sizes: tuple[int, ...]) -> list[tuple[int, float, float]]:
    """Our own seconds for one component, and those of reading it alone, by the components of a manifest."""
    pack = Writer(seed).pack(FEW_RULES)
    expected, judge, decode = plain.prepare(pack), ours.prepare(pack), ours.decoder(pack.facts).decode
    found = []
    for components in sizes:
        inputs = manifests(seed, max(1, 2_000 // components) * (effort.rounds + 1), components)
        if components <= CHECKED and words(judge(inputs[0])) != words(expected(inputs[0])):
            raise AssertionError("other verdicts than the plain definition")
        tasks = {"all": Here(judge, inputs, effort), "reading": Here(decode, inputs, effort)}
        timings = alternate(tasks, range(len(inputs)), effort)
        found.append((components, timings["all"].median / components, timings["reading"].median / components))
    return found


def by_name(names: str) -> tuple[Peer, ...]:
    """The peers whose package or name contains one of the words; all for none."""
    words = [word.strip().lower() for word in names.split(",") if word.strip()]
    return tuple(
        peer for peer in PEERS if not words or any(word in f"{peer.name} {peer.distribution}".lower() for word in words)
    )
