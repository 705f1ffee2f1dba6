"""What single statutes ask of stores of data whose place they regulate."""

from typing import Annotated

from .fact import UNSET, Maybe, Record, fact


class StatutoryDuties(Record, frozen=True, kw_only=True):
    """Duties towards the authority that a statute names for a store of data."""

    authority_notified: Annotated[
        Maybe[bool],
        fact(
            "Whether the authority was told where the store is, and of every change.",
            "Si se ha comunicado a la autoridad la ubicación del almacén y sus cambios.",
        ),
    ] = UNSET
    online_access: Annotated[
        Maybe[bool],
        fact(
            "Whether the authority can see, download and use it online.",
            "Si la autoridad puede consultarlo, descargarlo y utilizarlo en línea.",
        ),
    ] = UNSET
