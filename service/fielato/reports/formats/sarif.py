"""SARIF 2.1.0 within what GitHub takes: a result for each cause, the rules it names, and what was not understood.

`security-severity` is left out on purpose: with it GitHub would rank alerts by the rule alone, and its check would
fail where the gate is open; by its level, a result is an error exactly where it closes the gate.
"""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator, Sequence
from typing import Any, Final

from msgspec import UNSET

from fielato.reports import json
from fielato.reports.document import FindingPart, PlaceInFile, Report
from fielato.reports.formats.annotations import Annotation, annotated, citations
from fielato.reports.formats.interface import Rendering
from fielato.reports.formats.levels import Level, severity
from fielato.reports.formats.paths import in_repository
from fielato.reports.formats.remarks import remarks
from fielato.reports.formats.words import told
from fielato.reports.inputs import ENGINE

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MAX_RESULTS: Final = 25_000
"""Results of a run that GitHub takes."""
MAX_TEXT: Final = 1024
"""Characters of a description that GitHub takes."""
MAX_SUBJECTS: Final = 100
"""Subjects of a result that are named; the message says how many there are."""
_BY_SEVERITY: Final[dict[str, Level]] = {"block": "error", "review": "warning", "advise": "note"}


def render(report: Report, how: Rendering) -> str:
    """One run over all deployments."""
    found = annotated(report)
    kept = found[:MAX_RESULTS]
    rules = {one.first.rule: one.first for one in reversed(kept)}
    order = {name: at for at, name in enumerate(sorted(rules))}
    run = {
        "tool": {
            "driver": {
                "name": "Fielato",
                "version": ENGINE.version,
                "rules": [_rule(rules[name]) for name in order],
            }
        },
        "language": how.language,
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": True, "toolExecutionNotifications": [*_cut(found, how), *_remarks(report, how)]}
        ],
        "results": [_result(one, order[one.first.rule], how) for one in kept],
    }
    return json.render({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(finding: FindingPart) -> dict[str, Any]:
    basis = citations(finding)
    help_ = f"{finding.remediation} ({basis})" if basis else finding.remediation
    return {
        "id": finding.rule,
        "shortDescription": {"text": _short(finding.title)},
        "fullDescription": {"text": _short(finding.rationale or finding.title)},
        "help": {"text": help_ or finding.title},
        "defaultConfiguration": {"level": _BY_SEVERITY[severity(finding)]},
        "properties": {"tags": [finding.layer, finding.question]},
    }


def _result(one: Annotation, rule: int, how: Rendering) -> dict[str, Any]:
    deployment = one.assessment.deployment
    result = {
        "ruleId": one.first.rule,
        "ruleIndex": rule,
        "level": one.level or _BY_SEVERITY[severity(one.first)],
        "message": {"text": one.message(how.language)},
        "locations": [_location(one.at, how)],
        "partialFingerprints": {"primaryLocationLineHash": one.fingerprint},
        "properties": {
            "deployment": deployment.name,
            "environment": deployment.environment,
            "outcome": one.first.outcome,
            "subjects": [finding.subject.id for finding in one.findings[:MAX_SUBJECTS]],
            "missing": list(one.first.missing),
        },
    }
    if one.level is None:
        why = {} if one.first.waiver is UNSET else {"justification": one.first.waiver.message}
        result["suppressions"] = [{"kind": "external", "status": "accepted", **why}]
    if one.assessment.gate.since_baseline is not UNSET:
        result["baselineState"] = "new" if one.first.baseline is UNSET else "unchanged"
    return result


def _location(at: PlaceInFile, how: Rendering) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(in_repository(at.file, how))}}
    location: dict[str, Any] = {"physicalLocation": physical}
    if at.line:
        physical["region"] = {"startLine": at.line, "endLine": at.line}
        if at.column:
            physical["region"] |= {"startColumn": at.column, "endColumn": at.column + 1}
    elif name := (at.address or at.pointer):
        location["logicalLocations"] = [{"fullyQualifiedName": name}]
    return location


def _uri(path: str) -> str:
    """A relative URI reference; a first segment with a colon would be read as a scheme."""
    quoted = urllib.parse.quote(path, safe="/")
    return f"file://{quoted}" if path.startswith("/") else quoted


def _cut(found: Sequence[Annotation], how: Rendering) -> Iterator[dict[str, Any]]:
    if len(found) > MAX_RESULTS:
        left = len(found) - MAX_RESULTS
        text = told("sarif-cut", how.language, count=left, all=len(found), limit=MAX_RESULTS)
        yield {"level": "error", "descriptor": {"id": "fielato/results-left-out"}, "message": {"text": text}}


def _remarks(report: Report, how: Rendering) -> Iterator[dict[str, Any]]:
    for remark in remarks(report):
        yield {
            "level": "note",
            "descriptor": {"id": f"fielato/{remark.topic}"},
            "message": {"text": remark.placed},
            "locations": [_location(remark.at, how)],
        }


def _short(text: str) -> str:
    """The text, within what GitHub takes of a description."""
    return text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 2]} …"
