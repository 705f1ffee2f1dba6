"""`fielato waivers`: write a waiver of a finding, sign all of a file, and list what became of each."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from fielato.cli import accepted as accepting_module
from fielato.cli.accepted import Accepting, waiver_options
from fielato.cli.gather import gather
from fielato.cli.options import (
    DateType,
    as_of_option,
    at_option,
    boundary_option,
    emit,
    formats,
    lang_option,
    output_option,
    policies_option,
    profile_option,
    register_option,
)
from fielato.clock import today
from fielato.engine import Engine, Terms, engine
from fielato.errors import InputError, Problem, UsageError

if TYPE_CHECKING:
    from fielato.assess import Assessment
    from fielato.model.controller import Boundary
    from fielato.model.surroundings import Surroundings
    from fielato.model.waivers import Waiver
    from fielato.reports.words import Language
    from fielato.waivers.writing import Granted

_PATHS: Callable[[Any], Any] = click.argument("paths", nargs=-1, required=True, metavar="PATH…")


@click.group()
def waivers() -> None:
    """Accept findings of the organisation layer until a day, and see what became of it."""


@waivers.command()
@click.argument("rule", metavar="RULE")
@click.argument("subject", metavar="SUBJECT")
@_PATHS
@click.option("--reason", required=True, help="Why it can be accepted.")
@click.option("--owner", required=True, help="Who answers for it until it expires.")
@click.option("--requester", required=True, help="Who asked for it.")
@click.option("--approver", required=True, help="Who granted it; never the requester.")
@click.option("--expires", required=True, type=DateType(), metavar="DATE", help="Its last day, YYYY-MM-DD.")
@click.option(
    "--append",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Add it to this file, which is begun where there is none, and do not print it.",
)
@profile_option
@policies_option
@boundary_option
@as_of_option
@register_option
@at_option
def new(
    rule: str,
    subject: str,
    paths: tuple[str, ...],
    reason: str,
    owner: str,
    requester: str,
    approver: str,
    expires: datetime.date,
    append: Path | None,
    profile: str,
    policy_folders: tuple[Path, ...],
    boundary: Boundary | None,
    as_of: datetime.date | None,
    register: Path | None,
    around: Surroundings | None,
) -> None:
    """Write the waiver of one finding, as it is in the deployments of these paths; it begins on the date."""
    from fielato.waivers import writing

    day = as_of or today()
    fielato = engine(policy_folders)
    people = writing.Granted(reason, owner, requester, approver, day, expires)
    terms = Terms(day, profile, boundary=boundary, each_phase=False)
    found = fielato.assess(gather(fielato, paths, register, None, around), terms)
    made = _of_finding(found, rule, subject, people)
    file = str(append) if append is not None else "the new waiver"
    before = _text(append) if append is not None and append.exists() else writing.HEAD
    whole = _ending(before) + "".join(map(writing.entry, made))
    count = 0 if before == writing.HEAD else len(_read(fielato, before, file))
    if len(_read(fielato, whole, file)) != count + len(made):
        raise UsageError(f"{file} is not written so that a waiver can be added at its end: add it by hand")
    emit(whole, append)


@waivers.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--key",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The private Ed25519 key (PEM); `openssl genpkey -algorithm ed25519` makes one.",
)
@policies_option
@output_option
def export(file: Path, key: Path, policy_folders: tuple[Path, ...], output: Path | None) -> None:
    """Sign the waivers of a file, for pipelines that do not trust the repository."""
    from fielato.waivers import envelope, writing

    signing = envelope.signing_key(accepting_module.bytes_of(key), str(key))
    found = _read(engine(policy_folders), _text(file), str(file))
    emit(envelope.sealed(writing.document(found), signing).decode(), output)


@waivers.command("list")
@_PATHS
@profile_option
@policies_option
@boundary_option
@as_of_option
@register_option
@at_option
@waiver_options
@formats("text", "json")
@output_option
@lang_option
def list_(
    paths: tuple[str, ...],
    profile: str,
    policy_folders: tuple[Path, ...],
    boundary: Boundary | None,
    as_of: datetime.date | None,
    register: Path | None,
    around: Surroundings | None,
    accepting: Accepting,
    format_: str,
    output: Path | None,
    lang: Language,
) -> None:
    """List every waiver for the deployments of these paths, with what becomes of it, counted or not."""
    from fielato.reports import waivers_list

    fielato = engine(policy_folders)
    terms = Terms(as_of or today(), profile, boundary=boundary)
    gathered = gather(fielato, paths, register, None, around)
    manifests = [manifest for manifest, _ in gathered]
    counted = accepting_module.accepted(accepting, manifests, fielato.policies).waivers
    trusting = msgspec.structs.replace(accepting, trust_waivers=True)
    everything = accepting_module.accepted(trusting, manifests, fielato.policies)
    untrusted = frozenset(one.file for one in counted.uncounted) if counted is not None else frozenset()
    page = waivers_list.listed(fielato.assess(gathered, terms, everything), untrusted, lang)
    emit(waivers_list.render(page, format_, lang), output)


def _of_finding(found: list[Assessment], rule: str, subject: str, people: Granted) -> list[Waiver]:
    """The waivers of a finding, one for each deployment that has it; raises UsageError where none may be waived."""
    from fielato.waivers import writing

    named = [
        (one, finding)
        for one in found
        for finding in one.findings
        if (finding.rule.id, finding.subject.id) == (rule, subject)
    ]
    if any(finding.rule.rule.layer == "law" for _, finding in named):
        raise UsageError(f"`{rule}` is a rule of law, and law is not waived")
    if not named:
        from fielato.reading import hint_for

        names = [f"{finding.rule.id} {finding.subject.id}" for one in found for finding in one.findings]
        hint = hint_for(f"{rule} {subject}", names, "`fielato check` lists the findings, each with rule and subject")
        raise UsageError(f"there is no finding of `{rule}` for `{subject}` here; {hint}")
    return [writing.waiver_of(finding, one.manifest, one.as_of, people) for one, finding in named]


def _read(fielato: Engine, text: str, file: str) -> list[Waiver]:
    from fielato.waivers import read_written

    return [one.waiver for one in read_written(text.encode(), file, accepting_module.layers(fielato.policies)).entries]


def _ending(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def _text(file: Path) -> str:
    data = accepting_module.bytes_of(file)
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise InputError(Problem("this is not text", str(file), hint="save it as UTF-8")) from None
