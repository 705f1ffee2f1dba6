"""What the benchmark asks of an engine: made ready once with a pack, then from bytes to outcomes."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from fielato.rules.outcome import Outcome

from ..generate import Pack, Rule

Triple = tuple[str, str, str | Outcome]
"""Rule, component and outcome; ours is a member of `Outcome`, a peer's its word."""
Judge = Callable[[bytes], Iterable[Triple]]
"""From the bytes of a manifest to every outcome except `not_applicable`, in any order."""
SATISFIED: Final = "satisfied"
VIOLATED: Final = "violated"
UNDETERMINED: Final = "undetermined"


def words(found: Iterable[Triple]) -> set[tuple[str, str, str]]:
    """The outcomes as words, to be compared."""
    return {
        (rule, component, verdict if isinstance(verdict, str) else verdict.value) for rule, component, verdict in found
    }


class UnavailableError(Exception):
    """The engine is not installed, or could not be loaded; the table says so."""


@dataclass(frozen=True, slots=True)
class Peer:
    """An engine. `prepare` does once whatever can be done before the first manifest is seen."""

    name: str
    distribution: str
    """The package that it comes from."""
    prepare: Callable[[Pack], Judge]
    note: str
    """How it is used, and what is not like for like."""
    can: Callable[[Rule], bool] = lambda _: True
    """Whether it can express a rule."""
    three_valued: bool = False
    """Whether it tells a missing fact from a false one."""

    @property
    def version(self) -> str:
        """The installed version; raises UnavailableError where there is none."""
        try:
            return importlib.metadata.version(self.distribution)
        except importlib.metadata.PackageNotFoundError:
            raise UnavailableError(f"{self.distribution} is not installed") from None

    def ready(self, pack: Pack) -> Judge:
        """The engine made ready for a pack; raises UnavailableError where it cannot be loaded."""
        try:
            return self.prepare(pack)
        except (ImportError, OSError) as error:
            raise UnavailableError(f"{self.distribution}: {error}") from error
