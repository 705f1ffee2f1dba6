"""Deployments in the image of the demos, with ids and names of their own: none was ever seen before."""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fielato import library
from fielato.engine import Engine, Terms
from fielato.model.manifest import RegisterFile
from fielato.reading import read

COMPONENTS: Final = 20
DAY: Final = datetime.date(2026, 11, 1)
"""The date of the assessments: the same on every machine."""
TERMS: Final = Terms(DAY)


@dataclass(frozen=True, slots=True)
class Demo:
    """A shipped demo deployment as its author wrote it, and the register beside it."""

    name: str
    document: dict[str, Any]
    register: Path | None


def demos() -> tuple[Demo, ...]:
    """Those that have one document and at least two components."""
    found = []
    for name, path in library.demos().items():
        documents = [one.value for one in read(path.read_bytes(), path.name)]
        register = path.with_name("organisation.yaml")
        if len(documents) == 1 and len(documents[0]["components"]) > 1:
            found.append(Demo(name, documents[0], register if register.is_file() else None))
    return tuple(found)


def varied(demo: Demo, rng: random.Random, components: int) -> dict[str, Any]:
    """A deployment of that many components: the demo's, again and again, with other regions and retention."""
    document = json.loads(json.dumps(demo.document))
    document["name"] = f"{document['name']}-{rng.getrandbits(32):08x}"
    document["components"] = list(_components(demo, rng, components))
    known = {one["id"] for one in document["components"]}
    document["flows"] = [flow for flow in _flows(demo, components) if {flow["from"], flow["to"]} <= known]
    return document


def _components(demo: Demo, rng: random.Random, count: int) -> Iterator[dict[str, Any]]:
    given = demo.document["components"]
    regions: dict[str, list[str]] = {}
    for one in given:
        if "region" in one:
            regions.setdefault(one.get("provider", ""), []).append(one["region"])
    for number in range(count):
        batch, at = divmod(number, len(given))
        one = dict(given[at], id=_renamed(given[at]["id"], batch))
        if batch and "fallbacks" in one:
            one["fallbacks"] = []  # the last batch may lack what they name
        if "region" in one:
            one["region"] = rng.choice(regions[one.get("provider", "")])
        if "retention_days" in one:
            one["retention_days"] = rng.randrange(3_650)
        yield one


def _flows(demo: Demo, count: int) -> Iterator[dict[str, Any]]:
    for batch in range(-(-count // len(demo.document["components"]))):
        for flow in demo.document.get("flows", ()):
            yield dict(flow, **{end: _renamed(flow[end], batch) for end in ("from", "to")})


def _renamed(name: str, batch: int) -> str:
    return f"{name}-{batch}" if batch else name


@dataclass(frozen=True, slots=True)
class Deployment:
    """A deployment as a document, with the demo that it looks like and the register that goes with it."""

    demo: str
    document: dict[str, Any]
    register: RegisterFile | None


class Supply:
    """As many deployments as are asked for, like each demo in turn, none like another."""

    def __init__(self, shipped: Engine, seed: int) -> None:
        self.demos = demos()
        """What they look like."""
        self._rng = random.Random(f"deployments {seed}")  # noqa: S311 - made-up data, not secrets
        self._registers = {demo.name: _register(shipped, demo) for demo in self.demos}

    def each(self, times: int, components: int) -> list[Deployment]:
        """So many like each demo."""
        return [
            Deployment(demo.name, varied(demo, self._rng, components), self._registers[demo.name])
            for _ in range(times)
            for demo in self.demos
        ]


def _register(shipped: Engine, demo: Demo) -> RegisterFile | None:
    if demo.register is None:
        return None
    return shipped.read(demo.register.read_bytes(), demo.register.name).registers[0]
