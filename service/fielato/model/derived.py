"""The facts that nobody declares: what resolve finds out from catalogue, date and the other facts."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from .fact import UNSET, Maybe, Record, TerritoryCode, fact
from .vocabulary import Area, Purpose, Role, RunBy


class DeploymentFacts(Record, frozen=True, kw_only=True):
    """Derived facts of the deployment as a whole."""

    as_of: Annotated[datetime.date, fact("The date of the assessment.", "La fecha de la evaluación.")]
    personal_data: Annotated[
        Maybe[bool], fact("Whether any data set is personal.", "Si algún conjunto de datos es personal.")
    ] = UNSET
    transfers: Annotated[
        Maybe[bool],
        fact(
            "Whether personal data are disclosed to somebody in a third country.",
            "Si se comunican datos personales a alguien en un tercer país.",
        ),
    ] = UNSET


class ControllerFacts(Record, frozen=True, kw_only=True):
    """Derived facts of the controller."""

    in_union: Annotated[
        Maybe[bool], fact("Whether it is established in the Union.", "Si está establecido en la Unión.")
    ] = UNSET
    in_eea: Annotated[
        Maybe[bool],
        fact(
            "Whether it, or an establishment of it, is in the European Economic Area.",
            "Si él, o un establecimiento suyo, está en el Espacio Económico Europeo.",
        ),
    ] = UNSET


class OrganisationFacts(Record, frozen=True, kw_only=True):
    """The organisation's own policy, in the form that rules compare."""

    boundary: Annotated[
        Maybe[Literal["none", Area, "list"]], fact("The boundary chosen, or `none`.", "El perímetro elegido, o `none`.")
    ] = UNSET
    boundary_territories: Annotated[
        Maybe[tuple[TerritoryCode, ...]],
        fact("The territories of a boundary given as a list.", "Los territorios de un perímetro dado como lista."),
    ] = UNSET
    no_third_country_control: Annotated[
        Maybe[bool],
        fact(
            "Whether suppliers must be free of control from outside the Union.",
            "Si los proveedores deben estar libres de control desde fuera de la Unión.",
        ),
    ] = UNSET
    dpf_check_max_age: Annotated[
        int,
        fact("How old a check of the DPF List may be.", "Antigüedad máxima de la consulta de la lista.", unit="day"),
    ] = 90
    tia_max_age: Annotated[
        int,
        fact(
            "How old a transfer impact assessment may be.",
            "Antigüedad máxima de la evaluación de impacto de la transferencia.",
            unit="day",
        ),
    ] = 730
    change_notice_min: Annotated[
        int,
        fact("The notice of change asked of vendors.", "El preaviso de cambios que se exige.", unit="day"),
    ] = 30
    sovereignty_level: Annotated[
        int,
        fact(
            "The sovereignty level (SEAL) asked of suppliers; 0 asks for none.",
            "El nivel de soberanía (SEAL) que se exige a los proveedores; 0 no exige ninguno.",
        ),
    ] = 0


class DataFacts(Record, frozen=True, kw_only=True):
    """Derived facts of the data: what holds for the one set, or for the union of those that meet here."""

    premises_only: Annotated[
        Maybe[bool],
        fact(
            "Whether the organisation keeps the data on its own premises in clear.",
            "Si la organización reserva los datos en claro a sus propias instalaciones.",
        ),
    ] = UNSET
    never_off_premises: Annotated[
        Maybe[bool],
        fact(
            "Whether the organisation keeps the data on its own premises in any form.",
            "Si la organización reserva los datos, en cualquier forma, a sus propias instalaciones.",
        ),
    ] = UNSET
    pseudonymise_first: Annotated[
        Maybe[bool],
        fact(
            "Whether the organisation lets the data leave its premises only pseudonymised.",
            "Si la organización solo deja salir los datos de sus instalaciones seudonimizados.",
        ),
    ] = UNSET
    off_premises: Annotated[
        Maybe[bool],
        fact(
            "Whether a component outside the premises handles data that may leave only pseudonymised.",
            "Si algún componente externo trata datos que solo pueden salir seudonimizados.",
        ),
    ] = UNSET


