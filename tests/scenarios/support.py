"""Scenarios as a call names them, and those written as text, laid over a catalogue."""

from __future__ import annotations

import datetime

from fielato import library
from fielato.catalogue import Catalogue
from fielato.engine import Engine
from fielato.scenarios import Overlay, lay, named, parse

HEAD = """\
apiVersion: fielato/v1
kind: Scenario
id: test
title: {en: Test, es: Prueba}
description: {en: Test, es: Prueba}
"""


def shipped(written: str, day: datetime.date, base: Catalogue | None = None) -> Overlay:
    call = named(written)
    path = library.scenarios()[call.name]
    return lay(parse(path.read_bytes(), path.name, call), base or library.catalogue(), day)


def laid(text: str, day: datetime.date, written: str = "test.yaml") -> Overlay:
    return lay(parse((HEAD + text).encode(), "test.yaml", named(written)), library.catalogue(), day)


def supposing(engine: Engine, written: str, day: datetime.date) -> Engine:
    return engine.supposing(shipped(written, day, engine.catalogue))
