"""What `--scenario` names: a shipped scenario or a file, laid over the facts of an engine."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fielato import library
from fielato.errors import InputError, Problem, UsageError

if TYPE_CHECKING:
    from fielato.engine import Engine
    from fielato.scenarios import Named


def supposing(engine: Engine, scenario: str | None, day: datetime.date) -> Engine:
    """The engine as the scenario has it, from its own date or else from `day` on; as it is where none is named."""
    if scenario is None:
        return engine
    from fielato.scenarios import lay, named, parse  # most calls suppose nothing

    call = named(scenario)
    path = _path(call)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(Problem(f"cannot be read: {error.strerror or error}", str(path))) from None
    return engine.supposing(lay(parse(data, str(path), call), engine.catalogue, day))


def _path(call: Named) -> Path:
    shipped = library.scenarios()
    if call.name in shipped:
        return shipped[call.name]
    path = Path(call.name)
    if path.suffix or path.exists():
        return path
    from fielato.reading.hints import hint_for  # needed for a mistyped name only

    hint = hint_for(call.name, shipped, f"known: {', '.join(shipped)}; or name a file")
    raise UsageError(f"there is no scenario `{call.name}`; {hint}")
