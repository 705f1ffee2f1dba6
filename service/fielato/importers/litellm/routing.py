"""Which models stand behind one name, and what takes over when they fail."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator
from typing import Final

from fielato.importers.found import Found
from fielato.importers.litellm import notes
from fielato.importers.litellm.proxy import Proxy
from fielato.importers.node import Node

_BY_GROUP: Final = ("fallbacks", "context_window_fallbacks", "content_policy_fallbacks")
_SETTINGS: Final = ("router_settings", "litellm_settings")


class Groups:
    """The components behind each `model_name`."""

    def __init__(self, proxy: Proxy) -> None:
        self._proxy = proxy
        self._members: dict[str, list[Found]] = {}
        self._aliases = {
            alias: (target.at("model") if isinstance(target.value, dict) else target).text
            for settings in _SETTINGS
            for aliases in proxy.config.all(settings, "model_group_alias")
            for alias, target in aliases.entries()
        }

    def add(self, group: str, found: Found) -> None:
        """A component answers for a group; several share its load."""
        members = self._members.setdefault(group, [])
        if found not in members:
            members.append(found)

    def named(self, name: str) -> list[Found]:
        """What answers for a name: its group, what it is an alias of, or a wildcard."""
        name = self._aliases.get(name, name)
        exact = self._members.get(name)
        if exact is not None:
            return exact
        fitting = [group for group in self._members if "*" in group and fnmatch.fnmatchcase(name, group)]
        return self._members[max(fitting, key=len)] if fitting else []

    def fall_back(self) -> None:
        """Say of each group what takes over from it."""
        for settings in _SETTINGS:
            for field in _BY_GROUP:
                for rules in self._proxy.config.all(settings, field):
                    self._by_group(rules)
            for everywhere in self._proxy.config.all(settings, "default_fallbacks"):
                for target in everywhere.each():
                    self._take_over("*", target)

    def of_entry(self, group: str, params: Node) -> None:
        """Say what an entry of `model_list` names for itself."""
        for target in params.at("fallbacks").each():
            if not isinstance(target.value, dict):
                self._take_over(group, target)
        self._by_group(params.at("fallbacks"))

    def _by_group(self, rules: Node) -> None:
        for rule in rules.each():
            for group, wanted in rule.entries():
                for target in wanted.each():
                    self._take_over(group, target)

    def _take_over(self, group: str, target: Node) -> None:
        name = (target.at("model") if isinstance(target.value, dict) else target).text
        if not name:
            return
        stand_ins = self.named(name)
        if not stand_ins:
            self._proxy.harvest.note(notes.FALLBACK, target.origin, name=name, group=group)
        for found in self._from(group):
            for one in stand_ins:
                if one is not found:
                    found.say("fallbacks", one.key, target.origin)

    def _from(self, group: str) -> Iterator[Found]:
        if group == "*":
            yield from (found for members in self._members.values() for found in members)
        else:
            yield from self.named(group)
