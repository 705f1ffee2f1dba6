"""Reports to print: of the demo deployments, and made up, with whatever a file may say."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from hypothesis import strategies as st

from fielato import library
from fielato.cli.gather import gather
from fielato.engine import Engine, Terms, engine
from fielato.reports.document import (
    AssessmentPart,
    Basis,
    Because,
    DeploymentPart,
    Digests,
    FindingPart,
    GatePart,
    GateReason,
    GateSinceBaseline,
    Layers,
    NotePart,
    OverallGate,
    PlaceInFile,
    ProcessingPart,
    Report,
    RestsOn,
    SubjectId,
    WaiverPart,
)
from fielato.reports.document import Engine as EnginePart
from fielato.reports.formats.interface import Rendering
from fielato.reports.words import Language

DAY: Final = datetime.date(2026, 11, 23)
DEMO: Final = library.demo()
PLAIN: Final = Rendering(folder=str(DEMO), repository=str(DEMO))
DIGESTS: Final = Digests(
    inputs="0" * 64,
    register=None,
    policies="1" * 64,
    profile="2" * 64,
    scenario=None,
    waivers=None,
    catalogue="3" * 64,
)
"""In place of those of the shipped rules and facts, which change with every row."""


@functools.cache
def _fielato() -> Engine:
    return engine()


@functools.cache
def demo(name: str, language: Language = "en") -> Report:
    """The report on a demo deployment, the same whatever version of the rules' texts has been digested."""
    return _of(DEMO / f"{name}.yaml", language)


@functools.cache
def folder() -> Report:
    """The same on the demo that is a folder of other tools' files."""
    return _of(DEMO / "support-desk", "en")


def _of(path: Path, language: Language) -> Report:
    assessed = _fielato().assess(gather(_fielato(), (str(path),), None), Terms(DAY))
    found = _fielato().report(assessed, language)
    parts = tuple(msgspec.structs.replace(one, digests=DIGESTS) for one in found.assessments)
    return msgspec.structs.replace(found, assessments=parts)


def place(file: str = "app.yaml", line: int = 3, column: int = 5, **more: Any) -> PlaceInFile:
    """A place in a file."""
    return PlaceInFile(file=file, line=line, column=column, pointer=more.pop("pointer", "/a"), **more)


def waiver(message: str = "Waived until 2027-01-01.") -> WaiverPart:
    """A waiver that holds."""
    return WaiverPart(
        rule="organisation/boundary",
        subject="component/model",
        state="in_force",
        message=message,
        reason="The move is under way.",
        owner="ana",
        requester="ana",
        approver="eva",
        granted="2026-10-01",
        expires="2027-01-01",
        location=place(".fielato/waivers.yaml"),
        changed=(),
    )


def finding(rule: str = "organisation/boundary", subject: str = "component/model", **given: Any) -> FindingPart:
    """A finding; what is not given is of no interest."""
    values: dict[str, Any] = {
        "title": "Data stay inside",
        "layer": "organisation",
        "question": "where",
        "severity": "block",
        "verified": True,
        "outcome": "violated",
        "legal_basis": (
            Basis(
                instrument="gdpr",
                articles=("44",),
                citation="GDPR Art. 44",
                name="GDPR",
                celex=None,
                boe=None,
                eli=None,
                ecli=None,
            ),
        ),
        "location": place(),
        "message": "model is outside",
        "rationale": "They must stay.",
        "remediation": "Move it.",
        "because": (
            Because(
                fact="territory.union",
                value=False,
                description="Whether it is Union territory.",
                how="derived",
                source=None,
                verified=True,
                location=None,
            ),
        ),
        "steps": (),
        "missing": (),
        "ask_first": None,
        "fingerprint": f"{rule} {subject}",
    }
    return FindingPart(rule=rule, subject=SubjectId(kind="component", id=subject), **(values | given))


def reason(one: FindingPart) -> GateReason:
    """A finding as a reason for the gate to be closed."""
    return GateReason(deployment="app", rule=one.rule, subject=one.subject.id, outcome=one.outcome, message=one.message)


def assessment(findings: Sequence[FindingPart] = (), stops: bool = True, **given: Any) -> AssessmentPart:
    """An assessment whose gate every verified violation of a rule that blocks closes, unless it stops nothing."""
    closing = [
        reason(one)
        for one in findings
        if stops and one.severity == "block" and one.verified and one.outcome == "violated"
    ]
    values: dict[str, Any] = {
        "deployment": DeploymentPart(name="app", controller="Ejemplo SL", environment=None),
        "verdict": "non_compliant" if findings else "compliant",
        "layers": Layers(law="compliant", organisation="compliant"),
        "gate": GatePart(name="default", state="closed" if closing else "open", reasons=tuple(closing)),
        "as_of": DAY.isoformat(),
        "profile": "default",
        "boundary": "EEA",
        "personal_data": True,
        "summary": "gate: closed" if closing else "gate: open",
        "rests_on": RestsOn(declarations=(), unverified=()),
        "findings": tuple(findings),
        "satisfied": 12,
        "processing": (
            ProcessingPart(
                component="model",
                purpose="inference",
                run_by="customer",
                territories=("ES",),
                unknown=None,
                reasons=(),
                verified=True,
            ),
        ),
        "transfers": (),
        "digests": DIGESTS,
        "engine": EnginePart(name="fielato", version="0"),
    }
    return AssessmentPart(**(values | given))


def report(*assessments: AssessmentPart, **given: Any) -> Report:
    """A report over these assessments."""
    closed = any(one.gate.state == "closed" for one in assessments)
    reasons = tuple(reason for one in assessments for reason in one.gate.reasons)
    gate = OverallGate(state="closed" if closed else "open", reasons=reasons)
    return Report(**({"assessments": assessments, "gate": gate} | given))


def found(*findings: FindingPart, **given: Any) -> Report:
    """A report on one deployment with these findings."""
    return report(assessment(findings, **given))


def since(*reasons: FindingPart) -> GateSinceBaseline:
    """A gate over what is new."""
    return GateSinceBaseline(
        state="closed" if reasons else "open",
        reasons=tuple(map(reason, reasons)),
        new=len(reasons),
        known=1,
        gone=0,
        digest="4" * 64,
        message="Since the baseline: 0 new, 1 known.",
    )


@st.composite
def hostile(draw: st.DrawFn) -> Report:
    """Reports in which every text that can come from a file is any text."""
    text = st.text(max_size=30) | st.sampled_from(
        [
            "::error::x",
            "<script>x</script>",
            "]]>",
            "a\r\nb",
            "%0A",
            "@org #1",
            "`|`",
            "\x00\x1b[31m",
            "- [x](http://y)",
        ]
    )
    findings = [
        finding(
            rule=draw(st.sampled_from(["gdpr/a", "organisation/b"])),
            subject=f"component/{number}{draw(text)}",
            title=draw(text),
            message=draw(text),
            remediation=draw(text),
            outcome=(outcome := draw(st.sampled_from(["violated", "undetermined", "waived"]))),
            location=place(draw(text), draw(st.integers(0, 9)), draw(st.integers(0, 9)), address=draw(text)),
            missing=(draw(text),),
            **({"waiver": waiver(draw(text))} if outcome == "waived" else {}),
        )
        for number in range(draw(st.integers(0, 4)))
    ]
    deployment = DeploymentPart(name=draw(text), controller=draw(text), environment=draw(st.none() | text))
    notes = (NotePart(message=draw(text), location=place(draw(text), draw(st.integers(0, 9)))),)
    return found(*findings, deployment=deployment, notes=notes, summary=draw(text))
