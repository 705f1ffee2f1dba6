"""How long a service is waited for, and which refusals are met by asking again: an assessment changes nothing there."""

from __future__ import annotations

from typing import Final

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import InvalidHeader
from urllib3.util.retry import Retry

CONNECT: Final = 5.0
"""Seconds until a connection must stand."""
READ: Final = 60.0
"""Seconds without a byte of the answer."""
WHOLE: Final = 180.0
"""Seconds that one answer may take from its first byte to its last."""
AGAIN: Final = 4
"""How often a request is sent again."""
BACK_OFF: Final = 0.5
"""Seconds that the waits between requests double from."""
LONGEST: Final = 30.0
"""Seconds of a single wait, whatever the service asks for."""
BUSY: Final = frozenset({429, 502, 503, 504})
"""Answers of a service, or of what stands before it, that cannot answer now."""


class _Waiting(Retry):
    """Waits as long as the service asks for, within reason."""

    def parse_retry_after(self, retry_after: str) -> float:
        try:
            return min(super().parse_retry_after(retry_after), LONGEST)
        except InvalidHeader:
            return 0.0


def session(back_off: float = BACK_OFF) -> requests.Session:
    """Connections to a service that are made again, and requests that are sent again, with growing waits between."""
    waiting = _Waiting(
        total=AGAIN,
        allowed_methods={"POST"},
        status_forcelist={*BUSY, 500},
        backoff_factor=back_off,
        backoff_max=LONGEST,
        raise_on_status=False,
    )
    made = requests.Session()
    for scheme in ("https://", "http://"):
        made.mount(scheme, HTTPAdapter(max_retries=waiting))
    return made
