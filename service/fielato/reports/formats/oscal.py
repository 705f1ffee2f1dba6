"""OSCAL 1.2.2 assessment results: a result for each deployment, its findings by rule, their causes as observations.

Every uuid is made of content and every time is the assessment's date, so the same input gives the same document.
OSCAL knows satisfied and not satisfied; what is undetermined or waived is not satisfied, for the reason `other`, and
a property says which. The rules that hold are counted, not named.
"""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from msgspec import UNSET

from fielato.reports import json, phrases
from fielato.reports.document import AssessmentPart, FindingPart, Report
from fielato.reports.formats.annotations import Annotation, annotated, citations
from fielato.reports.formats.interface import Rendering
from fielato.reports.formats.levels import state
from fielato.reports.formats.markup import escaped
from fielato.reports.formats.remarks import of_one
from fielato.reports.formats.words import told
from fielato.reports.inputs import ENGINE

VERSION: Final = "1.2.2"
"""Of OSCAL."""
NAMES: Final = "urn:fielato:oscal:v1"
"""The namespace of our properties."""
_UUIDS: Final = uuid.uuid5(uuid.NAMESPACE_URL, NAMES)
_NO_DAY: Final = "1970-01-01"
"""What is said of a run without deployments."""


def render(report: Report, how: Rendering) -> str:
    """One document over all deployments."""
    days = [one.as_of for one in report.assessments] or [_NO_DAY]
    found = annotated(report)
    results = [
        _Result(one, report, [annotation for annotation in found if annotation.assessment is one], at, how).part()
        for at, one in enumerate(report.assessments)
    ]
    content = {
        "metadata": {
            "title": told("oscal-title", how.language),
            "last-modified": _time(max(days)),
            "version": ENGINE.version,
            "oscal-version": VERSION,
        },
        "import-ap": {"href": f"#{_uuid('plan')}"},
        "results": results,
        "back-matter": {"resources": [_plan(report, how)]},
    }
    named = {"uuid": _uuid(json.render(content)), **content}
    return json.render({"assessment-results": named})


def _plan(report: Report, how: Rendering) -> dict[str, Any]:
    """What stands in place of an assessment plan: the rules of the profiles."""
    lines = dict.fromkeys(
        told("oscal-plan", how.language, profile=one.profile, digest=one.digests.policies) for one in report.assessments
    )
    return {"uuid": _uuid("plan"), "description": "\n\n".join(map(escaped, lines))}


