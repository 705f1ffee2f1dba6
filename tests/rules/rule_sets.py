"""Rule sets drawn from a seed (definitions, rules, rows), what each side answers, and where they differ."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Final

from fielato.errors import PolicyError
from fielato.rules.compile import MAX_LENGTH, Compiler, Expression
from fielato.rules.definitions import Source, compile_definitions
from fielato.rules.evaluate import evaluate
from fielato.rules.normal import normalise
from fielato.rules.outcome import Outcome, outcome
from fielato.rules.program import Program
from fielato.rules.values import UNKNOWN, OpenList, Row, Truth

from .expressions import FACTS, VALUES, Generator, Part
from .reference import Reference

KNOWN: Final = (0.2, 0.6, 0.9, 1.0)
"""How likely a fact of a row is known."""


@dataclass(frozen=True)
class Rule:
    """A rule's two conditions."""

    id: str
    when: Part
    require: Part


@dataclass(frozen=True)
class RuleSet:
    """Definitions by name, each after those that it uses; the rules; rows of facts with holes."""

    definitions: dict[str, Part]
    rules: tuple[Rule, ...]
    rows: tuple[Row, ...]

    @property
    def conditions(self) -> list[Part]:
        return [part for rule in self.rules for part in (rule.when, rule.require)]

    def kinds(self) -> Counter[str]:
        """How often each kind of part occurs."""
        every = [*self.definitions.values(), *self.conditions]
        return Counter(part.kind for condition in every for part in condition.walk())

    def compiled(self) -> list[tuple[str, Expression, Expression]]:
        """The rules as `Program` takes them."""
        sources = {name: Source(part.text()) for name, part in self.definitions.items()}
        compiler = Compiler(FACTS, compile_definitions(FACTS, sources))
        return [
            (rule.id, compiler.compile(rule.when.text()), compiler.compile(rule.require.text())) for rule in self.rules
        ]

    def __str__(self) -> str:
        lines = [f"{name}: {part.text()}" for name, part in self.definitions.items()]
        lines += [
            f"{rule.id}: when: {rule.when.text()}\n{rule.id}: require: {rule.require.text()}" for rule in self.rules
        ]
        return "\n".join([*lines, *(f"row: {row}" for row in self.rows)])


def rule_set(seed: int, *, rules: int = 6, rows: int = 24) -> RuleSet:
    """Draw a rule set whose conditions are short enough to be compiled."""
    random = Random(seed)  # noqa: S311 - a seed must draw the same again
    generator = Generator(random)
    for number in range(random.randrange(4)):
        drawn = _condition(generator, random.randrange(1, 4))
        generator.definitions[f"def.d{number}"] = drawn
    drawn_rules = (
        Rule(f"r{number}", _condition(generator, random.randrange(4)), _condition(generator, random.randrange(1, 5)))
        for number in range(rules)
    )
    return RuleSet(generator.definitions, tuple(drawn_rules), tuple(_row(random) for _ in range(rows)))


def _condition(generator: Generator, depth: int) -> Part:
    while True:
        part = generator.boolean(depth)
        if len(part.text()) < MAX_LENGTH and len(part.for_reference()) < 2 * MAX_LENGTH:
            return part


def _row(random: Random) -> Row:
    known = random.choice(KNOWN)
    return {name: _value(random, name) for name in FACTS if random.random() < known}


def _value(random: Random, name: str) -> Any:
    type_ = FACTS[name]
    if type_.element is None:
        return random.choice(VALUES[type_])
    items = tuple(random.choices(VALUES[type_.element], k=random.choice([0, 1, 1, 2, 3])))
    return OpenList(items) if name.startswith("open.") and random.randrange(2) else items


def poorer(row: Row, random: Random) -> Row:
    """The row with fewer facts known, and with lists opened."""
    left = {name: value for name, value in row.items() if random.randrange(4)}
    opened = [name for name, value in left.items() if FACTS[name].element and random.randrange(2)]
    for name in opened:
        value: Any = left[name]
        items = value.known if isinstance(value, OpenList) else value
        left[name] = OpenList(items[: random.randrange(len(items) + 1)])
    return left


