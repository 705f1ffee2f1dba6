"""What the tests of the importers ask of a harvest: facts by key, and the very text at the place of each."""

from __future__ import annotations

from collections.abc import Mapping

from fielato import library
from fielato.importers.found import Harvest
from fielato.importers.interface import Around, Context, Importer, Source
from fielato.model.origin import Origin
from fielato.model.surroundings import Surroundings


class Looked:
    """A harvest beside the texts that it was made of."""

    def __init__(self, harvest: Harvest, texts: Mapping[str, str]) -> None:
        self.harvest = harvest
        self._texts = texts

    def facts(self) -> dict[str, dict[str, object]]:
        """What was said of each component, by key."""
        return {
            one.key: {
                **{field: said.value for field, said in one.facts.items()},
                **{field: [said.value for said in values] for field, values in one.lists.items()},
            }
            for one in self.harvest.found
        }

    def of(self, key: str) -> dict[str, object]:
        """What was said of one component."""
        return self.facts()[key]

    def at(self, key: str, field: str) -> str:
        """The rest of the line from where a fact stands; the first, of a list."""
        one = self.harvest.with_key(key)
        assert one is not None, key
        said = one.facts[field] if field in one.facts else one.lists[field][0]
        return self.text(said.origin)

    def text(self, origin: Origin) -> str:
        """The rest of the line from a place."""
        place = origin.location
        return self._texts[place.file].splitlines()[place.line - 1][place.column - 1 :]

    def flows(self) -> dict[tuple[str, str], str]:
        """What flows where, with the text at the place."""
        return {(one.source, one.target): self.text(one.origin) for one in self.harvest.flows}

    def notes(self) -> list[str]:
        """What a person is told."""
        return [note.text["en"] for note in self.harvest.notes]


def look(
    importer: Importer, text: str | Mapping[str, str], around: Surroundings | None = None, file: str = "k8s/a.yaml"
) -> Looked:
    """What an importer finds in some files."""
    texts = {file: text} if isinstance(text, str) else dict(text)
    declared = [] if around is None else [Around(around, Origin("declared"))]
    harvest = Harvest()
    sources = [Source(name, one.encode()) for name, one in texts.items()]
    importer.imports(sources, harvest, Context(library.catalogue(), declared))
    return Looked(harvest, texts)