class PartyFacts(Record, frozen=True, kw_only=True):
    """Derived facts of a party on the date of the assessment."""

    in_union: Annotated[
        Maybe[bool], fact("Whether it is established in the Union.", "Si está establecida en la Unión.")
    ] = UNSET
    in_eea: Annotated[Maybe[bool], fact("Whether it is established in the EEA.", "Si está establecida en el EEE.")] = (
        UNSET
    )
    parent_in_union: Annotated[
        Maybe[bool], fact("Whether its ultimate parent is in the Union.", "Si su matriz última está en la Unión.")
    ] = UNSET
    parent_in_eea: Annotated[
        Maybe[bool], fact("Whether its ultimate parent is in the EEA.", "Si su matriz última está en el EEE.")
    ] = UNSET
    dpf_check_age: Annotated[
        Maybe[int], fact("How long ago the DPF List was checked.", "Cuánto hace que se consultó la lista.", unit="day")
    ] = UNSET


class TerritoryFacts(Record, frozen=True, kw_only=True):
    """What a territory is in law on the date of the assessment."""

    code: Annotated[Maybe[TerritoryCode], fact("Its ISO 3166-1 code.", "Su código ISO 3166-1.")] = UNSET
    state: Annotated[Maybe[TerritoryCode], fact("The state it is part of.", "El Estado del que forma parte.")] = UNSET
    union: Annotated[
        Maybe[bool],
        fact(
            "Whether it is Union territory, where Union law applies of itself.",
            "Si es territorio de la Unión, donde su Derecho se aplica por sí mismo.",
        ),
    ] = UNSET
    eea: Annotated[Maybe[bool], fact("Whether it is in the EEA.", "Si está en el Espacio Económico Europeo.")] = UNSET
    adequacy: Annotated[
        Maybe[
            Literal["none", "full", "commercial", "appi", "pipa", "dpf", "lgpd", "automated", "epo", "privacy_shield"]
        ],
        fact(
            "The scope of the adequacy decision in force for it, or `none`.",
            "El alcance de la decisión de adecuación vigente, o `none`.",
        ),
    ] = UNSET
    adequacy_until: Annotated[
        Maybe[datetime.date],
        fact("The last day of that decision, if it has one.", "El último día de esa decisión, si lo tiene."),
    ] = UNSET
    special: Annotated[
        Maybe[bool],
        fact(
            "Whether its status in law needs a lawyer's look.",
            "Si su situación jurídica exige que la examine un jurista.",
        ),
    ] = UNSET


class ComponentFacts(Record, frozen=True, kw_only=True):
    """Derived facts of a component."""

    on_premises: Annotated[
        Maybe[bool],
        fact("Whether it runs on the organisation's own premises.", "Si funciona en instalaciones propias."),
    ] = UNSET


class LocationFacts(Record, frozen=True, kw_only=True):
    """One place where one component's data are stored, processed or accessed for one purpose."""

    purpose: Annotated[Purpose, fact("What is done there.", "Qué se hace allí.")]
    run_by: Annotated[
        RunBy,
        fact(
            "Whether the customer chose this purpose, or the vendor performs it on its own account.",
            "Si esta finalidad la elige el cliente o la realiza el proveedor por su cuenta.",
        ),
    ]
    remote_access: Annotated[
        bool,
        fact("Whether people reach the data from there.", "Si desde allí se accede a los datos a distancia."),
    ] = False


class TransferFacts(Record, frozen=True, kw_only=True):
    """Personal data made available to an importer in a third country (GDPR ch. V; EDPB Guidelines 05/2021)."""

    purpose: Annotated[Purpose, fact("What the importer does with the data.", "Qué hace el importador con los datos.")]
    run_by: Annotated[
        RunBy,
        fact(
            "Whether the customer chose this purpose, or the vendor performs it on its own account.",
            "Si esta finalidad la elige el cliente o la realiza el proveedor por su cuenta.",
        ),
    ]
    exporter_country: Annotated[Maybe[TerritoryCode], fact("Where the exporter is.", "Dónde está el exportador.")] = (
        UNSET
    )
    exporter_role: Annotated[Maybe[Role], fact("The exporter's role.", "La posición del exportador.")] = UNSET
    separate_importer: Annotated[
        Maybe[bool],
        fact(
            "Whether the importer is a legal entity other than the exporter.",
            "Si el importador es una entidad jurídica distinta del exportador.",
        ),
    ] = UNSET
    plaintext: Annotated[
        Maybe[bool], fact("Whether the importer gets the data in clear.", "Si el importador recibe los datos en claro.")
    ] = UNSET
    keys_in_eea: Annotated[
        Maybe[bool],
        fact(
            "Whether only the exporter or a trustee in the EEA can decrypt.",
            "Si solo el exportador o un tercero de confianza en el EEE puede descifrar.",
        ),
    ] = UNSET
    tia_age: Annotated[
        Maybe[int],
        fact(
            "How old the transfer impact assessment is.",
            "Antigüedad de la evaluación de impacto de la transferencia.",
            unit="day",
        ),
    ] = UNSET
