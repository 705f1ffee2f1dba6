"""What is told where files leave open where things are: one note for each cause, with what would settle it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fielato.importers.found import Harvest, Said
from fielato.importers.resource_values import Reference, Unknown
from fielato.model.origin import Origin

PLACING: Final = frozenset(
    {
        "region", "provider", "service", "model", "sku", "endpoint", "copied_from", "guardrail_profile", "flow",
        "fallbacks", "replication.regions", "replication.redundancy", "backup_regions", "place.territory",
    }
)  # fmt: skip
"""The facts of which it matters that they are not known."""
_SHOWN: Final = 3

NO_REGION: Final = {
    "en": "where {things} is, is not known: {why}",
    "es": "no se sabe dónde está {things}: {why}",
}
UNSAID: Final = {
    "en": "no file gives a region; write `infrastructure: [{{provider: {provider}, region: …}}]` in fielato.yaml",
    "es": "ningún fichero da la región; ponga `infrastructure: [{{provider: {provider}, region: …}}]` en fielato.yaml",
}
UNKNOWN_FIELD: Final = {
    "en": "`{field}` of {things} is not known: {why}",
    "es": "no se conoce `{field}` de {things}: {why}",
}
ELSEWHERE: Final = {
    "en": "another resource gives it when it is created; state it of this component in fielato.yaml",
    "es": "lo da otro recurso al crearse; indíquelo de este componente en fielato.yaml",
}
NO_ADDRESS: Final = {
    "en": "nothing in these files has the name `{value}`, and it is no address; give its ARN, id or host, or declare "
    "where it leads in fielato.yaml",
    "es": "nada en estos ficheros se llama `{value}`, y no es una dirección; dé su ARN, id o host, o declare en "
    "fielato.yaml adónde lleva",
}
ORPHAN: Final = {
    "en": "{things} belongs to something that these files do not show; add the files that describe it",
    "es": "{things} pertenece a algo que estos ficheros no muestran; añada los ficheros que lo describen",
}


class Gaps:
    """What the files leave open, gathered by cause."""

    def __init__(self) -> None:
        self._causes: dict[tuple[str, str, str], tuple[Mapping[str, str], Mapping[str, Mapping[str, str]], Origin]] = {}
        self._addresses: dict[tuple[str, str, str], dict[str, None]] = {}

    def has(self, address: str, fact: str) -> bool:
        """Whether it is noted already that a fact of a resource is not known."""
        return any(key[1] == fact and address in found for key, found in self._addresses.items())

    def unknown(self, address: str, fact: str, said: Said) -> None:
        """The value of a field is not known."""
        field = fact.partition(":")[0]
        if field in PLACING:
            why = said.value.why if isinstance(said.value, Unknown) else _why(said.value)
            self._add(UNKNOWN_FIELD, field, why, address, said.origin)

    def region(self, address: str, provider: str, given: object, origin: Origin) -> None:
        """Nothing gives the region of a component."""
        why = given.why if isinstance(given, Unknown) else _filled(UNSAID, provider=provider or "…")
        self._add(NO_REGION, "region", why, address, origin)

    def orphan(self, address: str, origin: Origin) -> None:
        """The owner of a part is not in these files."""
        self._add(ORPHAN, "", {"en": "", "es": ""}, address, origin)

    def _add(self, text: Mapping[str, str], field: str, why: Mapping[str, str], address: str, origin: Origin) -> None:
        key = (text["en"], field, why["en"])
        self._causes.setdefault(key, (text, {"why": why}, origin))
        self._addresses.setdefault(key, {})[address] = None

    def tell(self, harvest: Harvest) -> None:
        """Write the notes, each with the resources that it is about."""
        for key, (text, words, origin) in self._causes.items():
            things = _listed([*self._addresses[key]])
            filled = {
                language: said.format(field=key[1], things=things[language], why=words["why"][language])
                for language, said in text.items()
            }
            harvest.note(
                {language: said.replace("{", "{{").replace("}", "}}") for language, said in filled.items()}, origin
            )


def _why(value: object) -> Mapping[str, str]:
    return ELSEWHERE if isinstance(value, Reference) else _filled(NO_ADDRESS, value=str(value)[:100])


def _filled(text: Mapping[str, str], **words: str) -> Mapping[str, str]:
    return {language: said.format_map(words) for language, said in text.items()}


def _listed(addresses: list[str]) -> Mapping[str, str]:
    shown = ", ".join(f"`{address}`" for address in addresses[:_SHOWN])
    more = len(addresses) - _SHOWN
    if more <= 0:
        return {"en": shown, "es": shown}
    return {"en": f"{shown} and {more} more", "es": f"{shown} y {more} más"}
