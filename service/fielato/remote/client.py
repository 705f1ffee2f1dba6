"""One job after the other sent to a service, and its answers made into the report that a local check would print."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NoReturn

import msgspec

from fielato.engine import Terms
from fielato.errors import InputError, Problem, ServerError, UnreachableError, UsageError
from fielato.model.manifest import Manifest, RegisterFile
from fielato.remote.address import Service
from fielato.remote.places import Home, brought_home, home
from fielato.reports.document import AssessmentPart, Detail, OverallGate, Report
from fielato.reports.less import BriefPart, BriefReport, GateOfRun, VerdictPart, VerdictReport
from fielato.reports.words import Language

if TYPE_CHECKING:
    import requests

MOST: Final = 256 * 1024 * 1024
"""Bytes of an answer; one that has more is not an assessment."""
_PARTS: Final[Mapping[Detail, Any]] = {"full": AssessmentPart, "brief": BriefPart, "verdict": VerdictPart}
_CHUNK: Final = 1024 * 1024
_TOLD: Final = 500


class Refusal(msgspec.Struct, frozen=True):
    """What is read of a problem document (RFC 9457)."""

    detail: str = ""
    problems: tuple[Problem, ...] = ()


def ask(
    service: Service,
    submitted: Sequence[tuple[Manifest, RegisterFile | None]],
    terms: Terms,
    language: Language = "en",
    detail: Detail = "full",
) -> Report | BriefReport | VerdictReport:
    """The report over deployments that a service assesses, with places in the caller's own files.

    Raises UnreachableError where the service does not answer, ServerError where its answer is none, InputError with
    the problems of all documents, UsageError when the terms name what does not exist there.
    """
    from fielato.remote import patience  # the library behind it takes longer to load than a check takes

    parts: list[Any] = []
    problems: list[Problem] = []
    with patience.session() as session:
        for manifest, register in submitted:
            files = home(manifest, register)
            try:
                answer = _answer(session, service, _job(manifest, register, terms, language, detail), files)
            except InputError as error:
                problems.extend(error.problems)
                continue
            part = _decoded(service, answer, detail)
            if part.deployment.name != manifest.deployment.name:
                raise ServerError(f"{service.url} answers about another deployment than the one that was sent")
            parts.append(brought_home(part, manifest, files, language))
    if problems:
        raise InputError(problems)
    return _report(parts, detail)


def _job(manifest: Manifest, register: RegisterFile | None, terms: Terms, language: Language, detail: Detail) -> bytes:
    """The envelope of one deployment."""
    job: dict[str, Any] = {
        "deployment": manifest.deployment,
        "profile": terms.profile,
        "as_of": terms.as_of.isoformat(),
        "lang": language,
        "detail": detail,
    }
    optional = {"register": register and register.register, "gate": terms.gate, "boundary": terms.boundary}
    return msgspec.json.encode(job | {key: value for key, value in optional.items() if value is not None})


def _answer(session: requests.Session, service: Service, job: bytes, files: Home) -> bytes:
    """The body of an answer that is an assessment."""
    import requests

    from fielato.remote import patience

    def authorised(request: requests.PreparedRequest) -> requests.PreparedRequest:
        # Said here and not among the headers, since a .netrc would replace it there.
        if service.token:
            request.headers["Authorization"] = f"Bearer {service.token}"
        return request

    try:
        with session.post(
            service.assessments,
            data=job,
            headers={"Content-Type": "application/json", "Accept": "application/json"},
            auth=authorised,
            timeout=(patience.CONNECT, patience.READ),
            allow_redirects=False,  # the token goes where the caller said, and nowhere else
            stream=True,
        ) as response:
            body = _body(service, response, time.monotonic() + patience.WHOLE)
            status = response.status_code
    except requests.exceptions.SSLError as error:
        raise ServerError(f"{service.url} cannot be trusted: {_reason(error)}") from None
    except requests.RequestException as error:
        raise UnreachableError(f"{service.url} cannot be reached: {_reason(error)}") from None
    if status != 200:
        _refuse(service, status, body, files, is_busy=status in patience.BUSY)
    return body


def _body(service: Service, response: requests.Response, until: float) -> bytes:
    found = bytearray()
    for chunk in response.iter_content(_CHUNK):
        found += chunk
        if len(found) > MOST:
            raise ServerError(f"{service.url} answers with more than {MOST} bytes")
        if time.monotonic() > until:
            raise UnreachableError(f"{service.url} takes too long to answer")
    return bytes(found)


def _refuse(service: Service, status: int, body: bytes, files: Home, *, is_busy: bool) -> NoReturn:
    """Say what an answer other than an assessment means."""
    try:
        said = msgspec.json.decode(body, type=Refusal)
    except msgspec.DecodeError:
        said = Refusal()
    if status == 422 and said.problems:
        raise InputError([files.problem(_harmless(one)) for one in said.problems])
    detail = _printable(said.detail)
    if status == 400 and detail:
        raise UsageError(f"{service.url} refuses the call: {detail}")
    message = f"{service.url} answers with status {status}{': ' if detail else ''}{detail}"
    if is_busy:
        raise UnreachableError(message)
    raise ServerError(f"{message}{_ADVICE.get(status, '')}")


_ADVICE: Final[Mapping[int, str]] = {
    **dict.fromkeys((301, 302, 303, 307, 308), "; name the address that it leads to"),
    **dict.fromkeys((401, 403), "; name a token that it accepts with --token-file or FIELATO_TOKEN"),
    404: "; is this the address of a Fielato service?",
}


def _decoded(service: Service, body: bytes, detail: Detail) -> Any:
    try:
        return msgspec.json.decode(body, type=_PARTS[detail])
    except msgspec.DecodeError as error:
        message = f"{service.url} answers with something else than an assessment ({_printable(str(error))})"
        raise ServerError(f"{message}; is this the address of a Fielato service of the same version?") from None


def _report(parts: Sequence[Any], detail: Detail) -> Report | BriefReport | VerdictReport:
    state: Any = "closed" if any(part.gate.state == "closed" for part in parts) else "open"
    if detail == "full":
        reasons = tuple(reason for part in parts for reason in part.gate.reasons)
        return Report(assessments=tuple(parts), gate=OverallGate(state=state, reasons=reasons))
    report: Any = BriefReport if detail == "brief" else VerdictReport
    whole: BriefReport | VerdictReport = report(assessments=tuple(parts), gate=GateOfRun(state=state))
    return whole


def _reason(error: Exception) -> str:
    """Why there is no connection, without the names of the library's own objects."""
    inner = getattr(error.args[0], "reason", None) if error.args else None
    return _printable(str(inner or error).rpartition(": ")[2])


def _harmless(problem: Problem) -> Problem:
    return msgspec.structs.replace(problem, message=_printable(problem.message), hint=_printable(problem.hint))


def _printable(text: str) -> str:
    """Text from elsewhere, fit for a terminal."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text[:_TOLD])
