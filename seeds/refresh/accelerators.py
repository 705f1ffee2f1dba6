"""Which accelerators an AWS region offers, and in which instance types, from moto's copies of the EC2 descriptions."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from seeds.refresh.packages import package_file, release
from seeds.refresh.table import Row, Table

ACCELERATORS = Table(
    "accelerators.csv",
    ("provider", "region", "accelerator", "instance_types", "source", "read"),
    ("provider", "region", "accelerator"),
)
DEVICES = (("GpuInfo", "Gpus"), ("NeuronInfo", "NeuronDevices"), ("InferenceAcceleratorInfo", "Accelerators"))


def read() -> list[Row]:
    """The rows that the installed moto gives."""
    resources = package_file("moto", "ec2", "resources")
    types = _load(resources / "instance_types.json.gz")
    offerings = {
        path.name.removesuffix(".json.gz"): [offer["InstanceType"] for offer in _load(path)]
        for path in sorted((resources / "instance_type_offerings" / "region").iterdir())
    }
    return list(accelerators(types, offerings, f"{release('moto')} ec2/resources"))


def accelerators(
    types: Mapping[str, Mapping[str, Any]], offerings: Mapping[str, Sequence[str]], source: str
) -> Iterator[Row]:
    """One row per region and accelerator, with the instance types that carry it there."""
    for region, offered in offerings.items():
        carriers: defaultdict[str, list[str]] = defaultdict(list)
        for instance_type in sorted(offered):
            for name in _devices(types.get(instance_type, {})):
                carriers[name].append(instance_type)
        for name, instance_types in carriers.items():
            yield {
                "provider": "aws",
                "region": region,
                "accelerator": name,
                "instance_types": " ".join(instance_types),
                "source": source,
                "read": "",
            }


def _devices(instance_type: Mapping[str, Any]) -> set[str]:
    # One Inferentia type is described twice, as a Neuron device and as an inference accelerator.
    return {device["Name"] for info, devices in DEVICES for device in instance_type.get(info, {}).get(devices, [])}


def _load(path: Path) -> Any:
    return json.loads(gzip.decompress(path.read_bytes()))
