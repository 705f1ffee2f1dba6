"""JUnit XML: a suite for each deployment, in which a case fails exactly where it closes the gate.

A violation that closes it is a failure; what is undetermined and closes it is an error, since the test came to no end.
What does not close it, and what is waived, is skipped with the reason: never passed, since it did not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree as ET

from fielato.reports import phrases
from fielato.reports.document import AssessmentPart, Report
from fielato.reports.formats.annotations import Annotation, annotated
from fielato.reports.formats.interface import Rendering
from fielato.reports.formats.levels import state
from fielato.reports.formats.remarks import of_one
from fielato.reports.formats.words import told
from fielato.reports.words import word

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, escaped or not."""
_ENDS: Final = {"violated": "failure", "undetermined": "error"}


def render(report: Report, how: Rendering) -> str:
    """All suites in one document."""
    root = ET.Element("testsuites", name="Fielato")
    found = annotated(report)
    for one in report.assessments:
        suite = _suite(root, one, [annotation for annotation in found if annotation.assessment is one], how)
        if said := [f"{told(remark.topic, how.language)}: {remark.placed}" for remark in of_one(one, report)]:
            ET.SubElement(suite, "system-out").text = "\n".join(said)
    ET.indent(root)
    for element in root.iter():
        element.text = element.text and _NOT_XML.sub("\ufffd", element.text)
        for key, value in element.items():
            element.set(key, _NOT_XML.sub("\ufffd", value))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(root: ET.Element, one: AssessmentPart, found: Iterable[Annotation], how: Rendering) -> ET.Element:
    name = " · ".join(filter(None, (one.deployment.name, one.deployment.environment)))
    suite = ET.SubElement(root, "testsuite", name=name)
    properties = ET.SubElement(suite, "properties")
    for key, value in (
        ("gate", state(one.gate)),
        ("verdict", one.verdict),
        ("profile", one.profile),
        ("as-of", one.as_of),
        ("engine", f"{one.engine.name} {one.engine.version}"),
    ):
        ET.SubElement(properties, "property", name=key, value=value)
    _held(suite, one, how)
    for annotation in found:
        _case(suite, annotation, how)
    for key, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(key, str(sum(1 for _ in suite.iter(tag))))
    return suite


def _held(suite: ET.Element, one: AssessmentPart, how: Rendering) -> None:
    """One case for all rules that hold: the report counts them and does not name them."""
    case = ET.SubElement(suite, "testcase", classname="fielato", name=told("satisfied", how.language))
    ET.SubElement(case, "system-out").text = told("satisfied-count", how.language, count=one.satisfied)


def _case(suite: ET.Element, annotation: Annotation, how: Rendering) -> None:
    first = annotation.first
    name = f"{first.title} [{first.subject.id}]"
    case = ET.SubElement(suite, "testcase", classname=first.rule, name=name, file=annotation.at.file)
    if annotation.at.line:
        case.set("line", str(annotation.at.line))
    outcome = f"{word(first.outcome, how.language)} · {word(first.severity, how.language)}"
    said = f"{phrases.place(annotation.at)}\n{annotation.message(how.language)}"
    if annotation.level == "error":
        ended = ET.SubElement(case, _ENDS[first.outcome], type=first.outcome, message=f"{outcome}: {first.message}")
        ended.text = said
    else:
        ET.SubElement(case, "skipped", message=f"{outcome}: {first.message}")
        ET.SubElement(case, "system-out").text = said
