"""The names that stand for a record where a document gives none."""

from __future__ import annotations

from typing import Final

CONTROLLER: Final = "controller"
"""The id under which the controller stands among the parties."""
NOBODY_KNOWN: Final = "unknown"
"""Stands for a party that nobody named."""
UNNAMED: Final = "unknown"
"""Stands for the data of a deployment that does not list its data sets."""
UNKNOWN: Final = "unknown"
"""Stands for a territory that is not known."""
