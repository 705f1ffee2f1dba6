"""Which options a file in the repository may not set, and why: whoever writes the change writes that file too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ELSEWHERE: Final = "in the pipeline's own definition"
_ANSWER: Final = "whoever names the service decides the answer, and is sent the token"
_TRUST: Final = "a change could then excuse its own findings"

REFUSED: Final[Mapping[str, str]] = {
    "advise": "it belongs to one call",
    "as_of": "the law of another day may ask for less",
    "baseline": "a change could then count its own findings as known",
    "insecure_http": _ANSWER,
    "offline_fallback": "it decides what happens without the service, whose rules may ask for more",
    "scenario": "under facts that are only supposed, less may be asked for",
    "server": _ANSWER,
    "token": "a secret does not belong in a repository",
    "token_file": "it names a file of the machine that is sent to the service",
    "trust_waivers": _TRUST,
    "waiver_key": _TRUST,
    "waiver_keys": _TRUST,
    "write_baseline": "it belongs to one call",
}
"""Each such option as a file would name it, and the reason."""


def said_instead(key: str) -> str:
    """Where the option belongs."""
    if key == "token":
        return "the pipeline names a file with --token-file, or sets FIELATO_TOKEN"
    return f"give --{key.removesuffix('s' if key == 'waiver_keys' else '').replace('_', '-')} {ELSEWHERE}"
