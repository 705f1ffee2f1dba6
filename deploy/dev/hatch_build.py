"""The step of the wheel's build that compiles the shipped policies, so that no first run has to."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompilePolicies(BuildHookInterface[Any]):
    """Puts the compiled policies into the wheel; an editable install compiles them when it first needs them."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, unless the environment lacks what a compiler needs: the wheel is then whole, and slower once."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "service"))
        try:
            from fielato import compiled, library
        except ImportError as missing:
            self.app.display_warning(f"the policies are not compiled: {missing}")
            return
        finally:
            sys.path.pop(0)
        self._folder = TemporaryDirectory()
        made = Path(self._folder.name, "policies")
        made.write_bytes(compiled.for_wheel(library.policy_files()))
        build_data["force_include"][str(made)] = f"fielato/{compiled.WHEEL}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made."""
        del version, build_data, artifact_path
        if hasattr(self, "_folder"):
            self._folder.cleanup()
