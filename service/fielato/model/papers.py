"""The papers that the law asks for, as facts: assessments, records, notices, procurement, schemes."""

import datetime
from typing import Annotated, Literal

from .ai_act import AiAct
from .fact import UNSET, Maybe, OrNone, Record, TerritoryCode, Text, fact
from .spain import TenderSecurity


class ImpactAssessment(Record, frozen=True, kw_only=True):
    """A data protection impact assessment (GDPR Art. 35)."""

    date: Annotated[Maybe[datetime.date], fact("Its date.", "Su fecha.")] = UNSET
    covers_transfers: Annotated[
        Maybe[bool], fact("Whether it deals with places and transfers.", "Si trata los lugares y las transferencias.")
    ] = UNSET
    residual_high_risk: Annotated[Maybe[bool], fact("Whether a high risk remains.", "Si persiste un riesgo alto.")] = (
        UNSET
    )
    prior_consultation: Annotated[
        Maybe[bool], fact("Whether the authority was consulted (Art. 36).", "Si se consultó a la autoridad (art. 36).")
    ] = UNSET
    reference: Annotated[Maybe[Text], fact("Where it is kept.", "Dónde se conserva.")] = UNSET


class Records(Record, frozen=True, kw_only=True):
    """The records of processing activities (GDPR Art. 30)."""

    present: Annotated[
        Maybe[bool],
        fact(
            "Whether the processing stands in the records of processing.",
            "Si el tratamiento consta en el registro de actividades.",
        ),
    ] = UNSET
    transfers_listed: Annotated[
        Maybe[bool], fact("Whether every third country is named.", "Si se identifican todos los terceros países.")
    ] = UNSET
    public_inventory: Annotated[
        Maybe[bool],
        fact(
            "Whether the public inventory is published (LO 3/2018 art. 31.2).",
            "Si se publica el inventario (art. 31.2 LO 3/2018).",
        ),
    ] = UNSET


class Notices(Record, frozen=True, kw_only=True):
    """What the people concerned are told (GDPR Arts. 13 and 14)."""

    transfers_named: Annotated[
        Maybe[bool],
        fact(
            "Whether the notice names transfers, adequacy or safeguards, and how to get a copy.",
            "Si la información menciona transferencias, adecuación o garantías y cómo obtener copia.",
        ),
    ] = UNSET


class Procurement(Record, frozen=True, kw_only=True):
    """Facts of a Spanish public contract (Ley 9/2017)."""

    tender_published: Annotated[
        Maybe[datetime.date],
        fact(
            "When the call for tenders was published; without publication, when its documents were approved.",
            "Cuándo se publicó la convocatoria; sin publicidad, cuándo se aprobaron los pliegos.",
        ),
    ] = UNSET
    formalised: Annotated[
        Maybe[bool], fact("Whether the contract is formalised.", "Si el contrato está formalizado.")
    ] = UNSET
    pliego_122_2: Annotated[
        Maybe[bool],
        fact(
            "Whether the tender documents carry the duties of art. 122.2 as essential ones.",
            "Si los pliegos recogen las obligaciones del art. 122.2 como esenciales.",
        ),
    ] = UNSET
    server_declaration: Annotated[
        Maybe[OrNone[tuple[TerritoryCode, ...]]],
        fact(
            "Where the contractor declared servers and services to be, or `none`.",
            "Dónde declaró el contratista los servidores y servicios, o `none`.",
        ),
    ] = UNSET
    subcontractors_declared: Annotated[
        Maybe[bool],
        fact(
            "Whether subcontracted servers or services were declared in the offer.",
            "Si la oferta declaró los servidores o servicios subcontratados.",
        ),
    ] = UNSET
    security: Annotated[Maybe[TenderSecurity], fact("What it says of security.", "Qué dice de la seguridad.")] = UNSET
    localisation_demanded: Annotated[
        Maybe[Literal["none", "EU", "EEA", "national", "regional"]],
        fact("Which place the tender demands.", "Qué lugar exige la licitación."),
    ] = UNSET
    localisation_justified: Annotated[
        Maybe[bool],
        fact(
            "Whether a statute or public security justifies that demand.",
            "Si una ley o la seguridad pública justifican esa exigencia.",
        ),
    ] = UNSET
    supplier_control_recorded: Annotated[
        Maybe[bool],
        fact(
            "Whether controls of suppliers outside public premises are recorded.",
            "Si constan los controles de los proveedores ajenos a las instalaciones públicas.",
        ),
    ] = UNSET


