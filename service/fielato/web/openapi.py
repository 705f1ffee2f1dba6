"""How the API describes itself: OpenAPI 3.1, made from the schemas of the documents and the table of problems."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from fielato import __version__
from fielato.model.schema import DOCUMENTS
from fielato.reports.document import DETAILS, AssessmentPart
from fielato.reports.facts import RegionFacts, TerritoryFacts
from fielato.reports.less import SCHEMAS, BriefPart, VerdictPart
from fielato.reports.rules import ListedRule, WholeRule
from fielato.reports.words import LANGUAGES
from fielato.web import envelope, problems
from fielato.web.submission import JSON, MEDIA_TYPES

Schema = Mapping[str, Any]

_REF: Final = "#/components/schemas/{name}"
_RECORDS: Final = (
    *DOCUMENTS.values(),
    AssessmentPart,
    BriefPart,
    VerdictPart,
    TerritoryFacts,
    RegionFacts,
    ListedRule,
    WholeRule,
    envelope.Envelope,
    problems.ProblemDocument,
)
_TEXT: Final[dict[str, Any]] = {"type": "string", "minLength": 1}
_REMEMBERED: Final = (
    "Nothing is stored on disk; an answer stays in the worker's memory until others push it out or the process ends, "
    "and the very same question on the same day is answered from there. A request with `Cache-Control: no-store` is "
    "neither answered from memory nor remembered; problems never are."
)
_DATE: Final[dict[str, Any]] = {"type": "string", "format": "date"}

PARAMETERS: Final[Mapping[str, tuple[str, Schema]]] = {
    "profile": ("The profile: a choice of rule packs, gate and boundary.", _TEXT | {"default": "default"}),
    "gate": ("The gate; else the profile's.", _TEXT),
    "boundary": (
        "Where personal data may be: EU, EEA, EEA+adequate, ES, or countries such as `ES,FR`; else the profile's.",
        _TEXT | {"examples": ["EU"]},
    ),
    "as_of": ("The date to judge by; else the current day in Madrid.", _DATE),
    "lang": ("The language of texts.", {"enum": list(LANGUAGES), "default": LANGUAGES[0]}),
    "detail": (
        "All with its reasons (AssessmentPart), what was found where (BriefPart), or the decision alone (VerdictPart).",
        {"enum": list(DETAILS), "default": DETAILS[0]},
    ),
    "provider": ("A provider of the catalogue; else all of them.", _TEXT | {"examples": ["aws"]}),
}
"""Every query parameter, with its description and schema."""


@functools.cache
def description() -> dict[str, Any]:
    """The whole OpenAPI document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Fielato",
            "version": __version__,
            "summary": "Checks before deployment where an AI system puts personal data, and whether that is allowed.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": _paths(),
        "components": {"schemas": _schemas()},
    }


def _paths() -> dict[str, Any]:
    pack = _in_path("pack", "The pack.", "gdpr")
    rule = _in_path("rule", "The rule's name in its pack.", "transfer-has-a-ground")
    code = _in_path("code", "ISO 3166-1 alpha-2, or an alias such as UK.", "ES")
    name = _in_path("name", "The document.", "deployment") | {"schema": {"enum": list(SCHEMAS)}}
    return {
        "/api/v1/assessments": {
            "post": _operation(
                "assess",
                "Assess one deployment",
                {"anyOf": [_ref("AssessmentPart"), _ref("BriefPart"), _ref("VerdictPart")]},
                envelope.PARAMETERS,
                errors=(400, 413, 415, 422),
            )
            | {"description": _REMEMBERED, "requestBody": _body()}
        },
        "/api/v1/rules": _get("listRules", "Every rule", _list(_ref("ListedRule")), ["lang"], errors=(400,)),
        "/api/v1/rules/{pack}/{rule}": _get(
            "explainRule", "One rule", _ref("WholeRule"), ["lang"], [pack, rule], (400, 404)
        ),
        "/api/v1/facts/territories/{code}": _get(
            "territory", "A territory in law, on a date", _ref("TerritoryFacts"), ["as_of", "lang"], [code], (400, 404)
        ),
        "/api/v1/facts/regions": _get(
            "regions", "The regions of the catalogue", _list(_ref("RegionFacts")), ["provider"], errors=(400,)
        ),
        "/schemas/v1/{name}.json": _get(
            "schema", "The JSON Schema of a document", {"type": "object"}, in_path=[name], errors=(404,)
        ),
        "/openapi.json": _get("openapi", "This description", {"type": "object"}),
        "/livez": _get("live", "Whether the process answers", _object({"status": {"const": "live"}})),
        "/readyz": _get(
            "ready",
            "Whether policies and catalogue load",
            _object({"status": {"const": "ready"}, "policies": _TEXT, "catalogue": _TEXT}),
            errors=(503,),
        ),
    }


def _get(
    operation: str,
    summary: str,
    schema: Schema,
    query: Sequence[str] = (),
    in_path: Sequence[Schema] = (),
    errors: Sequence[int] = (),
) -> dict[str, Any]:
    return {"get": _operation(operation, summary, schema, query, in_path, errors)}


def _operation(
    operation: str,
    summary: str,
    schema: Schema,
    query: Sequence[str] = (),
    in_path: Sequence[Schema] = (),
    errors: Sequence[int] = (),
) -> dict[str, Any]:
    return {
        "operationId": operation,
        "summary": summary,
        "parameters": [*in_path, *(_in_query(name) for name in query)],
        "responses": {"200": {"description": summary, "content": {JSON: {"schema": schema}}}}
        | {str(status): _refusal(status) for status in sorted({*errors, 405, 500})},
    }


def _refusal(status: int) -> dict[str, Any]:
    content = {problems.MEDIA_TYPE: {"schema": _ref("ProblemDocument")}}
    return {"description": problems.KINDS[status].title, "content": content}


def _body() -> dict[str, Any]:
    schema = {"anyOf": [_ref("Deployment"), _ref("Envelope")]}
    return {
        "required": True,
        "description": "Exactly one deployment, alone or in an envelope with a register and the parameters; or one "
        "file of another tool, such as a Terraform plan or a Kubernetes manifest, from which a deployment is read.",
        "content": {media_type: {"schema": schema} for media_type in MEDIA_TYPES},
    }


def _in_query(name: str) -> dict[str, Any]:
    text, schema = PARAMETERS[name]
    return {"name": name, "in": "query", "description": text, "schema": schema}


def _in_path(name: str, text: str, example: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": text,
        "schema": _TEXT,
        "examples": {"one": {"value": example}},
    }


def _schemas() -> dict[str, Any]:
    _, found = msgspec.json.schema_components(_RECORDS, ref_template=_REF)
    parts = found["Envelope"]["properties"]
    for key, name in (("deployment", "Deployment"), ("register", "Register")):
        parts[key] = {"description": parts[key]["description"], "anyOf": [_ref(name), _TEXT]}
    return dict(sorted(found.items()))


def _ref(name: str) -> dict[str, str]:
    return {"$ref": _REF.format(name=name)}


def _list(items: Schema) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _object(properties: Schema) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}