def for_reference(row: Row) -> dict[str, Any]:
    """The row as JSON for the reference."""

    def plain(value: Any) -> Any:
        return {"day": value.isoformat()} if isinstance(value, datetime.date) else value

    facts: dict[str, Any] = {}
    for name, value in row.items():
        if name.startswith("open."):
            known = value.known if isinstance(value, OpenList) else value
            facts[name] = [{"v": plain(item)} for item in known] + [{}] * isinstance(value, OpenList)
        else:
            facts[name] = [plain(item) for item in value] if isinstance(value, tuple) else plain(value)
    return facts


LETTER: Final[dict[Truth, str]] = {True: "T", False: "F", UNKNOWN: "?"}
TRUTH: Final = {letter: truth for truth, letter in LETTER.items()}
Answers = list[str]
"""For each condition (or rule) its answers (or outcomes) on the rows, one letter each."""


def our_answers(drawn: RuleSet) -> Answers:
    """What the tree walk says to each condition."""
    expressions = [expression for _, when, require in drawn.compiled() for expression in (when, require)]
    return ["".join(LETTER[evaluate(expression, row)] for row in drawn.rows) for expression in expressions]


def send(drawn: RuleSet, reference: Reference) -> None:
    """Ask the reference for its answers; `reference.receive()` returns them."""
    reference.send([part.for_reference() for part in drawn.conditions], [for_reference(row) for row in drawn.rows])


def their_answers(drawn: RuleSet, reference: Reference) -> Answers:
    """What the reference says to each condition."""
    send(drawn, reference)
    return reference.receive()


def outcomes(answers: Answers) -> Answers:
    """The first letter of each rule's outcomes, from the answers of its two conditions."""
    pairs = zip(answers[::2], answers[1::2], strict=True)
    return ["".join(outcome(TRUTH[w], TRUTH[r]).value[0] for w, r in zip(*pair, strict=True)) for pair in pairs]


def judged(drawn: RuleSet) -> Answers:
    """The first letter of each rule's outcomes, as one program for all rules judges each row."""
    program = Program(normalise([(when.node, require.node) for _, when, require in drawn.compiled()]))
    by_row = [program.judge(row) for row in drawn.rows]
    none = Outcome.NOT_APPLICABLE
    return ["".join(row.get(number, none).value[0] for row in by_row) for number in range(len(drawn.rules))]


Side = Callable[[RuleSet], Answers]


def shrunken(drawn: RuleSet, ours: Side, theirs: Side) -> RuleSet:
    """As little of a rule set as keeps two sides apart."""
    while smaller := next((less for less in _smaller(drawn) if _differ(less, ours, theirs)), None):
        drawn = smaller
    return drawn


def _smaller(drawn: RuleSet) -> Iterator[RuleSet]:
    if len(drawn.rows) > 1:
        yield from (replace(drawn, rows=(row,)) for row in drawn.rows)
    if len(drawn.rules) > 1:
        yield from (replace(drawn, rules=(rule,)) for rule in drawn.rules)
        yield from (replace(drawn, rules=drawn.rules[:at] + drawn.rules[at + 1 :]) for at in range(len(drawn.rules)))
    for name in drawn.definitions:
        yield replace(drawn, definitions={other: part for other, part in drawn.definitions.items() if other != name})
    for at, rule in enumerate(drawn.rules):
        simpler = [replace(rule, when=less) for less in rule.when.simpler()]
        simpler += [replace(rule, require=less) for less in rule.require.simpler()]
        yield from (replace(drawn, rules=(*drawn.rules[:at], less, *drawn.rules[at + 1 :])) for less in simpler)
    for name in drawn.rows[0]:
        without = ({other: value for other, value in row.items() if other != name} for row in drawn.rows)
        yield replace(drawn, rows=tuple(without))


def _differ(drawn: RuleSet, ours: Side, theirs: Side) -> bool:
    try:
        return ours(drawn) != theirs(drawn)
    except (PolicyError, ValueError):  # what was cut away left something that one side refuses
        return False
