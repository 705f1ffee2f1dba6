"""That a file in the repository asks for no less than is asked for without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from fielato import library
from fielato.cli.nearest import Found
from fielato.clock import today
from fielato.configuration.strictness import Demands, Loosened, demands, looser
from fielato.errors import InputError, Problem, UsageError
from fielato.rules.profile import choose

_BLAMED: Final = {
    "profile": ("profile", "policies"),
    "gate": ("gate", "profile", "policies"),
    "boundary": ("boundary", "profile", "policies"),
}
"""The keys that can be behind each thing of which less is asked for, the likeliest first."""


def require_tighter(found: Found, given: Mapping[str, Any], without: Mapping[str, Any]) -> None:
    """Raise InputError where the parameters with the file ask for less than those without it."""
    plain = _demands(without)
    try:
        asked = _demands(given)
    except UsageError as error:
        key = next(key for key in ("gate", "profile", "policies") if key in found.written.given)
        raise InputError(found.written.problem(key, str(error))) from None
    problems = list(_problems(found, looser(asked, plain), str(without["profile"])))
    if problems:
        raise InputError(problems)


def _demands(parameters: Mapping[str, Any]) -> Demands:
    choice = choose(library.policies(tuple(parameters["policy_folders"])), parameters["profile"], parameters["gate"])
    return demands(choice, parameters["boundary"], library.catalogue(), parameters["as_of"] or today())


def _problems(found: Found, loosened: tuple[Loosened, ...], profile: str) -> Iterator[Problem]:
    for one in loosened:
        key = next(key for key in _BLAMED[one.aspect] if key in found.written.given)
        message = f"`{key}` asks for less than the profile `{profile}` that is in force without this file: {one.reason}"
        hint = f"a file in the repository may only ask for more; give --{key} in the pipeline's own definition"
        yield found.written.problem(key, message, hint)
