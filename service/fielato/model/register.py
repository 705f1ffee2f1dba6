"""The register: what belongs to the organisation and not to one deployment (`kind: Register`)."""

import datetime
from typing import Annotated, Literal

from .controller import Controller, Policy
from .fact import UNSET, Identifier, Integer, Maybe, Record, Text, fact
from .ground import Ground
from .party import Party
from .vocabulary import ApiVersion


class Evidence(Record, frozen=True, kw_only=True, rename={"answers": "fact"}):
    """A person's answer to one open question, with author, date, validity and reference."""

    answers: Annotated[
        str,
        fact(
            "The fact that is answered, by its name in the rules, for example `component.options.ai_services_opt_out`.",
            "El hecho que se responde, por su nombre en las reglas, por ejemplo "
            "`component.options.ai_services_opt_out`.",
            pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$",
        ),
    ]
    subject: Annotated[
        Maybe[str],
        fact(
            "The subject it holds for, by id or with `*`; absent holds for every one.",
            "El sujeto para el que vale, por id o con `*`; si falta, vale para todos.",
        ),
    ] = UNSET
    value: Annotated[bool | Integer | str | tuple[str, ...], fact("The answer.", "La respuesta.")]
    author: Annotated[Text, fact("Who answers for it.", "Quién responde de ello.")]
    date: Annotated[datetime.date, fact("When it was stated.", "Cuándo se declaró.")]
    until: Annotated[
        Maybe[datetime.date], fact("Until when it holds, that day included.", "Hasta cuándo vale, ese día incluido.")
    ] = UNSET
    reference: Annotated[
        Maybe[Text], fact("The document behind it, or its digest.", "El documento que lo respalda, o su resumen.")
    ] = UNSET


class Register(Record, frozen=True, kw_only=True, rename={"api_version": "apiVersion"}):
    """The organisation's parties, grounds and evidence, referred to by id from its manifests."""

    api_version: Annotated[ApiVersion, fact("The version of this format.", "La versión de este formato.")]
    kind: Annotated[Literal["Register"], fact("What the document is.", "Qué es el documento.")]
    organisation: Annotated[Identifier, fact("The organisation.", "La organización.")]
    controllers: Annotated[
        Maybe[tuple[Controller, ...]],
        fact("Its controllers, matched by name.", "Sus responsables, identificados por su nombre."),
    ] = UNSET
    policy: Annotated[Maybe[Policy], fact("Its own demands.", "Sus exigencias propias.")] = UNSET
    parties: Annotated[
        Maybe[tuple[Party, ...]], fact("The legal entities it works with.", "Las entidades con las que trabaja.")
    ] = UNSET
    grounds: Annotated[
        Maybe[tuple[Ground, ...]], fact("What its transfers rest on.", "En qué se apoyan sus transferencias.")
    ] = UNSET
    evidence: Annotated[
        Maybe[tuple[Evidence, ...]], fact("Answers to open questions.", "Respuestas a cuestiones abiertas.")
    ] = UNSET
