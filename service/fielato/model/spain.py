"""What Spanish law asks beside the GDPR: LO 3/2018, staff, whistleblowing, passenger names, classified information."""

from typing import Annotated, Literal

from .fact import UNSET, Maybe, OrNone, Record, Text, fact


class DataInSpanishLaw(Record, frozen=True, kw_only=True):
    """What Spanish law asks about one data set."""

    main_purpose_identifies: Annotated[
        Maybe[bool],
        fact(
            "Whether the main purpose is to identify ideology, union membership, religion, sexual orientation, "
            "beliefs or origin (LO 3/2018 art. 9.1).",
            "Si la finalidad principal es identificar ideología, afiliación sindical, religión, orientación "
            "sexual, creencias u origen (art. 9.1 LO 3/2018).",
        ),
    ] = UNSET
    statute: Annotated[
        Maybe[OrNone[Text]],
        fact(
            "The norm with rank of statute, or of Union law, that covers the processing (LO 3/2018 arts. 9.2, 10), "
            "or `none`.",
            "La norma con rango de ley, o del Derecho de la Unión, que ampara el tratamiento (arts. 9.2 y 10 LO "
            "3/2018), o `none`.",
        ),
    ] = UNSET
    lawyer_for_client: Annotated[
        Maybe[bool],
        fact(
            "Whether lawyers or procuradores collect the offence data from their clients (LO 3/2018 art. 10.3).",
            "Si abogados o procuradores recogen de sus clientes los datos penales (art. 10.3 LO 3/2018).",
        ),
    ] = UNSET
    rests_on_consent: Annotated[
        Maybe[bool],
        fact(
            "Whether the processing rests on consent (GDPR Art. 6(1)(a)).",
            "Si el tratamiento se basa en el consentimiento (art. 6.1.a RGPD).",
        ),
    ] = UNSET
    under_14: Annotated[
        Maybe[bool],
        fact("Whether children under 14 are among them.", "Si hay menores de 14 años entre los interesados."),
    ] = UNSET
    parental_consent: Annotated[
        Maybe[bool],
        fact(
            "Whether the holders of parental authority or guardianship consent for those under 14.",
            "Si por los menores de 14 años consienten los titulares de la patria potestad o tutela.",
        ),
    ] = UNSET
    passenger_information_unit: Annotated[
        Maybe[bool],
        fact(
            "Whether the passenger information unit, or a supplier of it, processes these PNR data (LO 1/2020).",
            "Si los trata la Unidad de Información sobre Pasajeros o un proveedor suyo (LO 1/2020).",
        ),
    ] = UNSET
    accredited: Annotated[
        Maybe[bool],
        fact(
            "Whether the system is accredited for the grade of the classified information.",
            "Si el sistema está acreditado para el grado de la información clasificada.",
        ),
    ] = UNSET


class Whistleblowing(Record, frozen=True, kw_only=True):
    """How reports are handled in an internal information system (Ley 2/2023)."""

    access_limited: Annotated[
        Maybe[bool],
        fact(
            "Whether only the people and processors of art. 32.1 can read the reports.",
            "Si solo acceden a las comunicaciones las personas y encargados del art. 32.1.",
        ),
    ] = UNSET
    special_categories_removed: Annotated[
        Maybe[bool],
        fact(
            "Whether special categories that no report needs are deleted at once (arts. 30.5, 32.2).",
            "Si se suprimen de inmediato las categorías especiales innecesarias (arts. 30.5 y 32.2).",
        ),
    ] = UNSET
    deletion_rule: Annotated[
        Maybe[bool],
        fact(
            "Whether reports without an investigation are deleted or anonymised after three months (art. 32.4).",
            "Si a los tres meses se suprimen o anonimizan las comunicaciones sin investigación (art. 32.4).",
        ),
    ] = UNSET
    reveals_reporter: Annotated[
        Maybe[bool], fact("Whether the set can reveal who reported.", "Si el conjunto puede revelar quién informó.")
    ] = UNSET


