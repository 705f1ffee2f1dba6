"""Deployments that advice is asked for, and the same documents with advice written into them."""

from __future__ import annotations

import copy
import functools
import json
from collections.abc import Iterable
from typing import Any

from tests.resolve.support import DAY, manifest, register

from fielato.advise import Advice, Alternative, Change, Reply, advice
from fielato.advise.advice import MADRID
from fielato.assess import Assessment
from fielato.catalogue.offers import Point
from fielato.engine import Engine, Terms, engine
from fielato.importers.native import NativeImporter
from fielato.model.manifest import Manifest, RegisterFile

Document = dict[str, Any]
WITHIN_THE_UNION: Document = {"policy": {"boundary": "EU"}, "grounds": []}
STORE: Document = {"id": "store", "provider": "aws", "service": "s3", "region": "eu-south-2"}
MODEL: Document = {
    "id": "model",
    "provider": "aws",
    "service": "bedrock",
    "region": "eu-south-2",
    "model": "anthropic.claude-sonnet-4-6",
}


@functools.cache
def fielato() -> Engine:
    return engine()


def assessed(given: Manifest, entries: RegisterFile | None = None, **terms: Any) -> Assessment:
    return fielato().assess([(given, entries)], Terms(DAY, **terms))[0]


def advised(given: Manifest, entries: RegisterFile | None = None, origin: Point = MADRID, **terms: Any) -> Advice:
    judge = fielato().judge(terms.get("profile", "default"), terms.get("gate"))
    return advice(assessed(given, entries, **terms), judge, fielato().catalogue, origin)


def about(*components: Document, **fields: Any) -> Advice:
    return advised(manifest(*components, **{**WITHIN_THE_UNION, **fields}))


def alternatives(found: Advice) -> list[Alternative]:
    return [one for each in found.components for one in each.alternatives]


def made(one: Alternative) -> list[tuple[str, str, Any]]:
    return [(change.component, change.field, change.after) for change in one.changes]


def rewritten(given: Manifest, changes: Iterable[Change]) -> Manifest:
    """The deployment's document with the changes written in by hand, and read again."""
    document = json.loads(_encoded(given.deployment))
    for change in changes:
        own = [one for one in document["components"] if one["id"] == change.component]
        record = own[0] if own else document
        *above, last = change.field.split(".")
        for name in above:
            if not isinstance(record.get(name), dict):
                record[name] = {}
            record = record[name]
        if change.after is None:
            record.pop(last, None)
        else:
            record[last] = copy.deepcopy(change.after)
    return NativeImporter().imports(json.dumps(document).encode(), "fielato.json").manifests[0]


def answered(entries: RegisterFile | None, replies: Iterable[Reply]) -> RegisterFile | None:
    """The register's document with the answers as evidence, read again."""
    replies = list(replies)
    if not replies:
        return entries
    document = json.loads(_encoded(entries.register)) if entries is not None else {}
    evidence = [_evidence(one) for one in replies]
    fields = {name: value for name, value in document.items() if name not in {"apiVersion", "kind", "organisation"}}
    return register(**{**fields, "evidence": [*fields.get("evidence", []), *evidence]})


def _evidence(one: Reply) -> Document:
    value = list(one.value) if isinstance(one.value, tuple) else one.value
    document = {"fact": one.fact, "value": value, "author": "DPO", "date": DAY.isoformat()}
    document |= {} if one.subject is None else {"subject": one.subject}
    return json.loads(json.dumps(document, default=str))


def _encoded(record: Any) -> bytes:
    import msgspec

    return msgspec.json.encode(record)
