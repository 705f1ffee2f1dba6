"""What files of other tools stand for: the tables of `seeds/importers/`, each read when it is first asked for.

1. `rows`    the rows of each table
2. `lookup`  which row speaks of a type, a variable, an image, a name
"""

from .lookup import Recognised
from .rows import (
    Command,
    Driver,
    DriverKind,
    EnvironmentVariable,
    Format,
    Image,
    Integration,
    IntegrationKind,
    ModelPrefix,
    ResourceField,
    ResourceType,
)

__all__ = [
    "Command",
    "Driver",
    "DriverKind",
    "EnvironmentVariable",
    "Format",
    "Image",
    "Integration",
    "IntegrationKind",
    "ModelPrefix",
    "Recognised",
    "ResourceField",
    "ResourceType",
]
