"""How resources of the same files belong together: by address, by key, as parts of others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

_INDEX = re.compile(r"\[[^\]]*\]")


class Links:
    """Which resources an address or a key leads to, and of which others each is a part."""

    def __init__(self) -> None:
        self._addresses: set[str] = set()
        self._instances: dict[str, list[str]] = defaultdict(list)
        self._keys: dict[str, list[str]] = defaultdict(list)
        self._owners: dict[str, list[str]] = defaultdict(list)
        self._models: dict[str, list[str]] = defaultdict(list)

    def add(self, address: str) -> None:
        """Let a resource be found."""
        if address not in self._addresses:
            self._addresses.add(address)
            self._instances[_INDEX.sub("", address)].append(address)

    def at(self, address: str) -> list[str]:
        """The resource at an address; all instances where it does not say which."""
        return [address] if address in self._addresses else self._instances.get(_INDEX.sub("", address), [])

    def key(self, key: str, address: str) -> None:
        """Let a resource be found by a key."""
        self._keys[key].append(address)

    def known_by(self, key: str) -> list[str]:
        """The resources that are known by a key."""
        return self._keys.get(key, [])

    def own(self, part: str, owner: str) -> None:
        """One resource is a part of another."""
        if owner not in self._owners[part] and part != owner:
            self._owners[part].append(owner)

    def owned(self, part: str) -> bool:
        """Whether a resource is a part of another."""
        return bool(self._owners.get(part))

    def roots(self, address: str) -> list[str]:
        """All resources of which one is a part, directly or through others."""
        found: dict[str, None] = {}
        waiting = list(self._owners.get(address, ()))
        while waiting:
            one = waiting.pop(0)
            if one not in found:
                found[one] = None
                waiting.extend(self._owners.get(one, ()))
        return list(found)

    def inherit(self, address: str, others: Iterable[str]) -> None:
        """A resource runs the model that others name."""
        self._models[address].extend(others)

    def inherited(self) -> Iterator[tuple[str, list[str]]]:
        """Which resources run the model of which others."""
        yield from self._models.items()
