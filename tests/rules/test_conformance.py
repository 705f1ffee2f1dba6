"""The tables of `conformance/`: what each operator, function and macro answers at its edges, and what is refused.

A case is `[condition, facts, answer, facts, answer, …]` or `[condition, refused, place and reason]`; `{open: […]}` is
an open list. Whatever the reference can express is asked of it too.
"""

import datetime
import itertools
import operator
import re
from pathlib import Path

import pytest
import yaml

from fielato.errors import PolicyError
from fielato.rules.compile import Compiler
from fielato.rules.definitions import Source, compile_definitions
from fielato.rules.evaluate import evaluate
from fielato.rules.values import UNKNOWN, OpenList, Type

from .expressions import RELATIONS
from .reference import Reference

TABLES = {
    path.stem: yaml.safe_load(path.read_text("utf-8")) for path in Path(__file__).parent.glob("conformance/*.yaml")
}
DECLARED = TABLES.pop("declared")
FACTS = {name: Type(type_) for name, type_ in DECLARED["facts"].items()}
COMPILER = Compiler(FACTS, compile_definitions(FACTS, {n: Source(text) for n, text in DECLARED["definitions"].items()}))
ANSWERS = {True: True, False: False, "unknown": UNKNOWN}
INFINITE = {datetime.date.min, datetime.date.max}
"""Days that the Python binding of the reference takes for infinite; it also ends texts at a NUL."""
ORDERS = TABLES["comparison"].pop("orders")
CASES = [
    pytest.param(*case, id=f"{table}, {section}: {case[0]}")
    for table, sections in TABLES.items()
    for section, cases in sections.items()
    for case in cases
]
ANSWERED = [case for case in CASES if case.values[1] != "refused"]
REFUSED = [case for case in CASES if case.values[1] == "refused"]


@pytest.fixture(scope="module")
def reference():
    child = Reference(DECLARED["facts"])
    yield child
    child.close()


def value_of(given):
    if isinstance(given, dict):
        return OpenList(tuple(given["open"]))
    return tuple(given) if isinstance(given, list) else given


def inlined(text):
    """The condition with its definitions written out."""
    while found := re.search(r"(?<![\w.])\.?(def\.(?:either|positive|both|listed))\b", text):
        text = f"{text[: found.start()]}({DECLARED['definitions'][found[1]]}){text[found.end() :]}"
    return text


def for_reference(given):
    if isinstance(given, list):
        return [for_reference(item) for item in given]
    return {"day": given.isoformat()} if isinstance(given, datetime.date) else given


def expressible(row):
    values = [item for given in row.values() for item in (given if isinstance(given, list) else [given])]
    return not any(isinstance(value, dict) or value in INFINITE or value == "\0" for value in values)


@pytest.mark.parametrize("case", [case.values for case in ANSWERED], ids=[case.id for case in ANSWERED])
def test_conditions_answer_as_the_table_says_and_the_reference_does(reference, case):
    text, *pairs = case
    rows, answers = pairs[::2], pairs[1::2]
    expression = COMPILER.compile(text)
    ours = [evaluate(expression, {name: value_of(given) for name, given in row.items()}) for row in rows]
    assert ours == [ANSWERS[answer] for answer in answers]
    if "9999-12-31" in text or "0001-01-01" in text:
        return
    asked = [
        (row, str(answer)[0].replace("u", "?")) for row, answer in zip(rows, answers, strict=True) if expressible(row)
    ]
    theirs = reference.answers(
        inlined(text), [{n: for_reference(given) for n, given in row.items()} for row, _ in asked]
    )
    assert theirs == "".join(letter for _, letter in asked)


@pytest.mark.parametrize(("text", "_", "message"), REFUSED)
def test_what_is_outside_is_refused_with_place_and_reason(text, _, message):
    with pytest.raises(PolicyError) as error:
        COMPILER.compile(text, "rule.yaml")
    problems = [str(problem) for problem in error.value.problems]
    start = "rule.yaml:" if re.match(r"\d+:\d+: ", message) else ""
    assert any((start + message) in problem for problem in problems), problems


COMPARE = dict(
    zip(RELATIONS, (operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge), strict=True)
)
PAIRS_OF_FACTS = {"bool": ("p", "q"), "int": ("n", "m"), "string": ("s", "t"), "date": ("d", "e")}


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("type_", ORDERS)
def test_every_relation_on_every_pair_of_values_follows_their_order(reference, type_, relation):
    left_fact, right_fact = PAIRS_OF_FACTS[type_]
    literals = ORDERS[type_]
    values = [COMPILER.compile(f"{left_fact} == {literal}").node.right.value for literal in literals]
    finite = [literal for literal, value in zip(literals, values, strict=True) if value not in INFINITE]
    on_facts = COMPILER.compile(f"{left_fact} {relation} {right_fact}")
    for (at, left), (other, right) in itertools.product(enumerate(literals), repeat=2):
        holds = COMPARE[relation](at, other)
        texts = [f"{left} {relation} {right}", f"{left_fact} {relation} {right}", f"{left} {relation} {right_fact}"]
        row = {left_fact: values[at], right_fact: values[other]}
        assert [evaluate(expression, row) for expression in (on_facts, *map(COMPILER.compile, texts))] == [holds] * 4
        if left in finite and right in finite:
            assert reference.answers(texts[0], [{}]) == str(holds)[0]


def test_the_tables_are_as_wide_as_the_language():
    rows = sum(len(case.values) // 2 for case in ANSWERED)
    assert (rows > 400, len(REFUSED) > 150) == (True, True)
