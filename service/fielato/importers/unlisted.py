"""Where variables and arguments lead of which no table speaks: to the address or the client's model in their value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fielato.catalogue import Catalogue
from fielato.catalogue.recognised import EnvironmentVariable, ModelPrefix
from fielato.importers import targets
from fielato.importers.addresses import addresses, is_unresolved
from fielato.importers.found import Found, Harvest, Said
from fielato.importers.usage import UNKNOWN_ADDRESS, Given, Local
from fielato.model.origin import Origin

_SCHEME = re.compile(r"(?:jdbc:)?(?P<scheme>[a-z][a-z0-9.-]*)(?:\+[\w.-]+)?://", re.IGNORECASE)
_NOWHERE: Final = frozenset({"file", "pvc", "sqlite", "unix", "oci", "docker", "git", "ssh", "hf", "data", "about"})
"""The schemes of what is on the machine itself, or is fetched and gets no data."""
_INSIDE = re.compile(r"(?:https?|wss?|grpcs?)://[^\s\"'<>,;)\]}\\]+", re.IGNORECASE)
_LOCATION = re.compile(r"/locations/(?P<region>[a-z0-9-]+)(?:/|$)")
_BARE = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?")
_HELPERS: Final = frozenset({"iam", "kms", "secrets-manager", "ecr"})
"""The services whose ARN shows no data that are sent there."""
_SITES: Final = frozenset({"cloud-run"})
"""The services, beside gateways, at whose hosts people have what they run themselves."""

_MAKERS = "ai21|amazon|anthropic|cohere|deepseek|google|luma|meta|minimax|mistral|moonshot|moonshotai|nvidia|openai"
_MAKERS = f"(?:{_MAKERS}|qwen|stability|twelvelabs|writer|zai)"
_AREAS = "(?:global|us|us-gov|eu|apac|jp|au|ca)"
_BEDROCK = re.compile(
    rf"{_AREAS}\.{_MAKERS}\.[\w.-]+(?::\w+)*|{_MAKERS}\.\w[\w.]*-[\w.-]+(?::\w+)*"
    r"|arn:[\w-]+:bedrock:[\w-]*:\d*:(?:[\w-]*inference-profile|foundation-model|provisioned-model|[\w-]*router)/.+"
)
"""A model of Amazon Bedrock, a profile with a geographic prefix, or the ARN of either."""
_CLIENT = re.compile(r"[A-Za-z][\w.-]*(?:/[\w.:@-]+)+")
_NO_MODEL = re.compile(r"(?:IMAGE|REPO|REPOSITORY|REGISTRY|DIR|PATH|FILE|FOLDER|PREFIX)$")
"""How the names of variables end whose values look like a client's model, and are none."""
_WEIGHTS = re.compile(r"openai/(?:gpt-oss|gpt2|whisper-(?:tiny|base|small|medium|large)|clip|privacy-filter).*")
"""Models that anybody can fetch and serve, which are called as the organisation at Hugging Face that made them."""
_MAKERS_TOO: Final = frozenset({"openai", "huggingface", "databricks", "cerebras", "nebius"})
"""The words of LiteLLM for a provider that are organisations at Hugging Face as well."""


def is_of_itself(variable: str, catalogue: Catalogue) -> bool:
    """Whether a variable gives an address of the workload itself, or of a page or package that gets no data."""
    return any(row.says == "itself" for row in catalogue.recognised.variables(variable))


def send(found: Found, name: str, value: str, origin: Origin, local: Local, harvest: Harvest, known: Catalogue) -> None:
    """Let data flow to every address outside the deployment that a value names; tell of one to be filled in."""
    if _SCHEME.match(value.strip()) and is_unresolved(value.partition("?")[0]) and not addresses(value):
        if not is_of_itself(name, known):
            harvest.note(UNKNOWN_ADDRESS, origin, name=found.name, variable=name)
        return
    for lead in _leads(value.strip(), local, known):
        if not lead.inside and not (is_of_itself(name, known) and _is_own(lead, known)):
            there = targets.send(found, lead, harvest, origin)
            if there is not None and lead.get("provider") == "gcp":
                _say_location(there, value, origin)


