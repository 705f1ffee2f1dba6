"""What can go wrong, and whose fault it is: one tree, caught only by the shells (`cli`, `web`).

    FielatoError
    ├── InputError      the caller's file cannot be read or is not valid        exit 2, HTTP 400/413/415/422
    ├── UsageError      the call itself is wrong: a flag, a name, a date        exit 2, HTTP 400
    ├── PolicyError     a rule, definition, profile or pack is not valid        exit 2, HTTP 500
    ├── ServerError     a service that was asked gives no assessment            exit 2
    │   └── UnreachableError   it does not answer, or cannot now
    └── CatalogueError  a row of `seeds/` is not valid                          exit 4, HTTP 500

Anything else that escapes is a defect of Fielato (exit 4).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec


class Problem(msgspec.Struct, frozen=True):
    """One mistake in a file, at its place.

    `line` and `column` count from 1; 0 means that the place is not known. `pointer` is an RFC 6901 JSON pointer
    into the document. `hint` says what to do (a “did you mean”, an example), or is empty.
    """

    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    pointer: str = ""
    hint: str = ""

    @property
    def place(self) -> str:
        """`file:line:column`, as far as it is known."""
        return ":".join([self.file or "-", *(str(n) for n in (self.line, self.column) if n)])

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}"
        return f"{text} ({self.hint})" if self.hint else text


class FielatoError(Exception):
    """The root of everything that Fielato raises on purpose."""


class UsageError(FielatoError):
    """The call is wrong: an unknown name, an impossible date, two flags that exclude each other."""


class ServerError(FielatoError):
    """A service that was asked to assess did not: its address, its answer or its state is wrong."""


class UnreachableError(ServerError):
    """A service does not answer, or says that it cannot now."""


class FileError(FielatoError):
    """A file is not valid: carries every problem found in it, in order of place."""

    def __init__(self, problems: Problem | Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class InputError(FileError):
    """A manifest or register that the caller gave cannot be read, or is not valid."""


class PolicyError(FileError):
    """A rule, definition, profile or pack is not valid; its author must mend it."""


class CatalogueError(FileError):
    """A row of the reference facts in `seeds/` is not valid; the maintainers must mend it."""
