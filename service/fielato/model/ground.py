"""What a transfer rests on, as declared: tools, assessments and derogations (GDPR Arts. 46 to 49, 96).

Adequacy is not declared here: it follows from the territory, the date and facts about the importer.
"""

import datetime
from typing import Annotated, Literal

from .fact import UNSET, Identifier, Maybe, OrNone, Record, TerritoryCode, Text, fact
from .vocabulary import DerogationLimb, Purpose


class StandardClauses(Record, frozen=True, kw_only=True):
    """Standard contractual clauses of the Commission (GDPR Art. 46(2)(c))."""

    version: Annotated[
        Maybe[Literal["2021/914", "2010/87/EU", "2004/915/EC", "2001/497/EC"]],
        fact("The decision whose clauses were signed.", "La decisión cuyas cláusulas se firmaron."),
    ] = UNSET
    module: Maybe[
        Annotated[
            int,
            fact(
                "The module signed: 1 C2C, 2 C2P, 3 P2P, 4 P2C.",
                "El módulo firmado: 1 R-R, 2 R-E, 3 E-E, 4 E-R.",
                ge=1,
                le=4,
            ),
        ]
    ] = UNSET
    annexes_complete: Annotated[
        Maybe[bool], fact("Whether annexes I to III are filled in.", "Si los anexos I a III están completos.")
    ] = UNSET
    signed: Annotated[Maybe[datetime.date], fact("The date of signature.", "La fecha de firma.")] = UNSET


class BindingCorporateRules(Record, frozen=True, kw_only=True):
    """Binding corporate rules (GDPR Art. 47)."""

    approval: Annotated[
        Maybe[OrNone[Text]], fact("The number of the approval, or `none`.", "El número de la aprobación, o `none`.")
    ] = UNSET
    kind: Annotated[
        Maybe[Literal["controller", "processor"]],
        fact("Whether they are controller or processor rules.", "Si son de responsable o de encargado."),
    ] = UNSET
    covers_importer: Annotated[
        Maybe[bool],
        fact("Whether the importer is on the group's list.", "Si el importador figura en la lista del grupo."),
    ] = UNSET


class OtherTool(Record, frozen=True, kw_only=True):
    """Another tool of GDPR Art. 46, or one kept by Art. 46(5) or Art. 96."""

    kind: Annotated[
        Literal[
            "binding-public-instrument",
            "code-of-conduct",
            "certification",
            "ad-hoc-clauses",
            "administrative-arrangement",
            "authorisation-95-46",
            "legacy-agreement",
            "authority-clauses",
        ],
        fact("Which tool it is.", "De qué instrumento se trata."),
    ]
    authorisation: Annotated[
        Maybe[OrNone[Text]],
        fact(
            "The authorisation, approval or publication it rests on, or `none`.",
            "La autorización, aprobación o publicación en que se apoya, o `none`.",
        ),
    ] = UNSET
    approved_for_transfers: Annotated[
        Maybe[bool],
        fact(
            "Whether the scheme is approved as a transfer tool, with binding commitments of the importer.",
            "Si el esquema está aprobado como instrumento de transferencia, con compromisos vinculantes.",
        ),
    ] = UNSET
    date: Annotated[Maybe[datetime.date], fact("The date of the instrument.", "La fecha del instrumento.")] = UNSET


class Derogation(Record, frozen=True, kw_only=True):
    """A derogation for specific situations (GDPR Art. 49)."""

    limb: Annotated[DerogationLimb, fact("The limb relied on.", "La letra en que se apoya.")]
    occasional: Annotated[
        Maybe[bool],
        fact(
            "Whether the transfer is occasional (recital 111).",
            "Si la transferencia es ocasional (considerando 111).",
        ),
    ] = UNSET
    necessary: Annotated[
        Maybe[bool], fact("Whether the transfer is necessary for that purpose.", "Si es necesaria para ese fin.")
    ] = UNSET
    explicit_informed_consent: Annotated[
        Maybe[bool],
        fact(
            "Whether explicit consent was given after information on the risks (limb a).",
            "Si hubo consentimiento explícito tras informar de los riesgos (letra a).",
        ),
    ] = UNSET
    recognised_in_law: Annotated[
        Maybe[bool],
        fact(
            "Whether the public interest is recognised in Union or Member State law (limb d).",
            "Si el interés público está reconocido por el Derecho de la Unión o nacional (letra d).",
        ),
    ] = UNSET
    authority_informed: Annotated[
        Maybe[bool],
        fact(
            "Whether the supervisory authority was informed beforehand (second subparagraph).",
            "Si se informó antes a la autoridad de control (párrafo segundo).",
        ),
    ] = UNSET
    subjects_informed: Annotated[
        Maybe[bool],
        fact(
            "Whether the people concerned were informed (second subparagraph).",
            "Si se informó a los interesados (párrafo segundo).",
        ),
    ] = UNSET
    limited_number: Annotated[
        Maybe[bool],
        fact(
            "Whether only a limited number of people is concerned (second subparagraph).",
            "Si afecta solo a un número limitado de interesados (párrafo segundo).",
        ),
    ] = UNSET
    balanced: Annotated[
        Maybe[bool],
        fact(
            "Whether interests were balanced and suitable safeguards taken (second subparagraph).",
            "Si se ponderaron los intereses y se ofrecieron garantías apropiadas (párrafo segundo).",
        ),
    ] = UNSET
    in_records: Annotated[
        Maybe[bool],
        fact(
            "Whether the assessment is documented in the records (Art. 49(6)).",
            "Si la evaluación consta en el registro de actividades (art. 49.6).",
        ),
    ] = UNSET