def _say_location(there: Found, value: str, origin: Origin) -> None:
    """Say where the path of an address of Google's leads; beside where the host is, if that is elsewhere."""
    match = _LOCATION.search(value)
    if match is None or match["region"] == there.get("region"):
        return
    if there.get("region"):
        there.against.append(("region", Said(match["region"], origin)))
    there.say("region", match["region"], origin)


def _is_own(lead: targets.Target, catalogue: Catalogue) -> bool:
    """Whether what stands at an address can be the workload itself: never a service of a vendor."""
    service = catalogue.service(lead.get("provider"), lead.get("service"))
    return service is None or service.service in _SITES or "gateway" in service.purposes.split()


def _leads(text: str, local: Local, catalogue: Catalogue) -> Iterator[targets.Target]:
    for lead in (*_named(text, catalogue), *(targets.host(local(one), catalogue) for one in _addressed(text))):
        if lead is not None:
            yield lead
    if "://" in text and _SCHEME.match(text) is None:  # a text with addresses in it, such as JSON
        for match in _INSIDE.finditer(text):
            lead = targets.host(local(match[0]), catalogue)
            if lead is not None and (lead.get("provider") or text[0] in "{["):
                yield lead
    elif _BARE.fullmatch(text):
        lead = targets.host(text, catalogue)
        if lead is not None and lead.get("provider"):
            yield lead


def _named(text: str, catalogue: Catalogue) -> Iterator[targets.Target | None]:
    """What is addressed by a name of its provider: a bucket's URI, an ARN."""
    if text.startswith("arn:"):
        lead = targets.target(text, catalogue)
        named = catalogue.service("aws", lead.get("service")) if lead is not None else None
        yield lead if named is not None and named.service not in _HELPERS else None
    elif (match := _SCHEME.match(text)) and (scheme := match["scheme"].lower()) in catalogue.recognised.schemes:
        yield targets.target(text, catalogue) if scheme not in _NOWHERE else None


def _addressed(text: str) -> tuple[str, ...]:
    """The addresses of URLs and connection strings."""
    if match := _SCHEME.match(text):
        return addresses(text) if match["scheme"].lower() not in _NOWHERE and not _is_bucket(text) else ()
    return tuple(one for one in addresses(text) if "." in one) if ";" in text and "=" in text else ()


def _is_bucket(text: str) -> bool:
    return text.partition("://")[0].lower() in {"s3", "gs", "abfs", "abfss", "wasbs", "bq"}


def model(found: Found, name: str, value: str, catalogue: Catalogue) -> tuple[ModelPrefix, str] | None:
    """Whom a value calls that is a model as a client writes it, such as `bedrock/…`, and the model.

    None for any other value, and for a model that is served where it is named.
    """
    text = value.strip()
    if _BEDROCK.fullmatch(text):
        row = catalogue.recognised.provider_prefix("bedrock")
        return (row, text) if row is not None else None
    if not _CLIENT.fullmatch(text) or _NO_MODEL.search(name) or _WEIGHTS.fullmatch(text) or is_unresolved(text):
        return None
    if text.partition("/")[0] in _MAKERS_TOO and _serves(found):
        return None
    row, rest = catalogue.recognised.prefix(text) or (None, "")
    return (row, rest) if row is not None and rest and (row.provider or row.endpoint) else None


def _serves(found: Found) -> bool:
    return any(said.value == "inference" for said in found.lists.get("purposes", ()))


def given(row: ModelPrefix, variable: str, rest: str, origin: Origin) -> Given:
    """A model that a workload calls as what a row of the table would say of it; a deployment's name is no model."""
    says = "used" if row.provider == "azure" else "model"
    known = EnvironmentVariable(variable=variable, provider=row.provider, service=row.service, says=says)
    return Given(known, variable, rest, origin)
