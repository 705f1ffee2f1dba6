"""What is known of a supplier beyond data protection: the model it offers, and how sovereign its service is."""

import datetime
from typing import Annotated, Literal

from .fact import UNSET, Maybe, Record, TerritoryOrNone, Text, fact


class GeneralPurposeModel(Record, frozen=True, kw_only=True):
    """A supplier as provider of a general-purpose AI model (AI Act Arts. 53 and 54)."""

    documentation: Annotated[
        Maybe[bool],
        fact(
            "Whether it gave the documentation owed to those who integrate the model.",
            "Si ha entregado la documentación debida a quienes integran el modelo.",
        ),
    ] = UNSET
    representative: Annotated[
        Maybe[TerritoryOrNone],
        fact(
            "The Member State of its authorised representative under the AI Act, or `none`.",
            "El Estado miembro de su representante autorizado según el Reglamento de IA, o `none`.",
        ),
    ] = UNSET


class SovereigntyAssessment(Record, frozen=True, kw_only=True):
    """The supplier's service under the Commission's Cloud Sovereignty Framework, version 1.2.1."""

    level: Maybe[
        Annotated[
            int,
            fact(
                "The assurance level (SEAL) that all objectives reach: 0 none to 4 full.",
                "El nivel de garantía (SEAL) que alcanzan todos los objetivos: de 0, ninguno, a 4, pleno.",
                ge=0,
                le=4,
            ),
        ]
    ] = UNSET
    assessed_by: Annotated[
        Maybe[Literal["vendor", "customer", "third-party"]], fact("Who assessed it.", "Quién lo evaluó.")
    ] = UNSET
    date: Annotated[Maybe[datetime.date], fact("When it was assessed.", "Cuándo se evaluó.")] = UNSET
    reference: Annotated[Maybe[Text], fact("Where the assessment is kept.", "Dónde se conserva la evaluación.")] = UNSET
