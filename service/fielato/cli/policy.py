"""`fielato policy`: start rules and definitions, run their cases, find what is wrong with them, write their pages."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import click

from fielato import library
from fielato.cli import exits
from fielato.cli.options import formats
from fielato.errors import UsageError
from fielato.model.variables import SubjectKind
from fielato.rules import cases
from fielato.rules.pack import Policies

folder_argument: Callable[[Any], Any] = click.argument(
    "folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]"
)


@click.group()
def policy() -> None:
    """Work on policies: start, test, lint and list them."""


@policy.command()
@click.argument("name", metavar="PACK/NAME")
@click.option("--definition", is_flag=True, help="A definition and not a rule; its name is like `territory.safe`.")
@click.option("--subject", type=click.Choice(get_args(SubjectKind)), default="deployment", show_default=True)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("policies"),
    show_default=True,
    help="The folder of packs to write to.",
)
def new(name: str, definition: bool, subject: SubjectKind, folder: Path) -> None:
    """Start a rule or definition with its cases; what is to be written is marked TODO, and lint asks for it."""
    from fielato.rules.scaffold import scaffold

    packs = {path.parent.name for path in folder.glob("*/pack.yaml")}
    files = {folder / path: text for path, text in scaffold(name, subject, packs, definition=definition).items()}
    taken = [path for path in files if path.exists()]
    if taken:
        raise UsageError(f"{taken[0]} exists already, and nothing was written; choose another name")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as opened:
            opened.write(text)
        click.echo(path)


@policy.command()
@folder_argument
@click.option("--coverage", is_flag=True, help="Measure, too, whether cases see every branch of every condition.")
def test(folder: Path | None, coverage: bool) -> int:
    """Run the cases of the shipped policies, or of a folder of further rules.

    Ends with 0 when every case comes out as written and every outcome has a case, else with 1; with --coverage, also
    with 1 when a case set leaves a branch untested. A branch is a test of a condition with one of its two answers; a
    case covers it if the test has that answer there and the rule would come out otherwise if it had not.
    """
    policies, packs = _loaded(folder)
    rules = [rule for rule in policies.rules if packs is None or rule.partition("/")[0] in packs]
    definitions = [name for name, one in policies.definitions.items() if packs is None or one.pack in packs]
    owners = [*rules, *definitions]
    failures = [failure for owner in owners for failure in cases.failures(policies, owner)]
    for failure in failures:
        where = f"{failure.owner}: {failure.case}" if failure.case else failure.owner
        click.echo(f"{where}: {failure.message}", err=True)
    count = sum(len(policies.cases.get(owner, ())) for owner in owners)
    click.echo(f"{len(rules)} rules, {len(definitions)} definitions, {count} cases: {len(failures)} failed")
    complete = not coverage or _is_covered(policies, owners, folder)
    return exits.OPEN if complete and not failures else exits.VIOLATED


@policy.command()
@folder_argument
@click.option(
    "--show",
    type=click.Choice(["error", "warning", "info"]),
    default="warning",
    show_default=True,
    help="Print, as text, what is at least as grave as this.",
)
@formats("text", "json")
def lint(folder: Path | None, show: Any, format_: str) -> int:
    """Find what is wrong with the shipped policies, or with a folder of further rules.

    Ends with 0 when there are no errors, else with 1.
    """
    from fielato.reports import lint as report
    from fielato.rules.lint.run import lint as linted

    findings = linted(*_loaded(folder))
    click.echo(report.render(findings, format_, show, functools.partial(_shown, folder)), nl=False)
    return exits.VIOLATED if any(one.severity == "error" for one in findings) else exits.OPEN


@policy.command()
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("policies"),
    show_default=True,
    help="The folder to write to.",
)
def docs(output: Path) -> None:
    """Write the pages RULES.md and ARTICLES.md: every rule, and every article with the rules that rest on it."""
    from fielato.cli.options import emit
    from fielato.reports.policy_pages import PAGES

    output.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        emit(page(library.policies()), output / name)
        click.echo(output / name)


def _loaded(folder: Path | None) -> tuple[Policies, frozenset[str] | None]:
    """The policies, and which packs of them are asked about; None for all."""
    if folder is None:
        return library.policies(), None
    return library.policies_in(folder), library.packs_in(folder)


def _is_covered(policies: Policies, owners: list[str], folder: Path | None) -> bool:
    from fielato.reports import lint as report
    from fielato.rules.gaps import measure
    from fielato.rules.places import Places

    places = Places(policies)
    measured = [measure(policies, owner, places) for owner in owners]
    for line in report.untested(measured, functools.partial(_shown, folder)):
        click.echo(line, err=True)
    click.echo(report.coverage(measured))
    return not any(one.untested for one in measured)


def _shown(folder: Path | None, file: str) -> str:
    """The file as the caller can open it from where they are."""
    found = library.place_of(file, folder)
    if found is None:
        return file
    return str(found.relative_to(Path.cwd()) if found.is_relative_to(Path.cwd()) else found)
