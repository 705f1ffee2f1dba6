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
    description: Annotated[Maybe[Text], fact("What happens then.", "Qué ocurre entonces.")] = UNSET
    components: Annotated[
        Maybe[tuple[Identifier, ...]],
        fact("The components that begin with it.", "Los componentes que empiezan con ella."),
    ] = UNSET


class Deployment(Record, frozen=True, kw_only=True, rename={"api_version": "apiVersion"}):
    """What is about to be deployed. Absent is unknown; `[]` or `none` is known to be none; `null` is refused."""

    api_version: Annotated[ApiVersion, fact("The version of this format.", "La versión de este formato.")]
    kind: Annotated[Literal["AIDeployment"], fact("What the document is.", "Qué es el documento.")]
    name: Annotated[Identifier, fact("The deployment's name.", "El nombre del despliegue.")]
    environment: Annotated[
        Maybe[Identifier], fact("Its environment, such as `production`.", "Su entorno, como `production`.")
    ] = UNSET
    description: Annotated[Maybe[Text], fact("What it is for, in words.", "Para qué sirve, en palabras.")] = UNSET
    controller: Annotated[Controller, fact("The controller.", "El responsable del tratamiento.")]
    policy: Annotated[
        Maybe[Policy], fact("The organisation's own demands.", "Las exigencias propias de la organización.")
    ] = UNSET
    data: Annotated[
        Maybe[tuple[DataSet, ...]],
        fact(
            "The data sets; `[]` says that no data are processed.",
            "Los conjuntos de datos; `[]` dice que no se tratan datos.",
        ),
    ] = UNSET
    parties: Annotated[
        Maybe[tuple[Party, ...]], fact("The legal entities involved.", "Las entidades que intervienen.")
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
    grounds: Annotated[
        Maybe[tuple[Ground, ...]],
        fact(
            "What transfers rest on; `[]` says nothing.",
            "En qué se apoyan las transferencias; `[]` dice que en nada.",
        ),
    ] = UNSET
    dpia: Annotated[
        Maybe[OrNone[ImpactAssessment]],
        fact(
            "The data protection impact assessment, or `none`.",
            "La evaluación de impacto relativa a la protección de datos, o `none`.",
        ),
    ] = UNSET
    records: Annotated[
        Maybe[Records], fact("The records of processing.", "El registro de actividades de tratamiento.")
    ] = UNSET
    notices: Annotated[Maybe[Notices], fact("What people are told.", "Qué se informa a las personas.")] = UNSET
    procurement: Annotated[
        Maybe[OrNone[Procurement]],
        fact("The public contract behind it, or `none`.", "El contrato público que lo sustenta, o `none`."),
    ] = UNSET
    ens: Annotated[
        Maybe[OrNone[SecurityScheme]],
        fact("Its conformity with the ENS, or `none`.", "Su conformidad con el ENS, o `none`."),
    ] = UNSET
    dora: Annotated[Maybe[Dora], fact("Facts of DORA.", "Hechos de DORA.")] = UNSET
    use: Annotated[Maybe[AiUse], fact("What the system is used for.", "Para qué se usa el sistema.")] = UNSET
    research: Annotated[
        Maybe[HealthResearch], fact("The health research it serves.", "La investigación en salud a la que sirve.")
    ] = UNSET
    ehds: Annotated[
        Maybe[SecondaryUse],
        fact("Facts of the European Health Data Space.", "Hechos del Espacio Europeo de Datos de Salud."),
    ] = UNSET
    delegation: Annotated[
        Maybe[Delegation],
        fact("The delegation of a credit institution's function.", "La delegación de una función bancaria."),
    ] = UNSET
    work: Annotated[Maybe[Workforce], fact("What it means for staff.", "Qué supone para la plantilla.")] = UNSET
    blocking: Annotated[
        Maybe[Blocking], fact("The blocking of erased data.", "El bloqueo de los datos suprimidos.")
    ] = UNSET
    filing: Annotated[Maybe[Filing], fact("Where papers are filed.", "Dónde se presentan los escritos.")] = UNSET
    infrastructure: Annotated[
        Maybe[tuple[Surroundings, ...]],
        fact(
            "Where the infrastructure files below this folder are applied, if they do not say it.",
            "Dónde se aplican los ficheros de infraestructura de esta carpeta, si no lo dicen ellos.",
        ),
    ] = UNSET
    unrecognised: Annotated[
        Maybe[tuple[Text, ...]],
        fact(
            "The types of infrastructure that importers do not know and that might hold data.",
            "Los tipos de infraestructura que los importadores no conocen y que podrían contener datos.",
        ),
    ] = UNSET
    check: Annotated[
        Maybe[CheckOptions],
        fact(
            "The options of `fielato check` for what lies in this folder, where no flag says otherwise.",
            "Las opciones de `fielato check` para lo que hay en esta carpeta, si ningún parámetro dice otra cosa.",
        ),
    ] = UNSET
    phases: Annotated[Maybe[tuple[Phase, ...]], fact("The steps of the roll-out.", "Las fases del despliegue.")] = UNSET
