"""The tree of commands: each is one module, imported when its command is called."""

from __future__ import annotations

import importlib
import keyword
from collections.abc import Mapping
from typing import Final

import click

from fielato import __version__
from fielato.cli import exits

COMMANDS: Final[Mapping[str, tuple[str, str]]] = {
    "check": ("fielato.cli.check", "Assess deployments and decide whether the gate is open."),
    "import": ("fielato.cli.import_", "Print what was understood of infrastructure files."),
    "advise": ("fielato.cli.advise", "Say what could be changed so that a deployment may pass."),
    "assess-many": ("fielato.cli.assess_many", "Assess a fleet of manifests on every core, one line each."),
    "timeline": ("fielato.cli.timeline", "List the days on which a deployment's verdict or findings change."),
    "diff": ("fielato.cli.diff", "Compare two dates, two policies, or a scenario with the facts."),
    "explain": ("fielato.cli.rules", "Explain one rule or definition."),
    "rules": ("fielato.cli.rules", "List the rules."),
    "policy": ("fielato.cli.policy", "Work on policies: start, test, lint and list them."),
    "facts": ("fielato.cli.facts", "Look up territories, adequacy decisions and regions."),
    "schema": ("fielato.cli.schema", "Print the JSON Schema of a document."),
    "reference": ("fielato.cli.schema", "Print the reference page of the facts that rules may name."),
    "config": ("fielato.cli.config", "Show the options of `check` in force, and from where."),
    "waivers": ("fielato.cli.waivers", "Accept findings of the organisation layer until a day."),
    "serve": ("fielato.cli.serve", "Run the HTTP service and the web form."),
}
"""Each command, the module that holds it, and its help in one line."""


def _attribute(name: str) -> str:
    """What the function of a command is called: as the command, unless Python takes that word."""
    plain = name.replace("-", "_")
    return f"{plain}_" if keyword.iskeyword(plain) else plain


class _Lazy(click.Group):
    """A group that imports a command's module when the command is called, since imports dominate a cold start."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(COMMANDS[cmd_name][0]), _attribute(cmd_name))
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(code), text) for code, text in exits.MEANINGS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        from fielato.reading.hints import hint_for  # needed for a mistyped command only

        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            hint = hint_for(args[0], COMMANDS, "`fielato --help` lists them")
            ctx.fail(f"there is no command `{args[0]}`; {hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="fielato", message="%(prog)s %(version)s")
def cli() -> None:
    """Check, before deployment, where an AI system really puts personal data, and whether law and policy allow it."""
