"""What a fleet comes to, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from fielato.assess import LAYERS, WORST_FIRST
from fielato.fleet.progress import clock, rate
from fielato.fleet.run import Course
from fielato.fleet.tally import Tally
from fielato.reports.layout import table
from fielato.reports.words import Language, pair, word

MOST: Final = 10
"""How many of the rules that close gates are listed."""
_GATES: Final = ("violated", "undetermined", "open")

_WORDS: Final[Mapping[str, Mapping[Language, str]]] = {
    "lines": pair("manifests", "manifiestos"),
    "components": pair("components", "componentes"),
    "refused": pair("not valid, so not assessed", "no válidos, y por tanto sin evaluar"),
    "failed": pair("not assessed for an internal error", "sin evaluar por un error interno"),
    "gate": pair("gate", "puerta"),
    "open": pair("open", "abierta"),
    "violated": pair("closed by a violation", "cerrada por un incumplimiento"),
    "undetermined": pair("closed by something undetermined", "cerrada por algo sin determinar"),
    "rule": pair("rules that close most gates", "reglas que más puertas cierran"),
    "subjects": pair("subjects", "objetos"),
    "workers": pair("workers", "procesos"),
    "before": pair("assessed before", "evaluados con anterioridad"),
}


def render(course: Course, seconds: float, workers: int, language: Language) -> str:
    """Counts, verdicts and gates, the rules that close most gates, and the rate of this run."""
    tally = course.tally
    return "\n".join(
        [
            *_head(tally, language),
            "",
            *_verdicts(tally, language),
            *_gates(tally, language),
            *_rules(tally, language),
            "",
            *_pace(course, seconds, workers, language),
            "",
        ]
    )


def _counted(key: str, count: int, language: Language) -> str:
    return f"{_WORDS[key][language]}: {count:,}"


def _head(tally: Tally, language: Language) -> Iterator[str]:
    yield ", ".join(_counted(name, getattr(tally, name), language) for name in ("lines", "components"))
    for name in ("refused", "failed"):
        if count := getattr(tally, name):
            yield _counted(name, count, language)


def _verdicts(tally: Tally, language: Language) -> list[str]:
    columns = [word("verdict", language), _WORDS["lines"][language]]
    columns += [word(layer, language) for layer in LAYERS]
    layers = (tally.verdict, tally.law, tally.organisation)
    rows = [[word(verdict, language), *(layer.get(verdict, 0) for layer in layers)] for verdict in WORST_FIRST]
    return _table(columns, rows)


def _gates(tally: Tally, language: Language) -> list[str]:
    columns = [_WORDS["gate"][language], _WORDS["lines"][language]]
    return ["", *_table(columns, ([_WORDS[state][language], tally.gate.get(state, 0)] for state in _GATES))]


def _rules(tally: Tally, language: Language) -> list[str]:
    if not tally.rules:
        return []
    columns = [_WORDS[key][language] for key in ("rule", "lines", "subjects")]
    most = sorted(tally.rules, key=lambda rule: (-tally.rules[rule], rule))[:MOST]
    return ["", *_table(columns, ([rule, tally.rules[rule], tally.subjects[rule]] for rule in most))]


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    texts = ([f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row] for row in rows)
    return table((dict(zip(columns, row, strict=True)) for row in texts), columns).splitlines()


def _pace(course: Course, seconds: float, workers: int, language: Language) -> Iterator[str]:
    if course.before[0]:
        yield _counted("before", course.before[0], language)
    yield ", ".join([clock(seconds), *rate(course, seconds), _counted("workers", workers, language)])
