"""`fielato rules` and `fielato explain`: what the rules are, and what one of them means."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from fielato import library
from fielato.cli.options import as_of_option, formats, lang_option, policies_option
from fielato.clock import today
from fielato.reports import rules as pages
from fielato.reports.words import Language
from fielato.rules.profile import DEFAULT


@click.command()
@formats("text", "json")
@policies_option
@lang_option
def rules(format_: str, policy_folders: tuple[Path, ...], lang: Language) -> None:
    """List the rules: severity, layer, question and legal basis."""
    click.echo(pages.render_listing(library.policies(policy_folders), format_, lang), nl=False)


@click.command()
@click.argument("rule", metavar="RULE")
@click.option(
    "--trace",
    "path",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Follow the rule through every stage on a deployment.",
)
@click.option(
    "--subject", metavar="ID", help="With --trace: the subject; else the first that the rule finds fault with."
)
@click.option("--register", type=click.Path(path_type=Path), metavar="FILE", help="With --trace: the register.")
@click.option("--profile", default=DEFAULT, show_default=True, metavar="NAME", help="With --trace: the profile.")
@as_of_option
@policies_option
@lang_option
def explain(
    rule: str,
    path: Path | None,
    subject: str | None,
    register: Path | None,
    profile: str,
    as_of: datetime.date | None,
    policy_folders: tuple[Path, ...],
    lang: Language,
) -> None:
    """Explain one rule or definition: legal basis, condition, rationale, remedy and cases.

    With --trace, show how the rule comes to its outcome on one subject of a deployment, stage by stage.
    """
    if path is None:
        click.echo(pages.explain(library.policies(policy_folders), rule, lang), nl=False)
        return
    from fielato.cli.gather import gather  # a listing needs none of these
    from fielato.engine import Terms, engine
    from fielato.reports import trace

    fielato = engine(policy_folders)
    terms = Terms(as_of or today(), profile)
    compiled = fielato.policies.rules[pages.rule_id(fielato.policies, rule)]
    one = fielato.assess(gather(fielato, (str(path),), register), terms)[0]
    chosen = trace.choose(one.resolved.subjects, one.findings, compiled, subject)
    mine = [found for found in one.findings if found.rule.id == compiled.id and found.subject.id == chosen.id]
    click.echo(trace.page(compiled, chosen, mine[0] if mine else None, lang), nl=False)