class TransferImpactAssessment(Record, frozen=True, kw_only=True):
    """The assessment of the third country's law and practice (C-311/18; EDPB Recommendations 01/2020)."""

    date: Annotated[Maybe[datetime.date], fact("The date of the assessment.", "La fecha de la evaluación.")] = UNSET
    outcome: Annotated[
        Maybe[
            Literal[
                "essentially-equivalent",
                "no-reason-to-believe-applied",
                "problematic-but-effective-measures",
                "problematic-law-applies",
            ]
        ],
        fact(
            "What step 3 of EDPB Recommendations 01/2020 came to.",
            "A qué conclusión llegó el paso 3 de las Recomendaciones 01/2020 del CEPD.",
        ),
    ] = UNSET
    reference: Annotated[Maybe[Text], fact("Where it is kept, or its digest.", "Dónde se conserva, o su resumen.")] = (
        UNSET
    )


class Tools(Record, frozen=True, kw_only=True):
    """What is declared to support transfers to one importer; each may be `none`."""

    scc: Annotated[
        Maybe[OrNone[StandardClauses]],
        fact("Standard contractual clauses, or `none`.", "Cláusulas contractuales tipo, o `none`."),
    ] = UNSET
    bcr: Annotated[
        Maybe[OrNone[BindingCorporateRules]],
        fact("Binding corporate rules, or `none`.", "Normas corporativas vinculantes, o `none`."),
    ] = UNSET
    other_tool: Annotated[
        Maybe[OrNone[OtherTool]], fact("Another tool of Art. 46, or `none`.", "Otro instrumento del art. 46, o `none`.")
    ] = UNSET
    tia: Annotated[
        Maybe[OrNone[TransferImpactAssessment]],
        fact("The transfer impact assessment, or `none`.", "La evaluación de impacto de la transferencia, o `none`."),
    ] = UNSET
    derogation: Annotated[
        Maybe[OrNone[Derogation]],
        fact("The derogation relied on, or `none`.", "La excepción en que se apoya, o `none`."),
    ] = UNSET
    international_obligation: Annotated[
        Maybe[bool],
        fact(
            "Whether an international obligation of Spain requires the transfer.",
            "Si una obligación internacional asumida por España exige la transferencia.",
        ),
    ] = UNSET


class Ground(Tools, frozen=True, kw_only=True):
    """The tools declared for one importer, and for which purposes and data they hold."""

    importer: Annotated[Identifier, fact("The importing party's id.", "El identificador del importador.")]
    purposes: Annotated[
        Maybe[tuple[Purpose, ...]],
        fact("The purposes covered; absent covers all.", "Las finalidades cubiertas; si falta, todas."),
    ] = UNSET
    data: Annotated[
        Maybe[tuple[Identifier, ...]],
        fact("The data sets covered; absent covers all.", "Los conjuntos cubiertos; si falta, todos."),
    ] = UNSET
    territories: Annotated[
        Maybe[tuple[TerritoryCode, ...]],
        fact("The territories covered; absent covers all.", "Los territorios cubiertos; si falta, todos."),
    ] = UNSET
    since: Annotated[Maybe[datetime.date], fact("From when it holds.", "Desde cuándo rige.")] = UNSET
    until: Annotated[
        Maybe[datetime.date], fact("Until when it holds, that day included.", "Hasta cuándo rige, ese día incluido.")
    ] = UNSET
    stated_by: Annotated[Maybe[Text], fact("Who stated this.", "Quién lo ha declarado.")] = UNSET
