"""The JSON API: which route answers with which document."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
from flask import Blueprint, Response, abort, current_app, request

from fielato.errors import CatalogueError, PolicyError
from fielato.reports import facts, json, rules
from fielato.reports.details import in_detail
from fielato.reports.less import SCHEMAS
from fielato.reports.less import schema as schema_of
from fielato.web import openapi, remembered, submission
from fielato.web.service import Service, current

api = Blueprint("api", __name__)


@api.post("/api/v1/assessments")
def assessments() -> Response:
    """Assess one deployment; 200 whatever the verdict."""
    if encoding := request.headers.get("Content-Encoding"):
        abort(415, f"a body in `{encoding}` is not read here; send it as it is")
    if (charset := request.mimetype_params.get("charset", "utf-8").lower()) not in {"utf-8", "utf8"}:
        abort(415, f"`{charset}` is not read here; send UTF-8")
    if request.mimetype not in submission.MEDIA_TYPES:
        abort(415, f"`{request.mimetype or 'none'}` is not read here; send {', '.join(submission.MEDIA_TYPES)}")
    service = current()
    data = _body(service.settings.max_bytes)
    return Response(_answer(service, data), mimetype=submission.JSON)


@api.get("/api/v1/rules")
def rule_list() -> Response:
    """Every rule, as a list shows it."""
    given = submission.parameters(request.args.items(multi=True), ("lang",))
    return _json(rules.listing(current().engine().policies, submission.language(given)))


@api.get("/api/v1/rules/<pack>/<rule>")
def one_rule(pack: str, rule: str) -> Response:
    """One rule with its condition, rationale and remedy."""
    given = submission.parameters(request.args.items(multi=True), ("lang",))
    language = submission.language(given)
    policies = current().engine().policies
    rule_id = f"{pack}/{rule}"
    if rule_id not in policies.rules:
        abort(404, f"there is no rule `{rule_id}`; /api/v1/rules lists them")
    return _json(rules.whole(policies, rule_id, language))


@api.get("/api/v1/facts/territories/<code>")
def territory(code: str) -> Response:
    """What a territory is in law on a date."""
    given = submission.parameters(request.args.items(multi=True), ("as_of", "lang"))
    catalogue = current().engine().catalogue
    if not catalogue.has_territory(code):
        abort(404, f"there is no territory `{code}`; codes are ISO 3166-1 alpha-2, such as ES")
    as_of, language = submission.date(given, current().today()), submission.language(given)
    return _json(facts.territory(catalogue, code, as_of, language))


@api.get("/api/v1/facts/regions")
def regions() -> Response:
    """The regions of the catalogue, or of one provider."""
    given = submission.parameters(request.args.items(multi=True), ("provider",))
    catalogue = current().engine().catalogue
    provider = facts.find_provider(catalogue, given["provider"]) if "provider" in given else None
    return _json([facts.region(found) for found in catalogue.regions(provider)])


@api.get("/schemas/v1/<name>.json")
def schema(name: str) -> Response:
    """The JSON Schema of a document."""
    if name not in SCHEMAS:
        abort(404, f"there is no schema `{name}`; there are {', '.join(SCHEMAS)}")
    return _json(schema_of(name))


@api.get("/openapi.json")
def description() -> Response:
    """The description of this API."""
    return _json(openapi.description())


@api.get("/livez")
def live() -> Response:
    """The process answers; nothing else is touched."""
    return _json({"status": "live"})


@api.get("/readyz")
def ready() -> Response:
    """Policies and catalogue load."""
    try:
        engine = current().engine()
        engine.catalogue.read()
    except (PolicyError, CatalogueError) as error:
        current_app.logger.error("not ready: %s", error)
        abort(503)
    return _json({"status": "ready", "policies": engine.policies.digest, "catalogue": engine.catalogue.digest})


def _answer(service: Service, data: bytes) -> bytes:
    """The answer to what was sent, remembered or worked out; a question is all that its answer depends on."""
    today = service.today()
    if not service.settings.remembered_bytes or request.cache_control.no_store:
        return _assessed(service, data, today)
    question = remembered.question(data, request.mimetype.encode(), request.query_string, today.isoformat().encode())
    answer = service.remembered.answer(question)
    if answer is None:
        answer = _assessed(service, data, today)
        service.remembered.keep(question, answer)
    return answer


def _assessed(service: Service, data: bytes, today: datetime.date) -> bytes:
    """The assessment of what was sent, as compact JSON: the answer is for programs, and may be long."""
    given = submission.parameters(request.args.items(multi=True))
    engine = service.engine()
    asked = submission.submission(engine, data, request.mimetype, given, today)
    assessed = engine.assess([(asked.manifest, asked.register)], asked.terms)
    report = in_detail(asked.detail, assessed, engine.policies, engine.catalogue, asked.language, "json")
    return msgspec.json.encode(report.assessments[0])


def _body(limit: int) -> bytes:
    """The body; a stream of unknown length is cut off without a word at its limit, hence the byte beyond it."""
    size = request.content_length or 0
    if size <= limit:
        request.max_content_length = limit + 1
        data = request.get_data(cache=False)
        size = len(data)
    if size > limit:
        abort(413, f"the document has more than {limit} bytes, which is the limit here")
    return data


def _json(value: Any) -> Response:
    return Response(json.render(value), mimetype=submission.JSON)
