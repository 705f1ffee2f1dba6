"""The manifest of one deployment: `apiVersion: fielato/v1`, `kind: AIDeployment`."""

import datetime
from typing import Annotated, Literal

from .component import Component, DataFlow
from .controller import Controller, Policy
from .data import DataSet
from .fact import UNSET, Identifier, Maybe, OrNone, Record, Text, fact
from .finance import Delegation
from .ground import Ground
from .health import HealthResearch, SecondaryUse
from .options import CheckOptions
from .papers import AiUse, Dora, ImpactAssessment, Notices, Procurement, Records, SecurityScheme
from .party import Party
from .spain import Blocking, Filing, Workforce
from .surroundings import Surroundings
from .vocabulary import ApiVersion


class Phase(Record, frozen=True, kw_only=True):
    """One step of a roll-out."""

    id: Annotated[Identifier, fact("Its identifier.", "Su identificador.")]
    starts: Annotated[datetime.date, fact("The day on which it begins.", "El día en que empieza.")]
    description: Maybe[Annotated[Text, fact("What happens then.", "Qué ocurre entonces.")]] = UNSET
    components: Maybe[
        Annotated[
            tuple[Identifier, ...],
            fact("The components that begin with it.", "Los componentes que empiezan con ella."),
        ]
    ] = UNSET


class Deployment(Record, frozen=True, kw_only=True, rename={"api_version": "apiVersion"}):
    """What is about to be deployed. Absent is unknown; `[]` or `none` is known to be none; `null` is refused."""

    api_version: Annotated[ApiVersion, fact("The version of this format.", "La versión de este formato.")]
    kind: Annotated[Literal["AIDeployment"], fact("What the document is.", "Qué es el documento.")]
    name: Annotated[Identifier, fact("The deployment's name.", "El nombre del despliegue.")]
    environment: Maybe[
        Annotated[
            Identifier,
            fact("Its environment, such as `production`.", "Su entorno, como `production`."),
        ]
    ] = UNSET
    description: Maybe[Annotated[Text, fact("What it is for, in words.", "Para qué sirve, en palabras.")]] = UNSET
    controller: Annotated[Controller, fact("The controller.", "El responsable del tratamiento.")]
    policy: Maybe[
        Annotated[Policy, fact("The organisation's own demands.", "Las exigencias propias de la organización.")]
    ] = UNSET
    data: Maybe[
        Annotated[
            tuple[DataSet, ...],
            fact(
                "The data sets; `[]` says that no data are processed.",
                "Los conjuntos de datos; `[]` dice que no se tratan datos.",
            ),
        ]
    ] = UNSET
    parties: Maybe[
        Annotated[tuple[Party, ...], fact("The legal entities involved.", "Las entidades que intervienen.")]
    ] = UNSET
    components: Annotated[
        tuple[Component, ...],
        fact(
            "The components: all of them, since the list is closed.",
            "Los componentes: todos, pues la lista es cerrada.",
        ),
    ] = ()
    flows: Annotated[
        tuple[DataFlow, ...],
        fact("The flows between them: all of them.", "Los flujos entre ellos: todos."),
    ] = ()
    grounds: Maybe[
        Annotated[
            tuple[Ground, ...],
            fact(
                "What transfers rest on; `[]` says nothing.",
                "En qué se apoyan las transferencias; `[]` dice que en nada.",
            ),
        ]
    ] = UNSET
    dpia: Maybe[
        Annotated[
            OrNone[ImpactAssessment],
            fact(
                "The data protection impact assessment, or `none`.",
                "La evaluación de impacto relativa a la protección de datos, o `none`.",
            ),
        ]
    ] = UNSET
    records: Maybe[
        Annotated[Records, fact("The records of processing.", "El registro de actividades de tratamiento.")]
    ] = UNSET
    notices: Maybe[Annotated[Notices, fact("What people are told.", "Qué se informa a las personas.")]] = UNSET
    procurement: Maybe[
        Annotated[
            OrNone[Procurement],
            fact("The public contract behind it, or `none`.", "El contrato público que lo sustenta, o `none`."),
        ]
    ] = UNSET
    ens: Maybe[
        Annotated[
            OrNone[SecurityScheme],
            fact("Its conformity with the ENS, or `none`.", "Su conformidad con el ENS, o `none`."),
        ]
    ] = UNSET
    dora: Maybe[Annotated[Dora, fact("Facts of DORA.", "Hechos de DORA.")]] = UNSET
    use: Maybe[Annotated[AiUse, fact("What the system is used for.", "Para qué se usa el sistema.")]] = UNSET
    research: Maybe[
        Annotated[HealthResearch, fact("The health research it serves.", "La investigación en salud a la que sirve.")]
    ] = UNSET
    ehds: Maybe[
        Annotated[
            SecondaryUse,
            fact("Facts of the European Health Data Space.", "Hechos del Espacio Europeo de Datos de Salud."),
        ]
    ] = UNSET
    delegation: Maybe[
        Annotated[
            Delegation,
            fact("The delegation of a credit institution's function.", "La delegación de una función bancaria."),
        ]
    ] = UNSET
    work: Maybe[Annotated[Workforce, fact("What it means for staff.", "Qué supone para la plantilla.")]] = UNSET
    blocking: Maybe[
        Annotated[Blocking, fact("The blocking of erased data.", "El bloqueo de los datos suprimidos.")]
    ] = UNSET
    filing: Maybe[Annotated[Filing, fact("Where papers are filed.", "Dónde se presentan los escritos.")]] = UNSET
    infrastructure: Maybe[
        Annotated[
            tuple[Surroundings, ...],
            fact(
                "Where the infrastructure files below this folder are applied, if they do not say it.",
                "Dónde se aplican los ficheros de infraestructura de esta carpeta, si no lo dicen ellos.",
            ),
        ]
    ] = UNSET
    unrecognised: Maybe[
        Annotated[
            tuple[Text, ...],
            fact(
                "The types of infrastructure that importers do not know and that might hold data.",
                "Los tipos de infraestructura que los importadores no conocen y que podrían contener datos.",
            ),
        ]
    ] = UNSET
    check: Maybe[
        Annotated[
            CheckOptions,
            fact(
                "The options of `fielato check` for what lies in this folder, where no flag says otherwise.",
                "Las opciones de `fielato check` para lo que hay en esta carpeta, si ningún parámetro dice otra cosa.",
            ),
        ]
    ] = UNSET
    phases: Maybe[Annotated[tuple[Phase, ...], fact("The steps of the roll-out.", "Las fases del despliegue.")]] = UNSET
