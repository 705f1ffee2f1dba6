"""A chatbot in the United States, under a boundary of the EU, and waivers of what is found of it."""

from __future__ import annotations

import datetime
import functools
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from msgspec import structs

from fielato import library
from fielato.assess import Assessment
from fielato.baseline import Baseline
from fielato.engine import Accepted, Engine, Terms, engine
from fielato.finding import Finding
from fielato.model.manifest import Manifest
from fielato.model.origin import Location
from fielato.model.waivers import Waiver
from fielato.waivers import Book, Source, writing
from fielato.waivers.book import Entry

DAY = datetime.date(2026, 11, 23)
CHATBOT = (library.demo() / "chatbot.yaml").read_text(encoding="utf-8")
ELSEWHERE = CHATBOT.replace("region: eu-south-2", "region: us-east-1")
BOUNDARY = ("organisation/boundary", "location/model/inference/US")
VENDOR = ("organisation/vendor-boundary", "location/model/abuse_monitoring/US")
PEOPLE = writing.Granted(
    "A pilot with invented customers", "Ana", "Luis", "Marta", DAY, DAY + datetime.timedelta(days=60)
)


@functools.cache
def fielato() -> Engine:
    return engine()


@functools.cache
def manifest(text: str = ELSEWHERE) -> Manifest:
    return fielato().read(text.encode(), "app.yaml").manifests[0]


def assessed(
    *waivers: Waiver, text: str = ELSEWHERE, day: datetime.date = DAY, baseline: Baseline | None = None, **more: Any
) -> Assessment:
    """The deployment, with these waivers counted, and what was known before."""
    accepted = Accepted(book_of(*waivers) if waivers else None, baseline)
    return fielato().assess([(manifest(text), None)], Terms(day, boundary="EU", **more), accepted)[0]


def book_of(*waivers: Waiver, only_for: frozenset[Manifest] | None = None) -> Book:
    entries = tuple(Entry(one, Location("waivers.yaml", number + 1, 1)) for number, one in enumerate(waivers))
    return Book((Source("waivers.yaml", "sha256:0", "trusted", entries, only_for=only_for),))


@functools.cache
def bare() -> Assessment:
    """The deployment, with nothing waived."""
    return assessed()


def finding(name: tuple[str, str] = BOUNDARY, one: Assessment | None = None) -> Finding:
    found = (one or bare()).findings
    return next(each for each in found if (each.rule.id, each.subject.id) == name)


def waiver(name: tuple[str, str] = BOUNDARY, **changes: Any) -> Waiver:
    """The waiver of a finding as it is."""
    return structs.replace(writing.waiver_of(finding(name), manifest(), DAY, PEOPLE), **changes)


def key_files(folder: Path, seed: int = 1) -> tuple[Path, Path]:
    """A private key and its public one, as files; the same seed gives the same."""
    key = Ed25519PrivateKey.from_private_bytes(bytes([seed] * 32))
    private, public = folder / f"private{seed}.pem", folder / f"public{seed}.pem"
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public.write_bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return private, public
