"""An importer of a tiny format, and what the tests of the core build with it: `key name field=value … -> key`."""

from __future__ import annotations

from collections.abc import Sequence

from fielato import library
from fielato.errors import InputError, Problem
from fielato.importers.found import Harvest
from fielato.importers.interface import Context, Source
from fielato.importers.native import NativeImporter
from fielato.importers.places import Spot
from fielato.importers.project import Project, Root, deployment
from fielato.model.manifest import Manifest
from fielato.model.origin import Location, Origin
from fielato.model.surroundings import Surroundings

PROJECT = """\
apiVersion: fielato/v1
kind: AIDeployment
name: shop
controller: {name: Tienda Ejemplo SL, country: ES}
data: [{id: chats, personal: true}]
"""


class Lines:
    """One component a line, such as `fake:b bucket region=eu-south-2 =s3:logs -> host:db`; `?type` is not known."""

    name = "lines"
    folder = False

    def claims(self, source: Source) -> bool:
        return source.data.startswith(b"#lines")

    def imports(self, sources: Sequence[Source], harvest: Harvest, context: Context) -> None:
        for source in sources:
            for number, line in enumerate(source.data.decode().splitlines(), 1):
                if line and not line.startswith("#"):
                    self._line(source.file, number, line, harvest, context)

    def _line(self, file: str, number: int, line: str, harvest: Harvest, context: Context) -> None:
        def at(column: int) -> Origin:
            return Origin("observed", Spot(Location(file, number, column)))

        if line.startswith("?"):
            harvest.not_recognised(line[1:], at(1))
            return
        if line.startswith("!"):
            raise InputError(Problem("this line is broken", file, number, 1))
        left, _, targets = line.partition(" -> ")
        key, name, *facts = left.split()
        found = harvest.component(key, name, at(1))
        around = context.around(file)
        if around is not None and around.surroundings.region:
            found.say("region", around.surroundings.region, around.origin)
        for fact in facts:
            field, _, value = fact.partition("=")
            if not field:
                found.known_by(value)
            else:
                found.say(field, value, at(line.index(fact) + 1))
        for target in targets.split():
            harvest.flow(key, target, at(line.index(target) + 1))


def assembled(
    *lines: str, project: str | None = None, file: str = "infra/a.lines", around: Surroundings | None = None
) -> Manifest:
    """The deployment of one file of these lines, below a `fielato.yaml` of this text."""
    source = Source(file, "\n".join(["#lines", *lines]).encode())
    return of_sources(source, project=project, around=around)


def of_sources(*sources: Source, project: str | None = None, around: Surroundings | None = None) -> Manifest:
    """The deployment of these files."""
    importer = Lines()
    declared = None
    if project is not None:
        manifest = NativeImporter().imports(project.encode(), "infra/fielato.yaml").manifests[0]
        declared = Project("infra", manifest)
    root = Root("infra", tuple((importer, source) for source in sources), declared)
    return deployment(root, library.catalogue(), {}, around)
