"""What command lines and scripts show of what is reached: tunnels to the world, services that are logged in to."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from fielato.catalogue import Catalogue
from fielato.catalogue.recognised import Command
from fielato.importers import targets
from fielato.importers.found import Found, Harvest
from fielato.model.origin import Origin

TUNNEL: Final = {
    "en": "`{command}` opens {name} to the whole internet through {host}: whoever has the link reaches it, and what "
    "is typed passes through the tunnel. Leave it out, or put a gateway of your own before it",
    "es": "`{command}` abre {name} a todo internet a través de {host}: llega quien tenga el enlace, y lo que se "
    "escribe pasa por el túnel. Quítelo, o ponga delante una pasarela propia",
}


def reached(found: Found, script: str, at: Callable[[int], Origin], harvest: Harvest, catalogue: Catalogue) -> None:
    """Let data flow to what a script shows to be used; `at` gives the origin of a character of it."""
    for row in catalogue.recognised.commands:
        match = _pattern(row).search(_without_comments(script))
        if match is None:
            continue
        origin = at(match.start())
        lead = targets.host(row.endpoint, catalogue)
        there = targets.send(found, lead, harvest, origin) if lead is not None else None
        if there is None or lead is None:
            continue
        there.say_all([("provider", row.provider), ("service", row.service)], origin)
        for purpose in row.purposes.split():
            there.say("purposes", purpose, origin)
        if "gateway" in row.purposes.split():
            harvest.note(TUNNEL, origin, command=row.text, name=found.name, host=lead.name)


def _pattern(row: Command) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(row.text)}(?![\w-])")


def _without_comments(script: str) -> str:
    """The same script, as long as before, with what comments say blanked out."""
    return re.sub(r"(?m)(?:^|(?<=\s))#.*$", lambda match: " " * len(match[0]), script)
