"""Which data are processed, and what makes them delicate."""

import datetime
from typing import Annotated, Literal

from .fact import UNSET, Identifier, Maybe, OrNone, Record, TerritoryCode, Text, fact
from .health import GeneticData, PermittedHealthData
from .spain import DataInSpanishLaw, Whistleblowing
from .statutory import StatutoryDuties
from .vehicle import VehicleData
from .vocabulary import DataCategory, SpanishRegister, SpecialCategory


class AnonymisationEvidence(Record, frozen=True, kw_only=True):
    """The test report behind the statement that data are anonymous (GDPR recital 26)."""

    date: Annotated[Maybe[datetime.date], fact("The date of the report.", "La fecha del informe.")] = UNSET
    covers: Annotated[
        Maybe[tuple[Literal["singling-out", "linkage", "inference"], ...]],
        fact("The re-identification risks that were tested.", "Los riesgos de reidentificación comprobados."),
    ] = UNSET
    reference: Annotated[
        Maybe[Text], fact("Where the report is kept, or its digest.", "Dónde se conserva el informe, o su resumen.")
    ] = UNSET


class AdditionalInformation(Record, frozen=True, kw_only=True):
    """What would turn pseudonymised data back into named data (GDPR Art. 4(5))."""

    holder: Annotated[
        Maybe[Literal["controller", "vendor", "third-party"]], fact("Who holds it.", "Quién la tiene en su poder.")
    ] = UNSET
    territory: Annotated[Maybe[TerritoryCode], fact("Where it is held.", "Dónde se conserva.")] = UNSET


class DataSet(Record, frozen=True, kw_only=True):
    """A set of data that the deployment processes."""

    id: Annotated[Identifier, fact("Its identifier in this deployment.", "Su identificador en este despliegue.")]
    description: Annotated[Maybe[Text], fact("What the data are, in words.", "Qué datos son, en palabras.")] = UNSET
    personal: Annotated[
        Maybe[bool],
        fact(
            "Whether the data relate to an identified or identifiable person (GDPR Art. 4(1)).",
            "Si los datos se refieren a una persona identificada o identificable (art. 4.1 RGPD).",
            form=True,
        ),
    ] = UNSET
    categories: Annotated[
        Maybe[tuple[DataCategory, ...]], fact("The kinds of data in the set.", "Las clases de datos del conjunto.")
    ] = UNSET
    special_categories: Annotated[
        Maybe[tuple[SpecialCategory, ...]],
        fact(
            "The special categories in the set (GDPR Art. 9(1)); `[]` says that there are none.",
            "Las categorías especiales del conjunto (art. 9.1 RGPD); `[]` dice que no hay ninguna.",
            form=True,
        ),
    ] = UNSET
    art9_condition: Annotated[
        Maybe[OrNone[Text]],
        fact(
            "The condition of GDPR Art. 9(2) relied on, for example `9.2.h`, or `none`.",
            "La excepción del art. 9.2 RGPD en que se apoya, por ejemplo `9.2.h`, o `none`.",
        ),
    ] = UNSET
    criminal: Annotated[
        Maybe[bool],
        fact(
            "Whether data on convictions or offences are included (GDPR Art. 10).",
            "Si incluye datos de condenas o infracciones penales (art. 10 RGPD).",
        ),
    ] = UNSET
    hr: Annotated[
        Maybe[bool],
        fact(
            "Whether these are data of the organisation's own staff, collected in the employment relationship.",
            "Si son datos de la propia plantilla, recogidos en la relación laboral.",
        ),
    ] = UNSET
    minors: Annotated[Maybe[bool], fact("Whether children's data are included.", "Si incluye datos de menores.")] = (
        UNSET
    )
    pseudonymised: Annotated[
        Maybe[bool],
        fact(
            "Whether the data are pseudonymised (GDPR Art. 4(5)); they stay personal data.",
            "Si los datos están seudonimizados (art. 4.5 RGPD); siguen siendo datos personales.",
        ),
    ] = UNSET
    additional_information: Annotated[
        Maybe[OrNone[AdditionalInformation]],
        fact(
            "The key or table that would name the people again.",
            "La clave o tabla que volvería a identificar a las personas.",
        ),
    ] = UNSET
    anonymisation_evidence: Annotated[
        Maybe[OrNone[AnonymisationEvidence]],
        fact(
            "The evidence that the data are anonymous, or `none`.",
            "La prueba de que los datos son anónimos, o `none`.",
        ),
    ] = UNSET
    registers: Annotated[
        Maybe[tuple[SpanishRegister, ...]],
        fact(
            "The public or statutory registers the data come from; `[]` says none.",
            "Los registros públicos o legales de que proceden los datos; `[]` dice que ninguno.",
        ),
    ] = UNSET
    large_scale: Annotated[
        Maybe[bool], fact("Whether processing is on a large scale.", "Si el tratamiento es a gran escala.")
    ] = UNSET
    classified: Annotated[
        Maybe[bool], fact("Whether the set is classified information.", "Si es información clasificada.")
    ] = UNSET
    subjects: Annotated[
        Maybe[
            tuple[
                Literal["patients", "employees", "customers", "citizens", "pupils", "drivers", "users", "suppliers"],
                ...,
            ]
        ],
        fact("Whose data they are.", "De quién son los datos."),
    ] = UNSET
    genetic: Annotated[
        Maybe[GeneticData], fact("What is known of its genetic data.", "Qué consta de sus datos genéticos.")
    ] = UNSET
    health_permit: Annotated[
        Maybe[PermittedHealthData],
        fact("Its origin in a health data access body.", "Su origen en un organismo de acceso a datos de salud."),
    ] = UNSET
    spain: Annotated[
        Maybe[DataInSpanishLaw], fact("What Spanish law asks of it.", "Qué pide de él el Derecho español.")
    ] = UNSET
    whistleblowing: Annotated[
        Maybe[Whistleblowing], fact("How reports in it are handled.", "Cómo se gestionan sus comunicaciones.")
    ] = UNSET
    derived_from: Annotated[
        Maybe[tuple[Identifier, ...]],
        fact(
            "The data sets from which this one is made (embeddings, weights, evaluation sets).",
            "Los conjuntos de datos de los que se obtiene este (vectores, pesos, conjuntos de evaluación).",
        ),
    ] = UNSET
    statutory: Annotated[
        Maybe[StatutoryDuties], fact("Duties towards an authority.", "Deberes ante una autoridad.")
    ] = UNSET
    vehicle: Annotated[Maybe[VehicleData], fact("Data from vehicles.", "Datos de vehículos.")] = UNSET
