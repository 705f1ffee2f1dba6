"""What a person typed into the form: which of it is missing, and the manifest that six answers make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, get_args

import yaml

from fielato.errors import Problem
from fielato.model.vocabulary import API_VERSION, SpecialCategory
from fielato.reports.words import Language
from fielato.web.words import word

Way = Literal["describe", "file"]
SPECIAL: Final[tuple[str, ...]] = get_args(SpecialCategory)
NONE: Final = "none"
FILE: Final = "deployment.yaml"
"""What messages and the download call the manifest."""
REGISTER_FILE: Final = "organisation.yaml"

TEXTS: Final = (
    "controller",
    "country",
    "public",
    "personal",
    "provider",
    "service",
    "model",
    "sku",
    "region",
    "boundary",
    "countries",
    "text",
    "register_text",
    "profile",
    "as_of",
)
"""The fields with one value each."""

FACTS: Final[Mapping[str, str]] = {
    "controller": "controller.name",
    "country": "controller.country",
    "public": "controller.public",
    "personal": "data.personal",
    "special": "data.special_categories",
    "provider": "component.provider",
    "service": "component.service",
    "model": "component.model",
    "sku": "component.sku",
    "region": "component.region",
}
"""The fact behind each field, whose description is the field's hint; the sixth question asks for the boundary."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything that was typed, as it was typed."""

    way: Way
    texts: Mapping[str, str] = field(default_factory=dict)
    special: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> str:
        return self.texts.get(name, "").strip()


@dataclass(frozen=True, slots=True)
class FieldError:
    """One mistake, and the field where it is mended."""

    field: str
    message: str
    language: Language


def mistakes(answers: Answers, language: Language) -> Iterator[FieldError]:
    """What must be answered and is not."""
    for name, key, wrong in _DEMANDS[answers.way]:
        if wrong(answers):
            yield FieldError(name, word(key, language), language)


_DEMANDS: Final[Mapping[Way, tuple[tuple[str, str, Any], ...]]] = {
    "describe": (
        ("controller", "need-controller", lambda a: not a["controller"]),
        ("special-none", "none-and-some", lambda a: NONE in a.special and len(a.special) > 1),
        ("provider", "need-provider", lambda a: not a["provider"]),
        ("countries", "need-countries", lambda a: a["boundary"] == "list" and not a["countries"]),
    ),
    "file": (("text", "need-file", lambda a: not a["text"]),),
}


def manifest(answers: Answers) -> str:
    """The manifest in YAML that the six answers make; what was left out is left out of it."""
    component = {name: answers[name] for name in ("provider", "service", "region", "model", "sku")}
    data = {"id": "data", "personal": _truth(answers["personal"]), "special_categories": _special(answers)}
    described: dict[str, Any] = {
        "apiVersion": API_VERSION,
        "kind": "AIDeployment",
        "name": _identifier("-".join(filter(None, (answers["provider"], answers["service"])))),
        "controller": _given(
            {"name": answers["controller"], "country": answers["country"], "public": _truth(answers["public"])}
        ),
        "policy": _given({"boundary": _boundary(answers)}),
        "data": [_given(data)],
        "components": [_given({"id": "model", **component})],
    }
    return yaml.safe_dump(_given(described), sort_keys=False, allow_unicode=True, default_flow_style=False)


def of_problem(problem: Problem, way: Way) -> FieldError:
    """A mistake in a document as one of the form: at the field that the value came from."""
    if way == "describe":
        found = next((name for pointer, name in _FIELDS if problem.pointer.startswith(pointer)), "controller")
        return FieldError(found, f"{problem.message}. {problem.hint}".rstrip(". "), "en")
    return FieldError("register_text" if problem.file == REGISTER_FILE else "text", str(problem), "en")


_FIELDS: Final = (
    ("/controller/country", "country"),
    ("/controller", "controller"),
    ("/policy", "countries"),
    ("/data", "personal"),
    ("/components/0/service", "service"),
    ("/components/0/region", "region"),
    ("/components/0/model", "model"),
    ("/components/0/sku", "sku"),
    ("/components", "provider"),
    ("/name", "provider"),
)


def _given(entries: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entries.items() if value not in ("", None, {})}


def _truth(text: str) -> bool | None:
    return {"yes": True, "no": False}.get(text)


def _special(answers: Answers) -> list[str] | None:
    if not answers.special:
        return None
    return [category for category in SPECIAL if category in answers.special]


def _boundary(answers: Answers) -> str | list[str] | None:
    if answers["boundary"] == "list":
        return [code.upper() for code in re.split(r"[\s,;]+", answers["countries"]) if code]
    return answers["boundary"] if answers["boundary"] != NONE else None


def _identifier(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:100] or "deployment"
