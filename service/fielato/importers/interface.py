"""What an importer is: the files of one format in, components and what flows between them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec
from msgspec import structs

from fielato.catalogue import Catalogue
from fielato.errors import InputError, Problem
from fielato.importers.found import Harvest, Said
from fielato.model.fact import UNSET
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.origin import Origin
from fielato.model.surroundings import Surroundings


class Imported(msgspec.Struct, frozen=True, eq=False):
    """What files hold, in their order."""

    manifests: tuple[Manifest, ...] = ()
    registers: tuple[RegisterFile, ...] = ()


class Source(msgspec.Struct, frozen=True, eq=False):
    """A file as it was found."""

    file: str
    """Its path as the caller wrote it, with `/`."""
    data: bytes


class Around(msgspec.Struct, frozen=True):
    """What is declared of the surroundings of some files, and where."""

    surroundings: Surroundings
    origin: Origin

    def said(self, field: str) -> Said | None:
        """What is declared of a field of a component, such as `region` or `place.territory`; None if nothing is."""
        value: object = self.surroundings
        for name in field.split("."):
            value = getattr(value, name, UNSET)
        if value is UNSET or value == "":
            return None
        pointer = f"{self.origin.pointer}/{field.replace('.', '/')}"
        return Said(value, structs.replace(self.origin, pointer=pointer))


class Context:
    """What importers may look up beside the files that they were given."""

    def __init__(
        self,
        catalogue: Catalogue,
        around: Sequence[Around] = (),
        files: Mapping[str, bytes] | None = None,
    ) -> None:
        self.catalogue = catalogue
        self._around = tuple(around)
        self.files: Mapping[str, bytes] = files if files is not None else {}
        """Other files by path, such as a `.env` beside a Compose file; a missing key where there is none to read."""

    def around(self, file: str, provider: str = "") -> Around | None:
        """What is declared of the surroundings of a file: where its cluster, stack or provider is.

        Where a provider is named, what is declared of another one is passed over.
        """
        found = (one for one in self._around if one.surroundings.covers(file))
        return next((one for one in found if not provider or one.surroundings.provider in {UNSET, provider}), None)


class Importer(Protocol):
    """Reads one format."""

    name: str
    """What `--from` calls it."""
    folder: bool
    """Whether all files of it in a folder are about one thing, as with Terraform; else each stands for itself."""

    def claims(self, source: Source) -> bool:
        """Whether a file is of this format, by its content; cheap, and wrong rather on the side of no."""

    def imports(self, sources: Sequence[Source], harvest: Harvest, context: Context) -> None:
        """Read the files of this format of one deployment, and add what is in them.

        Raises InputError with every problem found, each at its place.
        """


class NothingFoundError(InputError):
    """Nothing in some files holds or handles data, as far as is known; `whole` if everything in them was known."""

    def __init__(self, problem: Problem, *, whole: bool) -> None:
        super().__init__(problem)
        self.whole = whole
