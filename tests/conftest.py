"""What all tests share: in CI the property tests try the same cases each time, else new ones; nothing is cached."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ["FIELATO_CACHE"] = "off"
settings.register_profile("ci", derandomize=True, print_blob=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
