"""What health law asks about a deployment: research in Spain, genetic data, secondary use in the Health Data Space."""

from typing import Annotated, Literal

from .fact import UNSET, Maybe, Record, fact


class HealthResearch(Record, frozen=True, kw_only=True):
    """How health research meets LO 3/2018, additional provision 17.2, and Ley 41/2002 art. 16.3."""

    route: Annotated[
        Maybe[Literal["consent", "public-health-emergency", "related-area", "pseudonymised"]],
        fact(
            "The route of additional provision 17.2 that it takes: (a) consent, (b) studies of health authorities "
            "in exceptional situations, (c) reuse in a related area, (d) pseudonymised data.",
            "La vía de la disposición adicional 17.2 que sigue: a) consentimiento, b) estudios de autoridades "
            "sanitarias en situaciones excepcionales, c) reutilización en un área relacionada, d) datos "
            "seudonimizados.",
        ),
    ] = UNSET
    purposes: Annotated[
        Maybe[tuple[Literal["research", "epidemiology", "public-health", "teaching"], ...]],
        fact(
            "Which of these purposes of Ley 14/2007 art. 50.2 and Ley 41/2002 art. 16.3 it serves; `[]` says none.",
            "A cuáles de estos fines de los arts. 50.2 de la Ley 14/2007 y 16.3 de la Ley 41/2002 sirve; `[]` dice "
            "que a ninguno.",
        ),
    ] = UNSET
    separation: Annotated[
        Maybe[bool],
        fact(
            "Whether the research team is separated, technically and functionally, from whoever pseudonymises and "
            "keeps the key.",
            "Si el equipo investigador está separado, técnica y funcionalmente, de quien seudonimiza y conserva la "
            "clave.",
        ),
    ] = UNSET
    commitment: Annotated[
        Maybe[bool],
        fact(
            "Whether the team has expressly committed to confidentiality and not to re-identify anyone.",
            "Si el equipo se ha comprometido expresamente a la confidencialidad y a no reidentificar a nadie.",
        ),
    ] = UNSET
    security_measures: Annotated[
        Maybe[bool],
        fact(
            "Whether specific measures prevent re-identification and access by unauthorised third parties.",
            "Si hay medidas de seguridad específicas contra la reidentificación y el acceso de terceros no "
            "autorizados.",
        ),
    ] = UNSET
    ethics_committee: Annotated[
        Maybe[bool],
        fact(
            "Whether a research ethics committee exists for this research.",
            "Si existe comité de ética de la investigación para este estudio.",
        ),
    ] = UNSET
    prior_report: Annotated[
        Maybe[Literal["committee", "data-protection-officer", "expert", "none"]],
        fact("Who reported on it beforehand, or `none`.", "Quién emitió el informe previo, o `none`."),
    ] = UNSET
    report_favourable: Annotated[
        Maybe[bool], fact("Whether that report was favourable.", "Si ese informe fue favorable.")
    ] = UNSET
    information_published: Annotated[
        Maybe[bool],
        fact(
            "Whether the information of GDPR Art. 13 is published on the centre's website and notified.",
            "Si la información del art. 13 RGPD está publicada en la web del centro y notificada a los afectados.",
        ),
    ] = UNSET
    reidentification_assessed: Annotated[
        Maybe[bool],
        fact(
            "Whether the impact assessment deals with the risks of re-identification.",
            "Si la evaluación de impacto incluye los riesgos de reidentificación.",
        ),
    ] = UNSET
    identity_consent: Annotated[
        Maybe[bool],
        fact(
            "Whether the patients consented that their identity is not kept apart from the clinical data.",
            "Si los pacientes consintieron que no se separe su identidad de los datos clínicos.",
        ),
    ] = UNSET
    sponsor_outside_union: Annotated[
        Maybe[bool],
        fact(
            "Whether it is a clinical trial whose sponsor is not established in the Union.",
            "Si es un ensayo clínico cuyo promotor no está establecido en la Unión.",
        ),
    ] = UNSET
    sponsor_representative: Annotated[
        Maybe[bool],
        fact(
            "Whether that sponsor has a legal representative in the Union.",
            "Si ese promotor tiene representante legal en la Unión.",
        ),
    ] = UNSET


