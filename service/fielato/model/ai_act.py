"""What the AI Act asks about the use of a system: practices, kind of high-risk system, transparency, bias detection."""

from typing import Annotated, Literal

from .fact import UNSET, Maybe, Record, fact

Practice = Literal[
    "manipulation",
    "exploitation-of-vulnerability",
    "social-scoring",
    "crime-prediction-by-profiling",
    "face-scraping",
    "biometric-categorisation",
    "real-time-identification",
    "intimate-imagery",
]
"""The practices of Art. 5 AI Act but for emotion inference: (a) to (e), (g), (h), and that of Regulation 2026/1744."""


class BiasDetection(Record, frozen=True, kw_only=True):
    """The conditions under which special categories may serve bias detection (AI Act Art. 4a(1)(a)-(f))."""

    relies_on_art4a: Annotated[
        Maybe[bool],
        fact(
            "Whether the processing of special categories relies on Art. 4a of the AI Act.",
            "Si el tratamiento de categorías especiales se apoya en el art. 4 bis del Reglamento de IA.",
        ),
    ] = UNSET
    no_alternative: Annotated[
        Maybe[bool],
        fact(
            "Whether other data, synthetic or anonymised ones included, would not do (a).",
            "Si no bastarían otros datos, ni sintéticos ni anonimizados (letra a).",
        ),
    ] = UNSET
    reuse_limited: Annotated[
        Maybe[bool],
        fact(
            "Whether re-use is limited technically and the data are pseudonymised (b).",
            "Si la reutilización se limita técnicamente y los datos se seudonimizan (letra b).",
        ),
    ] = UNSET
    access_controlled: Annotated[
        Maybe[bool],
        fact(
            "Whether access is strictly controlled and documented (c).",
            "Si el acceso se controla estrictamente y se documenta (letra c).",
        ),
    ] = UNSET
    not_shared: Annotated[
        Maybe[bool],
        fact(
            "Whether the data are neither transmitted nor accessible to other parties (d).",
            "Si los datos ni se transmiten ni son accesibles a terceros (letra d).",
        ),
    ] = UNSET
    deleted_after: Annotated[
        Maybe[bool],
        fact(
            "Whether the data are deleted once the bias is corrected or their retention ends (e).",
            "Si los datos se suprimen al corregir el sesgo o al vencer su plazo (letra e).",
        ),
    ] = UNSET
    reasons_in_records: Annotated[
        Maybe[bool],
        fact(
            "Whether the records of processing say why this was strictly necessary (f).",
            "Si el registro de actividades dice por qué era estrictamente necesario (letra f).",
        ),
    ] = UNSET


class AiAct(Record, frozen=True, kw_only=True):
    """Facts of Regulation (EU) 2024/1689."""

    output_in_union: Annotated[
        Maybe[bool],
        fact(
            "Whether the system's output is used in the Union (Art. 2(1)(c)).",
            "Si la información de salida se utiliza en la Unión (art. 2.1.c).",
        ),
    ] = UNSET
    practices: Annotated[
        Maybe[tuple[Practice, ...]],
        fact(
            "The practices of Art. 5 that the system performs; `[]` says none.",
            "Las prácticas del art. 5 que realiza el sistema; `[]` dice que ninguna.",
        ),
    ] = UNSET
    medical_or_safety: Annotated[
        Maybe[bool],
        fact(
            "Whether emotions are inferred for medical or safety reasons only (Art. 5(1)(f)).",
            "Si las emociones se infieren solo por motivos médicos o de seguridad (art. 5.1.f).",
        ),
    ] = UNSET
    identification_authorised: Annotated[
        Maybe[bool],
        fact(
            "Whether real-time identification is authorised in one of the cases of Art. 5(1)(h).",
            "Si la identificación en tiempo real está autorizada en un supuesto del art. 5.1.h.",
        ),
    ] = UNSET
    provider: Annotated[
        Maybe[bool],
        fact(
            "Whether the controller is the provider of the system, not only its deployer.",
            "Si el responsable es proveedor del sistema, y no solo responsable del despliegue.",
        ),
    ] = UNSET
    annex: Annotated[
        Maybe[Literal["I", "III"]],
        fact(
            "The annex by which the system is high-risk.",
            "El anexo por el que el sistema es de alto riesgo.",
        ),
    ] = UNSET
    rights_assessment_due: Annotated[
        Maybe[bool],
        fact(
            "Whether Art. 27 applies: a public body or service, credit scoring, life or health insurance.",
            "Si se aplica el art. 27: ente o servicio público, solvencia, seguros de vida o salud.",
        ),
    ] = UNSET
    rights_assessment: Annotated[
        Maybe[bool],
        fact(
            "Whether the fundamental rights impact assessment exists (Art. 27).",
            "Si existe la evaluación de impacto en los derechos fundamentales (art. 27).",
        ),
    ] = UNSET
    data_governance: Annotated[
        Maybe[bool],
        fact(
            "Whether training, validation and test data follow the practices of Art. 10.",
            "Si los datos de entrenamiento, validación y prueba siguen las prácticas del art. 10.",
        ),
    ] = UNSET
    logs_kept: Annotated[
        Maybe[bool],
        fact(
            "Whether the automatic logs under its control are kept for six months or more.",
            "Si los archivos de registro automáticos bajo su control se conservan seis meses o más.",
        ),
    ] = UNSET
    interacts_with_people: Annotated[
        Maybe[bool],
        fact(
            "Whether people interact with the system directly and that is not obvious.",
            "Si las personas interactúan directamente con el sistema sin que resulte evidente.",
        ),
    ] = UNSET
    people_informed: Annotated[
        Maybe[bool],
        fact(
            "Whether these people are told that it is an AI system.",
            "Si se informa a esas personas de que es un sistema de IA.",
        ),
    ] = UNSET
    generates_content: Annotated[
        Maybe[bool],
        fact(
            "Whether it generates synthetic text, images, audio or video.",
            "Si genera texto, imágenes, audio o vídeo sintéticos.",
        ),
    ] = UNSET
    content_marked: Annotated[
        Maybe[bool],
        fact(
            "Whether generated content is marked in a machine-readable way.",
            "Si el contenido generado se marca de forma legible por máquina.",
        ),
    ] = UNSET
    before_august_2026: Annotated[
        Maybe[bool],
        fact(
            "Whether the system was on the market before 2 August 2026.",
            "Si el sistema estaba en el mercado antes del 2 de agosto de 2026.",
        ),
    ] = UNSET
    bias: Annotated[Maybe[BiasDetection], fact("Bias detection.", "La detección de sesgos.")] = UNSET
