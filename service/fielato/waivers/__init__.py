"""Which findings of the organisation layer are accepted, until when, and whether what was accepted is still the same.

`value` names what a waiver accepts; `reading` takes a file of waivers, `envelope` one that is signed; `book` lays them
over the findings of an assessment; `writing` makes new ones. Law is not waived.
"""

from .book import Applicable, Book, Source, Uncounted
from .reading import read_signed, read_written

__all__ = ["Applicable", "Book", "Source", "Uncounted", "read_signed", "read_written"]
