"""Deployments written as Python values, read and resolved."""

from __future__ import annotations

import datetime
import json
from typing import Any

from fielato import library
from fielato.importers.native import NativeImporter
from fielato.model.manifest import Manifest, RegisterFile
from fielato.resolve.declared import OrganisationPolicy
from fielato.resolve.processing import ProcessingSet
from fielato.resolve.resolve import Resolved, Subject, resolve

DAY = datetime.date(2026, 11, 23)
BUCKET = {"id": "store", "provider": "aws", "service": "s3", "region": "eu-south-2"}
LONDON = {"id": "store", "provider": "aws", "service": "s3", "region": "eu-west-2"}


def manifest(*components: dict[str, Any], **fields: Any) -> Manifest:
    document = {
        "apiVersion": "fielato/v1",
        "kind": "AIDeployment",
        "name": "example",
        "controller": {"name": "Ejemplo SL", "country": "ES"},
        "data": [{"id": "people", "personal": True}],
        "components": components,
        **fields,
    }
    return NativeImporter().imports(json.dumps(document, indent=1).encode(), "fielato.json").manifests[0]


def register(**fields: Any) -> RegisterFile:
    document = {"apiVersion": "fielato/v1", "kind": "Register", "organisation": "ejemplo", **fields}
    return NativeImporter().imports(json.dumps(document, indent=1).encode(), "organisation.json").registers[0]


def resolved(
    given: Manifest, entries: RegisterFile | None = None, *, day: datetime.date = DAY, **policy: Any
) -> Resolved:
    return resolve(given, entries, library.catalogue(), day, OrganisationPolicy(**policy))


def subject(found: Resolved, name: str) -> Subject:
    return next(one for one in found.subjects if one.id == name)


def names(found: Resolved, kind: str) -> list[str]:
    return [one.id for one in found.subjects if one.kind == kind]


def places(found: Resolved, component: str, purpose: str, run_by: str = "customer") -> ProcessingSet:
    return next(
        one.places
        for one in found.processing
        if (one.component, one.purpose, one.run_by) == (component, purpose, run_by)
    )
