"""How one value of a resource is found by its path, and read: the words of `read_as`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from fielato.catalogue import Catalogue
from fielato.importers import targets
from fielato.importers.node import text
from fielato.importers.resources.resource import Path, Reference, Unknown
from fielato.importers.targets import Target


def walk(values: object, path: str) -> Iterator[tuple[Path, object]]:
    """Every value at a path, with where it stands; what is unknown on the way stands for all below it.

    A text on the way that is JSON is gone into.
    """
    yield from _walk(values, tuple(path.split(".")) if path else (), ())


def _walk(value: object, names: Sequence[str], at: Path) -> Iterator[tuple[Path, object]]:
    if isinstance(value, Unknown | Reference) or not names:
        yield at, value
        return
    value = _document(value) if isinstance(value, str) else value
    name, rest = names[0].removesuffix("[]"), names[1:]
    if isinstance(value, list):
        for position, item in enumerate(value):
            yield from _walk(item, names, (*at, position))
    elif isinstance(value, Mapping):
        for key in value if name == "*" else (name,) if name in value else ():
            inner = value[key]
            if names[0].endswith("[]") and isinstance(inner, list):
                for position, item in enumerate(inner):
                    yield from _walk(item, rest, (*at, key, position))
            else:
                yield from _walk(inner, rest, (*at, key))


def _document(value: str) -> object:
    """What a text holds that is a document itself, such as the container definitions of a task."""
    if value[:1] not in {"[", "{"}:
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value


def absent(value: object) -> bool:
    """Whether a value says nothing."""
    return value is None or value == "" or value in ([], {})


Reading = Callable[[object, str, Catalogue], object]
"""Gives what a value says, of a resource of a provider; None if it says nothing."""


def read(word: str, value: object, provider: str, catalogue: Catalogue) -> object:
    """What a value says, read as a word of the tables tells; None if it says nothing."""
    if word.startswith(MAP):
        return _mapped(word.removeprefix(MAP), value)
    if word.startswith(AFTER):
        start, written = word.removeprefix(AFTER), text(value)
        return written.removeprefix(start) if written.startswith(start) else None
    return READINGS[word](value, provider, catalogue)


def _itself(value: object, provider: str, catalogue: Catalogue) -> object:
    del provider, catalogue
    return value.strip() if isinstance(value, str) else value if isinstance(value, bool | int) else None


def _text(value: object, provider: str, catalogue: Catalogue) -> object:
    del provider, catalogue
    return text(value) or None


def _flag(value: object, provider: str, catalogue: Catalogue) -> object:
    del provider, catalogue
    return {"true": True, "false": False}.get(text(value).lower())


def _days(value: object, provider: str, catalogue: Catalogue) -> object:
    del provider, catalogue
    written = text(value).partition(".")[0]
    return int(written) if written.isdigit() and 0 < int(written[:6]) <= _LONGEST else None


def _location(value: object, provider: str, catalogue: Catalogue) -> object:
    written = text(value)
    row = catalogue.region(provider, written)
    return (row.region if row else written) or None


def _address_region(value: object, provider: str, catalogue: Catalogue) -> object:
    del provider
    leads = targets.target(text(value), catalogue)
    return leads.get("region") or None if leads else None


def _present(value: object, provider: str, catalogue: Catalogue) -> object:
    del value, provider, catalogue
    return True


def _redundancy(value: object, provider: str, catalogue: Catalogue) -> object:
    del provider, catalogue
    return text(value).rpartition("_")[2].replace("-", "").upper() or None


def _instance_type(value: object, provider: str, catalogue: Catalogue) -> object:
    return catalogue.offers.carried(provider, text(value).removeprefix("ml."))


def _mapped(table: str, value: object) -> object:
    pairs = dict(pair.partition("=")[::2] for pair in table.split(";"))
    found = pairs.get(text(value), pairs.get("*", ""))
    return {"true": True, "false": False}.get(found, found) if found else None


MAP: Final = "map:"
AFTER: Final = "after:"
READINGS: Final[Mapping[str, Reading]] = {
    "": _itself,
    "text": _text,
    "flag": _flag,
    "days": _days,
    "region": _text,
    "location": _location,
    "zone": _location,
    "address-region": _address_region,
    "present": _present,
    "redundancy": _redundancy,
    "instance-type": _instance_type,
}
"""By the words of `read_as` for values, other than those that begin with `map:` or `after:`."""
_LONGEST: Final = 36_500


def leads_to(word: str, written: str, catalogue: Catalogue) -> Target | None:
    """What a text leads to, read as a word of the tables tells; None if it leads nowhere that is known."""
    written = written.strip()
    if word in BUCKETS:
        name = written.partition("/")[0]
        return targets.bucket(word, name, catalogue) if name else None
    if word.startswith(SUBDOMAIN):
        return (
            targets.host(f"{written}.{word.removeprefix(SUBDOMAIN)}", catalogue) if _LABEL.fullmatch(written) else None
        )
    if word == SINK:
        return _of_sink(written, catalogue)
    if word == "host":
        return targets.host(written, catalogue)
    return targets.target(written, catalogue)


def _of_sink(written: str, catalogue: Catalogue) -> Target | None:
    """Where a sink of Google's logs leads, as `storage.googleapis.com/BUCKET`."""
    host, _, rest = written.partition("/")
    service = host.removesuffix(".googleapis.com")
    if service == "storage":
        return leads_to("gs", rest, catalogue)
    known = catalogue.service("gcp", service)
    if service == host or not rest or known is None:
        return None
    found = targets.target(f"//{written}", catalogue)
    facts = (("provider", "gcp"), ("service", known.service))
    return Target(f"gcp:{rest}", rest.rpartition("/")[2], (*facts, *(found.facts[1:] if found else ())))


SINK: Final = "google-sink"
SUBDOMAIN: Final = "subdomain:"
BUCKETS: Final = ("s3", "gs")
"""By the words of `read_as` that mean a bucket's bare name: whose it is."""
ADDRESSES: Final = ("", "arn", "uri", "azure-id", "name", "host", SINK, *BUCKETS)
"""The words of `read_as` for values that lead somewhere, other than those that begin with `subdomain:`."""
_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
