"""What a resource runs: the images and environment variables that its fields give, handed over as one workload."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from fielato.importers.found import Found, Harvest, Said
from fielato.importers.interface import Context
from fielato.importers.node import text
from fielato.importers.resources.resource import Path, Reference, Unknown
from fielato.model.origin import Origin


class Workload:
    """What is run in a component: its images, and the environment variables that it is given."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._images: list[Said] = []
        self._pairs: list[tuple[str, str | None, Origin]] = []

    def add(self, fact: str, origin_of: Callable[[Path], Origin], at: Path, said: Said) -> None:
        """Keep an image, or variables."""
        if fact == "image":
            self._images.append(said)
            return
        for name, where, value in variables(said.value):
            known = None if isinstance(value, Unknown | Reference) else text(value)
            self._pairs.append((name, known, origin_of((*at, *where))))

    def state(self, harvest: Harvest, context: Context) -> None:
        """Say what they mean."""
        from fielato.importers import workload  # what most resources do not need

        env = {name: value for name, value, _ in self._pairs}
        for image in self._images:
            if written := text(image.value):
                workload.image(self._found, written, image.origin, env, harvest, context)
        workload.environment(self._found, self._pairs, harvest, context)


def variables(value: object) -> Iterator[tuple[str, Path, object]]:
    """The name of each environment variable, where its value stands below the given one, and the value."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield name, (name,), inner
    elif isinstance(value, list):
        for position, item in enumerate(value):
            if isinstance(item, Mapping):
                named = {str(key).lower(): key for key in item}
                if "name" in named and "value" in named:
                    yield text(item[named["name"]]), (position, named["value"]), item[named["value"]]
