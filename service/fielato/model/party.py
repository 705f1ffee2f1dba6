"""Who else takes part: the legal entities that process, receive or can reach the data."""

import datetime
from typing import Annotated, Literal

from .data_act import DataProcessingService
from .fact import UNSET, Identifier, Maybe, OrNone, Record, TerritoryCode, TerritoryOrNone, Text, fact
from .finance import DelegationContract, IctServices
from .regimes import OwnRegime
from .returns import ReturnedData
from .spain import BlockedCopies
from .supplier import GeneralPurposeModel, SovereigntyAssessment
from .vocabulary import Role


class Parent(Record, frozen=True, kw_only=True):
    """The ultimate parent of a legal entity."""

    entity: Annotated[Maybe[Text], fact("Its legal name.", "Su denominación o razón social.")] = UNSET
    country: Annotated[Maybe[TerritoryCode], fact("Its country.", "Su país.")] = UNSET


class Contract(Record, frozen=True, kw_only=True):
    """The contract or other legal act that binds a processor (GDPR Art. 28(3)), as facts."""

    art28: Annotated[
        Maybe[bool], fact("Whether it has the content of GDPR Art. 28(3).", "Si tiene el contenido del art. 28.3 RGPD.")
    ] = UNSET
    art26: Annotated[
        Maybe[bool],
        fact(
            "Whether a joint-controller arrangement exists (GDPR Art. 26).",
            "Si existe un acuerdo de corresponsabilidad (art. 26 RGPD).",
        ),
    ] = UNSET
    locations_clause: Annotated[
        Maybe[bool],
        fact(
            "Whether it lists the places of processing and leaves the vendor no others.",
            "Si enumera los lugares de tratamiento y no deja otros al proveedor.",
        ),
    ] = UNSET
    change_notice_days: Maybe[
        Annotated[
            int,
            fact(
                "Days of notice before a new sub-processor or place; 0 is none.",
                "Días de preaviso ante un nuevo subencargado o lugar; 0 es ninguno.",
                unit="day",
                ge=0,
                le=3650,
            ),
        ]
    ] = UNSET
    subprocessor_list: Annotated[
        Maybe[bool],
        fact(
            "Whether every sub-processor is named, with address, place and task.",
            "Si constan todos los subencargados, con dirección, lugar y cometido.",
        ),
    ] = UNSET
    authority_request_clause: Annotated[
        Maybe[bool],
        fact(
            "Whether requests of third-country authorities are challenged and notified (GDPR Art. 48).",
            "Si los requerimientos de autoridades de terceros países se impugnan y notifican (art. 48 RGPD).",
        ),
    ] = UNSET
    training_opt_out: Annotated[
        Maybe[bool],
        fact(
            "Whether the vendor is barred from using content for its own purposes, training included.",
            "Si se prohíbe al proveedor usar el contenido para fines propios, incluido el entrenamiento.",
        ),
    ] = UNSET
    signed: Annotated[Maybe[datetime.date], fact("The date of signature.", "La fecha de firma.")] = UNSET


class DataPrivacyFramework(Record, frozen=True, kw_only=True):
    """The entry of a US organisation on the Data Privacy Framework List (Decision (EU) 2023/1795)."""

    status: Annotated[
        Literal["active", "re-certification-under-review", "inactive", "withdrawn"],
        fact("The status shown on the list.", "El estado que muestra la lista."),
    ]
    entity: Annotated[
        Maybe[Text],
        fact("The entity listed, or covered by the listed one.", "La entidad inscrita, o amparada por la inscrita."),
    ] = UNSET
    covers_entity: Annotated[
        Maybe[bool],
        fact("Whether the entry covers this very entity.", "Si la inscripción ampara a esta misma entidad."),
    ] = UNSET
    covers_hr: Annotated[
        Maybe[bool], fact("Whether the entry covers HR data.", "Si la inscripción ampara datos de recursos humanos.")
    ] = UNSET
    covers_non_hr: Annotated[
        Maybe[bool],
        fact(
            "Whether the entry covers data other than HR data.",
            "Si la inscripción ampara datos distintos de los de recursos humanos.",
        ),
    ] = UNSET
    checked: Annotated[
        Maybe[datetime.date], fact("The date on which the list was checked.", "La fecha en que se consultó la lista.")
    ] = UNSET
    sensitive_data_flagged: Annotated[
        Maybe[bool],
        fact(
            "Whether the importer was told which data are HR or sensitive.",
            "Si se indicó al importador qué datos son sensibles o de recursos humanos.",
        ),
    ] = UNSET


