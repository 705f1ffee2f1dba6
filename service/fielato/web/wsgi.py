"""The application as a WSGI server loads it: `fielato.web.wsgi:app`."""

import gc
from typing import Final

from fielato.web.app import create_app

ALLOCATIONS: Final = 20_000
"""New objects between two looks for garbage: an assessment makes thousands, and hardly any of them in a circle."""

gc.set_threshold(ALLOCATIONS)
app = create_app()
