"""`fielato policy`: run the cases that stand beside rules and definitions."""

from __future__ import annotations

from pathlib import Path

import click

from fielato import library
from fielato.cli import exits
from fielato.rules import cases


@click.group()
def policy() -> None:
    """Work on policies."""


@policy.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
def test(folder: Path | None) -> int:
    """Run the cases of the shipped policies, or of a folder of further rules.

    Ends with 0 when every case comes out as written and every outcome has a case, else with 1.
    """
    policies = library.policies_in(folder) if folder is not None else library.policies()
    owners = set(policies.cases) | set(policies.rules) | set(policies.definitions)
    if folder is not None:
        owners -= set(library.policies().rules) | set(library.policies().definitions)
        owners = owners or set(policies.rules) | set(policies.definitions)
    failures = [failure for failure in cases.run(policies) if failure.owner in owners]
    for failure in failures:
        where = f"{failure.owner}: {failure.case}" if failure.case else failure.owner
        click.echo(f"{where}: {failure.message}", err=True)
    count = sum(len(policies.cases.get(owner, ())) for owner in owners)
    rules = sum(owner in policies.rules for owner in owners)
    click.echo(f"{rules} rules, {len(owners) - rules} definitions, {count} cases: {len(failures)} failed")
    return exits.VIOLATED if failures else exits.OPEN
