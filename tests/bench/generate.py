"""Packs of rules and manifests from a seed: the same seed gives the same bytes, on any machine."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from fielato.rules.compile import Compiler, Expression
from fielato.rules.definitions import Source, compile_definitions
from fielato.rules.evaluate import evaluate

from . import atoms
from .facts import DECLARED, FACTS, Fact, value_of

SAMPLE: Final = 256
"""Components that a condition is tried on, to see how often it holds."""
POOL: Final = 900
"""Different tests that the rules of one pack are put together from."""
DEFINITIONS: Final = 8
APPLIES: Final = 0.15
"""The share of (rule, component) pairs in which `when` holds."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a generated pack, compiled."""

    id: str
    when: Expression
    require: Expression


@dataclass(frozen=True, slots=True)
class Pack:
    """Rules over the facts of a component."""

    facts: tuple[Fact, ...]
    definitions: Mapping[str, Expression]
    """Each after those that it uses."""
    rules: tuple[Rule, ...]

    def only(self, rules: tuple[Rule, ...]) -> Pack:
        """The pack with some of its rules."""
        return Pack(self.facts, self.definitions, rules)


Texts = tuple[str, str, str]
"""Id, `when` and `require`."""


class Writer:
    """Writes packs from one seed. The rules that apply are the same whichever pack they stand in."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        rng = random.Random(f"tests {seed}")  # noqa: S311 - made-up data, not secrets
        rows = [_row(_component(rng, "")) for _ in range(SAMPLE)]
        tests = _tried(_drawn(rng, POOL), Compiler(DECLARED), rows)
        self._definitions = dict(_definitions(rng, tests))
        self._compiled = compile_definitions(DECLARED, {name: Source(text) for name, text in self._definitions.items()})
        self._compiler = Compiler(DECLARED, self._compiled)
        self._tests = tests + _tried(list(self._definitions), self._compiler, rows) * 8

    def pack(self, applying: int, idle: int = 0) -> Pack:
        """A pack in which `applying` rules apply to about 15 % of components, and `idle` more to none."""
        texts = list(self._rules(random.Random(f"rules {self._seed}"), applying))  # noqa: S311 - as above
        texts += self._idle(random.Random(f"idle {self._seed}"), idle)  # noqa: S311 - as above
        return self._pack(texts)

    def pack_for_all(self, rules: int) -> Pack:
        """A pack in which every rule applies to every component."""
        rng = random.Random(f"all {self._seed}")  # noqa: S311 - as above
        texts = self._rules(random.Random(f"rules {self._seed}"), rules)  # noqa: S311 - as above
        return self._pack([(name, atoms.always(rng), require) for name, _, require in texts])

    def _pack(self, texts: list[Texts]) -> Pack:
        rules = [
            Rule(name, self._compiler.compile(when), self._compiler.compile(require)) for name, when, require in texts
        ]
        return Pack(FACTS, self._compiled, tuple(rules))

    def _rules(self, rng: random.Random, count: int) -> Iterator[Texts]:
        applied = 0.0
        for number in range(count):
            aim = APPLIES * (number + 1) - applied
            when, share = self._condition(rng, max(0.03, aim - 0.06), min(0.5, max(0.1, aim + 0.06)))
            applied += share
            require, _ = self._condition(rng, 0.5, 0.97)
            yield f"r{number:04}", when, require

    def _idle(self, rng: random.Random, count: int) -> Iterator[Texts]:
        for number in range(count):
            when, _ = self._condition(rng, 0.05, 0.6)
            require, _ = self._condition(rng, 0.5, 0.97)
            yield f"i{number:04}", f"{atoms.idle(rng)} && {when}", require

    def _condition(self, rng: random.Random, least: float, most: float) -> tuple[str, float]:
        """Two to four tests joined so that between `least` and `most` of the components pass, and how many do."""
        while True:
            parts = [rng.choice(self._tests) for _ in range(rng.choices((1, 2, 3, 4), (2, 5, 3, 1))[0])]
            text, holds = parts[0]
            for other, also in parts[1:]:
                if rng.random() < 0.7:
                    text, holds = f"{_bracketed(text, '||')} && {_bracketed(other, '||')}", holds & also
                else:
                    text, holds = f"{text} || {other}", holds | also
            share = holds.bit_count() / SAMPLE
            if least <= share <= most:
                return f"({text})" if "||" in text else text, share


Tried = list[tuple[str, int]]
"""Conditions, each with the components of the sample that pass, as bits."""


def _drawn(rng: random.Random, count: int) -> list[str]:
    """That many different tests."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[atoms.draw(rng)] = None
    return list(found)


def _tried(texts: list[str], compiler: Compiler, rows: list[dict[str, Any]]) -> Tried:
    found = []
    for text in texts:
        condition = compiler.compile(text)
        found.append((text, sum(1 << number for number, row in enumerate(rows) if evaluate(condition, row) is True)))
    return found


def _definitions(rng: random.Random, tests: Tried) -> Iterator[tuple[str, str]]:
    for number in range(DEFINITIONS):
        first, second, third = (f"({text})" for text, _ in rng.sample(tests, 3))
        yield f"shared.definition_{number}", f"{first} && ({second} || {third})"


def _bracketed(text: str, sign: str) -> str:
    return f"({text})" if sign in text else text


def manifests(seed: int, count: int, components: int, missing: float = 0.0) -> list[bytes]:
    """Manifests as JSON, no two alike; `missing` is the share of facts that are left out."""
    rng = random.Random(f"manifests {seed} {components}")  # noqa: S311 - made-up data, not secrets
    return [
        json.dumps(
            {"components": [_component(rng, f"c{number:05}", missing) for number in range(components)]},
            separators=(",", ":"),
        ).encode()
        for _ in range(count)
    ]


def _component(rng: random.Random, name: str, missing: float = 0.0) -> dict[str, Any]:
    drawn = {fact.name: fact.draw(rng) for fact in FACTS}
    return {"id": name} | {key: value for key, value in drawn.items() if not missing or rng.random() >= missing}


def _row(component: Mapping[str, Any]) -> dict[str, Any]:
    return {fact.qualified: value_of(fact, component[fact.name]) for fact in FACTS if fact.name in component}
