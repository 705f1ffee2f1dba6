"""A page in one file: it loads nothing, runs nothing, prints well, and is read by a screen reader in its language."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

import msgspec

from fielato.reports import phrases
from fielato.reports.document import AssessmentPart, Report
from fielato.reports.formats.annotations import Annotation, annotated
from fielato.reports.formats.interface import Rendering
from fielato.reports.formats.levels import LEVELS, effect, state
from fielato.reports.formats.remarks import TOPICS, of_one
from fielato.reports.formats.words import told
from fielato.reports.groups import by_question
from fielato.reports.inputs import ENGINE
from fielato.reports.unverified import together
from fielato.reports.values import told as in_words
from fielato.reports.words import Language, word

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATE: Final = "page.html.jinja"


def render(report: Report, how: Rendering) -> str:
    """The page; whatever comes from files is escaped."""
    page = _Page(report, how.language)
    return (
        _environment()
        .get_template(TEMPLATE)
        .render(
            page=page, report=report, language=how.language, version=ENGINE.version, state=state, unset=msgspec.UNSET
        )
    )


@functools.cache
def _environment() -> Environment:
    import jinja2  # slow to load; no other format needs it

    return jinja2.Environment(
        loader=jinja2.PackageLoader("fielato.reports", "formats"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


class _Page:
    """What the template asks for."""

    def __init__(self, report: Report, language: Language) -> None:
        self._report = report
        self._found = annotated(report, by_question)
        self._language: Language = language

    place = staticmethod(phrases.place)
    marks = phrases.MARKS
    missing = staticmethod(phrases.missing)
    effect = staticmethod(effect)
    together = staticmethod(together)

    def w(self, key: str, **values: object) -> str:
        """A word of all reports, or one of values."""
        return in_words(key, self._language) if not values else word(key, self._language, **values)

    def t(self, key: str, **values: object) -> str:
        """A word of these formats."""
        return told(key, self._language, **values)

    def phrase(self, name: str, part: object) -> str:
        """A part in words, by one of the functions of `phrases`."""
        text: str = getattr(phrases, name)(part, self._language)
        return text

    def boundary(self, one: AssessmentPart) -> str:
        """The boundary in force."""
        return in_words(one.boundary if isinstance(one.boundary, str) else ", ".join(one.boundary), self._language)

    def sections(self, one: AssessmentPart) -> list[tuple[str, list[Annotation]]]:
        """What was found in a deployment, under the heading of each level."""
        own = [annotation for annotation in self._found if annotation.assessment is one]
        by_level = [(level, [found for found in own if found.level == level]) for level in (*LEVELS, None)]
        return [(level or "waived", found) for level, found in by_level if found]

    def remarks(self, one: AssessmentPart) -> list[tuple[str, list[str]]]:
        """What else is said of a deployment, under the heading of each topic."""
        said = list(of_one(one, self._report))
        topics = [
            (topic, [f"{phrases.place(remark.at)}: {remark.text}" for remark in said if remark.topic == topic])
            for topic in TOPICS
        ]
        return [(topic, texts) for topic, texts in topics if texts]

    def digests(self, one: AssessmentPart) -> list[tuple[str, str]]:
        """What went in, by name."""
        names = one.digests.__struct_fields__
        return [
            (told(f"digest-{name}", self._language), found) for name in names if (found := getattr(one.digests, name))
        ]
