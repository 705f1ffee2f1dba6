"""What resources are in the neutral model: components with what all resources say of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fielato.importers.found import Found, Harvest
from fielato.importers.interface import Context
from fielato.importers.resources.gaps import Gaps
from fielato.importers.resources.placing import Placing
from fielato.importers.resources.resource import Resource
from fielato.importers.resources.stating import Stating
from fielato.importers.resources.together import Together


def take(resources: Iterable[Resource], harvest: Harvest, context: Context) -> Mapping[str, Found]:
    """Add what resources stand for; gives the component of each by its address, where it is one itself."""
    gaps = Gaps()
    together = Together(harvest, context.catalogue)
    for resource in resources:
        together.add(resource)
    together.link(gaps)
    stating = Stating(together, harvest, context, gaps)
    stating.state()
    Placing(together, stating.within, stating.placeless, harvest, context, gaps).place()
    gaps.tell(harvest)
    return together.components
