"""How a scenario is written: `apiVersion: fielato/v1`, `kind: Scenario`."""

import datetime
from typing import Annotated, Literal

from fielato.model.fact import UNSET, Identifier, Maybe, Record, TerritoryCode, Text, fact
from fielato.model.vocabulary import ApiVersion

Scope = Literal["full", "commercial", "appi", "pipa", "dpf", "lgpd", "automated", "epo"]
"""The scopes that an adequacy decision can have, as `territory.adequacy` tells them."""

Starts = Maybe[
    Annotated[
        datetime.date,
        fact(
            "From which day it holds; absent, from when the scenario starts.",
            "Desde qué día rige; si falta, desde que empieza el supuesto.",
        ),
    ]
]


class Words(Record, frozen=True, kw_only=True):
    """A text for a person, in both languages; `{name}` is filled in with the parameter of that name."""

    en: Annotated[Text, fact("In English.", "En inglés.")]
    es: Annotated[Text, fact("In Spanish.", "En español.")]

    def __getitem__(self, language: str) -> str:
        return self.es if language == "es" else self.en


class Dated(Record, frozen=True, kw_only=True):
    """Base of every change: it has a first day."""

    starts: Starts = UNSET


class DecisionWithdrawn(Dated, frozen=True, kw_only=True):
    """An adequacy decision that can no longer be relied on."""

    decision: Annotated[Text, fact("Its number, as in the catalogue.", "Su número, como en el catálogo.")]


class DecisionGranted(Dated, frozen=True, kw_only=True):
    """An adequacy decision that comes into force."""

    territory: Annotated[TerritoryCode, fact("The territory it covers.", "El territorio que cubre.")]
    decision: Annotated[Text, fact("What to call it.", "Cómo llamarla.")]
    scope: Annotated[Scope, fact("Its scope.", "Su alcance.")] = "full"
    until: Maybe[Annotated[datetime.date, fact("Its last day.", "Su último día.")]] = UNSET


class AdequacyChanges(Record, frozen=True, kw_only=True):
    """What becomes of adequacy decisions."""

    withdrawn: Annotated[
        tuple[DecisionWithdrawn, ...],
        fact("Those that are annulled, repealed or lapse.", "Las que se anulan, derogan o caducan."),
    ] = ()
    granted: Annotated[tuple[DecisionGranted, ...], fact("Those that are adopted.", "Las que se adoptan.")] = ()


class Membership(Dated, frozen=True, kw_only=True):
    """A territory that joins or leaves the Union or the EEA; what is absent stays as it is."""

    territory: Annotated[TerritoryCode, fact("The territory.", "El territorio.")]
    union: Maybe[Annotated[bool, fact("Whether it is Union territory.", "Si es territorio de la Unión.")]] = UNSET
    eea: Maybe[Annotated[bool, fact("Whether it is in the EEA.", "Si está en el Espacio Económico Europeo.")]] = UNSET


class RegionWithdrawn(Dated, frozen=True, kw_only=True):
    """A region that its provider no longer offers."""

    provider: Annotated[Text, fact("The provider.", "El proveedor.")]
    region: Annotated[Text, fact("The region.", "La región.")]


class RegionChanges(Record, frozen=True, kw_only=True):
    """What becomes of providers' regions."""

    withdrawn: Annotated[
        tuple[RegionWithdrawn, ...],
        fact("Those that are no longer offered.", "Las que dejan de ofrecerse."),
    ] = ()


class Scenario(Record, frozen=True, kw_only=True, rename={"api_version": "apiVersion"}):
    """Dated changes to the facts of the catalogue, for a “what if”."""

    api_version: Annotated[ApiVersion, fact("The version of this format.", "La versión de este formato.")]
    kind: Annotated[Literal["Scenario"], fact("What the document is.", "Qué es el documento.")]
    id: Annotated[Identifier, fact("Its name.", "Su nombre.")]
    title: Annotated[Words, fact("What is supposed, in one line.", "Qué se supone, en una línea.")]
    description: Annotated[Words, fact("What follows from it, in words.", "Qué se sigue de ello, en palabras.")]
    parameters: Annotated[
        tuple[Identifier, ...],
        fact(
            "Names that whoever uses it fills in, in this order: `NAME:first/second`; `{first}` stands for the value.",
            "Nombres que rellena quien lo usa, en este orden: `NOMBRE:primero/segundo`; `{primero}` es el valor.",
        ),
    ] = ()
    starts: Maybe[
        Annotated[
            datetime.date,
            fact(
                "From which day it holds; absent, from the date of the assessment.",
                "Desde qué día rige; si falta, desde la fecha de la evaluación.",
            ),
        ]
    ] = UNSET
    adequacy: Annotated[AdequacyChanges, fact("Adequacy decisions.", "Decisiones de adecuación.")] = AdequacyChanges()
    territories: Annotated[
        tuple[Membership, ...], fact("Who joins or leaves Union and EEA.", "Quién entra o sale de la Unión y el EEE.")
    ] = ()
    regions: Annotated[RegionChanges, fact("Regions of providers.", "Regiones de proveedores.")] = RegionChanges()
