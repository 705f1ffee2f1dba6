"""What differs between two assessments of one deployment, and on which days an assessment changes.

1. `difference`  findings that appear, vanish or change between two assessments, and why
2. `causes`      the dated rows, rules and entries that an assessment can turn on
3. `thresholds`  the days and ages that rules compare the date with
4. `timeline`    the days on which the assessment changes, and what is behind each
"""

from .causes import Cause, causes
from .difference import Change, Difference, difference
from .timeline import Step, Timeline, timeline

__all__ = ["Cause", "Change", "Difference", "Step", "Timeline", "causes", "difference", "timeline"]
