"""What could be changed so that a deployment may pass: alternatives from the catalogue, each proved by assessing it.

1. `change`      one change of a component, one answer; how they are written into manifest and register
2. `trial`       assesses a deployment with changes, whole or one component alone, and keeps what came out
3. `moves`       what the catalogue shows could be changed: `places`, `models`, `hosts`, `routing`, `protection`
4. `search`      the smallest changes that mend one component
5. `answers`     which open facts settle findings, and how they would have to be answered
6. `papers`      documents that are known to be missing
7. `cost`        what a change costs: distance, services and accelerators that are missing there
8. `advice`      all components together
"""

from .advice import Advice, Alternative, ComponentAdvice, Ending, Goal, Phased, advice
from .change import Change, Reply
from .cost import Cost
from .moves import Kind

__all__ = [
    "Advice",
    "Alternative",
    "Change",
    "ComponentAdvice",
    "Cost",
    "Ending",
    "Goal",
    "Kind",
    "Phased",
    "Reply",
    "advice",
]
