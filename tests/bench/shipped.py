"""The shipped rules on the rows of deployments like the demos, three-valued, beside CEL's evaluator."""

from __future__ import annotations

import datetime
import json
import statistics
from collections.abc import Callable, Sequence
from typing import Any

from fielato.engine import Engine, engine
from fielato.model.values import OpenList, Value
from fielato.model.variables import ROOTS, SUBJECTS, SubjectKind, of_root
from fielato.resolve.resolve import Subject
from fielato.rules.values import Type

from .deployments import COMPONENTS, DAY, TERMS, Deployment, Supply
from .peers.cel import environment, outcome
from .peers.cel_text import KEY, text
from .table import heading, milliseconds, ratio, say, table
from .timed import Effort

Outcomes = set[tuple[str, str, str]]
"""Rule, subject and outcome."""


def run(shipped: Engine, supply: Supply, effort: Effort) -> dict[str, Any]:
    """Compare the verdicts, then the time, and print both."""
    each = 4 * len(supply.demos)
    rows = _resolved(shipped, supply.each(4 * (effort.rounds + 1), COMPONENTS))
    judge = engine().judge(TERMS.profile)
    cel = _Cel(shipped, rows)
    compared = sum(_equal(judge, cel, subjects) for subjects in rows[:each])
    ours, theirs = [], []
    for number in range(1, effort.rounds + 1):
        part = rows[each * number : each * (number + 1)]
        ours.append(_mean(lambda subjects: judge.findings(subjects, DAY), part, effort))
        theirs.append(_mean(cel.judge, part[: len(supply.demos)], effort))
    subjects = statistics.mean(len(one) for one in rows)
    title = (
        f"Shipped packs, deployments of {COMPONENTS} components like the demos, resolved before ({subjects:.0f} rows)"
    )
    heading(title)
    table(
        [
            ("", "median ms", "min ms", "× median"),
            ("fielato", *milliseconds(ours), ratio(1.0)),
            ("CEL C++", *milliseconds(theirs), ratio(statistics.median(theirs) / statistics.median(ours))),
        ]
    )
    say(f"{compared:,} outcomes compared, three-valued: all equal")
    return {"ours": ours, "cel": theirs, "compared": compared}


def _equal(judge: Any, cel: _Cel, subjects: Sequence[Subject]) -> int:
    """Hold the findings, and the number of satisfied rules, against CEL's; raises AssertionError where they differ."""
    findings, satisfied = judge.findings(subjects, DAY)
    ours = {(one.rule.id, one.subject.id, one.outcome.value) for one in findings}
    theirs = cel.judge(subjects)
    seen = {one for one in theirs if one[2] != "satisfied"}
    if ours != seen or satisfied != len(theirs) - len(seen):
        raise AssertionError(f"CEL says otherwise of {sorted(ours ^ seen)[:3]}")
    return len(theirs)


def _resolved(shipped: Engine, deployments: Sequence[Deployment]) -> list[Sequence[Subject]]:
    """The rows of some deployments; the engine that judges them later has seen none of them."""
    found = []
    for one in deployments:
        manifest = shipped.read(json.dumps(one.document).encode(), "bench.json").manifests[0]
        [assessment] = shipped.assess([(manifest, one.register)], TERMS)
        found.append(assessment.resolved.subjects)
    return found


class _Cel:
    """Every rule in force as a pair of CEL expressions, held against the rows of its subject."""

    def __init__(self, shipped: Engine, rows: Sequence[Sequence[Subject]]) -> None:
        names = {
            name
            for subjects in rows
            for subject in subjects
            for name, value in subject.row.items()
            if isinstance(value, OpenList)
        }
        self._open = frozenset(names)
        types = {name: Type(one.type) for root in ROOTS for name, one in of_root(root).items()}
        self._env = environment(types, self._open)
        self._rules: dict[SubjectKind, list[tuple[str, Any, Any]]] = {kind: [] for kind in SUBJECTS}
        chosen = shipped.judge(TERMS.profile).choice.rules
        for name, one in shipped.policies.rules.items():
            if name in chosen and one.rule.in_force.contains(DAY):
                pair = [self._env.compile(text(part.node, self._open)).eval for part in (one.when, one.require)]
                self._rules[one.rule.subject].append((name, *pair))

    def judge(self, subjects: Sequence[Subject]) -> Outcomes:
        """The outcomes of all rules on all rows."""
        found = set()
        for subject in subjects:
            facts = self._env.Activation({name: self._plain(name, value) for name, value in subject.row.items()})
            for rule, when, require in self._rules[subject.kind]:
                applies = when(facts).value()
                if applies is not False:
                    found.add((rule, subject.id, outcome(applies, require(facts).value())))
        return found

    def _plain(self, name: str, value: Value) -> Any:
        if isinstance(value, datetime.date):
            return value.isoformat()
        if name in self._open:
            more: list[dict[str, Any]] = [{}] if isinstance(value, OpenList) else []
            items = value.known if isinstance(value, OpenList) else value
            return [{KEY: item} for item in items] + more  # type: ignore[union-attr]
        return list(value) if isinstance(value, tuple) else value


def _mean(judge: Callable[[Sequence[Subject]], Any], rows: Sequence[Sequence[Subject]], effort: Effort) -> float:
    start = effort.clock()
    for subjects in rows:
        judge(subjects)
    return (effort.clock() - start) / len(rows)
