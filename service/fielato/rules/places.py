"""Where in its file a part of a condition stands: found from the text again, for the few that are told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fielato.errors import Problem
from fielato.reading import Document
from fielato.rules.build import declared
from fielato.rules.compile import Compiler
from fielato.rules.files import only_document
from fielato.rules.sources import source, within

if TYPE_CHECKING:
    from fielato.rules.leaves import Leaf
    from fielato.rules.pack import Policies


class Places:
    """Finds places in the files of some policies."""

    def __init__(self, policies: Policies) -> None:
        self._policies = policies
        self._documents: dict[str, Document] = {}
        self._starts: dict[tuple[str, str], tuple[int, ...]] = {}
        self._compiler = Compiler(declared(), {name: one.condition for name, one in policies.definitions.items()})

    def document(self, file: str) -> Document:
        """A file that was read."""
        if file not in self._documents:
            self._documents[file] = only_document(self._policies.files[file], file)
        return self._documents[file]

    def problem(self, file: str, pointer: str, message: str, hint: str = "") -> Problem:
        """Something to say of the value at a pointer."""
        return self.document(file).problem(pointer, message, hint)

    def of_leaf(self, owner: str, key: str, leaf: Leaf, message: str, hint: str = "") -> Problem:
        """Something to say of a test of a condition."""
        if owner in self._policies.rules:
            rule = self._policies.rules[owner]
            file, text = rule.file, rule.rule.when if key == "when" else rule.rule.require
            found = plain = source(self.document(file), f"/{key}", text, self._policies.files[file])
        else:
            one = self._policies.definitions[owner]
            file, text = one.file, one.definition.holds
            plain = source(self.document(file), "/holds", text, self._policies.files[file])
            found = within(plain, one.definition.in_force)
        if (owner, key) not in self._starts:
            self._starts[owner, key] = self._compiler.starts(found.text)
        offset = self._starts[owner, key][leaf.index]
        if offset > len(plain.text):
            return self.problem(file, "/in_force", message, hint)
        line, column = found.mark.place(found.text, offset)
        return Problem(message, file, line, column, f"/{key}", hint)
