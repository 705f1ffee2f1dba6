"""What the EDPB's guidelines on connected vehicles ask about data that a vehicle gives off."""

from typing import Annotated

from .fact import UNSET, Maybe, Record, fact


class VehicleData(Record, frozen=True, kw_only=True):
    """Answers on data from a connected vehicle (EDPB Guidelines 01/2020)."""

    off_board_needed: Annotated[
        Maybe[bool],
        fact(
            "Whether it is documented why processing inside the vehicle would not do.",
            "Si consta por qué no basta tratar los datos dentro del vehículo.",
        ),
    ] = UNSET
    location_only_when_needed: Annotated[
        Maybe[bool],
        fact(
            "Whether location is collected only when a function that needs it is started.",
            "Si la posición se recoge solo al iniciar una función que la necesita.",
        ),
    ] = UNSET
    biometric_alternative: Annotated[
        Maybe[bool],
        fact(
            "Whether people can do without biometrics, as by a key or a code.",
            "Si se puede prescindir de la biometría, por ejemplo con llave o código.",
        ),
    ] = UNSET
    remote_access_justified: Annotated[
        Maybe[bool],
        fact(
            "Whether it is documented why people in third countries must reach vehicle data.",
            "Si consta por qué debe accederse a datos de vehículos desde terceros países.",
        ),
    ] = UNSET
