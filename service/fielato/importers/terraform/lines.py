"""Where the files beside a plan say what is in it: the plan itself has no lines."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from fielato.errors import InputError
from fielato.importers.interface import Source
from fielato.importers.resources import Path
from fielato.importers.terraform.blocks import Values
from fielato.importers.terraform.configuration import parted
from fielato.importers.terraform.folder import Folder, read
from fielato.importers.terraform.hcl import Block
from fielato.importers.terraform.modules import Module
from fielato.importers.terraform.scope import Scope
from fielato.model.origin import Location


class FileLines:
    """The blocks of the files that a plan was made from; read when a place is first asked for."""

    def __init__(self, files: Sequence[Source], folder: str) -> None:
        self._files = files
        self._folder = folder
        self._read: Folder | None = None
        self._values: dict[str, Values] = {}

    def __call__(self, address: str, path: Path) -> Location | None:
        """Where the value at a path of a resource or provider stands, or its block; None where no file has it."""
        folder = self._modules()
        root = self._root(folder)
        if root is None:
            return None
        at = parted(address)
        module: Module | None = root
        for name in at.path:
            call = module.calls.get(name) if module is not None else None
            inner = module.folder_of(call) if module is not None and call is not None else None
            if inner is None or inner not in folder.modules:
                return None if call is None else structs.replace(call.at, address=address)
            module = folder.modules[inner]
        return self._place(module, at.local, address, path) if module is not None else None

    def _place(self, module: Module, local: str, address: str, path: Path) -> Location | None:
        if local.startswith("provider."):
            block: Block | None = module.providers.get(local.removeprefix("provider."))
        else:
            block = module.resources.get(local)
        if block is None:
            return None
        key = f"{module.folder}:{local}"
        if key not in self._values:
            self._values[key] = Values(block.body, Scope(module, {}), {})
        found = self._values[key].at(path)[0]
        return structs.replace(found or block.at, address=address)

    def _modules(self) -> Folder:
        if self._read is None:
            try:
                self._read = Folder(read(self._files))
            except InputError:  # the plan counts; without lines it is as good
                self._read = Folder({})
        return self._read

    def _root(self, folder: Folder) -> Module | None:
        """The module in the plan's folder, else the only root there is."""
        if self._folder in folder.modules:
            return folder.modules[self._folder]
        roots = folder.roots()
        return folder.modules[roots[0]] if len(roots) == 1 else None
