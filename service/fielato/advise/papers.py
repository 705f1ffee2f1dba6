"""Documents and duties of the deployment that are known to be missing, where drawing them up would end a violation."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, Final

from fielato.advise.change import DEPLOYMENT, Change, written
from fielato.finding import Finding
from fielato.model.deployment import Deployment
from fielato.rules.evaluate import Evaluation
from fielato.rules.outcome import Outcome, outcome

PAPERS: Final = frozenset({"dpia", "records", "notices", "procurement", "ens", "dora"})
"""The records of a deployment that stand for documents and duties; what the deployment is, no paper changes."""
GROUNDS: Final = "grounds"
"""The field of a deployment that holds what transfers rest on."""
_SCC: Final = "transfer.scc.present"
_PRESENT: Final = "present"


def papers(findings: Iterable[Finding], deployment: Deployment, day: datetime.date) -> list[Change]:
    """The papers without which rules are violated, each once; those signed are signed on that day."""
    found: dict[str, Change] = {}
    importers: dict[str, None] = {}
    for finding in findings:
        if finding.outcome is not Outcome.VIOLATED:
            continue
        for one in _of(finding, deployment):
            found.setdefault(one.field, one)
        importer = finding.subject.value("party.id")
        if finding.subject.kind == "transfer" and _SCC in finding.judgement.because.facts and isinstance(importer, str):
            importers[importer] = None
    if importers:
        before = written(deployment, GROUNDS)
        found[GROUNDS] = Change("", GROUNDS, before, [*(before or ()), *(_clauses(one, day) for one in importers)])
    return list(found.values())


def _clauses(importer: str, day: datetime.date) -> dict[str, Any]:
    """Standard clauses with one importer, supposing an assessment that finds the protection essentially equivalent."""
    return {
        "importer": importer,
        "scc": {"version": "2021/914", "module": 2, "annexes_complete": True, "signed": day.isoformat()},
        "tia": {"date": day.isoformat(), "outcome": "essentially-equivalent"},
    }


def _of(finding: Finding, deployment: Deployment) -> Iterator[Change]:
    row, rule = finding.subject.row, finding.rule
    for fact in finding.judgement.because.facts:
        root, *path = fact.split(".")
        if root != DEPLOYMENT or path[0] not in PAPERS or row.get(fact) is not False:
            continue
        evaluation = Evaluation({**row, fact: True})
        reached = outcome(evaluation.truth(rule.when.node), evaluation.truth(rule.require.node))
        if reached is Outcome.VIOLATED:
            continue
        is_record = path[-1] == _PRESENT
        field = ".".join(path[:-1] if is_record else path)
        yield Change("", field, written(deployment, field), {} if is_record else True)
        return
