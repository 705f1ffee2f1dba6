"""How waivers are written (`kind: Waivers`): findings that the organisation accepts until a day, and who did so."""

import datetime
from typing import Annotated, Literal

from .fact import UNSET, Integer, Maybe, Record, Text, fact
from .vocabulary import ApiVersion

DIGEST = r"^sha256:[0-9a-f]{64}$"
"""How a digest is written."""


class DeploymentName(Record, frozen=True, kw_only=True):
    """A deployment's identity over time."""

    controller: Annotated[Text, fact("The name of its controller.", "El nombre de su responsable.")]
    name: Annotated[Text, fact("Its own name.", "Su propio nombre.")]
    environment: Annotated[
        Maybe[Text], fact("Its environment; absent where it names none.", "Su entorno; falta si no nombra ninguno.")
    ] = UNSET


class WaivedFact(Record, frozen=True, kw_only=True, rename={"name": "fact"}):
    """A fact that decided the finding, as it was when the waiver was granted."""

    name: Annotated[
        str,
        fact(
            "Its qualified name.", "Su nombre completo.", pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$",
            examples=["location.inside_boundary"],
        ),
    ]  # fmt: skip
    value: Annotated[
        Maybe[bool | Integer | str | tuple[bool | Integer | str, ...]],
        fact("Its value; absent where it was unknown.", "Su valor; falta si se desconocía."),
    ] = UNSET
    open: Annotated[
        bool, fact("Whether its list may have had more items.", "Si su lista podía tener más elementos.")
    ] = False


class Waiver(Record, frozen=True, kw_only=True):
    """One finding of the organisation layer that somebody accepted."""

    rule: Annotated[
        Text, fact("The rule, `pack/rule`.", "La regla, `paquete/regla`.", examples=["organisation/boundary"])
    ]
    subject: Annotated[Text, fact("The subject's id.", "El id del sujeto.", examples=["location/model/inference/US"])]
    outcome: Annotated[
        Literal["violated", "undetermined"],
        fact(
            "What was accepted; something undetermined for 90 days at most.",
            "Lo que se aceptó; lo indeterminado, por 90 días como máximo.",
        ),
    ] = "violated"
    deployment: Annotated[
        Maybe[DeploymentName],
        fact(
            "The deployment; absent, every one that the file is for.",
            "El despliegue; si falta, todos los que abarca el fichero.",
        ),
    ] = UNSET
    reason: Annotated[Text, fact("Why it can be accepted.", "Por qué puede aceptarse.")]
    owner: Annotated[Text, fact("Who answers for it until it expires.", "Quién responde de ella hasta que venza.")]
    requester: Annotated[Text, fact("Who asked for it.", "Quién la solicitó.")]
    approver: Annotated[Text, fact("Who granted it; never the requester.", "Quién la concedió; nunca el solicitante.")]
    granted: Annotated[datetime.date, fact("Its first day.", "Su primer día.")]
    expires: Annotated[datetime.date, fact("Its last day.", "Su último día.")]
    value: Annotated[
        str,
        fact(
            "The waived value: the digest of the values of the facts that decided the finding.",
            "El valor dispensado: el resumen criptográfico de los valores que decidieron el hallazgo.",
            pattern=DIGEST,
        ),
    ]
    facts: Annotated[
        Maybe[tuple[WaivedFact, ...]],
        fact("Those facts, for a person to read.", "Esos hechos, para que los lea una persona."),
    ] = UNSET


class Waivers(Record, frozen=True, kw_only=True, rename={"api_version": "apiVersion"}):
    """Waivers of an organisation, as the service exports them or as they stand in `.fielato/waivers.yaml`."""

    api_version: Annotated[ApiVersion, fact("The version of this format.", "La versión de este formato.")]
    kind: Annotated[Literal["Waivers"], fact("What the document is.", "Qué es el documento.")]
    waivers: Annotated[tuple[Waiver, ...], fact("The waivers.", "Las dispensas.")]
