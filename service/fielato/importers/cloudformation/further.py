"""What stands beside the one model of a resource: further models, a guardrail's profile, a task's log group."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from fielato.catalogue.recognised import Recognised
from fielato.importers.cloudformation import notes
from fielato.importers.cloudformation.stack import Made
from fielato.importers.found import Found, Harvest
from fielato.importers.resources import Path
from fielato.importers.resources.facts import OTHERWISE
from fielato.importers.resources.values import walk
from fielato.importers.templates.partial import Value, get, is_known, leads
from fielato.importers.templates.values import arn
from fielato.model.origin import Origin

_MODEL_ID: Final = re.compile(r'"ModelId"\s*:\s*"([^"]+)"', re.IGNORECASE)
_REGISTRY: Final = re.compile(r"\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com")
_STATES: Final = ("Definition", "DefinitionString")


class Further:
    """Adds what the table cannot say of one resource, after all were added."""

    def __init__(self, found: Mapping[str, Found], recognised: Recognised, harvest: Harvest) -> None:
        self._found = found
        self._recognised = recognised
        self._harvest = harvest

    def add(self, one: Made) -> None:
        """Add it for one resource."""
        component = self._found.get(one.address) or self._owner(one)
        if component is None:
            return
        for at, value in (*self._models(one), *_in_states(one)):
            self._model(component, value, one.origin_of(at))
        self._guardrail(one, component)
        self._registry(one, component)
        self._log_groups(one, component)
        store = get(one.values, *_SQL_STORE)
        if store is not None:
            self._harvest.note(notes.SQL_STORE, one.origin_of(_SQL_STORE), name=one.address)

    def _owner(self, one: Made) -> Found | None:
        for row in self._recognised.fields("cloudformation", one.type):
            if row.fact == "owner":
                for _, value in walk(one.values, row.path):
                    for lead in leads(value):
                        if lead in self._found:
                            return self._found[lead]
        return None

    def _models(self, one: Made) -> Iterator[tuple[Path, Value]]:
        rows = self._recognised.fields("cloudformation", one.type)
        for path in (*(row.path for row in rows if row.fact == "model"), *_FURTHER.get(one.type, ())):
            yield from walk(one.values, path)

    def _model(self, component: Found, value: Value, origin: Origin) -> None:
        """A model other than the one that the component is known to use: it is called as well."""
        for lead in leads(value):
            if lead in self._found:
                self._harvest.flow(component.key, self._found[lead].key, origin)
        model = arn(str(value)) if isinstance(value, str) else ""
        if not model or "{" in model or model == component.get("model"):
            return
        other = self._harvest.component(f"{component.key}+{model}", re.split(r"[:/]", model)[-1] or model, origin)
        other.say_all([("provider", "aws"), ("service", "bedrock"), ("model", model)], origin)
        if (region := component.facts.get("region")) is not None:
            other.say("region", region.value, region.origin)
        self._harvest.flow(component.key, other.key, origin)

    def _guardrail(self, one: Made, component: Found) -> None:
        """A component's text also goes where its guardrail works."""
        for lead in leads(get(one.values, *_GUARDRAIL)):
            guardrail = self._found.get(lead)
            profile = guardrail.facts.get("guardrail_profile") if guardrail is not None else None
            if profile is not None:
                component.say("guardrail_profile", profile.value, profile.origin)

    def _registry(self, one: Made, component: Found) -> None:
        """An image from another region than that which is declared for the stack."""
        for row in self._recognised.fields("cloudformation", one.type):
            for at, value in walk(one.values, row.path) if row.fact == OTHERWISE else ():
                image = _REGISTRY.search(value) if isinstance(value, str) else None
                if image is not None and image[1] != (region := component.get("region")):
                    said = {"image": image[1], "region": region}
                    self._harvest.note(notes.OTHER_REGISTRY, one.origin_of(at), name=one.address, **said)

    def _log_groups(self, one: Made, component: Found) -> None:
        """The log group of a container, in the region that its log driver is told."""
        for at, options in walk(one.values, "ContainerDefinitions[].LogConfiguration.Options"):
            group, region = get(options, "awslogs-group"), get(options, "awslogs-region")
            if not isinstance(group, str) or not group or any(lead in self._found for lead in leads(group)):
                continue
            where = region if isinstance(region, str) and is_known(region) else one.scope.region
            origin = one.origin_of((*at, "awslogs-region" if region is not None else "awslogs-group"))
            logs = self._harvest.component(f"cloudwatch:{where}:{group}", group.strip("/"), origin)
            logs.say_all([("provider", "aws"), ("service", "cloudwatch"), ("region", where)], origin)
            self._harvest.flow(component.key, logs.key, origin)


_FURTHER: Final[Mapping[str, tuple[str, ...]]] = {
    "AWS::Bedrock::Agent": ("PromptOverrideConfiguration.PromptConfigurations[].FoundationModel",),
    "AWS::Bedrock::DataSource": (
        "VectorIngestionConfiguration.ParsingConfiguration.BedrockFoundationModelConfiguration.ModelArn",
        "VectorIngestionConfiguration.ContextEnrichmentConfiguration.BedrockFoundationModelConfiguration.ModelArn",
    ),
}
"""Where models stand that are called beside the one that a component is known for, even if that one is not told."""
_GUARDRAIL: Final = ("GuardrailConfiguration", "GuardrailIdentifier")
_SQL_STORE: Final = ("KnowledgeBaseConfiguration", "SqlKnowledgeBaseConfiguration")


def _in_states(one: Made) -> Iterator[tuple[Path, Value]]:
    """The models that the states of a state machine call."""
    waiting: list[tuple[Path, Value]] = [((name,), one.values.get(name)) for name in _STATES]
    while waiting:
        at, value = waiting.pop(0)
        if isinstance(value, dict):
            for name, inner in value.items():
                if name.lower() == "modelid":
                    yield (*at, name), inner
                else:
                    waiting.append(((*at, name), inner))
        elif isinstance(value, list):
            waiting += [((*at, index), inner) for index, inner in enumerate(value)]
        elif isinstance(value, str) and at == ("DefinitionString",):
            yield from ((at, found) for found in _MODEL_ID.findall(value))
