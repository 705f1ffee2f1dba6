"""Where Google Vertex AI runs a model: the location, which is `global` when absent, and the host if one is named."""

from __future__ import annotations

from fielato.resolve.endpoint import of_host
from fielato.resolve.processing import ProcessingSet
from fielato.resolve.site import Site, standing


def inference(site: Site) -> ProcessingSet:
    """Where the model of this component can run; location and host both count where they disagree."""
    whole = of_host(site) if site.text("endpoint") else ProcessingSet()
    if site.text("region") or not whole:
        whole |= standing(site)
    return whole
