"""What a repository's own files say of how it is to be checked, and what of that they may not say."""

from .written import Written, from_manifest, from_pyproject

__all__ = ["Written", "from_manifest", "from_pyproject"]
