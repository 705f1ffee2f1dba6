"""What the tests of fleets share: an engine, and runs without a command line."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.fleet.manifests import DAY

from fielato.engine import Engine, Terms, engine
from fielato.fleet.inputs import inputs
from fielato.fleet.output import to_file
from fielato.fleet.run import Course, Plan, prepare
from fielato.fleet.stop import Stop

TERMS = Terms(datetime.date.fromisoformat(DAY))


@pytest.fixture(scope="session")
def fielato() -> Engine:
    """Shipped policies and facts."""
    return engine()


@pytest.fixture
def assess(fielato: Engine) -> Callable[..., Course]:
    """Assesses inputs into a file, going on with what is in it."""

    def run(out: Path, *paths: str, workers: int = 1, terms: Terms = TERMS, register: Path | None = None) -> Course:
        named = inputs(fielato, paths, register, io.BytesIO())
        with to_file(out) as output:
            earlier = None if output.is_empty else out
            begun = prepare(fielato, Plan(terms, (), workers), named, output, earlier)
            begun.go(Stop(), lambda _: None)
        return begun.course

    return run
