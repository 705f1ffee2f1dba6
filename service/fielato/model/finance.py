"""What financial law asks about a supplier: DORA, and the delegation of functions of Spanish credit institutions."""

import datetime
from typing import Annotated

from .fact import UNSET, Maybe, Record, fact


class IctServices(Record, frozen=True, kw_only=True):
    """The contract for ICT services with one supplier (Regulation (EU) 2022/2554)."""

    contracted: Annotated[
        Maybe[bool],
        fact(
            "Whether the controller has a contract for ICT services with it.",
            "Si el responsable tiene con ella un contrato de servicios de TIC.",
        ),
    ] = UNSET
    locations_clause: Annotated[
        Maybe[bool],
        fact(
            "Whether the contract names the regions or countries of the services, subcontracted ones included, and "
            "of processing and storage (Art. 30(2)(b)).",
            "Si el contrato indica las regiones o países de los servicios, incluidos los subcontratados, y del "
            "tratamiento y almacenamiento (art. 30.2.b).",
        ),
    ] = UNSET
    change_notice: Annotated[
        Maybe[bool],
        fact(
            "Whether the contract makes it notify in advance a change of those places (Art. 30(2)(b)).",
            "Si el contrato le obliga a notificar de antemano un cambio de esos lugares (art. 30.2.b).",
        ),
    ] = UNSET
    assessed: Annotated[
        Maybe[bool],
        fact(
            "Whether the assessment of Art. 28(4) was made before the contract.",
            "Si antes del contrato se hizo la evaluación del art. 28.4.",
        ),
    ] = UNSET
    subcontracting: Annotated[
        Maybe[bool],
        fact(
            "Whether the contract lets it subcontract services that support critical or important functions.",
            "Si el contrato le permite subcontratar servicios que sustentan funciones esenciales o importantes.",
        ),
    ] = UNSET
    subsidiary_due: Annotated[
        Maybe[datetime.date],
        fact(
            "The last of the twelve months after its designation as critical (Art. 31(12)).",
            "El último día de los doce meses siguientes a su designación como esencial (art. 31.12).",
        ),
    ] = UNSET


class DelegationContract(Record, frozen=True, kw_only=True):
    """What a contract to delegate an essential function must contain (Circular BdE 2/2016, norma 43 quater.2)."""

    essential_clauses: Annotated[
        Maybe[bool],
        fact(
            "Whether it grants access and audit, allows withdrawal, settles subcontracting and demands a tested "
            "contingency plan.",
            "Si prevé acceso y verificación, permite el desistimiento, regula la subcontratación y exige un plan "
            "de contingencia probado.",
        ),
    ] = UNSET
    jurisdiction_clause: Annotated[
        Maybe[bool],
        fact(
            "Whether it names the jurisdiction to which it is subject.",
            "Si especifica la jurisdicción a la que queda sujeto.",
        ),
    ] = UNSET


class Delegation(Record, frozen=True, kw_only=True):
    """The delegation of functions by a credit institution (Circular BdE 2/2016, normas 43 sexies and 43 septies)."""

    register_names_places: Annotated[
        Maybe[bool],
        fact(
            "Whether its register entry names provider and parent, the countries, the places of the data and, in "
            "the cloud, the models and regions used.",
            "Si su asiento en el registro indica proveedor y matriz, países, localización de los datos y, en la "
            "nube, los modelos y regiones usados.",
        ),
    ] = UNSET
    notified: Annotated[
        Maybe[bool],
        fact(
            "Whether the authority was told at least two months before the service begins.",
            "Si se comunicó a la autoridad al menos dos meses antes de la prestación efectiva.",
        ),
    ] = UNSET
