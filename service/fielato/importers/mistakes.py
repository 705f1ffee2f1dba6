"""How the mistakes of several files, or of several things in one, are told together."""

from __future__ import annotations

from types import TracebackType

from fielato.errors import InputError, Problem


class Mistakes:
    """What is wrong so far: within `with mistakes:` the problems that end what is done are kept, and it goes on."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def __enter__(self) -> None:
        """Gather what is wrong inside."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> bool:
        """Keep the problems of an InputError."""
        if isinstance(error, InputError):
            self.problems.extend(error.problems)
            return True
        return False

    def refuse(self) -> None:
        """Raise InputError with all problems, if there are any."""
        if self.problems:
            raise InputError(self.problems)
