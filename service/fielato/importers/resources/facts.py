"""What `fact` may say of a value beside the fields of components: the words that the package explains."""

from __future__ import annotations

from typing import Final

WORDS: Final = ("key", "owner", "part", "within", "flow", "source", "fallbacks", "environment", "image", "placeless")
"""What `fact` may say beside the fields of components, `otherwise-region` and `flow:<purpose>`."""
OTHERWISE: Final = "otherwise-region"
OWN_REGION: Final = "own-region"
NAME_IN: Final = "name-within"
MOVING: Final = frozenset({"flow", "source", "within", "fallbacks"})
"""Those by which data move to or from what a value leads to, or lie in it."""
LEADING: Final = (
    MOVING
    | {"endpoint", "model", "guardrail_profile", "copied_from", "environment", "image"}
    | {"replication.regions", "replication.redundancy", "backup_regions", "sku"}
)
"""Those of which a part speaks even if nothing shows whose part it is: they move data somewhere, or run a model."""
FURTHER: Final = frozenset({"guardrail_profile", "copied_from", "replication.regions", "backup_regions"})
"""Those that take data to further places: one of which the value is not known is not left out."""
LINKING: Final = frozenset({"key", "owner", "part", NAME_IN})
"""Those that tell which resource speaks of which."""
