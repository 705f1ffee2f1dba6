"""In which order definitions are compiled, so that each finds those that it uses; a circle among them is refused."""

from __future__ import annotations

import graphlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fielato.errors import PolicyError, Problem
from fielato.rules.compile import START, Compiler, Expression, Mark
from fielato.rules.values import Type

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Source:
    """A condition as it stands in a file."""

    text: str
    file: str = ""
    mark: Mark = START


def compile_definitions(variables: Mapping[str, Type], sources: Mapping[str, Source]) -> dict[str, Expression]:
    """Return the definitions by name, each after those that it uses.

    Raises PolicyError with the mistakes of all of them, with the names that are facts already, or with the circle
    that they form.
    """
    taken = [
        Problem(f"`{name}` is a fact already", source.file, source.mark.line, source.mark.column, hint="rename it")
        for name, source in sources.items()
        if name in variables
    ]
    if taken:
        raise PolicyError(taken)
    compiled: dict[str, Expression] = {}
    for names in _strata(_uses(variables, sources), sources):
        compiler = Compiler(variables, compiled)
        compiled |= _compile_all(compiler, {name: sources[name] for name in names})
    return compiled


def _uses(variables: Mapping[str, Type], sources: Mapping[str, Source]) -> dict[str, list[str]]:
    """Which definitions each one names: compiled once as if all definitions were facts."""
    compiler = Compiler({**variables, **dict.fromkeys(sources, Type.BOOL)})
    facts = _compile_all(compiler, sources)
    return {name: [used for used in expression.variables if used in sources] for name, expression in facts.items()}


def _compile_all(compiler: Compiler, sources: Mapping[str, Source]) -> dict[str, Expression]:
    compiled: dict[str, Expression] = {}
    problems: list[Problem] = []
    for name, source in sources.items():
        try:
            compiled[name] = compiler.compile(source.text, source.file, source.mark)
        except PolicyError as error:
            problems.extend(error.problems)
    if problems:
        raise PolicyError(problems)
    return compiled


def _strata(uses: Mapping[str, list[str]], sources: Mapping[str, Source]) -> list[list[str]]:
    """Sort the names into groups; each uses only names of earlier groups."""
    sorter = graphlib.TopologicalSorter(uses)
    try:
        sorter.prepare()
    except graphlib.CycleError as error:
        circle = list(reversed(error.args[1]))
        source = sources[circle[0]]
        message = f"definitions form a circle: {' uses '.join(f'`{name}`' for name in circle)}"
        place = (source.file, source.mark.line, source.mark.column)
        raise PolicyError(Problem(message, *place, hint="let one of them rest on facts alone")) from None
    strata = []
    while sorter.is_active():
        strata.append(sorted(sorter.get_ready(), key=list(uses).index))
        sorter.done(*strata[-1])
    return strata
