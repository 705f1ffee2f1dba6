"""The product's whole path: bytes of a deployment to its assessment, with the evidence of every finding."""

from __future__ import annotations

import cProfile
import io
import json
import pstats
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
import yaml

from fielato import library
from fielato.assess import Assessment
from fielato.engine import Engine
from fielato.model.manifest import RegisterFile
from fielato.reading import read

from .deployments import COMPONENTS, TERMS, Supply
from .table import heading, milliseconds, say, table
from .timed import Clock, Effort

EACH: Final = 5
"""Deployments like each demo in a round."""
PROFILED: Final = 30
"""The same, for the profile."""
_JSON: Final = "JSON bytes to assessment, evidence included"
_STAGES: Final = (
    "  of it: JSON text to manifest",
    "  of it: resolve, judge, verdict",
    "  of it: evidence of all findings",
)
_ORIGINS: Final = "on top: the origin of each deciding fact"
_REPORT: Final = "on top: report"
_RENDER: Final = "on top: report as JSON"
_YAML: Final = "YAML bytes to assessment, evidence included"
_YAML_ALONE: Final = "  of it: YAML text to values and places"
_ALL: Final = (_JSON, *_STAGES, _ORIGINS, _REPORT, _RENDER, _YAML, _YAML_ALONE)


def run(shipped: Engine, supply: Supply, effort: Effort) -> dict[str, Any]:
    """Print how long each stage takes, over all deployments and by demo."""
    times: dict[str, list[float]] = {name: [] for name in _ALL}
    by_demo: dict[str, list[tuple[float, int]]] = {demo.name: [] for demo in supply.demos}
    for number in range(effort.rounds + 1):  # the first round warms up
        given, others, written = (supply.each(EACH, COMPONENTS) for _ in range(3))
        taken = [_from_json(shipped, _json(one.document), one.register, effort.clock) for one in given]
        taken += [_reported(shipped, _json(one.document), one.register, effort.clock) for one in others]
        taken += [_from_yaml(shipped, _yaml(one.document), one.register, effort.clock) for one in written]
        if not number:
            continue
        for each in taken:
            for name, seconds in each.times.items():
                times[name].append(seconds)
        for one, each in zip(given, taken, strict=False):
            by_demo[one.demo].append((each.times[_JSON], each.findings))
    heading(f"The product's path, deployments of {COMPONENTS} components like the demos, never seen before")
    table([("", "median ms", "mean ms", "min ms"), *((name, *_three(seconds)) for name, seconds in times.items())])
    share = statistics.median(times[_YAML_ALONE]) / statistics.median(times[_YAML])
    say(f"reading the YAML text is {share:.0%} of its path")
    heading("The same from JSON, evidence included, by demo")
    table([("", "median ms", "min ms", "findings"), *(_demo_row(name, seen) for name, seen in by_demo.items())])
    return {"seconds": times, "by demo": by_demo}


@dataclass(frozen=True, slots=True)
class _Taken:
    """How long each stage took for one deployment, and how many findings it has."""

    times: dict[str, float]
    findings: int


def _from_json(shipped: Engine, data: bytes, register: RegisterFile | None, clock: Clock) -> _Taken:
    at = [clock()]
    manifest = shipped.read(data, "bench.json").manifests[0]
    at.append(clock())
    [assessment] = shipped.assess([(manifest, register)], TERMS)
    at.append(clock())
    touch(assessment)
    at.append(clock())
    stages = zip(_STAGES, at[:-1], at[1:], strict=True)
    times = {_JSON: at[3] - at[0]} | {name: end - start for name, start, end in stages}
    return _Taken(times, len(assessment.findings))


def _reported(shipped: Engine, data: bytes, register: RegisterFile | None, clock: Clock) -> _Taken:
    manifest = shipped.read(data, "bench.json").manifests[0]
    [assessment] = shipped.assess([(manifest, register)], TERMS)
    touch(assessment)
    at = [clock()]
    _origins(assessment)
    at.append(clock())
    report = shipped.report([assessment])
    at.append(clock())
    msgspec.json.encode(report)
    at.append(clock())
    stages = zip((_ORIGINS, _REPORT, _RENDER), at[:-1], at[1:], strict=True)
    return _Taken({name: end - start for name, start, end in stages}, len(assessment.findings))


def _from_yaml(shipped: Engine, data: bytes, register: RegisterFile | None, clock: Clock) -> _Taken:
    at = [clock()]
    read(data, "bench.yaml")
    at.append(clock())
    findings = _whole(shipped, data, "bench.yaml", register)
    at.append(clock())
    return _Taken({_YAML: at[2] - at[1], _YAML_ALONE: at[1] - at[0]}, findings)


def _demo_row(name: str, seen: Sequence[tuple[float, int]]) -> tuple[str, ...]:
    return (name, *milliseconds([seconds for seconds, _ in seen]), f"{statistics.mean(count for _, count in seen):.0f}")


def touch(assessment: Assessment) -> int:
    """Ask every finding what decided it, what is missing, what to ask first, and where it points."""
    return sum(
        len(finding.because) + len(finding.missing) + bool(finding.ask_first) + bool(finding.location.line)
        for finding in assessment.findings
    )


def _origins(assessment: Assessment) -> int:
    """Ask every finding where each of the facts that decided it comes from."""
    return sum(bool(finding.origin(fact.name).how) for finding in assessment.findings for fact in finding.because)


def _whole(shipped: Engine, data: bytes, file: str, register: RegisterFile | None) -> int:
    manifest = shipped.read(data, file).manifests[0]
    [assessment] = shipped.assess([(manifest, register)], TERMS)
    touch(assessment)
    return len(assessment.findings)


def _json(document: dict[str, Any]) -> bytes:
    return json.dumps(document).encode()


def _yaml(document: dict[str, Any]) -> bytes:
    written: str = yaml.safe_dump(document, sort_keys=False, allow_unicode=True)
    return written.encode()


def profile(shipped: Engine, supply: Supply, lines: int) -> list[list[Any]]:
    """Print where the time goes, and return it: function, calls, seconds of its own and with what it calls."""
    files = [(_json(one.document), one.register) for one in supply.each(PROFILED, COMPONENTS)]
    profile = cProfile.Profile()
    profile.enable()
    for data, register in files:
        _whole(shipped, data, "bench.json", register)
    profile.disable()
    stats = pstats.Stats(profile, stream=io.StringIO())
    entries = [
        [_where(*function), calls, own, whole]
        for function, (_, calls, own, whole, _) in stats.stats.items()  # type: ignore[attr-defined]
    ]
    entries.sort(key=lambda entry: -entry[2])
    total = sum(entry[2] for entry in entries)
    heading(f"Profile of that path from JSON over {len(files)} deployments (the profiler itself slows calls down)")
    rows = [
        (name, f"{calls / len(files):.1f}", f"{own / total:.1%}", f"{whole / total:.1%}")
        for name, calls, own, whole in entries[:lines]
    ]
    table([("function", "calls", "own time", "with callees"), *rows])
    return entries[:lines]


def _where(file: str, line: int, name: str) -> str:
    package = str(library.bundled("").parent / "service") if not file.startswith("~") else ""
    short = file.removeprefix(package).lstrip("/")
    short = short.rpartition("/fielato/")[2] if "/fielato/" in short else short.rpartition("/")[2]
    return name if file.startswith("~") else f"{short}:{line} {name}"


def _three(seconds: Sequence[float]) -> tuple[str, str, str]:
    median, least = milliseconds(seconds)
    return median, f"{statistics.mean(seconds) * 1e3:.3f}", least
