"""Where things run whose files do not say it: a cluster, a stack, a host, a provider without a region."""

from fnmatch import fnmatchcase
from typing import Annotated

from .fact import UNSET, Maybe, Record, Text, fact
from .parts import Place


class Surroundings(Record, frozen=True, kw_only=True):
    """What infrastructure files leave to the call that applies them."""

    files: Annotated[
        Maybe[tuple[Text, ...]],
        fact(
            "The files it is about, as patterns such as `k8s/*.yaml`; absent: all.",
            "Los ficheros a los que se refiere, como `k8s/*.yaml`; si falta, todos.",
        ),
    ] = UNSET
    provider: Annotated[
        Maybe[str], fact("The provider on which it runs.", "El proveedor en el que se ejecuta.", examples=["aws"])
    ] = UNSET
    region: Annotated[
        Maybe[str], fact("The provider's region.", "La región del proveedor.", examples=["eu-south-2"])
    ] = UNSET
    place: Annotated[
        Maybe[Place],
        fact("The place, if it is not a provider's region.", "El lugar, si no es una región de un proveedor."),
    ] = UNSET

    def covers(self, file: str) -> bool:
        """Whether a file, as the caller wrote its path, is among those it is about."""
        if self.files is UNSET:
            return True
        return any(fnmatchcase(file, pattern) or fnmatchcase(file, f"*/{pattern}") for pattern in self.files)
