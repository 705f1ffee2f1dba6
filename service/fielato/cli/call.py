"""One call of the command line: every error becomes a message and an exit code."""

from __future__ import annotations

import sys
from typing import Any, Final

import click

from fielato import __version__
from fielato.cli import exits
from fielato.cli.commands import cli
from fielato.errors import CatalogueError, FielatoError, FileError

_MAX_PROBLEMS: Final = 50


def call(arguments: list[str] | None = None) -> int:
    """Run the command that the arguments name, those of the process by default; one of `exits`."""
    try:
        code = cli.main(arguments, prog_name="fielato", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        error.show()
        return exits.UNREADABLE
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped: nothing was decided", err=True)
        return exits.UNREADABLE
    except BrokenPipeError:
        sys.stderr.close()
        return exits.UNREADABLE
    except CatalogueError as error:
        _show_defect(error)
        return exits.INTERNAL
    except FielatoError as error:
        _show(error)
        return exits.UNREADABLE
    except Exception as error:  # the shell is where a defect is caught and told
        _show_defect(error)
        return exits.INTERNAL
    return code if isinstance(code, int) else exits.OPEN


def _show(error: FielatoError) -> None:
    """Tell the user on standard error what is wrong, every problem on a line of its own."""
    problems = error.problems if isinstance(error, FileError) else ()
    if not problems:
        click.echo(f"fielato: {error}", err=True)
    for problem in problems[:_MAX_PROBLEMS]:
        click.echo(str(problem), err=True)
    if len(problems) > _MAX_PROBLEMS:
        click.echo(f"… and {len(problems) - _MAX_PROBLEMS} more problems", err=True)
    if problems:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        click.echo(f"fielato: {count}; nothing was assessed", err=True)


def _show_defect(error: BaseException) -> None:
    import platform  # loaded for a defect only, as is the next
    import traceback

    lines: list[Any] = [
        "fielato: internal error. Nothing was decided; the gate counts as closed.",
        f"This is a defect of Fielato {__version__} (Python {platform.python_version()}, {platform.system()}).",
        "Please report it with the lines below and, if you may share it, the input:",
        "".join(traceback.format_exception(error)).rstrip(),
    ]
    for line in lines:
        click.echo(line, err=True)
