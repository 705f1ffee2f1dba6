"""`fielato rules` and `fielato explain`: what the rules are, and what one of them means."""

from __future__ import annotations

from pathlib import Path

import click

from fielato import library
from fielato.cli.options import formats, lang_option, policies_option
from fielato.reports import rules as pages
from fielato.reports.words import Language


@click.command()
@formats("text", "json")
@policies_option
@lang_option
def rules(format_: str, policy_folders: tuple[Path, ...], lang: Language) -> None:
    """List the rules: severity, layer, question and legal basis."""
    click.echo(pages.render_listing(library.policies(policy_folders), format_, lang), nl=False)


@click.command()
@click.argument("rule", metavar="RULE")
@policies_option
@lang_option
def explain(rule: str, policy_folders: tuple[Path, ...], lang: Language) -> None:
    """Explain one rule or definition: legal basis, condition, rationale, remedy and cases."""
    click.echo(pages.explain(library.policies(policy_folders), rule, lang), nl=False)