class Workforce(Record, frozen=True, kw_only=True):
    """What staff and their representatives are told, and what may not be recorded."""

    decisions_on_work: Annotated[
        Maybe[bool],
        fact(
            "Whether it affects decisions on working conditions, or on access to or keeping of a job, profiling "
            "included.",
            "Si influye en decisiones sobre condiciones de trabajo o sobre el acceso o mantenimiento del empleo, "
            "incluida la elaboración de perfiles.",
        ),
    ] = UNSET
    works_council: Annotated[
        Maybe[bool], fact("Whether staff have elected representatives.", "Si hay representación de la plantilla.")
    ] = UNSET
    parameters_told: Annotated[
        Maybe[bool],
        fact(
            "Whether the representatives were told its parameters, rules and instructions.",
            "Si se informó a la representación de sus parámetros, reglas e instrucciones.",
        ),
    ] = UNSET
    staff_informed: Annotated[
        Maybe[bool],
        fact(
            "Whether staff, and their representatives, were told beforehand of cameras, microphones or location "
            "tracking.",
            "Si se informó antes a la plantilla, y a su representación, de cámaras, micrófonos o geolocalización.",
        ),
    ] = UNSET
    rest_areas_recorded: Annotated[
        Maybe[bool],
        fact(
            "Whether sound or images are recorded where staff rest, change, wash or eat.",
            "Si se graban sonido o imágenes en vestuarios, aseos, comedores o zonas de descanso.",
        ),
    ] = UNSET


class Blocking(Record, frozen=True, kw_only=True):
    """How rectified and erased data are blocked (LO 3/2018 art. 32)."""

    applied: Annotated[
        Maybe[bool],
        fact(
            "Whether rectified and erased data are blocked, and destroyed when liability lapses.",
            "Si los datos rectificados o suprimidos se bloquean y se destruyen al prescribir las responsabilidades.",
        ),
    ] = UNSET
    copies_declared: Annotated[
        Maybe[bool],
        fact(
            "Whether the store of blocked copies is declared as a component.",
            "Si el almacén de las copias bloqueadas está declarado como componente.",
        ),
    ] = UNSET


class BlockedCopies(Record, frozen=True, kw_only=True):
    """Blocked data that a processor keeps after the contract (LO 3/2018 art. 33.4)."""

    kept: Annotated[
        Maybe[bool],
        fact(
            "Whether it keeps blocked data after the contract ends.",
            "Si conserva datos bloqueados tras acabar el contrato.",
        ),
    ] = UNSET
    in_eea: Annotated[
        Maybe[bool], fact("Whether it keeps them in the EEA only.", "Si los conserva solo dentro del EEE.")
    ] = UNSET


class Filing(Record, frozen=True, kw_only=True):
    """Where authorisations, prior information and consultations are filed."""

    authority: Annotated[
        Maybe[Literal["AEPD", "AVPD", "APDCAT", "CTPDA"]],
        fact(
            "The supervisory authority: Spanish (AEPD), Basque (AVPD), Catalan (APDCAT) or Andalusian (CTPDA).",
            "La autoridad de control: española (AEPD), vasca (AVPD), catalana (APDCAT) o andaluza (CTPDA).",
        ),
    ] = UNSET


class TenderSecurity(Record, frozen=True, kw_only=True):
    """What tender documents say of the National Security Framework (Real Decreto 311/2022 art. 2.3)."""

    ens_demanded: Annotated[
        Maybe[bool],
        fact(
            "Whether they demand a declaration or certificate of conformity with the ENS.",
            "Si exigen declaración o certificación de conformidad con el ENS.",
        ),
    ] = UNSET
    supply_chain_covered: Annotated[
        Maybe[bool],
        fact(
            "Whether they extend it to the supply chain as far as the risk analysis asks.",
            "Si lo extienden a la cadena de suministro en lo que pide el análisis de riesgos.",
        ),
    ] = UNSET
