"""`policies/LANGUAGE.md` says what the code does: each example is run, each table held against its source."""

import itertools
import re
from pathlib import Path

import pytest
import yaml

from fielato.errors import PolicyError
from fielato.rules import compile as compiling
from fielato.rules import pattern_syntax, patterns, refusals, subset
from fielato.rules.build import declared
from fielato.rules.compile import Compiler
from fielato.rules.evaluate import evaluate
from fielato.rules.matter import ask_first, missing
from fielato.rules.outcome import outcome
from fielato.rules.values import UNKNOWN, OpenList, conjunction, disjunction, negation

PAGE = (Path(__file__).parents[2] / "policies" / "LANGUAGE.md").read_text(encoding="utf-8")
CONDITIONS = re.findall(r"^```cel\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
RULES = [yaml.safe_load(text) for text in re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)]
ROWS = [
    tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]) for line in PAGE.splitlines() if line[:1] == "|"
]
TRUTHS = {"true": True, "false": False, "unknown": UNKNOWN}


@pytest.fixture(scope="module")
def compiler():
    return Compiler(declared())


def row_of(facts):
    def value_of(given):
        if isinstance(given, dict):
            return OpenList(tuple(given["open"]))
        return tuple(given) if isinstance(given, list) else given

    return {name: value_of(given) for name, given in facts.items()}


@pytest.mark.parametrize("text", CONDITIONS)
def test_each_example_answers_as_the_page_says(compiler, text):
    if refused := re.search(r"^// refused: (.*)$", text, re.MULTILINE):
        with pytest.raises(PolicyError) as error:
            compiler.compile(text, "rule.yaml")
        assert str(error.value.problems[0]) == f"rule.yaml:{refused[1]}"
        return
    answers = re.findall(r"^// (\{.*\}): (\w+)$", text, re.MULTILINE)
    assert answers
    for facts, answer in answers:
        assert evaluate(compiler.compile(text), row_of(yaml.safe_load(facts))) is TRUTHS[answer], facts


@pytest.mark.parametrize("rule", RULES)
def test_each_example_of_a_rule_comes_to_what_the_page_says(compiler, rule):
    when, require, row = compiler.compile(rule["when"]), compiler.compile(rule["require"]), row_of(rule["facts"])
    assert outcome(evaluate(when, row), evaluate(require, row)).value == rule["outcome"]
    assert list(missing(when, require, row)) == rule["missing"]
    assert ask_first(when, require, row) == rule["ask_first"]


def test_the_page_has_examples_of_conditions_and_rules():
    assert (len(CONDITIONS) > 8, len(RULES) > 1) == (True, True)


def test_the_page_has_every_function_and_no_other():
    header = ROWS.index(("written", "on", "answers"))
    written = itertools.takewhile(lambda row: len(row) == 3, ROWS[header + 2 :])
    named = [re.search(r"(\w+)\(", row[0])[1] for row in written if "(" in row[0] and row[0].startswith("`")]
    assert [name for name in named if name in subset.FUNCTIONS] == list(subset.FUNCTIONS)


def test_the_page_has_every_refusal_with_its_reason():
    told = dict(row for row in ROWS if len(row) == 2)
    for what, reason in [*refusals.CALLS.values(), *refusals.LITERALS.values()]:
        assert told[what] == reason


def test_the_page_has_every_limit():
    limits = {
        "characters of a condition": compiling.MAX_LENGTH,
        "parts of a condition, those in a loop over a written list once for each item": subset.MAX_NODES,
        "nesting with the definitions that it uses": compiling.MAX_DEPTH,
        "loops inside one another": subset.MAX_LOOPS,
        "groups inside one another, in a pattern": pattern_syntax.MAX_GROUPS,
        "states that a pattern needs (roughly: its length with all repetitions written out)": patterns.MAX_STATES,
    }
    assert [(what, f"{limit:,}") for what, limit in limits.items() if (what, f"{limit:,}") not in ROWS] == []


def test_the_page_has_the_outcome_of_every_pair_of_answers():
    told = {}
    for when, require, comes_to in (row for row in ROWS if len(row) == 3 and row[0] in TRUTHS):
        told |= {(TRUTHS[when], TRUTHS[one]): comes_to for one in re.split(", | or ", require)}
    assert told == {pair: outcome(*pair).value for pair in itertools.product(TRUTHS.values(), repeat=2)}


def test_the_page_has_kleene_s_logic():
    rows = [row for row in ROWS if len(row) == 5 and row[0] in TRUTHS]
    assert len(rows) == 5
    for a, b, *told in rows:
        pair = (TRUTHS[a], TRUTHS[b])
        assert [conjunction(pair), disjunction(pair), negation(pair[0])] == [TRUTHS[answer] for answer in told]


@pytest.mark.parametrize("levels", [32, 33])
def test_what_is_written_may_nest_as_deep_as_the_page_says(compiler, levels):
    text = "(" * levels + "data.personal" + ")" * levels
    if levels == 32:
        assert compiler.compile(text).variables == ("data.personal",)
    else:
        with pytest.raises(PolicyError, match="32 levels are the limit"):
            compiler.compile(text)
