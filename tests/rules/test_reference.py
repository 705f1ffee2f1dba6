"""The meaning of conditions is that of CEL, with errors as unknown; and knowing more never changes an answer."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fielato.rules.compile import Compiler
from fielato.rules.definitions import compile_definitions
from fielato.rules.evaluate import evaluate
from fielato.rules.patterns import compile_pattern
from fielato.rules.values import UNKNOWN, OpenList

from .expressions import DEFINITIONS, FACTS, REFERENCE_TYPES, booleans, for_reference, literal, rows
from .reference import Reference

COMPILER = Compiler(FACTS, compile_definitions(FACTS, DEFINITIONS))
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


@pytest.fixture(scope="module")
def reference():
    child = Reference(REFERENCE_TYPES)
    yield child
    child.close()


@settings(max_examples=700, deadline=None, suppress_health_check=SLOW)
@given(pair=booleans(), facts=st.lists(rows, min_size=3, max_size=3))
def test_answers_are_those_of_the_reference(reference, pair, facts):
    text, for_cel = pair
    expression = COMPILER.compile(text)
    answers = [evaluate(expression, row) for row in facts]
    theirs = reference.answers(for_cel, [for_reference(row) for row in facts])
    assert [None if answer is UNKNOWN else answer for answer in answers] == theirs


@settings(max_examples=300, deadline=None, suppress_health_check=SLOW)
@given(pair=booleans(), row=rows, data=st.data())
def test_adding_a_fact_never_changes_a_decided_answer(pair, row, data):
    expression = COMPILER.compile(pair[0])
    known = {name: row[name] for name in row if data.draw(st.booleans())}
    for name, value in known.items():
        if isinstance(value, tuple) and data.draw(st.booleans()):
            known[name] = OpenList(value[: data.draw(st.integers(0, len(value)))])
    before = evaluate(expression, known)
    assert before is UNKNOWN or evaluate(expression, row) is before


_atoms = st.sampled_from(
    [*"abñ01_ \n", ".", "[a-c]", "[^a]", r"\d", r"\W", r"\s", r"\.", "[]a]"[1:], "^", "$", "[ñ-ü_-]"]
)
_patterns = st.recursive(
    _atoms,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map("|".join),
        inner.map("({})".format),
        st.tuples(inner.map("(?:{})".format), st.sampled_from(["*", "+", "?", "{2}", "{1,}", "{0,2}"])).map("".join),
    ),
    max_leaves=8,
)


@settings(max_examples=400, deadline=None, suppress_health_check=SLOW)
@given(source=_patterns, texts=st.lists(st.text("abñ01_ \n.", max_size=8), min_size=4, max_size=4))
def test_patterns_find_what_the_reference_finds(reference, source, texts):
    try:
        pattern = compile_pattern(source)
    except ValueError:
        return
    theirs = reference.answers(f"a.text.matches({literal(source)})", [{"a.text": text} for text in texts])
    assert [pattern.found_in(text) for text in texts] == theirs
