"""CloudFormation and SAM templates: which files they are, and what their resources are in the neutral model."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from typing import Final

from fielato.errors import InputError
from fielato.importers import misread
from fielato.importers.cloudformation import notes
from fielato.importers.cloudformation.functions import REGION
from fielato.importers.cloudformation.further import Further
from fielato.importers.cloudformation.stack import Made, Reading
from fielato.importers.found import Harvest
from fielato.importers.interface import Context, Source
from fielato.importers.resources import Path, Reference, Resource, Unknown, take
from fielato.importers.targets import target
from fielato.importers.templates.values import Values, environments, used, without_own_region, without_references
from fielato.reading.document import Document

_JSON: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*\{")
_JSON_MARKS: Final = (
    re.compile(rb'"AWSTemplateFormatVersion"\s*:'),
    re.compile(rb'"Type"\s*:\s*"(?:AWS|Alexa|Custom)::'),
)
_YAML_VERSION: Final = re.compile(rb"""^["']?AWSTemplateFormatVersion["']?[ \t]*:""", re.MULTILINE)
_YAML_RESOURCES: Final = re.compile(rb"""^["']?Resources["']?[ \t]*:""", re.MULTILINE)
_YAML_TYPE: Final = re.compile(rb"""^[ \t]+["']?Type["']?[ \t]*:[ \t]*["']?(?:AWS|Alexa|Custom)::""", re.MULTILINE)


class CloudFormationImporter:
    """Reads CloudFormation templates, SAM templates, and what the CDK writes."""

    name = "cloudformation"
    folder = False

    def claims(self, source: Source) -> bool:
        """Whether a file is a template: by its version, or by resources of its types."""
        data = source.data
        if _JSON.match(data):
            version, type_ = _JSON_MARKS
            return b'"Resources"' in data and (version.search(data) or type_.search(data)) is not None
        if _YAML_VERSION.search(data):
            return True
        return _YAML_RESOURCES.search(data) is not None and _YAML_TYPE.search(data) is not None

    def imports(self, sources: Sequence[Source], harvest: Harvest, context: Context) -> None:
        """Read the templates, and add what they make."""
        reading = Reading(harvest, context)
        made = list(_made(sources, reading, harvest))
        if reading.problems:
            raise InputError(reading.problems)
        values = Values({one.address: one.address for one in made}, notes.why)
        recognised = context.catalogue.recognised
        paths = {one.type: environments(recognised.fields("cloudformation", one.type)) for one in made}
        found = take([_resource(one, values, paths[one.type]) for one in made], harvest, context)
        further = Further(found, recognised, harvest)
        for one in made:
            further.add(one)
            if (component := found.get(one.address)) is not None:
                for at, address in used(one.values, paths[one.type]):
                    if (other := found.get(address)) is not None:
                        harvest.flow(component.key, other.key, one.origin_of(at))
                without_own_region(component)
                _layers(one, harvest, context)


def _made(sources: Sequence[Source], reading: Reading, harvest: Harvest) -> Iterable[Made]:
    from fielato.reading import read_as
    from fielato.reading.dialects import CLOUDFORMATION

    documents: list[Document] = []
    for source in sources:
        try:
            documents += read_as(source.data, source.file, CLOUDFORMATION)[:1]
        except InputError as error:
            reading.problems.extend(error.problems)
    misread.tell(documents, harvest)
    scopes = [
        (document.file, reading.scope(document, f"{document.file}#" if len(documents) > 1 else "", document.file))
        for document in documents
    ]
    every = [(file, list(reading.made(scope))) for file, scope in scopes if scope is not None]
    return [one for file, made in every if not reading.is_inside(posixpath.normpath(file)) for one in made]


def _resource(one: Made, values: Values, paths: Sequence[str]) -> Resource:
    def references(path: Path) -> Sequence[Reference]:
        return values.references(one.values, path)

    given = {name: values.of(value) for name, value in one.values.items()}
    without_references(given, paths)
    return Resource(
        format="cloudformation",
        type=one.type,
        address=one.address,
        name=one.logical,
        values=given,
        origin_of=one.origin_of,
        region=one.scope.stated_region or Unknown(notes.why(REGION)),
        references=references,
    )


def _layers(one: Made, harvest: Harvest, context: Context) -> None:
    layers = one.values.get("Layers")
    for index, layer in enumerate(layers if isinstance(layers, list) else ()):
        leads = target(layer, context.catalogue) if isinstance(layer, str) else None
        region = leads.get("region") if leads is not None else ""
        if region and region != one.scope.region:
            harvest.note(notes.LAYER, one.origin_of(("Layers", index)), name=one.address, region=region)
