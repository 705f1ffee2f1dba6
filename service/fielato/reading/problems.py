"""How the mistakes in one file are gathered, so that all of them are told at once and in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from fielato.errors import InputError, Problem

if TYPE_CHECKING:
    from fielato.reading.document import Mark
    from fielato.reading.limits import Limits

_SHOWN = 60


def shown(text: str) -> str:
    """Make text from a file fit for a message: short, and without characters that a terminal obeys."""
    cut = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in cut)


def quoted(value: object) -> str:
    """The offending value as its author may have written it, short and harmless."""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return f"`{shown(str(value))}`"


class Problems:
    """The mistakes found in one file so far."""

    def __init__(self, file: str, limits: Limits) -> None:
        self._file = file
        self._limit = limits.problems
        self._found: list[Problem] = []

    def add(self, mark: Mark, message: str, *, hint: str = "", pointer: str = "") -> None:
        """Note a mistake; when the list is full, stop reading.

        Raises:
            InputError: as many mistakes as are listed have been found.

        """
        if len(self._found) == self._limit:
            self.stop(mark, f"more mistakes follow; only the first {self._limit} are listed")
        self._found.append(Problem(message, self._file, mark.line, mark.column, pointer, hint))

    def stop(self, mark: Mark, message: str, *, hint: str = "", pointer: str = "") -> NoReturn:
        """Note a mistake after which nothing more can be read, and raise them all.

        Raises:
            InputError: always.

        """
        self._found.append(Problem(message, self._file, mark.line, mark.column, pointer, hint))
        raise InputError(self._sorted())

    def raise_any(self) -> None:
        """Raise what was found, if anything was.

        Raises:
            InputError: at least one mistake was found.

        """
        if self._found:
            raise InputError(self._sorted())

    def _sorted(self) -> list[Problem]:
        return sorted(self._found, key=lambda problem: (problem.line, problem.column))