class SecondaryUse(Record, frozen=True, kw_only=True):
    """What Regulation (EU) 2025/327 asks of whoever handles electronic health data."""

    secure_environment: Annotated[
        Maybe[bool],
        fact(
            "Whether the data are processed in a secure processing environment (Art. 73) or over HealthData@EU.",
            "Si los datos se tratan en un entorno de tratamiento seguro (art. 73) o a través de HealthData@EU.",
        ),
    ] = UNSET
    third_country_exchange: Annotated[
        Maybe[tuple[Literal["MyHealth@EU", "HealthData@EU"], ...]],
        fact(
            "The infrastructures over which data are exchanged with a third country or international "
            "organisation; `[]` says none.",
            "Las infraestructuras por las que se intercambian datos con un tercer país u organización "
            "internacional; `[]` dice que ninguna.",
        ),
    ] = UNSET
    participant_connected: Annotated[
        Maybe[bool],
        fact(
            "Whether a Commission implementing act connects that participant.",
            "Si un acto de ejecución de la Comisión conecta a ese participante.",
        ),
    ] = UNSET
    national_limits_checked: Annotated[
        Maybe[bool],
        fact(
            "Whether it was checked that no national rule limits the transfer of health data (Art. 90).",
            "Si se comprobó que ninguna norma nacional limita la transferencia de datos de salud (art. 90).",
        ),
    ] = UNSET


class GeneticData(Record, frozen=True, kw_only=True):
    """What Ley 14/2007 asks about genetic data."""

    express_consent: Annotated[
        Maybe[bool],
        fact(
            "Whether the people expressly consented to this use of their genetic data.",
            "Si las personas consintieron expresamente este uso de sus datos genéticos.",
        ),
    ] = UNSET
    authority_permission: Annotated[
        Maybe[bool],
        fact(
            "Whether the health authority authorised the use of coded data (art. 50.3).",
            "Si la autoridad sanitaria autorizó usar datos codificados (art. 50.3).",
        ),
    ] = UNSET
    disclosed: Annotated[
        Maybe[bool],
        fact(
            "Whether they are disclosed to a third party; a processor is none.",
            "Si se revelan a un tercero; un encargado del tratamiento no lo es.",
        ),
    ] = UNSET
    disclosure_consent: Annotated[
        Maybe[bool],
        fact(
            "Whether the people consented to that disclosure expressly and in writing.",
            "Si las personas consintieron esa revelación de forma expresa y por escrito.",
        ),
    ] = UNSET


class PermittedHealthData(Record, frozen=True, kw_only=True):
    """Electronic health data that a health data access body made available (Regulation (EU) 2025/327 Arts. 68, 69)."""

    made_available: Annotated[
        Maybe[bool],
        fact(
            "Whether a health data access body made the set available, as non-personal data, under a permit or "
            "an approved request.",
            "Si un organismo de acceso a datos de salud facilitó el conjunto, como datos no personales, con un "
            "permiso o una solicitud aprobada.",
        ),
    ] = UNSET
    reidentification_risk: Annotated[
        Maybe[bool],
        fact(
            "Whether sending it abroad risks re-identification by means beyond those reasonably likely to be used.",
            "Si enviarlo al exterior entraña riesgo de reidentificación con medios más allá de los razonablemente "
            "previsibles.",
        ),
    ] = UNSET
    protective_measures: Annotated[
        Maybe[bool],
        fact(
            "Whether the measures of the delegated act on highly sensitive data are met "
            "(Regulation (EU) 2022/868 Art. 5(13)).",
            "Si se cumplen las medidas del acto delegado sobre datos altamente sensibles "
            "(art. 5.13 del Reglamento (UE) 2022/868).",
        ),
    ] = UNSET