class Party(Record, frozen=True, kw_only=True):
    """A legal entity other than the people whose data they are."""

    id: Annotated[Identifier, fact("Its identifier.", "Su identificador.")]
    entity: Annotated[Maybe[Text], fact("Its legal name.", "Su denominación o razón social.")] = UNSET
    country: Annotated[
        Maybe[TerritoryCode], fact("The country where it is established.", "El país donde está establecida.")
    ] = UNSET
    provider: Annotated[
        Maybe[Identifier],
        fact(
            "The catalogue's provider that this entity contracts for, for example `aws`.",
            "El proveedor del catálogo por el que contrata esta entidad, por ejemplo `aws`.",
        ),
    ] = UNSET
    role: Annotated[Maybe[Role], fact("Its role (GDPR Art. 4(7)-(10)).", "Su posición (arts. 4.7 a 4.10 RGPD).")] = (
        UNSET
    )
    same_entity: Annotated[
        Maybe[bool],
        fact(
            "Whether it is the controller itself (a branch, not a subsidiary).",
            "Si es el propio responsable (una sucursal, no una filial).",
        ),
    ] = UNSET
    same_group: Annotated[
        Maybe[bool], fact("Whether it belongs to the controller's group.", "Si pertenece al grupo del responsable.")
    ] = UNSET
    public: Annotated[Maybe[bool], fact("Whether it is a public body.", "Si es un organismo público.")] = UNSET
    parent: Annotated[Maybe[OrNone[Parent]], fact("Its ultimate parent, or `none`.", "Su matriz última, o `none`.")] = (
        UNSET
    )
    contract: Annotated[
        Maybe[OrNone[Contract]], fact("The contract with it, or `none`.", "El contrato con esa parte, o `none`.")
    ] = UNSET
    dpf: Annotated[
        Maybe[OrNone[DataPrivacyFramework]],
        fact(
            "Its entry on the Data Privacy Framework List, or `none`.",
            "Su inscripción en la lista del Marco de Privacidad de Datos, o `none`.",
        ),
    ] = UNSET
    adequacy_scope_met: Annotated[
        Maybe[bool],
        fact(
            "Whether it falls under the law that its country's adequacy decision is limited to "
            "(PIPEDA, APPI, PIPA, LGPD).",
            "Si le es aplicable la ley a la que se limita la decisión de adecuación de su país "
            "(PIPEDA, APPI, PIPA, LGPD).",
        ),
    ] = UNSET
    subject_to_gdpr: Annotated[
        Maybe[bool],
        fact(
            "Whether its own processing falls under GDPR Art. 3(2).",
            "Si su propio tratamiento entra en el art. 3.2 RGPD.",
        ),
    ] = UNSET
    offers_direct_to_people: Annotated[
        Maybe[bool],
        fact(
            "Whether it offers its service directly to people in the Union.",
            "Si ofrece su servicio directamente a personas en la Unión.",
        ),
    ] = UNSET
    representative: Annotated[
        Maybe[TerritoryOrNone],
        fact("Its representative in the Union, or `none`.", "Su representante en la Unión, o `none`."),
    ] = UNSET
    trains_on_content: Annotated[
        Maybe[bool],
        fact(
            "Whether it uses content for purposes of its own, such as training its models.",
            "Si usa el contenido para fines propios, como entrenar sus modelos.",
        ),
    ] = UNSET
    third_country_exposure_assessed: Annotated[
        Maybe[bool],
        fact(
            "Whether its exposure to third-country law was assessed (GDPR Art. 28(1), 48).",
            "Si se evaluó su exposición al Derecho de terceros países (arts. 28.1 y 48 RGPD).",
        ),
    ] = UNSET
    subprocessors_outside: Annotated[
        Maybe[bool],
        fact(
            "Whether it hands the data on to sub-processors in further third countries.",
            "Si entrega los datos a subencargados en otros terceros países.",
        ),
    ] = UNSET
    onward_covered: Annotated[
        Maybe[bool],
        fact(
            "Whether those onward transfers are listed and covered by clauses.",
            "Si esas transferencias ulteriores constan y están amparadas por cláusulas.",
        ),
    ] = UNSET
    own_regime: Annotated[
        Maybe[OwnRegime],
        fact("What exports to it from outside the Union have.", "Qué ampara lo que recibe de fuera de la Unión."),
    ] = UNSET
    returned_data: Annotated[
        Maybe[ReturnedData], fact("What it sends back to the controller.", "Lo que devuelve al responsable.")
    ] = UNSET
    blocked_copies: Annotated[
        Maybe[BlockedCopies], fact("The blocked data it keeps.", "Los datos bloqueados que conserva.")
    ] = UNSET
    ict: Annotated[Maybe[IctServices], fact("Its contract for ICT services.", "Su contrato de servicios de TIC.")] = (
        UNSET
    )
    delegation: Annotated[
        Maybe[DelegationContract], fact("Its contract of delegation.", "Su contrato de delegación.")
    ] = UNSET
    critical_ict_provider: Annotated[
        Maybe[bool],
        fact(
            "Whether it is designated a critical ICT third-party provider (DORA Art. 31).",
            "Si está designada proveedor tercero esencial de servicios de TIC (art. 31 DORA).",
        ),
    ] = UNSET
    eu_subsidiary: Annotated[
        Maybe[bool], fact("Whether it has a subsidiary in the Union.", "Si tiene una filial en la Unión.")
    ] = UNSET
    processing_service: Annotated[
        Maybe[OrNone[DataProcessingService]],
        fact(
            "What it says as provider of a data processing service, or `none`.",
            "Lo que publica como proveedor de servicios de tratamiento de datos, o `none`.",
        ),
    ] = UNSET
    gpai: Annotated[
        Maybe[OrNone[GeneralPurposeModel]],
        fact(
            "What it gives as provider of a general-purpose AI model, or `none`.",
            "Lo que aporta como proveedor de un modelo de IA de uso general, o `none`.",
        ),
    ] = UNSET
    sovereignty: Annotated[
        Maybe[OrNone[SovereigntyAssessment]],
        fact(
            "Its assessment under the Cloud Sovereignty Framework, or `none`.",
            "Su evaluación según el Marco de Soberanía de la Nube, o `none`.",
        ),
    ] = UNSET
