"""Which values the events of a YAML parser make, and which of them are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

import yaml

from fielato.reading import pointer
from fielato.reading.dialect import FIELATO, Dialect, Merge, Tags
from fielato.reading.problems import shown
from fielato.reading.yaml_open import Built, Key, Open, OpenList, OpenMapping
from fielato.reading.yaml_places import LineColumn, Spot, mark
from fielato.reading.yaml_scalars import CORE, ScalarError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from fielato.reading.limits import Limits
    from fielato.reading.problems import Problems
    from fielato.reading.yaml_scalars import Scalar

_NO_KEYS: Final[Mapping[type, str]] = {
    bool: "a boolean",
    int: "a number",
    float: "a number",
    type(None): "null",
    list: "a list",
    dict: "a mapping",
}
_KEY_TEXTS: Final[Mapping[type, Callable[[object], object]]] = {
    bool: lambda key: "true" if key else "false",
    int: str,
    float: lambda key: f"{key:.15g}",
    type(None): lambda _: "null",
}
_ON_MERGE = "merge keys belong to YAML 1.1; write the entries out"
_ON_TAG = "remove the tag; only the core tags, such as !!str, are read"


class Builder:
    """Takes the events of one file and keeps its documents; without recursion."""

    def __init__(self, problems: Problems, limits: Limits, dialect: Dialect = FIELATO) -> None:
        self.documents: list[tuple[object, Spot, dict[str, str]]] = []
        """The value, the places and the noted tags, by pointer, of each document that is not empty."""
        self._problems = problems
        self._limits = limits
        self._dialect = dialect
        self._open: list[Open] = []
        self._anchors: dict[str, Built | None] = {}  # None while the anchored value is open
        self._tags: dict[str, str] = {}
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
        self._tags = {}
        if event.version and tuple(event.version) != (1, 2) and not self._dialect.any_version:
            message = "the document declares that it is YAML 1.1"
            self._refuse(_place(event), message, hint="Fielato reads YAML 1.2; remove the %YAML line")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        is_plain = event.implicit[0] and not event.tag
        if is_plain and not self._open and not event.value and not event.anchor:
            return  # an empty document
        built = self._plain(event) if is_plain else self._tagged(event)
        if event.anchor:
            self._anchors[event.anchor] = built
        self._add(_place(event), built, is_merge=is_plain and event.value == "<<")

    def _plain(self, event: yaml.ScalarEvent) -> Built:
        value = self._converted(event, self._dialect.scalar)
        notes = self._dialect.notes
        if notes is None or value.__class__ is str or not notes(event.value, value):
            return Built(value)
        return Built(value, event.value)

    def _tagged(self, event: yaml.ScalarEvent) -> Built:
        tag, at = event.tag, _place(event)
        if not tag:
            return Built(event.value)
        if tag in self._dialect.tagged:
            return Built(self._converted(event, self._dialect.tagged[tag]))
        return self._long_form(self._kept_tag(at, tag), at, Built(event.value))

    def _converted(self, event: yaml.ScalarEvent, convert: Callable[[str], Scalar]) -> Scalar:
        try:
            return convert(event.value)
        except ScalarError as error:
            self._refuse(_place(event), str(error), hint="put it in quotes if it is meant as text")
            return event.value

    def _list(self, event: yaml.SequenceStartEvent) -> None:
        self._begin(OpenList(_place(event), event.anchor), event.tag, self._dialect.lists)

    def _mapping(self, event: yaml.MappingStartEvent) -> None:
        self._begin(OpenMapping(_place(event), event.anchor), event.tag, self._dialect.mappings)

    def _begin(self, begun: Open, tag: str | None, allowed: Collection[str]) -> None:
        self._require_depth(begun.at, len(self._open) + 1)
        if tag and tag not in allowed:
            begun.tag = self._kept_tag(begun.at, tag)
        if begun.anchor:
            self._anchors[begun.anchor] = None
        self._open.append(begun)

    def _end(self, _: yaml.Event) -> None:
        done = self._open.pop()
        if isinstance(done, OpenMapping):
            done.close()
        built = self._long_form(done.tag, done.at, Built(done.value, done.inside, done.size, done.height))
        if done.anchor:
            self._anchors[done.anchor] = built
        self._add(done.at, built)

    def _kept_tag(self, at: LineColumn, tag: str) -> str:
        """Give a tag that the loader does not know, unless it means nothing: then it is noted, or refused."""
        match self._dialect.tags:
            case Tags.FUNCTIONS if tag.startswith("!"):
                return tag
            case Tags.REFUSED:
                self._refuse_tag(at, tag)
            case _:
                names = [level.name for level in self._open]
                self._tags[pointer.join(name for name in names if name is not None)] = tag
        return ""

    def _long_form(self, tag: str, at: LineColumn, built: Built) -> Built:
        if not tag:
            return built
        from fielato.reading.yaml_functions import long_form  # CloudFormation has these tags

        wrapped = long_form(tag, at, built)
        self._require_depth(at, len(self._open) + wrapped.height)
        return wrapped

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
            parent.key = self._merge_key(parent, at) if is_merge else self._key(parent, at, built.value)
            return
        self._count(at)
        if parent is None:
            self.documents.append((built.value, Spot(at, at, built.inside), self._tags))
            return
        if isinstance(parent, OpenMapping) and parent.key is Key.MERGE:
            self._merge(parent, at, built)
        parent.put(at, built)

    def _merge_key(self, parent: OpenMapping, at: LineColumn) -> Key:
        if self._dialect.merge is Merge.REFUSED:
            self._refuse(at, "the merge key “<<” is not allowed", hint=_ON_MERGE)
        elif parent.has_merged and not self._dialect.repeats:
            self._refuse(at, "the merge key “<<” appears twice", hint="write “<<: [*first, *second]”")
        else:
            return Key.MERGE
        return Key.REFUSED

    def _merge(self, parent: OpenMapping, at: LineColumn, built: Built) -> None:
        from fielato.reading.yaml_merge import entries  # our own files have no merge keys

        if (merged := entries(built)) is None:
            self._refuse(at, "only a mapping or a list of mappings can be merged", hint="write “<<: *name”")
        else:
            parent.merge(built, merged, in_order=self._dialect.merge is Merge.IN_ORDER)

    def _key(self, parent: OpenMapping, at: LineColumn, key: object) -> str | Key:
        if not isinstance(key, str) and self._dialect.any_key:
            key = _KEY_TEXTS[type(key)](key) if type(key) in _KEY_TEXTS else key
        if not isinstance(key, str):
            hint = "" if isinstance(key, dict | list) else "put it in quotes"
            self._refuse(at, f"a key must be text; this is {_NO_KEYS[type(key)]}", hint=hint)
        elif key in parent.value and not self._dialect.repeats:
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