class SecurityScheme(Record, frozen=True, kw_only=True):
    """Conformity with the Esquema Nacional de Seguridad (Real Decreto 311/2022)."""

    category: Annotated[
        Maybe[Literal["BASIC", "MEDIUM", "HIGH"]], fact("The category of the system.", "La categoría del sistema.")
    ] = UNSET
    conformity: Annotated[
        Maybe[Literal["declaration", "certificate", "none"]],
        fact("Its proof of conformity.", "Su acreditación de conformidad."),
    ] = UNSET
    expires: Annotated[Maybe[datetime.date], fact("When that proof expires.", "Cuándo caduca esa acreditación.")] = (
        UNSET
    )
    cloud_certified: Annotated[
        Maybe[bool],
        fact(
            "Whether the cloud service is certified as op.nub.1 R1 asks.",
            "Si el servicio en la nube está certificado como pide op.nub.1 R1.",
        ),
    ] = UNSET
    configuration_guide: Annotated[
        Maybe[bool],
        fact(
            "Whether the CCN-STIC configuration guide is applied (op.nub.1 R2).",
            "Si se aplica la guía de configuración CCN-STIC (op.nub.1 R2).",
        ),
    ] = UNSET
    jurisdiction_assessed: Annotated[
        Maybe[bool],
        fact(
            "Whether jurisdiction of the data and custody of keys are assessed.",
            "Si se evaluaron la jurisdicción de los datos y la custodia de claves.",
        ),
    ] = UNSET


class Dora(Record, frozen=True, kw_only=True):
    """Facts of digital operational resilience (Regulation (EU) 2022/2554)."""

    in_scope: Annotated[
        Maybe[bool],
        fact(
            "Whether the controller is a financial entity under DORA.",
            "Si el responsable es una entidad financiera sujeta a DORA.",
        ),
    ] = UNSET
    critical_function: Annotated[
        Maybe[bool],
        fact(
            "Whether a critical or important function is supported.",
            "Si sirve de apoyo a una función esencial o importante.",
        ),
    ] = UNSET
    register_of_information: Annotated[
        Maybe[bool], fact("Whether the contract is in the register.", "Si el contrato figura en el registro.")
    ] = UNSET
    third_country_assessed: Annotated[
        Maybe[bool],
        fact("Whether third-country risks were assessed.", "Si se evaluaron los riesgos de terceros países."),
    ] = UNSET


class AiUse(Record, frozen=True, kw_only=True):
    """What the AI system is used for, where that decides a duty."""

    solely_automated: Annotated[
        Maybe[bool], fact("Whether decisions are taken without a person.", "Si se decide sin intervención humana.")
    ] = UNSET
    legal_effect: Annotated[
        Maybe[bool],
        fact(
            "Whether decisions have legal or similarly significant effects.",
            "Si las decisiones producen efectos jurídicos o similares.",
        ),
    ] = UNSET
    monitoring: Annotated[
        Maybe[bool], fact("Whether people are monitored systematically.", "Si se observa sistemáticamente a personas.")
    ] = UNSET
    emotion_inference: Annotated[
        Maybe[bool],
        fact(
            "Whether emotions are inferred at work or in education.",
            "Si se infieren emociones en el trabajo o la enseñanza.",
        ),
    ] = UNSET
    bias_detection: Annotated[
        Maybe[bool],
        fact(
            "Whether special categories serve bias detection.",
            "Si se usan categorías especiales para detectar sesgos.",
        ),
    ] = UNSET
    high_risk: Annotated[Maybe[bool], fact("Whether it is a high-risk system.", "Si es un sistema de alto riesgo.")] = (
        UNSET
    )
    model_assessed: Annotated[
        Maybe[bool],
        fact(
            "Whether the lawfulness of the model's development was assessed (EDPB Opinion 28/2024).",
            "Si se evaluó la licitud del desarrollo del modelo (Dictamen 28/2024 del CEPD).",
        ),
    ] = UNSET
    research: Annotated[
        Maybe[bool], fact("Whether it serves health research.", "Si sirve a la investigación en salud.")
    ] = UNSET
    id_sign_system: Annotated[
        Maybe[bool],
        fact(
            "Whether it is an identification or signature system of Ley 39/2015 art. 9.2.c or 10.2.c.",
            "Si es un sistema de identificación o firma de los arts. 9.2.c o 10.2.c de la Ley 39/2015.",
        ),
    ] = UNSET
    secondary_health_use: Annotated[
        Maybe[bool],
        fact(
            "Whether it performs secondary-use tasks of the European Health Data Space.",
            "Si realiza tareas de uso secundario del Espacio Europeo de Datos de Salud.",
        ),
    ] = UNSET
    residency_guardrails: Annotated[
        Maybe[bool],
        fact(
            "Whether policy-as-code pins regions and denies global endpoints.",
            "Si unas reglas automáticas fijan las regiones y vedan los puntos globales.",
        ),
    ] = UNSET
    ai_act: Annotated[Maybe[AiAct], fact("Facts of the AI Act.", "Hechos del Reglamento de IA.")] = UNSET
