"""What if: dated changes to the facts of the catalogue, laid over it for one assessment.

1. `declaration`  how a scenario is written
2. `reading`      the bytes of a file, and what its parameters stand for, to a scenario
3. `overlay`      a scenario that begins on a day, laid over a catalogue
"""

from .declaration import Scenario
from .overlay import Overlay, lay
from .reading import Named, declared, named, parse

__all__ = ["Named", "Overlay", "Scenario", "declared", "lay", "named", "parse"]
