"""One program for many rules comes to what each of them comes to by itself; `test_reference` draws hundreds more."""

import pytest

from fielato.rules.compile import Compiler
from fielato.rules.evaluate import evaluate
from fielato.rules.normal import MAX_PRODUCT, normalise
from fielato.rules.outcome import Outcome
from fielato.rules.program import Program
from fielato.rules.tables import TOGETHER
from fielato.rules.values import UNKNOWN, OpenList, Type

from . import rule_sets
from .expressions import FACTS, REFERENCE_TYPES
from .reference import Reference
from .rule_sets import judged, our_answers, outcomes, rule_set
from .soak import DifferenceError, compare


def test_hundreds_of_rules_at_once():
    drawn = rule_set(7, rules=300, rows=40)
    assert judged(drawn) == outcomes(our_answers(drawn))


def test_a_row_may_be_put_together_from_parts():
    drawn = rule_set(8, rules=100, rows=40)
    program = Program(normalise([(when.node, require.node) for _, when, require in drawn.compiled()]))
    for row in drawn.rows:
        mask = program.full
        for root in {name.partition(".")[0] for name in FACTS}:
            mask &= program.part(root, {name: row[name] for name in row if name.partition(".")[0] == root})
        assert program.outcomes(mask, row) == program.outcomes(program.mask(map(row.get, program.facts)), row)


@pytest.fixture
def reference():
    child = Reference(REFERENCE_TYPES)
    yield child
    child.close()


def test_a_difference_between_program_and_reference_is_found_and_shrunken(reference, monkeypatch):
    table = rule_sets.outcome.__globals__["_OUTCOMES"]
    monkeypatch.setitem(table, (UNKNOWN, True), Outcome.UNDETERMINED)
    expected = r"^seed \d+: \['s'\] and not \['u'\]\nr\d: when: .+\nr\d: require: .+\nrow: .{,60}$"
    with pytest.raises(DifferenceError, match=expected):
        compare(range(20), reference)


FLAGS = [f"f{number}" for number in range(120)]
COMPILER = Compiler(dict.fromkeys(FLAGS, Type.BOOL) | {"n": Type.INT, "texts": Type.STRING_LIST})


def flags(first, count):
    return FLAGS[first : first + count]


HOSTILE = {
    "an and of many ors": " && ".join(f"({a} || {b})" for a, b in zip(flags(0, 40), flags(40, 40), strict=True)),
    "an or of many ands": " || ".join(f"({a} && {b})" for a, b in zip(flags(0, 40), flags(40, 40), strict=True)),
    "ands and ors by turns": "f0",
    "a choice of choices": "".join(f"{name} ? f90 : " for name in flags(0, 24)) + "f91",
    "a chain of exclusive ors": "f0",
    "a comparison of choices": "f0",
    "a thousand numbers": " || ".join(f"n == {number}" for number in range(0, 3000, 7)),
    "a thousand items": " && ".join(f'"{number}" in texts' for number in range(500)),
}
for number in range(12):
    turn, name = "&&||"[2 * (number % 2) :][:2], FLAGS[number]
    HOSTILE["ands and ors by turns"] = (
        f"({HOSTILE['ands and ors by turns']} {turn} {name} || f{number + 20} && f{number + 50})"
    )
    HOSTILE["a chain of exclusive ors"] = f"({HOSTILE['a chain of exclusive ors']} ? !{name} : f{number + 20})"
    HOSTILE["a comparison of choices"] = f"({HOSTILE['a comparison of choices']} != {name})"


@pytest.mark.parametrize("sign", ["", "!"])
@pytest.mark.parametrize("name", HOSTILE)
def test_the_clauses_of_a_hostile_rule_grow_with_its_text(name, sign):
    condition = COMPILER.compile(f"{sign}({HOSTILE[name]})")
    form = normalise([(condition.node, COMPILER.compile("f119").node)])
    clauses = [clause for strata in (*form.strata, form.rules[0].applies, form.rules[0].broken) for clause in strata]
    assert sum(map(len, clauses)) <= MAX_PRODUCT * len(condition.text)


@pytest.mark.parametrize("value", [(), ("t3",), ("t0", "t9", "t19"), OpenList(()), OpenList(("t8", "t17"))])
def test_of_more_tests_of_one_list_than_are_looked_up_together_each_has_its_answer(value):
    texts = [f"'t{number}' in texts" for number in range(2 * TOGETHER)]
    texts += [f"texts.{loop}(one, one == 't{number}')" for loop in ("exists", "all") for number in range(TOGETHER)]
    rules = [COMPILER.compile(text) for text in texts]
    program = Program(normalise([(COMPILER.compile("true").node, rule.node) for rule in rules]))
    answers = {True: Outcome.SATISFIED, False: Outcome.VIOLATED, UNKNOWN: Outcome.UNDETERMINED}
    expected = {number: answers[evaluate(rule, {"texts": value})] for number, rule in enumerate(rules)}
    assert program.judge({"texts": value}) == expected
