"""What is told where files leave open where things are: one note for each cause, with what would settle it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fielato.importers.found import Harvest, Said
from fielato.importers.merging import PLACING
from fielato.importers.notes import REGION, Text, filled, listed
from fielato.importers.resources.resource import Reference, Unknown
from fielato.model.origin import Origin

_MATTERING: Final = frozenset(
    {*PLACING, "copied_from", "guardrail_profile", "flow", "fallbacks", "replication.regions"}
    | {"replication.redundancy", "backup_regions"}
)
"""The facts of which it matters that they are not known."""

NO_REGION: Final[Text] = {
    "en": "where {things} {are}, is not known: {why}",
    "es": "no se sabe dónde {are} {things}: {why}",
}
UNSAID: Final[Text] = {"en": "no file gives a region", "es": "ningún fichero da la región"}
UNKNOWN_FIELD: Final[Text] = {
    "en": "`{field}` of {things} is not known: {why}",
    "es": "no se conoce `{field}` de {things}: {why}",
}
ELSEWHERE: Final[Text] = {
    "en": "another resource gives it when it is created; state it of this component in fielato.yaml",
    "es": "lo da otro recurso al crearse; indíquelo de este componente en fielato.yaml",
}
NO_ADDRESS: Final[Text] = {
    "en": "nothing in these files has the name `{value}`, and it is no address; give its ARN, id or host, or declare "
    "where it leads in fielato.yaml",
    "es": "nada en estos ficheros se llama `{value}`, y no es una dirección; dé su ARN, id o host, o declare en "
    "fielato.yaml adónde lleva",
}
ORPHAN: Final[Text] = {
    "en": "{things} {belong} to something that these files do not show; add the files that describe it",
    "es": "{things} {belong} a algo que estos ficheros no muestran; añada los ficheros que lo describen",
}
INSTANT_ACCESS: Final[Text] = {
    "en": "models can be called by name through the account {name}, without a deployment and in any region of Azure "
    "(“instant access”, a preview): see that it is switched off",
    "es": "a través de la cuenta {name} se puede llamar a modelos por su nombre, sin despliegue y en cualquier región "
    "de Azure («instant access», en versión preliminar): compruebe que está desactivado",
}
"""learn.microsoft.com, Azure OpenAI deployment types, read 2026-11-22."""


_OF_ONE: Final[Mapping[str, Text]] = {
    "are": {"en": "is", "es": "está"},
    "belong": {"en": "belongs", "es": "pertenece"},
}
_OF_SEVERAL: Final[Mapping[str, Text]] = {
    "are": {"en": "are", "es": "están"},
    "belong": {"en": "belong", "es": "pertenecen"},
}


class Gaps:
    """What the files leave open, gathered by cause."""

    def __init__(self) -> None:
        self._causes: dict[tuple[str, str, str], tuple[Text, Text, Origin]] = {}
        self._addresses: dict[tuple[str, str, str], dict[str, None]] = {}

    def has(self, address: str, fact: str) -> bool:
        """Whether it is noted already that a fact of a resource is not known."""
        return any(key[1] == fact and address in found for key, found in self._addresses.items())

    def unknown(self, address: str, fact: str, said: Said) -> None:
        """The value of a field is not known."""
        field = fact.partition(":")[0]
        if field in _MATTERING:
            why = said.value.why if isinstance(said.value, Unknown) else _why(said.value)
            self._add(UNKNOWN_FIELD, field, why, address, said.origin)

    def region(self, address: str, provider: str, given: object, origin: Origin) -> None:
        """Nothing gives the region of a component."""
        why = given.why if isinstance(given, Unknown) else filled(REGION, why=UNSAID, provider=provider or "…")
        self._add(NO_REGION, "region", why, address, origin)

    def orphan(self, address: str, origin: Origin) -> None:
        """The owner of a part is not in these files."""
        self._add(ORPHAN, "", {"en": "", "es": ""}, address, origin)

    def _add(self, text: Text, field: str, why: Text, address: str, origin: Origin) -> None:
        key = (text["en"], field, why["en"])
        self._causes.setdefault(key, (text, why, origin))
        self._addresses.setdefault(key, {})[address] = None

    def tell(self, harvest: Harvest) -> None:
        """Write the notes, each with the resources that it is about."""
        for key, (text, why, origin) in self._causes.items():
            addresses = [*self._addresses[key]]
            verbs = _OF_ONE if len(addresses) == 1 else _OF_SEVERAL
            harvest.note(text, origin, field=key[1], things=listed(addresses), why=why, **verbs)


def _why(value: object) -> Text:
    return ELSEWHERE if isinstance(value, Reference) else filled(NO_ADDRESS, value=str(value)[:100])
