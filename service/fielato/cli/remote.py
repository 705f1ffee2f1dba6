"""The options that have a running service assess instead of this machine, and what happens where it cannot."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
import msgspec

from fielato.errors import UnreachableError, UsageError

if TYPE_CHECKING:
    from fielato.engine import Terms
    from fielato.model.manifest import Manifest, RegisterFile
    from fielato.reports.document import Detail, Report
    from fielato.reports.less import BriefReport, VerdictReport
    from fielato.reports.words import Language

TOKEN: Final = "FIELATO_TOKEN"  # noqa: S105 - the name of the variable
"""The environment variable that may hold the token."""
_MOST: Final = 64 * 1024


class Remote(msgspec.Struct, frozen=True):
    """Which service is asked, as the call names it."""

    url: str
    token_file: Path | None
    insecure_http: bool
    offline_fallback: bool


def server_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--server` and what goes with it; the command takes them together, as `asked`: None where it is to assess."""

    @functools.wraps(command)
    def with_options(
        *args: Any,
        server: str | None,
        token_file: Path | None,
        insecure_http: bool,
        offline_fallback: bool,
        **given: Any,
    ) -> Any:
        asked = remote(server, token_file, insecure_http=insecure_http, offline_fallback=offline_fallback)
        return command(*args, asked=asked, **given)

    options = (
        click.option("--server", metavar="URL", help="Have this running service assess, by its own rules and facts."),
        click.option(
            "--token-file",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help=f"With --server: the file that holds the token; else {TOKEN} in the environment.",
        ),
        click.option("--insecure-http", is_flag=True, help="With --server: allow an address without encryption."),
        click.option(
            "--offline-fallback",
            is_flag=True,
            help="With --server: assess here where it cannot be reached, instead of ending with 2.",
        ),
    )
    wrapped: Callable[..., Any] = with_options
    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped


def remote(
    server: str | None, token_file: Path | None, *, insecure_http: bool, offline_fallback: bool
) -> Remote | None:
    """What the options come to; None where no service is named. Raises UsageError where they make no sense."""
    if server:
        return Remote(server, token_file, insecure_http, offline_fallback)
    flags = {"--insecure-http": insecure_http, "--offline-fallback": offline_fallback}
    if given := [name for name, value in flags.items() if value]:
        raise UsageError(f"{given[0]} goes with --server")
    return None


def require_alone(asked: Remote, others: Mapping[str, object]) -> None:
    """Raise UsageError where an option is given that a service cannot be told."""
    for option, value in others.items():
        if value:
            raise UsageError(f"{option} cannot be sent to {asked.url}: the service has rules and facts of its own")


def ask(
    asked: Remote,
    submitted: Sequence[tuple[Manifest, RegisterFile | None]],
    terms: Terms,
    language: Language,
    detail: Detail,
) -> Report | BriefReport | VerdictReport | None:
    """The service's report; None where it cannot be reached and the call says to assess here then.

    Raises what `remote.ask` does otherwise: the gate stays closed.
    """
    from fielato import remote as services  # most checks ask nobody

    service = services.service(asked.url, _token(asked.token_file), insecure_http=asked.insecure_http)
    try:
        return services.ask(service, submitted, terms, language, detail)
    except UnreachableError as error:
        if not asked.offline_fallback:
            raise UnreachableError(f"{error}\nNothing was assessed; the gate counts as closed.") from None
        click.echo(f"fielato: WARNING: {error}", err=True)
        click.echo("fielato: WARNING: assessed on this machine instead, by the rules and facts that it has", err=True)
        return None


def violations(answer: Report | BriefReport | VerdictReport) -> list[bool]:
    """The closed gates of an answer, each with whether a violation closes it."""
    gates = [one.gate for one in answer.assessments if one.gate.state == "closed"]
    return [any(reason.outcome == "violated" for reason in gate.reasons) for gate in gates]


def _token(file: Path | None) -> str:
    if file is None:
        return os.environ.get(TOKEN, "").strip()
    try:
        with file.open("rb") as opened:
            token = opened.read(_MOST).decode("ascii").strip()
    except OSError as error:
        raise UsageError(f"--token-file {file} cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise UsageError(f"--token-file {file} holds no token") from None
    if not token:
        raise UsageError(f"--token-file {file} is empty")
    return token
