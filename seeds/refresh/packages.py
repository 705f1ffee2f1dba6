"""Where the data files of installed packages lie, and how literals are read from their sources without importing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path


class PackageMissingError(Exception):
    """A package that the generator reads is not installed; the message says what to install."""


def package_file(package: str, *parts: str) -> Path:
    """The path of a file in an installed package; raises PackageMissingError."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise PackageMissingError(f"{package} is not installed: pip install -r deploy/requirements/seeds.txt")
    return Path(next(iter(spec.submodule_search_locations)), *parts)


def release(distribution: str) -> str:
    """Name and version of an installed distribution, as sources cite it."""
    return f"{distribution} {version(distribution)}"


def dictionaries(source: str) -> Iterator[dict[object, object]]:
    """Every dictionary display in Python source, with those keys and values that are literals."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Dict):
            yield dict(_literal_items(node))


def _literal_items(node: ast.Dict) -> Iterator[tuple[object, object]]:
    for key, value in zip(node.keys, node.values, strict=True):
        if isinstance(key, ast.Constant):
            try:
                yield key.value, ast.literal_eval(value)
            except ValueError:
                yield key.value, _literals_of(value)


def _literals_of(value: ast.expr) -> object:
    return dict(_literal_items(value)) if isinstance(value, ast.Dict) else None


def module_constants(source: str) -> dict[str, object]:
    """The module-level names in Python source that are bound to literals."""
    constants: dict[str, object] = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            try:
                constants[node.targets[0].id] = ast.literal_eval(node.value)
            except ValueError:
                continue
    return constants
