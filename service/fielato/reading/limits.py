"""How much of a file is read before it is refused as too large, too deep or too long."""

from __future__ import annotations

import msgspec


class Limits(msgspec.Struct, frozen=True):
    """What one file may cost; each figure is the most that is still accepted."""

    bytes: int = 10 * 1024 * 1024
    """Size of the file."""
    depth: int = 64
    """Lists and mappings inside one another, aliases followed."""
    nodes: int = 1_000_000
    """Values, aliases not followed."""
    aliased_nodes: int = 100_000
    """Values that the aliases of one file stand for."""
    problems: int = 100
    """Mistakes that are listed before reading stops."""


DEFAULT = Limits()
"""The limits for a file that nobody vouches for."""

FOREIGN = Limits(bytes=32 * 1024 * 1024, depth=100, nodes=4_000_000, aliased_nodes=400_000)
"""The limits for a file that was written for another tool: those are generated more often, and larger."""

INTEGER_MIN = -(2**63)
"""The smallest integer: rules are written in CEL, whose int has 64 bits."""
INTEGER_MAX = 2**63 - 1
"""The largest integer, for the same reason."""
