"""How the source of a fact is told: its name as the row has it, and in words what is a remark and no name."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Final

from fielato.reports.words import Language

_SPANISH: Final[Mapping[str, str]] = {
    "no vendor text read": "no se ha leído ningún texto del proveedor",
    "general knowledge: the product offers it, the customer names the region": (
        "conocimiento general: el producto lo ofrece y el cliente indica la región"
    ),
    "general knowledge, to be confirmed in the contract": "conocimiento general, por confirmar en el contrato",
    "general knowledge, to be confirmed": "conocimiento general, por confirmar",
    "general knowledge, vendor page not read": "conocimiento general, sin leer la página del proveedor",
    "general knowledge": "conocimiento general",
    "as quoted in a public note": "según la cita una nota pública",
    "as quoted in a public review of": "según las cita un análisis público de",
    "region lists in public repositories": "listas de regiones en repositorios públicos",
    "region tables in public repositories": "tablas de regiones en repositorios públicos",
    "source, environment variables": "código fuente, variables de entorno",
    "(read ": "(leído el ",
}
"""The remarks that rows make in their source, the longer ones before those that they begin with."""


def cited(source: str, language: Language) -> str:
    """The source in a language: names of pages, files and packages stay as they are."""
    return source if language == "en" else _remark().sub(lambda found: _SPANISH[found[0]], source)


@functools.cache
def _remark() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _SPANISH)))
