"""What the Data Act and the Data Governance Act ask of providers of data processing services, and of ourselves."""

from typing import Annotated

from .fact import UNSET, Maybe, Record, fact


class DataProcessingService(Record, frozen=True, kw_only=True):
    """A vendor as provider of a data processing service, such as a cloud (Regulation (EU) 2023/2854 Art. 28)."""

    jurisdiction_published: Annotated[
        Maybe[bool],
        fact(
            "Whether its website says which jurisdiction its infrastructure is under and what protects it.",
            "Si su sitio web indica la jurisdicción de la infraestructura y las medidas que la protegen.",
        ),
    ] = UNSET
    listed_in_contract: Annotated[
        Maybe[bool],
        fact(
            "Whether the contract names that website.",
            "Si el contrato menciona ese sitio web.",
        ),
    ] = UNSET


class NonPersonalDataDuties(Record, frozen=True, kw_only=True):
    """The organisation as holder of others' non-personal data in the Union."""

    provides_service: Annotated[
        Maybe[bool],
        fact(
            "Whether it provides a data processing service to others with this (Data Act).",
            "Si con esto presta a otros un servicio de tratamiento de datos (Reglamento de Datos).",
        ),
    ] = UNSET
    governance_actor: Annotated[
        Maybe[bool],
        fact(
            "Whether it re-uses public data, intermediates data or serves data altruism (Data Governance Act).",
            "Si reutiliza datos públicos, intermedia datos o sirve a la cesión altruista "
            "(Reglamento de Gobernanza de Datos).",
        ),
    ] = UNSET
    third_country_measures: Annotated[
        Maybe[bool],
        fact(
            "Whether measures prevent unlawful access or transfer by authorities of third countries.",
            "Si hay medidas que impidan el acceso o la transferencia ilícitos por autoridades de terceros países.",
        ),
    ] = UNSET
