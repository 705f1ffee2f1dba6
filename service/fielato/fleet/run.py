"""One run over a fleet: items to workers, lines to the output in order, and what it all comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from fielato import __version__
from fielato.engine import Engine, Terms
from fielato.fleet.inputs import Inputs
from fielato.fleet.items import Item, chunks
from fielato.fleet.output import Output, ToFile
from fielato.fleet.pool import Pool
from fielato.fleet.results import Header
from fielato.fleet.resume import remaining
from fielato.fleet.stop import Stop
from fielato.fleet.tally import Tally
from fielato.fleet.worker import Orders, Ready
from fielato.reports.words import Language
from fielato.rules.profile import choose


@dataclass(frozen=True, slots=True)
class Plan:
    """How a fleet is assessed."""

    terms: Terms
    policy_folders: tuple[Path, ...]
    workers: int
    reports: Language | None = None
    """The language of the whole report in each line; None for no reports."""


@dataclass(slots=True)
class Course:
    """How far a run is."""

    tally: Tally
    """Over all lines of the results, an earlier run's among them."""
    before: tuple[int, int]
    """The manifests and components of the earlier run."""
    skipped: int
    """The bytes of the items that the earlier run had finished."""
    size: int = 0
    """The bytes of those that this run has finished."""

    @property
    def lines(self) -> int:
        """The manifests of this run."""
        return self.tally.lines - self.before[0]

    @property
    def components(self) -> int:
        """The components of this run."""
        return self.tally.components - self.before[1]


@dataclass(frozen=True, slots=True)
class Run:
    """A run that is about to begin, or to go on."""

    engine: Engine
    plan: Plan
    output: Output
    items: Iterator[tuple[int, Item]]
    """What is left to do."""
    course: Course

    def go(self, stop: Stop, watch: Callable[[Course], None]) -> None:
        """Assess everything and write the summary; `watch` is called whenever lines were written.

        Raises StoppedError when the end is asked for, WorkerDiedError when a worker ends; the output then holds whole
        results that can be resumed.
        """
        plan, policies = self.plan, self.engine.policies
        orders = Orders(plan.terms, tuple(map(str, plan.policy_folders)), plan.reports)
        with Pool(orders, Ready(policies.digest, self.engine.catalogue.digest), plan.workers) as pool:
            for chunk, reply in pool.run(chunks(self.items)):
                with stop.held():
                    self.output.write(reply.lines)
                    self.course.tally.merge(reply.tally)
                    self.course.size += chunk.size
                watch(self.course)
        with stop.held():
            self.output.write(_line(self.course.tally.in_order()))


def prepare(engine: Engine, plan: Plan, inputs: Inputs, output: Output, earlier: Path | None = None) -> Run:
    """Begin the results, or where there are earlier ones take them up.

    Raises UsageError where those do not belong to this run.
    """
    header = header_of(engine, plan, inputs)
    items = enumerate(inputs.items(), 1)
    if earlier is None or not isinstance(output, ToFile):
        output.write(_line(header))
        return Run(engine, plan, output, items, Course(Tally(), (0, 0), 0))
    rest = remaining(earlier, header, items)
    output.cut(rest.size)
    course = Course(rest.tally, (rest.tally.lines, rest.tally.components), rest.skipped)
    return Run(engine, plan, output, items, course)


def header_of(engine: Engine, plan: Plan, inputs: Inputs) -> Header:
    """The first line of the results; raises UsageError where the terms name what does not exist."""
    engine.assess([], plan.terms)
    choice = choose(engine.policies, plan.terms.profile, plan.terms.gate)
    register = inputs.governed.register if inputs.governed is not None else None
    return Header(
        engine=__version__,
        inputs=inputs.paths,
        as_of=plan.terms.as_of.isoformat(),
        profile=choice.profile,
        gate=choice.gate.id,
        boundary=plan.terms.boundary,
        register=register.digest if register is not None else None,
        policies=engine.policies.digest,
        catalogue=engine.catalogue.digest,
        reports=plan.reports,
    )


def _line(record: msgspec.Struct) -> bytes:
    return msgspec.json.encode(record) + b"\n"
