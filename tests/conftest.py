"""What all tests share: in CI the property tests try the same cases each time, else new ones; nothing is cached."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ["FIELATO_CACHE"] = "off"
settings.register_profile("default", deadline=None)  # machines are shared, and no test is timed
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("default")
if os.environ.get("CI"):
    settings.load_profile("ci")
