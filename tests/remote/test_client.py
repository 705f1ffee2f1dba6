"""What a service is sent, and what its answer comes to."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fielato import library
from fielato.engine import Engine, Terms, engine
from fielato.errors import InputError, ServerError, UnreachableError, UsageError
from fielato.model.manifest import Manifest
from fielato.model.origin import Known, Location
from fielato.remote import ask, service
from fielato.reports.details import in_detail
from fielato.reports.document import DETAILS, AssessmentPart, Detail, Report

from .conftest import DAY, Scripted

pytestmark = pytest.mark.slow

TERMS = Terms(DAY, boundary=("PT", "FR"))
CHATBOT = (library.demo() / "chatbot.yaml").read_bytes()
REGISTER = b"apiVersion: fielato/v1\nkind: Register\norganisation: tienda\npolicy: {boundary: [PT]}\n"


@pytest.fixture(scope="module")
def local() -> Engine:
    return engine()


def read(local: Engine, data: bytes = CHATBOT, file: str = "deploy/app.yaml") -> Manifest:
    return local.read(data, file).manifests[0]


@pytest.fixture
def answer(local: Engine) -> bytes:
    """An assessment, as a service sends it."""
    return msgspec.json.encode(local.report(local.assess([(read(local), None)], TERMS)).assessments[0])


# The real service


@pytest.mark.parametrize("name", ["chatbot", "hospital-triage/global-profile", "hospital-triage/regional"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_service_gives_the_report_of_a_local_check_but_for_the_digest_of_what_it_saw(
    local: Engine, service_url: str, name: str, language: Any
) -> None:
    path = library.demos()[name]
    beside = path.parent / "organisation.yaml"
    register = local.read(beside.read_bytes(), "organisation.yaml").registers[0] if beside.is_file() else None
    submitted = [(read(local, path.read_bytes(), "deploy/app.yaml"), register)]
    here = local.report(local.assess(submitted, TERMS), language)
    there = ask(service(service_url), submitted, TERMS, language)
    assert _without_digests(there) == _without_digests(here)
    assert here.assessments[0].findings


@pytest.mark.parametrize("detail", DETAILS)
def test_every_detail_comes_as_a_local_check_has_it(local: Engine, service_url: str, detail: Detail) -> None:
    submitted = [(read(local), None), (read(local, CHATBOT.replace(b"shop", b"other"), "other.yaml"), None)]
    terms = Terms(DAY, boundary=("PT", "FR"), each_phase=detail == "full")
    here = in_detail(detail, local.assess(submitted, terms), local.policies, local.catalogue)
    assert _without_digests(ask(service(service_url), submitted, terms, detail=detail)) == _without_digests(here)


def _without_digests(report: Any) -> Any:
    written = msgspec.json.decode(msgspec.json.encode(report))
    for one in written["assessments"]:
        del one["digests"]["inputs"], one["digests"]["register"]
    return written


def test_what_the_service_refuses_is_told_at_the_callers_own_place_for_all_documents(
    local: Engine, service_url: str
) -> None:
    texts = (CHATBOT + b"flows: [{from: ghost, to: model}]\n", CHATBOT.replace(b"country: ES", b"country: XX"))
    documents = [(read(local, text, f"{number}.yaml"), None) for number, text in enumerate(texts)]
    with pytest.raises(InputError) as here:
        local.assess(documents, Terms(DAY))
    with pytest.raises(InputError) as there:
        ask(service(service_url), documents, Terms(DAY))
    assert [str(one) for one in there.value.problems] == [str(one) for one in here.value.problems]
    assert {one.file for one in there.value.problems} == {"0.yaml", "1.yaml"}


def test_a_term_that_the_service_does_not_know_is_the_callers_mistake(local: Engine, service_url: str) -> None:
    with pytest.raises(UsageError, match=r"refuses the call: There is no profile `defualt`; did you mean `default`\?"):
        ask(service(service_url), [(read(local), None)], Terms(DAY, profile="defualt"))


# How what a file says is known


class Observed:
    """Places of a file of another tool, in which everything was seen."""

    def location(self, pointer: str) -> Location:
        return Location("main.tf", 7, 3, pointer, "aws_bedrock_agent.shop")

    def known(self, pointer: str) -> Known:
        return Known("observed", "main.tf", verified=not pointer.endswith("region"))


def test_a_fact_of_an_imported_file_is_known_as_its_importer_knows_it(local: Engine, service_url: str) -> None:
    manifest = read(local)
    imported = Manifest(manifest.deployment, Observed(), manifest.digest)
    there = ask(service(service_url), [(imported, None)], TERMS)
    assert isinstance(there, Report)
    findings = there.assessments[0].findings
    facts = [fact for one in findings for fact in one.because if fact.location is not None]
    here = local.report(local.assess([(imported, None)], TERMS)).assessments[0].findings
    for one, other in zip(findings, here, strict=True):
        assert msgspec.json.encode(one.because) == msgspec.json.encode(other.because), one.rule
    assert "observed" in {fact.how for fact in facts}
    assert {fact.location.address for fact in facts} == {"aws_bedrock_agent.shop"}
    assert {one.location.file for one in findings} == {"main.tf"}


# What goes over the wire


def test_a_job_is_one_envelope_with_the_token_in_its_header(
    local: Engine, serve: Callable[..., tuple[str, Scripted]], answer: bytes, tmp_path: Path, monkeypatch: Any
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    url, asked = serve((200, {"Content-Type": "application/json"}, answer))
    register = local.read(REGISTER, "organisation.yaml").registers[0]
    ask(service(f"{url}/fielato/", "s3cret"), [(read(local), register)], Terms(DAY, gate="strict", boundary="EU"), "es")
    (request,) = asked.requests
    job = json.loads(request.body)
    assert (request.path, request.headers["Authorization"]) == ("/fielato/api/v1/assessments", "Bearer s3cret")
    assert {key: job[key] for key in job if key not in {"deployment", "register"}} == {
        "profile": "default", "as_of": "2026-11-23", "lang": "es", "detail": "full", "gate": "strict", "boundary": "EU",
    }  # fmt: skip
    assert (job["deployment"]["kind"], job["register"]["organisation"]) == ("AIDeployment", "tienda")


def test_without_a_token_none_is_sent_not_even_one_of_a_netrc(
    local: Engine, serve: Callable[..., tuple[str, Scripted]], answer: bytes, tmp_path: Path, monkeypatch: Any
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    url, asked = serve((200, {}, answer))
    ask(service(url), [(read(local), None)], TERMS)
    assert "Authorization" not in asked.requests[0].headers


@pytest.mark.parametrize(
    "failure",
    [(503, {}, b""), (429, {"Retry-After": "2"}, b""), (502, {}, b"<html>"), (500, {}, b"{}"), (504, {}, b"")],
)
def test_a_service_that_fails_twice_is_asked_again(
    local: Engine, serve: Callable[..., tuple[str, Scripted]], answer: bytes, failure: Any, at_once: list[float]
) -> None:
    url, asked = serve(failure, failure, (200, {}, answer))
    report = ask(service(url), [(read(local), None)], TERMS)
    assert isinstance(report, Report)
    assert len(asked.requests) == 3
    assert len({request.body for request in asked.requests}) == 1
    assert at_once == ([2.0, 2.0] if failure[0] == 429 else [1.0])


def test_a_service_that_asks_for_an_hour_is_given_half_a_minute(
    local: Engine, serve: Callable[..., tuple[str, Scripted]], answer: bytes, at_once: list[float]
) -> None:
    nonsense = {"Retry-After": "soon"}
    url, _ = serve((503, {"Retry-After": "3600"}, b""), (503, nonsense, b""), (200, {}, answer))
    ask(service(url), [(read(local), None)], TERMS)
    assert at_once[0] == 30.0


# Answers that are none


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_service_that_stays_busy_is_unreachable(
    local: Engine, serve: Callable[..., tuple[str, Scripted]], status: int
) -> None:
    url, asked = serve((status, {}, b'{"detail": "later\\u001b[2J"}'))
    with pytest.raises(UnreachableError, match=rf"answers with status {status}: later\N{{REPLACEMENT CHARACTER}}\[2J$"):
        ask(service(url), [(read(local), None)], TERMS)
    assert len(asked.requests) == 5


@pytest.mark.parametrize(
    ("response", "told"),
    [
        ((200, {}, b"<html>"), "something else than an assessment"),
        ((200, {}, b"{}"), "something else than an assessment"),
        ((200, {}, b'{"verdict": "compliant", "gate": {"state": "open"}}'), "something else than an assessment"),
        ((204, {}, b""), "answers with status 204"),
        ((302, {"Location": "https://elsewhere.example/"}, b""), "name the address that it leads to"),
        ((307, {"Location": "https://elsewhere.example/"}, b""), "name the address that it leads to"),
        ((401, {}, b'{"detail": "No token."}'), "No token.; name a token that it accepts"),
        ((403, {}, b""), "status 403; name a token"),
        ((404, {}, b""), "is this the address of a Fielato service?"),
        ((413, {}, b'{"detail": "Too large."}'), "answers with status 413: Too large."),
        ((422, {}, b"{}"), "answers with status 422"),
        ((500, {}, b'{"detail": 7}'), "answers with status 500"),
    ],
)
def test_no_other_answer_is_taken_for_an_assessment(
    local: Engine, serve: Callable[..., tuple[str, Scripted]], response: Any, told: str
) -> None:
    url, asked = serve(response)
    with pytest.raises(ServerError) as refused:
        ask(service(url, "s3cret"), [(read(local), None)], TERMS)
    assert told in str(refused.value)
    assert not isinstance(refused.value, UnreachableError)
    assert "s3cret" not in str(refused.value)
    assert {request.path for request in asked.requests} == {"/api/v1/assessments"}


def test_an_answer_about_another_deployment_is_none(
    local: Engine, serve: Callable[..., tuple[str, Scripted]], answer: bytes
) -> None:
    url, _ = serve((200, {}, answer))
    other = read(local, CHATBOT.replace(b"shop-chatbot", b"another"))
    with pytest.raises(ServerError, match="about another deployment"):
        ask(service(url), [(other, None)], TERMS)


def test_an_answer_without_end_is_cut_off(
    local: Engine, serve: Callable[..., tuple[str, Scripted]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fielato.remote.client.MOST", 1000)
    url, _ = serve((200, {}, b" " * 5000))
    with pytest.raises(ServerError, match="more than 1000 bytes"):
        ask(service(url), [(read(local), None)], TERMS)


def test_an_answer_that_never_gets_anywhere_is_given_up(
    local: Engine, serve: Callable[..., tuple[str, Scripted]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fielato.remote.patience.WHOLE", -1.0)
    url, _ = serve((200, {}, b" " * 5000))
    with pytest.raises(UnreachableError, match="takes too long"):
        ask(service(url), [(read(local), None)], TERMS)


def test_a_service_whose_certificate_is_none_is_not_taken_for_one_that_is_away(local: Engine, service_url: str) -> None:
    with pytest.raises(ServerError, match="cannot be trusted: ") as refused:
        ask(service(service_url.replace("http:", "https:")), [(read(local), None)], TERMS)
    assert not isinstance(refused.value, UnreachableError)


def test_nobody_there_is_told_in_plain_words(local: Engine) -> None:
    with pytest.raises(UnreachableError) as refused:
        ask(service("http://127.0.0.1:1"), [(read(local), None)], TERMS)
    assert str(refused.value) == "http://127.0.0.1:1 cannot be reached: [Errno 111] Connection refused"


def test_a_fact_in_a_file_that_was_not_sent_stays_where_it_is(local: Engine, service_url: str) -> None:
    report = ask(service(service_url), [(read(local), None)], Terms(DAY))
    assert isinstance(report, Report)
    assert isinstance(report.assessments[0], AssessmentPart)
    assert {one.location.file for one in report.assessments[0].findings} <= {"deploy/app.yaml", ""}


def test_the_day_is_the_callers(local: Engine, service_url: str) -> None:
    report = ask(service(service_url), [(read(local), None)], Terms(datetime.date(2026, 1, 2)))
    assert report.assessments[0].as_of == "2026-01-02"
