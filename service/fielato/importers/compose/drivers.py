"""Logs and volumes that leave the host, by their drivers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fielato.catalogue.hosts import is_itself
from fielato.catalogue.recognised import Driver, DriverKind
from fielato.importers import targets
from fielato.importers.addresses import addresses
from fielato.importers.compose import notes
from fielato.importers.compose.project import Stack, Value
from fielato.importers.found import Found, Harvest
from fielato.importers.interface import Context
from fielato.importers.node import Node
from fielato.model.origin import Origin

_NETWORK = re.compile(r"(?:^|,)addr=(?P<host>[^,\s]+)|^//(?P<share>[^/]+)/")


class Drivers:
    """Adds what the drivers of one stack reach."""

    def __init__(self, stack: Stack, harvest: Harvest, context: Context) -> None:
        self._stack = stack
        self._harvest = harvest
        self._context = context

    def logging(self, found: Found, layers: Sequence[Node]) -> None:
        """Let the logs of a service flow to where its driver sends them."""
        logging = next((one.at("logging") for one in reversed(layers) if one.at("logging").value is not None), None)
        if logging is None or not logging.at("driver").text:
            return
        named = self._stack.read(logging.at("driver"))
        row = self._row("logging", named)
        if row is None or not row.purposes:
            return
        options = logging.at("options")
        there = self._reached(row, options, named, f"{found.key}/logs")
        if there is None:
            return
        self._harvest.flow(found.key, there.key, named.origin)
        if not (row.address and there.get("endpoint")) and not there.get("region") and not _inside(there):
            option = row.region or row.address
            if option:
                self._harvest.note(notes.LOGS, named.origin, name=found.name, driver=named.text, option=option)

    def volumes(self, found: Found, layers: Sequence[Node]) -> None:
        """Let the data of a service flow to the volumes that lie elsewhere."""
        for layer in layers:
            for volume in layer.at("volumes").items():
                short = self._stack.read(volume).text.partition(":")[0]
                name = short or self._stack.read(volume.at("source")).text
                for root in self._stack.roots:
                    if root.at("volumes", name).value is not None:
                        self._volume(found, name, root.at("volumes", name), volume)

    def _volume(self, found: Found, name: str, volume: Node, used: Node) -> None:
        options = volume.at("driver_opts")
        key = self._stack.key("volume", name)
        for _, value in options.entries():
            match = _NETWORK.search(self._stack.read(value).text)
            lead = targets.host(match["host"] or match["share"], self._context.catalogue) if match else None
            if lead is not None:
                there = self._harvest.pointed_to(lead.key, name, value.origin)
                there.say_all(lead.facts, value.origin)
                there.say("purposes", "storage", value.origin)
                self._both(found, there, used.origin)
                return
        if not volume.at("driver").text:
            return
        named = self._stack.read(volume.at("driver"))
        row = self._row("volume", named)
        reached = self._reached(row, options, named, key) if row is not None and row.purposes else None
        if reached is not None:
            self._both(found, reached, used.origin)

    def _row(self, kind: DriverKind, named: Value) -> Driver | None:
        row = self._context.catalogue.recognised.driver(kind, named.text)
        if row is None:
            self._harvest.not_recognised(f"{kind} driver {named.text}", named.origin)
        return row

    def _reached(self, row: Driver, options: Node, named: Value, own: str) -> Found | None:
        """The component that a driver writes to; None where that is the host itself."""
        address = self._stack.read(options.at(row.address)) if row.address else None
        leads = addresses(address.text.rpartition("://")[2].partition("/")[0]) if address is not None else ()
        lead = targets.host(leads[0], self._context.catalogue) if leads else None
        if lead is not None and address is not None:
            if is_itself(leads[0]):
                return None
            there = self._harvest.pointed_to(lead.key, row.driver, address.origin)
            there.say_all(lead.facts, address.origin)
        else:
            there = self._harvest.pointed_to(own, row.driver, named.origin)
        there.say_all([("provider", row.provider), ("service", row.service)], named.origin)
        region = self._stack.read(options.at(row.region)) if row.region else None
        if region is not None and region.text and "$" not in region.text:
            there.say("region", region.text, region.origin)
        for purpose in row.purposes.split():
            there.say("purposes", purpose, named.origin)
        return there

    def _both(self, found: Found, there: Found, origin: Origin) -> None:
        self._harvest.flow(found.key, there.key, origin)
        self._harvest.flow(there.key, found.key, origin)


def _inside(there: Found) -> bool:
    return there.key.startswith("host:")
