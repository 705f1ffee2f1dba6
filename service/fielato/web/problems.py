"""What an error looks like over HTTP: one RFC 9457 problem document for every status, whoever raised it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Final

import msgspec
from flask import Response, current_app, request
from msgspec import Meta
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed

from fielato.errors import FielatoError, FileError, InputError, Problem, UsageError

MEDIA_TYPE: Final = "application/problem+json"


class ProblemPart(msgspec.Struct, frozen=True, kw_only=True):
    """One mistake in a document that was sent."""

    message: Annotated[str, Meta(description="What is wrong.")]
    file: Annotated[str, Meta(description="The part of the submission that it stands in.")]
    line: Annotated[int, Meta(description="From 1; 0 is not known.")]
    column: Annotated[int, Meta(description="From 1; 0 is not known.")]
    pointer: Annotated[str, Meta(description="RFC 6901 JSON pointer.")]
    hint: Annotated[str, Meta(description="What to do, or empty.")]


class ProblemDocument(msgspec.Struct, frozen=True, kw_only=True):
    """Why a request was refused (RFC 9457)."""

    type: Annotated[str, Meta(description="Names the kind of problem.")]
    title: Annotated[str, Meta(description="The kind of problem in words.")]
    status: Annotated[int, Meta(description="The HTTP status.", ge=400, le=599)]
    detail: Annotated[str, Meta(description="What is wrong with this request, and what to do.")]
    instance: Annotated[str, Meta(description="The path that was asked for.")]
    problems: Annotated[tuple[ProblemPart, ...], Meta(description="Every mistake in the document that was sent.")]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem, for one HTTP status."""

    slug: str
    title: str
    detail: str
    """What to say where nothing more is known."""


KINDS: Final[Mapping[int, Kind]] = {
    400: Kind("wrong-parameter", "The request is wrong", "The request cannot be understood."),
    404: Kind("not-found", "There is no such thing", "Nothing is published under this address; see /openapi.json."),
    405: Kind("method-not-allowed", "The method is not allowed", "The Allow header says which methods are."),
    413: Kind("too-large", "The document is too large", "Send a smaller document."),
    415: Kind("media-type", "The media type is not supported", "Send YAML or JSON and say so in Content-Type."),
    422: Kind("invalid-document", "The document is not valid", "Correct the document and send it again."),
    500: Kind("internal", "Internal error", "Nothing was decided; the service's log says why."),
    503: Kind("not-ready", "Not ready", "Policies or catalogue cannot be loaded; the service's log says why."),
}
"""Every kind that the service makes itself."""


def document(status: int, detail: str = "", problems: Sequence[Problem] = ()) -> ProblemDocument:
    """The problem document for a status, about the current request."""
    kind = KINDS.get(status)
    return ProblemDocument(
        type=f"urn:fielato:problem:{kind.slug}" if kind else "about:blank",
        title=kind.title if kind else HTTPStatus(status).phrase,
        status=status,
        detail=detail or (kind.detail if kind else HTTPStatus(status).description or HTTPStatus(status).phrase),
        instance=request.path,
        problems=tuple(
            ProblemPart(message=p.message, file=p.file, line=p.line, column=p.column, pointer=p.pointer, hint=p.hint)
            for p in problems
        ),
    )


def of_error(error: Exception) -> ProblemDocument:
    """The problem document for anything that was raised; what is not the caller's fault says nothing of the inside."""
    match error:
        case InputError():
            count = len(error.problems)
            said = "one mistake" if count == 1 else f"{count} mistakes"
            return document(422, f"The document has {said}; nothing was assessed.", error.problems)
        case UsageError():
            return document(400, _sentence(str(error)))
        case HTTPException() if error.code is not None and not isinstance(error, InternalServerError):
            own = error.description if error.description != type(error).description else ""
            return document(error.code, _sentence(own or ""))
        case _:
            current_app.logger.error("nothing was decided: %s", _about(error), exc_info=error)
            return document(500)


def answer(error: Exception) -> Response:
    """The response to an error."""
    found = of_error(error)
    response = Response(msgspec.json.encode(found), found.status, mimetype=MEDIA_TYPE)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _about(error: Exception) -> str:
    if isinstance(error, FileError):
        return "; ".join(str(problem) for problem in error.problems)
    return str(error) if isinstance(error, FielatoError) else "internal error"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] if text[:1] != "`" else text
