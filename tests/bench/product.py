"""The product's own packs and demos: its rules beside CEL's evaluator, and its whole path from bytes."""

from __future__ import annotations

import argparse
from typing import Any

from fielato.engine import engine

from . import path, shipped
from .deployments import Supply
from .timed import Effort


def run(options: argparse.Namespace, effort: Effort) -> dict[str, Any]:
    """Print the tables of this part."""
    product = engine()
    supply = Supply(product, options.seed)
    return {
        "rules": shipped.run(product, supply, effort),
        "path": path.run(product, supply, effort),
        "profile": path.profile(product, supply, options.profile),
    }
