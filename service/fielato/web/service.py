"""What every request shares: the settings, the engine, the answers it remembers, and the current day."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from flask import current_app

from fielato.clock import today
from fielato.engine import Engine, engine
from fielato.errors import InputError, PolicyError
from fielato.settings import Settings
from fielato.web.remembered import Remembered


@dataclass(frozen=True, slots=True)
class Service:
    """One running instance."""

    settings: Settings
    today: Callable[[], datetime.date] = today
    """Gives the date to assess by when the caller names none."""
    remembered: Remembered = field(init=False, repr=False)
    """The answers of its engine: another instance, with other policies, has others."""
    _loaded: list[Engine] = field(default_factory=list, init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "remembered", Remembered(self.settings.remembered_bytes))

    def engine(self) -> Engine:
        """The engine; policies and catalogue are loaded when it is first asked for, and kept when that succeeds.

        Raises PolicyError when the policies of this instance cannot be loaded: never the caller's fault.
        """
        if not self._loaded:
            try:
                self._loaded.append(engine(self.settings.policies))
            except InputError as error:
                raise PolicyError(error.problems) from error
        return self._loaded[0]


def current() -> Service:
    """The instance that the current request belongs to."""
    service: Service = current_app.extensions["fielato"]
    return service
