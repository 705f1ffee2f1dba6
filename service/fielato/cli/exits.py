"""The exit codes: one table, so that a crash can never look like a finding."""

from __future__ import annotations

from typing import Final

OPEN: Final = 0
"""The gate is open."""
VIOLATED: Final = 1
"""The gate is closed by a violation (for `policy test`: a case failed; for `policy lint`: an error was found)."""
UNREADABLE: Final = 2
"""Wrong use, or an input that cannot be read; nothing was assessed."""
UNDETERMINED: Final = 3
"""The gate is closed, and only by something undetermined."""
INTERNAL: Final = 4
"""A defect of Fielato."""
STOPPED: Final = 130
"""Ctrl-C or SIGTERM ended `assess-many` before all was assessed."""

MEANINGS: Final = {
    OPEN: "the gate is open",
    VIOLATED: "the gate is closed by a violation",
    UNREADABLE: "wrong use, or unreadable input: nothing was assessed",
    UNDETERMINED: "the gate is closed by something undetermined",
    INTERNAL: "an internal error of Fielato",
    STOPPED: "stopped before all was assessed (`assess-many`)",
}
"""What each code means, as README and help text say."""
