"""Which settings the service takes from its environment (`FIELATO_*`), and what each is without one."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fielato import cache
from fielato.errors import UsageError
from fielato.reading import DEFAULT

REMEMBERED: Final = 32 * 1024 * 1024
"""How many bytes of answers each worker of the service keeps in its memory, where nothing else is set."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this instance runs."""

    secret_key: str = ""
    """Signs the form's session; empty makes one per start, and sessions end with it."""
    policies: tuple[Path, ...] = ()
    """Folders of further rules beside the shipped ones."""
    max_bytes: int = DEFAULT.bytes
    """The largest document that is taken."""
    cache: str = ""
    """The folder in which compiled policies are kept, or `off`; empty is `fielato` in the user's cache folder."""
    remembered_bytes: int = REMEMBERED
    """How much each worker of the service remembers of the answers that it gave; 0 is nothing."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable and the setting that it gives."""

    name: str
    """As it stands in the environment."""
    setting: str
    """The field of `Settings`."""
    parse: Callable[[str], Any]
    """Reads its text; raises ValueError when it cannot."""
    description: str
    """What it does, and how it is written."""


def _folders(text: str) -> tuple[Path, ...]:
    return tuple(Path(part) for part in text.split(os.pathsep) if part)


def _size(text: str) -> int:
    size = int(text)
    if not 1 <= size <= DEFAULT.bytes:
        raise ValueError(f"it must lie between 1 and {DEFAULT.bytes}")
    return size


def _memory(text: str) -> int:
    size = int(text)
    if size < 0:
        raise ValueError("it must be 0 or more")
    return size


VARIABLES: Final[tuple[Variable, ...]] = (
    Variable(
        "FIELATO_SECRET_KEY",
        "secret_key",
        str,
        "Signs the web form's session. Set it where several instances stand behind one address.",
    ),
    Variable(
        "FIELATO_POLICIES",
        "policies",
        _folders,
        f"Folders of further rules, separated by `{os.pathsep}`.",
    ),
    Variable(
        "FIELATO_MAX_BYTES",
        "max_bytes",
        _size,
        f"The largest document that is taken, in bytes, at most {DEFAULT.bytes}.",
    ),
    Variable(
        cache.VARIABLE,
        "cache",
        str,
        "The folder in which compiled policies are kept between runs, for every command; `off` keeps none. Without it, "
        "`fielato` in `$XDG_CACHE_HOME` or `~/.cache`.",
    ),
    Variable(
        "FIELATO_REMEMBERED_BYTES",
        "remembered_bytes",
        _memory,
        "How many bytes of the answers that it gave lately each worker of the service keeps in its memory, to answer "
        f"the same question at once; 0 keeps none. Without it, {REMEMBERED}.",
    ),
)
"""Every variable that is read; an empty one counts as not set."""


def from_environment(environment: Mapping[str, str]) -> Settings:
    """The settings that an environment gives.

    Raises UsageError when the text of a variable cannot be read.
    """
    found: dict[str, Any] = {}
    for variable in VARIABLES:
        text = environment.get(variable.name, "")
        if not text:
            continue
        try:
            found[variable.setting] = variable.parse(text)
        except ValueError as error:
            raise UsageError(f"{variable.name}: `{text}` cannot be used: {error}. {variable.description}") from None
    return Settings(**found)
