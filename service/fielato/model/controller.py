"""Who decides about the processing: the controller, and the organisation's own policy."""

from typing import Annotated

from .data_act import NonPersonalDataDuties
from .fact import UNSET, Identifier, Maybe, Record, TerritoryCode, TerritoryOrNone, Text, fact
from .vocabulary import Area, Regime, Sector


class Controller(Record, frozen=True, kw_only=True):
    """The controller of the processing (GDPR Art. 4(7))."""

    name: Annotated[
        Text, fact("The controller's legal name.", "La razón social o denominación del responsable.", form=True)
    ]
    party: Annotated[
        Maybe[Identifier],
        fact("Its id among the register's parties.", "Su identificador entre las partes del registro."),
    ] = UNSET
    country: Annotated[
        Maybe[TerritoryCode], fact("The country where it is established.", "El país donde está establecido.", form=True)
    ] = UNSET
    subdivision: Maybe[
        Annotated[
            str,
            fact(
                "Its autonomous community or region, as ISO 3166-2.",
                "Su comunidad autónoma o región, según ISO 3166-2.",
                pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$",
                examples=["ES-AR"],
            ),
        ]
    ] = UNSET
    public: Annotated[
        Maybe[bool], fact("Whether it belongs to the public sector.", "Si pertenece al sector público.", form=True)
    ] = UNSET
    public_powers: Annotated[
        Maybe[bool],
        fact(
            "Whether this processing serves the exercise of public powers.",
            "Si este tratamiento sirve al ejercicio de potestades públicas.",
        ),
    ] = UNSET
    public_powers_supplier: Annotated[
        Maybe[bool],
        fact(
            "Whether it supplies, under contract, a public body that exercises public powers.",
            "Si presta servicios, por contrato, a un ente público que ejerce potestades públicas.",
        ),
    ] = UNSET
    regime: Annotated[
        Maybe[Regime],
        fact(
            "The data-protection regime that binds it.",
            "El régimen de protección de datos que le resulta aplicable.",
        ),
    ] = UNSET
    sectors: Annotated[
        Maybe[tuple[Sector, ...]], fact("The sectors it works in.", "Los sectores en los que actúa.")
    ] = UNSET
    establishments: Annotated[
        Maybe[tuple[TerritoryCode, ...]],
        fact(
            "The countries with an establishment in whose activities the data are processed (GDPR Art. 3(1)).",
            "Los países con un establecimiento en cuyas actividades se tratan los datos (art. 3.1 RGPD).",
        ),
    ] = UNSET
    targets_union: Annotated[
        Maybe[bool],
        fact(
            "Whether it offers goods or services to people in the Union or monitors their behaviour there "
            "(GDPR Art. 3(2)).",
            "Si ofrece bienes o servicios a personas en la Unión o controla su comportamiento en ella (art. 3.2 RGPD).",
        ),
    ] = UNSET
    representative: Annotated[
        Maybe[TerritoryOrNone],
        fact(
            "The Member State of its representative in the Union (GDPR Art. 27), or `none`.",
            "El Estado miembro de su representante en la Unión (art. 27 RGPD), o `none`.",
        ),
    ] = UNSET
    dpo: Annotated[
        Maybe[bool],
        fact(
            "Whether a data protection officer is designated.",
            "Si hay delegado de protección de datos designado.",
        ),
    ] = UNSET
    data_act: Annotated[
        Maybe[NonPersonalDataDuties], fact("Others' non-personal data.", "Datos no personales ajenos.")
    ] = UNSET


Boundary = Area | tuple[TerritoryCode, ...]
"""Where the organisation lets personal data be: a named area, or a list of territories."""


class Policy(Record, frozen=True, kw_only=True):
    """What the organisation itself demands, beyond the law."""

    boundary: Annotated[
        Maybe[Boundary],
        fact(
            "Where personal data may be stored, processed and accessed: EU, EEA, EEA+adequate, ES, "
            "or a list of countries.",
            "Dónde pueden conservarse, tratarse y consultarse datos personales: EU, EEA, EEA+adequate, ES, "
            "o una lista de países.",
        ),
    ] = UNSET
    no_third_country_control: Annotated[
        Maybe[bool],
        fact(
            "Whether suppliers must be free of control from outside the Union.",
            "Si los proveedores deben estar libres de control desde fuera de la Unión.",
        ),
    ] = UNSET
    on_premises_only: Annotated[
        Maybe[tuple[Identifier, ...]],
        fact(
            "The data sets that must not leave the organisation's own premises in clear.",
            "Los conjuntos de datos que no deben salir en claro de las instalaciones propias.",
        ),
    ] = UNSET
    never_off_premises: Annotated[
        Maybe[tuple[Identifier, ...]],
        fact(
            "The data sets that must not leave the organisation's own premises in any form.",
            "Los conjuntos de datos que no deben salir de las instalaciones propias en forma alguna.",
        ),
    ] = UNSET
    pseudonymise_first: Annotated[
        Maybe[tuple[Identifier, ...]],
        fact(
            "The data sets that must be pseudonymised before they leave the organisation's own premises.",
            "Los conjuntos de datos que deben seudonimizarse antes de salir de las instalaciones propias.",
        ),
    ] = UNSET
