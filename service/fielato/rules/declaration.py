"""How a rule, a definition, a case and a profile are written: the records behind the files of `policies/`."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from fielato.model.controller import Boundary
from fielato.model.fact import UNSET, Identifier, Maybe, Record, Text, fact
from fielato.model.variables import SubjectKind
from fielato.model.vocabulary import Layer, Question, Severity


class Bilingual(Record, frozen=True, kw_only=True):
    """A text for a person, in both languages; `{party.entity}` is filled in with the fact of that name."""

    en: Annotated[Text, fact("In English.", "En inglés.")]
    es: Annotated[Text, fact("In Spanish.", "En español.")]

    def __getitem__(self, language: str) -> str:
        return self.es if language == "es" else self.en


class LegalBasis(Record, frozen=True, kw_only=True):
    """What a rule rests on: articles of one instrument of `policies/instruments.yaml`."""

    instrument: Annotated[Identifier, fact("The instrument's id.", "El identificador de la norma.")]
    articles: Annotated[
        tuple[Text, ...],
        fact("Articles, recitals or points, as cited.", "Artículos, considerandos o apartados, como se citan."),
    ] = ()


class Period(Record, frozen=True, kw_only=True):
    """From when to when something is in force; both days included."""

    since: Maybe[Annotated[datetime.date, fact("The first day.", "El primer día.")]] = UNSET
    until: Maybe[Annotated[datetime.date, fact("The last day.", "El último día.")]] = UNSET

    def contains(self, day: datetime.date) -> bool:
        """Whether the day lies within."""
        return (self.since is UNSET or self.since <= day) and (self.until is UNSET or day <= self.until)


ALWAYS = Period()


class Rule(Record, frozen=True, kw_only=True):
    """A condition with a legal basis, in one file."""

    id: Annotated[Identifier, fact("Its name in its pack; the file has the same.", "Su nombre en el paquete.")]
    title: Annotated[Bilingual, fact("What it demands, in one line.", "Qué exige, en una línea.")]
    layer: Annotated[Layer, fact("The law, or the organisation's own policy.", "La ley o la política propia.")]
    question: Annotated[
        Question,
        fact(
            "What it asks: where the data are, on what ground they go there, or which duty comes with it.",
            "Qué pregunta: dónde están los datos, con qué base van allí, o qué deber conlleva.",
        ),
    ]
    severity: Annotated[
        Severity, fact("Whether a violation blocks, needs review, or is advice.", "Si bloquea, se revisa o aconseja.")
    ]
    subject: Annotated[SubjectKind, fact("What it is held against.", "A qué se aplica.")]
    legal_basis: Annotated[tuple[LegalBasis, ...], fact("What it rests on.", "En qué se apoya.")] = ()
    researched_as: Annotated[tuple[Text, ...], fact("Ids in the legal research.", "Ids en el estudio jurídico.")] = ()
    verified: Annotated[
        bool,
        fact(
            "False where the basis was not seen in a source: the rule then yields `needs_review` at most.",
            "Falso si la base no se vio en una fuente: la regla da como mucho `needs_review`.",
        ),
    ] = True
    in_force: Annotated[Period, fact("When it is in force.", "Cuándo está en vigor.")] = ALWAYS
    when: Annotated[Text, fact("Where it applies (CEL).", "Cuándo se aplica (CEL).")] = "true"
    require: Annotated[Text, fact("What must hold (CEL).", "Qué debe cumplirse (CEL).")]
    message: Annotated[
        Bilingual, fact("The finding in one sentence, facts filled in.", "El hallazgo en una frase, con los hechos.")
    ]
    rationale: Annotated[Bilingual, fact("Why it is so.", "Por qué es así.")]
    remediation: Annotated[Bilingual, fact("What to do.", "Qué hacer.")]


class Definition(Record, frozen=True, kw_only=True):
    """A named condition that rules share: legal judgement, never in Python."""

    kind: Annotated[Literal["Definition"], fact("What the file is.", "Qué es el fichero.")]
    name: Annotated[
        str,
        fact(
            "The qualified name that conditions use.",
            "El nombre cualificado que usan las condiciones.",
            pattern=r"^[a-z]+(\.[a-z][a-z0-9_]*)+$",
        ),
    ]
    title: Annotated[Bilingual, fact("What it means, in one line.", "Qué significa, en una línea.")]
    subject: Annotated[SubjectKind, fact("Whose facts it sees.", "De qué sujeto ve los hechos.")]
    legal_basis: Annotated[tuple[LegalBasis, ...], fact("What it rests on.", "En qué se apoya.")] = ()
    researched_as: Annotated[tuple[Text, ...], fact("Ids in the legal research.", "Ids en el estudio jurídico.")] = ()
    verified: Annotated[
        bool, fact("False where the basis was not seen in a source.", "Falso si la base no se vio en una fuente.")
    ] = True
    in_force: Annotated[Period, fact("Outside it, the definition is false.", "Fuera de él, es falsa.")] = ALWAYS
    holds: Annotated[Text, fact("The condition (CEL).", "La condición (CEL).")]


class OpenListCase(Record, frozen=True, kw_only=True):
    """A list in a case that may have more items than are known."""

    open: Annotated[tuple[str, ...], fact("The known items.", "Los elementos conocidos.")]


CaseValue = bool | int | str | tuple[str, ...] | OpenListCase


class Case(Record, frozen=True, kw_only=True):
    """Facts, and what the rule or definition must make of them."""

    name: Annotated[Text, fact("The case as a sentence.", "El caso como una frase.")]
    as_of: Maybe[Annotated[datetime.date, fact("The date of the assessment.", "La fecha de la evaluación.")]] = UNSET
    facts: Annotated[dict[str, CaseValue], fact("What is known; the rest is unknown.", "Lo que se sabe.")] = {}  # noqa: RUF012 - msgspec copies it
    outcome: Maybe[
        Annotated[
            Literal["satisfied", "violated", "undetermined", "not_applicable"],
            fact("What the rule must yield.", "Qué debe dar la regla."),
        ]
    ] = UNSET
    holds: Maybe[
        Annotated[
            Literal["yes", "no", "unknown"],
            fact("What the definition must come to.", "A qué debe llegar la definición."),
        ]
    ] = UNSET
    missing: Maybe[
        Annotated[
            tuple[str, ...],
            fact("Exactly the missing facts that can still matter.", "Los hechos que faltan y aún pueden importar."),
        ]
    ] = UNSET


class CaseFile(Record, frozen=True, kw_only=True):
    """The cases of one rule or definition, beside it as `<stem>.cases.yaml`."""

    cases: Annotated[tuple[Case, ...], fact("The cases.", "Los casos.")]


class Instrument(Record, frozen=True, kw_only=True):
    """A law, decision, guideline or policy that rules cite."""

    id: Annotated[Identifier, fact("Its id in `legal_basis`.", "Su id en `legal_basis`.")]
    short: Annotated[Bilingual, fact("How it is cited.", "Cómo se cita.")]
    name: Annotated[Bilingual, fact("Its full name.", "Su nombre completo.")]
    celex: Maybe[Annotated[str, fact("Its CELEX number.", "Su número CELEX.")]] = UNSET
    boe: Maybe[Annotated[str, fact("Its BOE reference.", "Su referencia del BOE.")]] = UNSET
    eli: Maybe[Annotated[str, fact("Its ELI.", "Su ELI.")]] = UNSET
    ecli: Maybe[Annotated[str, fact("Its ECLI.", "Su ECLI.")]] = UNSET


class InstrumentFile(Record, frozen=True, kw_only=True):
    """The instruments of a policy folder."""

    instruments: Annotated[tuple[Instrument, ...], fact("The instruments.", "Las normas.")]


class Pack(Record, frozen=True, kw_only=True):
    """What a folder of rules is: its `pack.yaml`."""

    id: Annotated[Identifier, fact("Its id; the folder has the same name.", "Su id; la carpeta se llama igual.")]
    title: Annotated[Bilingual, fact("What it covers.", "Qué abarca.")]
    description: Annotated[Bilingual, fact("For whom, in words.", "Para quién, en palabras.")]


Threshold = Literal["violated", "undetermined", "never"]


class Gate(Record, frozen=True, kw_only=True):
    """The lowest outcome of a blocking rule, per question, that stops a pipeline."""

    id: Annotated[Identifier, fact("Its name.", "Su nombre.")]
    title: Annotated[Bilingual, fact("For whom it is.", "Para quién es.")]
    where: Annotated[Threshold, fact("For questions of place.", "Para las cuestiones de lugar.")]
    ground: Annotated[Threshold, fact("For questions of ground.", "Para las cuestiones de base jurídica.")]
    duty: Annotated[Threshold, fact("For duties on paper.", "Para los deberes documentales.")]


class GateFile(Record, frozen=True, kw_only=True):
    """The gates that profiles choose from."""

    gates: Annotated[tuple[Gate, ...], fact("The gates.", "Las puertas.")]


class Parameters(Record, frozen=True, kw_only=True):
    """The organisation's own numbers; each is a fact `organisation.*`."""

    dpf_check_max_age: Maybe[Annotated[int, fact("In days.", "En días.", unit="day", ge=1)]] = UNSET
    tia_max_age: Maybe[Annotated[int, fact("In days.", "En días.", unit="day", ge=1)]] = UNSET
    change_notice_min: Maybe[Annotated[int, fact("In days.", "En días.", unit="day", ge=0)]] = UNSET
    sovereignty_level: Maybe[
        Annotated[int, fact("A level (SEAL), 0 to 4.", "Un nivel (SEAL), de 0 a 4.", ge=0, le=4)]
    ] = UNSET


class Profile(Record, frozen=True, kw_only=True):
    """A named choice of packs, parameters and gate."""

    id: Annotated[Identifier, fact("Its name.", "Su nombre.")]
    title: Annotated[Bilingual, fact("What it is.", "Qué es.")]
    description: Annotated[Bilingual, fact("For whom it is, in words.", "Para quién es, en palabras.")]
    extends: Maybe[Annotated[Identifier, fact("The profile it builds on.", "El perfil del que parte.")]] = UNSET
    packs: Maybe[Annotated[tuple[Identifier, ...], fact("The packs it applies.", "Los paquetes que aplica.")]] = UNSET
    gate: Maybe[Annotated[Identifier, fact("The gate it uses.", "La puerta que usa.")]] = UNSET
    boundary: Maybe[Annotated[Boundary, fact("The boundary it sets.", "El perímetro que fija.")]] = UNSET
    no_third_country_control: Maybe[
        Annotated[bool, fact("Whether suppliers must be free of third-country control.", "Si exige control europeo.")]
    ] = UNSET
    parameters: Annotated[Parameters, fact("The organisation's numbers.", "Los valores propios.")] = Parameters()
