"""Each demo deployment comes out as its first comment says, twice in the same bytes."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec import UNSET

from fielato import library
from fielato.engine import Engine, Terms, engine, only_register
from fielato.reports import json
from fielato.reports.document import Report

pytestmark = pytest.mark.slow

DEMO = Path(__file__).parents[2] / "seeds" / "demo"
FILES = sorted(library.demos().values())
DAY = datetime.date(2026, 11, 23)


def report(whole: Engine, path: Path, boundary: str | None = None) -> Report:
    beside = [path.parent / "organisation.yaml"] if (path.parent / "organisation.yaml").is_file() else []
    read = [whole.read(file.read_bytes(), file.name) for file in [path, *beside]]
    manifests = [one for imported in read for one in imported.manifests]
    registers = [one for imported in read for one in imported.registers]
    terms = Terms(DAY, boundary=boundary)  # type: ignore[arg-type]  # one of the named areas
    return whole.report(whole.assess([(one, only_register(registers)) for one in manifests], terms))


@pytest.mark.parametrize(
    ("file", "boundary", "state", "verdict"),
    [
        ("chatbot.yaml", None, "open", None),
        ("hospital-triage/regional.yaml", "EU", "open", "compliant"),
        ("hospital-triage/eu-profile.yaml", "EU", "open", "needs_review"),
        ("hospital-triage/eu-profile.yaml", "ES", "closed", "non_compliant"),
        ("hospital-triage/global-profile.yaml", "EU", "closed", "non_compliant"),
        ("bank-assistant.yaml", None, "closed", "non_compliant"),
        ("town-hall.yaml", None, "closed", "non_compliant"),
        ("car-maker-hybrid.yaml", "EU", "open", None),
        ("startup-pilot.yaml", None, "closed", None),
        ("startup-pilot.yaml", "EU", "closed", "non_compliant"),
        ("phased-rollout.yaml", None, "open", None),
    ],
)
def test_the_gate_of_a_demo(file: str, boundary: str | None, state: str, verdict: str | None) -> None:
    assessment = report(engine(), DEMO / file, boundary).assessments[0]
    assert assessment.gate.state == state, assessment.gate.reasons
    assert verdict in {None, assessment.verdict}


@pytest.mark.parametrize(
    ("file", "rule", "subject"),
    [
        ("hospital-triage/global-profile.yaml", "organisation/boundary", "location/model/inference/US"),
        ("bank-assistant.yaml", "organisation/boundary", "location/model/inference/US"),
        ("bank-assistant.yaml", "gdpr/transfer-has-a-ground", "transfer/microsoft-ireland/inference/IN/conversations"),
        ("town-hall.yaml", "es-public-sector/register-systems-in-the-union", "location/index/vector_index/GB"),
    ],
)
def test_what_closes_the_gate_of_a_demo(file: str, rule: str, subject: str) -> None:
    reasons = report(engine(), DEMO / file).assessments[0].gate.reasons
    assert (rule, subject, "violated") in {(one.rule, one.subject, one.outcome) for one in reasons}


def test_only_the_last_phase_of_the_roll_out_would_close_the_gate() -> None:
    phases = report(engine(), DEMO / "phased-rollout.yaml").assessments[0].phases
    assert phases is not UNSET
    assert [(one.id, one.standing, one.gate.state) for one in phases] == [
        ("madrid", "current", "open"), ("spain", "later", "open"), ("peaks", "later", "closed"),
    ]  # fmt: skip
    reasons = {(one.rule, one.subject, one.outcome) for one in phases[2].gate.reasons}
    assert ("organisation/boundary", "location/reader-mistral/failover/US", "violated") in reasons


def rendered() -> str:
    """Every demo's report, one after the other."""
    return "\n".join(json.render(report(engine(), path)) for path in FILES)


def test_the_same_demos_give_the_same_bytes_under_any_order_of_hashing() -> None:
    root = Path(__file__).parents[2]
    call = [sys.executable, "-c", "from tests.seeds.test_demos import rendered; print(rendered())"]
    runs = []
    for seed in ("1", "2"):
        env = {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{root / 'service'}{os.pathsep}{root}"}
        runs.append(subprocess.Popen(call, env=env, stdout=subprocess.PIPE))
    first, second = (run.communicate(timeout=120)[0] for run in runs)
    assert len(first) > 10_000
    assert first == second


def test_the_small_demo_is_small() -> None:
    assert len((DEMO / "chatbot.yaml").read_text(encoding="utf-8").splitlines()) <= 11
