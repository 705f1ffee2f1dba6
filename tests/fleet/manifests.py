"""Fleets for tests: manifests made from a seed, and folders of them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fielato import library

CHATBOT = (library.demo() / "chatbot.yaml").read_text(encoding="utf-8")
REGISTER = "apiVersion: fielato/v1\nkind: Register\norganisation: tienda\npolicy: {boundary: [PT]}\n"
DAY = "2026-11-23"
REGIONS = ("eu-south-2", "eu-west-1", "us-east-1")
MODELS = ("anthropic.claude-sonnet-4-6", "global.anthropic.claude-sonnet-4-6")


def named(name: str) -> str:
    """The chatbot under another name."""
    return CHATBOT.replace("shop-chatbot", name)


def manifests(seed: int, count: int, components: int = 1) -> Iterator[dict[str, Any]]:
    """Deployments on regions and models drawn from a seed."""
    rng = random.Random(seed)  # noqa: S311
    for number in range(count):
        yield {
            "apiVersion": "fielato/v1",
            "kind": "AIDeployment",
            "name": f"app-{number}",
            "controller": {"name": "Tienda Ejemplo SL", **rng.choice([{}, {"country": "ES"}])},
            "data": [{"id": "chats", "personal": rng.random() < 0.8}],
            "components": [
                {
                    "id": f"model-{one}",
                    "provider": "aws",
                    "service": "bedrock",
                    "region": rng.choice(REGIONS),
                    "model": rng.choice(MODELS),
                }
                for one in range(components)
            ],
        }


def mixed(seed: int, count: int, one_valid_in: int = 8) -> bytes:
    """NDJSON in which few lines are valid, and so most take no time, some are blank."""
    rng = random.Random(seed)  # noqa: S311
    lines = []
    for document in manifests(seed, count):
        if rng.randrange(one_valid_in):
            document["components"] = rng.choice([[], 7, [{"id": document["name"]}] * 2])
        lines.append(json.dumps(document))
        if rng.random() < 0.1:
            lines.append(" " * rng.randrange(3))
    return "".join(f"{line}\n" for line in lines).encode()


def put(folder: Path, **files: str) -> None:
    """Write files; `deep__app` stands for `deep/app.yaml`."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