class _Result:
    """The result of one deployment; its number keeps apart what deployments of one name have alike."""

    def __init__(
        self, one: AssessmentPart, report: Report, found: list[Annotation], number: int, how: Rendering
    ) -> None:
        self._one = one
        self._report = report
        self._found = found
        self._how = how
        self._key = f"{number} {one.deployment.name}"

    def part(self) -> dict[str, Any]:
        one = self._one
        observations = [*map(self._observation, self._found), *self._remarks()]
        findings = list(self._findings())
        risks = [self._risk(annotation) for annotation in self._found if annotation.level is None]
        optional = {"observations": observations, "risks": risks, "findings": findings}
        return {
            "uuid": self._id("result"),
            "title": _title(one.deployment.name),
            "description": escaped(one.summary),
            "start": _time(one.as_of),
            "props": list(self._properties()),
            "local-definitions": self._definitions(),
            "reviewed-controls": {"control-selections": [self._reviewed()]},
            **{key: value for key, value in optional.items() if value},
        }

    def _id(self, *parts: object) -> str:
        return _uuid(self._key, *parts)

    def _properties(self) -> Iterator[dict[str, str]]:
        one = self._one
        digests = one.digests
        values: Mapping[str, object] = {
            "gate": state(one.gate),
            "verdict": one.verdict,
            "verdict-law": one.layers.law,
            "verdict-organisation": one.layers.organisation,
            "controller": one.deployment.controller,
            "environment": one.deployment.environment,
            "profile": one.profile,
            "rules-satisfied": one.satisfied,
            **{f"digest-{name}": getattr(digests, name) for name in digests.__struct_fields__},
        }
        yield from _properties(values.items())

    def _definitions(self) -> dict[str, Any]:
        """The deployment, and the tool that assessed it."""
        one = self._one
        tool = _component(
            _uuid("tool"),
            "software",
            f"Fielato {ENGINE.version}",
            told("oscal-tool", self._how.language),
        )
        return {
            "components": [_component(self._id("deployment"), "system", one.deployment.name, one.summary)],
            "assessment-assets": {"components": [tool], "assessment-platforms": [{"uuid": _uuid("platform")}]},
        }

    def _reviewed(self) -> dict[str, Any]:
        one = self._one
        description = told("oscal-reviewed", self._how.language, profile=one.profile, as_of=one.as_of)
        return {"description": escaped(description), "include-all": {}}

    def _observation(self, one: Annotation) -> dict[str, Any]:
        properties = {"outcome": one.first.outcome, "level": one.level, "place": phrases.place(one.at)}
        subjects = [("subject", finding.subject.id) for finding in one.findings]
        return {
            "uuid": self._id("observation", one.fingerprint),
            "title": _title(one.first.title),
            "description": escaped(one.message(self._how.language)),
            "props": list(_properties([*properties.items(), *subjects])),
            "methods": ["TEST"],
            "types": ["finding"],
            "origins": [{"actors": [{"type": "tool", "actor-uuid": _uuid("tool")}]}],
            "subjects": [{"subject-uuid": self._id("deployment"), "type": "component"}],
            "collected": _time(self._one.as_of),
        }

    def _remarks(self) -> Iterator[dict[str, Any]]:
        """What was not understood, and what became of waivers."""
        for said in dict.fromkeys(remark.placed for remark in of_one(self._one, self._report)):
            yield {
                "uuid": self._id("remark", said),
                "description": escaped(said),
                "methods": ["EXAMINE"],
                "types": ["discovery"],
                "subjects": [{"subject-uuid": self._id("deployment"), "type": "component"}],
                "collected": _time(self._one.as_of),
            }

    def _findings(self) -> Iterator[dict[str, Any]]:
        """One finding for each rule and outcome."""

        def key(one: Annotation) -> tuple[str, str]:
            return one.first.rule, one.first.outcome

        for (rule, outcome), same in itertools.groupby(sorted(self._found, key=key), key=key):
            group = list(same)
            first = group[0].first
            basis = f" ({citations(first)})" if first.legal_basis else ""
            related = {"related-observations": [self._related("observation", one) for one in group]}
            if outcome == "waived":
                related["related-risks"] = [self._related("risk", one) for one in group]
            yield {
                "uuid": self._id("finding", rule, outcome),
                "title": _title(first.title),
                "description": escaped(f"{first.rationale}{basis}"),
                "props": list(_properties([("rule", rule), ("layer", first.layer), ("outcome", outcome)])),
                "target": {
                    "type": "objective-id",
                    "target-id": rule.replace("/", "."),
                    "status": {"state": "not-satisfied", "reason": "fail" if outcome == "violated" else "other"},
                },
                **related,
                "remarks": escaped(first.remediation),
            }

    def _related(self, kind: str, one: Annotation) -> dict[str, str]:
        return {f"{kind}-uuid": self._id(kind, one.fingerprint)}

    def _accepted(self, finding: FindingPart) -> str:
        waiver = finding.waiver
        return told("oscal-waived", self._how.language) if waiver is UNSET else waiver.message

    def _risk(self, one: Annotation) -> dict[str, Any]:
        """A waived finding: OSCAL's word for what is accepted is a deviation."""
        return {
            "uuid": self._id("risk", one.fingerprint),
            "title": _title(one.first.title),
            "description": escaped(self._accepted(one.first)),
            "statement": escaped(one.first.message),
            "status": "deviation-approved",
        }


def _component(identifier: str, kind: str, title: str, description: str) -> dict[str, Any]:
    return {
        "uuid": identifier,
        "type": kind,
        "title": _title(title),
        "description": escaped(description),
        "status": {"state": "operational"},
    }


def _properties(values: Iterable[tuple[str, object]]) -> Iterator[dict[str, str]]:
    """Those that have a value: OSCAL has no empty ones."""
    for name, value in values:
        if value is not None and (text := " ".join(str(value).split())):
            yield {"name": name, "ns": NAMES, "value": text}


def _title(text: str) -> str:
    """Markdown in one line, which OSCAL does not let be empty."""
    return escaped(text) or "–"


def _uuid(*parts: object) -> str:
    """A uuid of content: version 5."""
    return str(uuid.uuid5(_UUIDS, "\0".join(map(str, parts))))


def _time(day: str) -> str:
    return f"{day}T00:00:00Z"
