"""Which bytes Fielato takes as a document of its own, and where in the file each value of it stands."""

from fielato.reading.document import Document, Mark, Place
from fielato.reading.hints import did_you_mean, hint_for
from fielato.reading.limits import DEFAULT, FOREIGN, Limits
from fielato.reading.reader import read, read_as, read_text_as

__all__ = [
    "DEFAULT",
    "FOREIGN",
    "Document",
    "Limits",
    "Mark",
    "Place",
    "did_you_mean",
    "hint_for",
    "read",
    "read_as",
    "read_text_as",
]
