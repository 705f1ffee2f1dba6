"""Which values the events of a YAML parser make, and which of them are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

import yaml

from fielato.reading import pointer
from fielato.reading.problems import shown
from fielato.reading.yaml_open import Built, Key, Open, OpenList, OpenMapping
from fielato.reading.yaml_places import LineColumn, Spot, mark
from fielato.reading.yaml_scalars import CORE, SCALAR_TAGS, ScalarError, resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fielato.reading.limits import Limits
    from fielato.reading.problems import Problems

_NO_KEYS: Final[Mapping[type, str]] = {
    bool: "a boolean",
    int: "a number",
    float: "a number",
    type(None): "null",
    list: "a list",
    dict: "a mapping",
}
_ON_MERGE = "merge keys belong to YAML 1.1; write the entries out"
_ON_TAG = "remove the tag; only the core tags, such as !!str, are read"


class Builder:
    """Takes the events of one file and keeps its documents; without recursion."""

    def __init__(self, problems: Problems, limits: Limits) -> None:
        self.documents: list[tuple[object, Spot]] = []
        """The value and the places of each document that is not empty."""
        self._problems = problems
        self._limits = limits
        self._open: list[Open] = []
        self._anchors: dict[str, Built | None] = {}  # None while the anchored value is open
        self._nodes = 0
        self._aliased = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event.

        Raises:
            InputError: a limit is exceeded, or as many problems as are listed have been found.

        """
        handle = self._HANDLERS.get(type(event))
        if handle is not None:
            handle(self, event)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._count(_place(event))
        self._anchors.clear()
        if event.version and tuple(event.version) != (1, 2):
            message = "the document declares that it is YAML 1.1"
            self._refuse(_place(event), message, hint="Fielato reads YAML 1.2; remove the %YAML line")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        is_plain = event.implicit[0] and not event.tag
        if is_plain and not self._open and not event.value and not event.anchor:
            return  # an empty document
        built = Built(self._scalar_value(event))
        if event.anchor:
            self._anchors[event.anchor] = built
        self._add(_place(event), built, is_merge=is_plain and event.value == "<<")

    def _scalar_value(self, event: yaml.ScalarEvent) -> object:
        if not event.tag:
            convert: Callable[[str], object] = resolve if event.implicit[0] else str
        elif event.tag in SCALAR_TAGS:
            convert = SCALAR_TAGS[event.tag]
        else:
            self._refuse_tag(_place(event), event.tag)
            return event.value
        try:
            return convert(event.value)
        except ScalarError as error:
            self._refuse(_place(event), str(error), hint="put it in quotes if it is meant as text")
            return event.value

    def _list(self, event: yaml.SequenceStartEvent) -> None:
        self._begin(OpenList(_place(event), event.anchor), event.tag, CORE + "seq")

    def _mapping(self, event: yaml.MappingStartEvent) -> None:
        self._begin(OpenMapping(_place(event), event.anchor), event.tag, CORE + "map")

    def _begin(self, begun: Open, tag: str | None, allowed: str) -> None:
        self._require_depth(begun.at, len(self._open) + 1)
        if tag not in (None, "!", allowed):
            self._refuse_tag(begun.at, str(tag))
        if begun.anchor:
            self._anchors[begun.anchor] = None
        self._open.append(begun)

    def _end(self, _: yaml.Event) -> None:
        done = self._open.pop()
        built = Built(done.value, done.inside, done.size, done.height)
        if done.anchor:
            self._anchors[done.anchor] = built
        self._add(done.at, built)

    def _alias(self, event: yaml.AliasEvent) -> None:
        name, at = event.anchor or "", _place(event)
        built = self._anchors.get(name)
        if built is None:
            if name in self._anchors:
                self._problems.stop(mark(at), f"the alias “*{shown(name)}” stands inside what it names")
            hint = f"write “&{shown(name)}” before the value, or put this in quotes"
            self._refuse(at, f"no value named “&{shown(name)}” stands before this alias", hint=hint)
            built = Built("")
        self._aliased += built.size
        if self._aliased > self._limits.aliased_nodes:
            self._problems.stop(mark(at), f"the aliases stand for more than {self._limits.aliased_nodes:,} values")
        self._require_depth(at, len(self._open) + built.height)
        self._add(at, built)

    def _add(self, at: LineColumn, built: Built, *, is_merge: bool = False) -> None:
        parent = self._open[-1] if self._open else None
        if isinstance(parent, OpenMapping) and parent.key is Key.AWAITED:
            parent.key_at = at
            parent.key = self._key(parent, at, built.value, is_merge=is_merge)
            return
        self._count(at)
        if parent is None:
            self.documents.append((built.value, Spot(at, at, built.inside)))
        else:
            parent.put(at, built)

    def _key(self, parent: OpenMapping, at: LineColumn, key: object, *, is_merge: bool) -> str | Key:
        if is_merge:
            self._refuse(at, "the merge key “<<” is not allowed", hint=_ON_MERGE)
        elif not isinstance(key, str):
            hint = "" if isinstance(key, dict | list) else "put it in quotes"
            self._refuse(at, f"a key must be text; this is {_NO_KEYS[type(key)]}", hint=hint)
        elif key in parent.value:
            first = mark(parent.inside[key].key)
            message = f"the key “{shown(key)}” appears twice; the first is at {first.line}:{first.column}"
            self._refuse(at, message, hint="keep one of them", key=key)
        else:
            return key
        return Key.REFUSED

    def _refuse_tag(self, at: LineColumn, tag: str) -> None:
        written = "!!" + tag.removeprefix(CORE) if tag.startswith(CORE) else tag
        self._refuse(at, f"the tag {shown(written)} is not allowed here", hint=_ON_TAG)

    def _refuse(self, at: LineColumn, message: str, *, hint: str, key: str | None = None) -> None:
        names = [*(level.name for level in self._open), key]
        path = pointer.join(name for name in names if name is not None)
        self._problems.add(mark(at), message, hint=hint, pointer=path)

    def _require_depth(self, at: LineColumn, depth: int) -> None:
        if depth > self._limits.depth:
            self._problems.stop(mark(at), f"lists and mappings are nested deeper than {self._limits.depth} levels")

    def _count(self, at: LineColumn) -> None:
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            hint = "split it into several files"
            self._problems.stop(mark(at), f"the file holds more than {self._limits.nodes:,} values", hint=hint)

    _HANDLERS: ClassVar[dict[type[yaml.Event], Callable[..., None]]] = {
        yaml.DocumentStartEvent: _document,
        yaml.ScalarEvent: _scalar,
        yaml.MappingStartEvent: _mapping,
        yaml.SequenceStartEvent: _list,
        yaml.MappingEndEvent: _end,
        yaml.SequenceEndEvent: _end,
        yaml.AliasEvent: _alias,
    }


def _place(event: yaml.Event) -> LineColumn:
    start = event.start_mark
    return (start.line, start.column) if start else (0, 0)
