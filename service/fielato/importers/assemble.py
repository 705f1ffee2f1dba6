"""One deployment out of what importers found and what `fielato.yaml` declares beside it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import structs

from fielato.errors import Problem
from fielato.importers.drafts import Draft, declared, draft
from fielato.importers.found import Found, Harvest
from fielato.importers.interface import NothingFoundError
from fielato.importers.merging import Index, merged
from fielato.importers.notes import Text, filled
from fielato.importers.places import AssembledPlaces
from fielato.model.component import Component, DataFlow
from fielato.model.controller import Controller
from fielato.model.deployment import Deployment
from fielato.model.fact import UNSET
from fielato.model.manifest import Manifest, Note
from fielato.model.origin import Origin, Places
from fielato.model.vocabulary import API_VERSION

NOT_STATED: Final = "not-stated"
"""The name of a controller that nobody names."""
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._:-]+")
_LONGEST: Final = 100

_UNRECOGNISED: Final[Text] = {
    "en": "`{type}` ({count}×) is a type that Fielato does not know: whether it holds or moves personal data was not "
    "judged. If it does, declare it as a component in fielato.yaml",
    "es": "`{type}` ({count}×) es un tipo que Fielato no conoce: no se ha juzgado si contiene o mueve datos "
    "personales. Si es así, declárelo como componente en fielato.yaml",
}
_NOT_HERE: Final[Text] = {
    "en": "data go to `{key}`, which none of these files describes: declare it as a component in fielato.yaml, or "
    "check the files that create it as well",
    "es": "los datos van a `{key}`, que ninguno de estos ficheros describe: declárelo como componente en "
    "fielato.yaml, o compruebe también los ficheros que lo crean",
}
_CONTRADICTED: Final[Text] = {
    "en": "two sources say different things of {component} ({otherwise}): both count until one is mended",
    "es": "dos fuentes dicen cosas distintas de {component} ({otherwise}): ambas cuentan hasta que se corrija una",
}


def assemble(harvest: Harvest, project: Manifest | None, name: str, places: Places, digest: str) -> Manifest:
    """The deployment of a harvest; `project` is what `fielato.yaml` declares.

    `name` and `places` are used where nothing is declared. Raises NothingFoundError where there is nothing to assess.
    """
    return _Assembly(harvest, project).manifest(name, places, digest)


class _Assembly:
    """The steps of one assembly."""

    def __init__(self, harvest: Harvest, project: Manifest | None) -> None:
        self._harvest = harvest
        self._project = project
        found = merged(harvest.found)
        self._found = dict(_named(found))
        self._ids = {id(one): id_ for id_, one in self._found.items()}
        self._index = Index(found)
        self._drafts = {id_: draft(one, id_) for id_, one in self._found.items()}
        self._notes: list[Note] = list(harvest.notes)
        self._origins: dict[str, Origin] = {}

    def manifest(self, name: str, places: Places, digest: str) -> Manifest:
        if self._project is not None:
            self._lay(self._project)
        shadows = [(one.id, shadow) for one in self._drafts.values() if (shadow := one.shadow()) is not None]
        components = tuple(self._components([*self._drafts.values(), *(shadow for _, shadow in shadows)]))
        if not components:
            at = places.location("")
            hint = "nothing was assessed; `fielato import` shows what was understood"
            message = "nothing in these files holds or handles data, as far as is known"
            types = sorted(self._harvest.unrecognised)
            if types:
                hint = f"types that Fielato does not know: {', '.join(types)}; declare what holds data in fielato.yaml"
            raise NothingFoundError(Problem(message, at.file, hint=hint), whole=not types)
        flows = tuple(self._flows({id_: shadow.id for id_, shadow in shadows}))
        self._told()
        whole = self._project.deployment if self._project is not None else _unstated(plain(name) or "deployment")
        otherwise = self._project.places if self._project is not None else places
        unrecognised = tuple(sorted(self._harvest.unrecognised))
        deployment = structs.replace(whole, components=components, flows=flows, unrecognised=unrecognised or UNSET)
        return Manifest(deployment, AssembledPlaces(self._origins, otherwise), digest, tuple(self._notes))

    # Declared

    def _lay(self, project: Manifest) -> None:
        """What is declared of components: of those that were found, and others."""
        for index, component in enumerate(project.deployment.components):
            pointer = f"/components/{index}"

            def origin_of(path: str, pointer: str = pointer) -> Origin:
                return Origin("declared", project.places, pointer + path)

            one = self._drafts.get(component.id)
            if one is None:
                one = self._drafts[component.id] = Draft(component.id, origin_of(""))
            for path, said in declared(component, origin_of):
                one.lay(path, said)

    # Records

    def _components(self, drafts: Sequence[Draft]) -> Iterator[Component]:
        for index, one in enumerate(drafts):
            self._resolve_fallbacks(one)
            component, origins, notes = one.component()
            self._notes += notes
            for contradiction in one.contradictions:
                self._note(_CONTRADICTED, contradiction.origin, component=one.id, otherwise=str(contradiction.value))
            for path, origin in origins:
                self._origins[f"/components/{index}{path}"] = origin
            yield component

    def _resolve_fallbacks(self, one: Draft) -> None:
        said = one.values.get(("fallbacks",))
        if said is None or not isinstance(said.value, list):
            return
        origins = one.items.get(("fallbacks",), [said.origin] * len(said.value))
        known: dict[str, Origin] = {}
        for key, origin in zip(said.value, origins, strict=True):
            id_ = self._id(str(key), self._found.get(one.id)) or str(key)
            if id_ not in self._drafts:
                self._note(_NOT_HERE, origin, key=id_)
                id_ = self._unused(plain(id_) or "fallback")  # data can go there, wherever that is
            if id_ != one.id:
                known.setdefault(id_, origin)
        one.items["fallbacks",] = list(known.values())
        one.values["fallbacks",] = structs.replace(said, value=list(known))
        if not known:
            del one.values["fallbacks",]

    def _unused(self, name: str) -> str:
        """An id that no component has, for what is none."""
        return name if name not in self._drafts else self._unused(f"{name}.elsewhere")

    def _id(self, key: str, user: Found | None = None) -> str | None:
        """The id of what a key leads to, from where it is used."""
        found = self._index.get(key, user)
        return self._ids[id(found)] if found is not None else None

    def _flows(self, shadows: Mapping[str, str]) -> Iterator[DataFlow]:
        count = 0
        given = self._project.deployment.flows if self._project is not None else ()
        for index, flow in enumerate(given):
            places = self._project.places if self._project is not None else None
            self._origins[f"/flows/{count}"] = Origin("declared", places, f"/flows/{index}")
            count += 1
            yield flow
        seen = {(flow.source, flow.target) for flow in given}
        for one in self._harvest.flows:
            start = self._index.get(one.source)
            source, target = self._id(one.source), self._id(one.target, start)
            if target is None:
                self._note(_NOT_HERE, one.origin, key=one.target.partition(":")[2] or one.target)
            if source is None or target is None:
                continue
            for pair in _pairs(source, target, shadows):
                if pair[0] != pair[1] and pair not in seen:
                    seen.add(pair)
                    self._origins[f"/flows/{count}"] = one.origin
                    count += 1
                    yield DataFlow(source=pair[0], target=pair[1])

    # Notes

    def _told(self) -> None:
        for type_, origins in sorted(self._harvest.unrecognised.items()):
            self._note(_UNRECOGNISED, origins[0], type=type_, count=str(len(origins)))

    def _note(self, text: Text, origin: Origin, **words: str) -> None:
        note = Note(filled(text, **words), origin)
        if note not in self._notes:
            self._notes.append(note)


def _pairs(source: str, target: str, shadows: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for start in filter(None, (source, shadows.get(source))):
        for end in filter(None, (target, shadows.get(target))):
            yield start, end


def _named(found: Sequence[Found]) -> Iterator[tuple[str, Found]]:
    """Each with an id of its own: its name, with its service or else a number where others have that name."""
    taken: set[str] = set()
    for one in found:
        base = plain(one.name) or "component"
        if base in taken and (service := plain(one.get("service"))):
            base = f"{base}-{service}"
        numbered = (f"{base}-{number}" for number in itertools.count(2))
        id_ = next(name for name in itertools.chain([base], numbered) if name not in taken)
        taken.add(id_)
        yield id_, one


def plain(name: str) -> str:
    """A name as an identifier of ours; empty where nothing of it can stay."""
    return _NOT_IN_NAMES.sub("-", name).lstrip("._:-").rstrip("-")[:_LONGEST]


def _unstated(name: str) -> Deployment:
    return Deployment(api_version=API_VERSION, kind="AIDeployment", name=name, controller=Controller(name=NOT_STATED))
