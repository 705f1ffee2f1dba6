"""Rules made to hurt: each compiles within its bounds or is refused at a place, with a reason; nothing crashes."""

import subprocess
import sys
from random import Random

import pytest

from fielato.errors import PolicyError
from fielato.rules.because import because
from fielato.rules.compile import MAX_DEPTH, MAX_LENGTH, MAX_MISTAKES
from fielato.rules.definitions import Source, compile_definitions
from fielato.rules.evaluate import Evaluation
from fielato.rules.patterns import MAX_STATES, compile_pattern
from fielato.rules.subset import MAX_LOOPS, MAX_NODES
from fielato.rules.syntax import DefinitionRef, walk
from fielato.rules.values import Type

pytestmark = pytest.mark.slow

ROW = {"flag": True, "data.subjects": 7, "data.categories": ("a", "b", "c"), "location.country": "a" * 50}
WIDE = "[" + ", ".join(map(str, range(45))) + "]"

WITHIN_BOUNDS = {
    "10,000 characters of `||`": "||".join(["flag"] * (MAX_LENGTH // 6)),
    "ands and ors by turns": "flag&&!flag||" * 750 + "flag",
    "31 parentheses": "(" * 31 + "flag" + ")" * 31,
    "9,000 times not": "!" * 9000 + "flag",
    "9,000 signs": "data.subjects == " + "-" * 9000 + "7",
    "a list of 1,500 texts": "location.country in [" + ",".join(f'"{n:03}"' for n in range(1500)) + "]",
    "1,900 comparisons": "||".join(["1<1"] * 1900),
    "a text of 9,000 characters": f'location.country == "{"x" * 9000}"',
    "9,000 blank lines": "\n" * 9000 + "flag",
    "a comment of 9,000 characters": "flag // " + "(" * 9000,
    "20 choices": "flag ? true : " * 20 + "flag",
    "loops as deep as they may be": "data.categories.exists(x, " * MAX_LOOPS + "false" + ")" * MAX_LOOPS,
    "300 loops in a row": "||".join(["data.categories.all(x,x=='b')"] * 300),
    "a loop in a loop over written lists": f"{WIDE}.all(i, {WIDE}.exists(j, i < j))",
    "200 patterns of 300 states": "||".join(["location.country.matches('(a|b){20}c{250}')"] * 200),
}


class CountingEvaluation(Evaluation):
    steps = 0

    def value(self, node, scope=()):
        self.steps += 1
        return super().value(node, scope)


@pytest.mark.parametrize("name", WITHIN_BOUNDS)
def test_what_compiles_keeps_its_bounds(condition, name):
    expression = condition(WITHIN_BOUNDS[name])
    assert len(list(walk(expression.node))) <= MAX_NODES
    assert expression.depth <= MAX_DEPTH
    evaluation = CountingEvaluation(ROW)
    evaluation.truth(expression.node)
    assert evaluation.steps <= MAX_NODES * 3**MAX_LOOPS


TOO_DEEP = "1:1: the condition nests too deep"
REFUSED = {
    "5,000 parentheses": ("(" * 4_900 + "flag" + ")" * 4_900, TOO_DEEP),
    "5,000 brackets": ("[" * 5_000, TOO_DEEP),
    "3,000 braces": ("{" * 3_000, TOO_DEEP),
    "40 comparisons in a chain": ("flag" + "==flag" * 40, TOO_DEEP),
    "900 choices": ("flag?flag:" * 900 + "flag", TOO_DEEP),
    "4,000 fields": ("a" + ".b" * 4_000, TOO_DEEP),
    "3,000 indexes": ("a" + "[0]" * 3_000, TOO_DEEP),
    "500 calls": ("data.categories" + ".size()" * 500 + " == 1", TOO_DEEP),
    "4,000 additions": ("1+" * 4_000 + "1 == 1", TOO_DEEP),
    "2,000 presence tests": ("has(" * 2_000, TOO_DEEP),
    "a deep presence test": ("has(a" + ".b" * 3_000 + ")", TOO_DEEP),
    "500 loops": ("data.categories.exists(x," * 390, TOO_DEEP),
    "a loop too many": (
        "data.categories.exists(x, " * (MAX_LOOPS + 1) + "true" + ")" * (MAX_LOOPS + 1),
        f"1:{26 * MAX_LOOPS + 23}: more than {MAX_LOOPS} loops inside one another",
    ),
    "three loops over written lists": (
        f"{WIDE}.all(i, {WIDE}.all(j, {WIDE}.all(k, i < j)))",
        f"more than {MAX_NODES} parts in one condition",
    ),
    "a loop over the longer of two written lists": (
        f"(flag ? [1] : {WIDE}).all(i, (flag ? {WIDE} : [1]).all(j, i < j || i == j))",
        f"more than {MAX_NODES} parts in one condition",
    ),
    "too long": (
        "flag || " * 200_000 + "flag",
        f"1:1: the condition has 1600004 characters; the limit is {MAX_LENGTH}",
    ),
    "half a character": ("flag == '\ud800'", "1:10: half a character"),
    "10,000 quotes": ('"' * 9_999, "1:7: this is not CEL"),
    "a NUL": ("flag\0", "1:5: this is not CEL"),
    "a pattern of 4,000 groups": (
        f"location.country.matches('{'(' * 4_000}')",
        "1:26: character 31 of the pattern: more than 30 groups",
    ),
    "a pattern of 4,000 branches": (
        f"location.country.matches('{'a|' * 4_000}')",
        "1:26: character 1 of the pattern: ",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_hurt_is_refused_at_its_place(condition, name):
    text, message = REFUSED[name]
    with pytest.raises(PolicyError) as error:
        condition(text)
    (problem, *_), count = error.value.problems, len(error.value.problems)
    assert message in str(problem)
    assert str(problem).startswith("rule.yaml:")
    assert problem.hint
    assert count <= MAX_MISTAKES


def test_of_very_many_mistakes_the_first_are_told(condition):
    with pytest.raises(PolicyError) as error:
        condition(" || ".join(f"x{number}" for number in range(1_000)))
    told = [(problem.column, problem.message) for problem in error.value.problems]
    assert told[:2] == [(1, "`x0` is not declared"), (7, "`x1` is not declared")]
    assert len(told) == MAX_MISTAKES


DOUBLING = [
    "{below} && {below}",
    "({below} && {flag}) || (!{below} && !{flag})",
    "{below} != {flag}",
    "{below} ? !{below} : {flag}",
    "{below} == {below}",
]


@pytest.mark.parametrize("template", DOUBLING)
def test_definitions_that_double_at_each_level_cost_what_their_text_does(template):
    flags = {f"f{number}": Type.BOOL for number in range(24)}
    sources = {"d0": Source("f0")}
    for number in range(1, 24):
        sources[f"d{number}"] = Source(template.format(below=f"d{number - 1}", flag=f"f{number}"))
    definitions = compile_definitions(flags, sources)
    written = sum(len(list(walk(definition.node))) for definition in definitions.values())
    highest = definitions["d23"]
    evaluation = CountingEvaluation({})
    evaluation.truth(DefinitionRef("d23", highest.node))
    assert evaluation.steps <= 2 * written
    assert len(because(highest, {}).steps) <= len(definitions)


@pytest.mark.parametrize(
    "source",
    [
        "(" * 30 + "a" + "*)" * 30,
        "(x+x+)+y" * 40,
        "(a|aa)+$",
        "a?" * 200 + "a" * 200,
        "[" + "".join(map(chr, range(200, 9_000, 2))) + "]{900}",
    ],
)
def test_a_pattern_that_compiles_is_read_in_steps_that_its_states_bound(source):
    pattern = compile_pattern(source)
    assert len(pattern._states) <= MAX_STATES  # noqa: SLF001
    assert pattern.found_in("a" * 100 + "b") in (True, False)


@pytest.mark.parametrize(
    "source",
    [
        "(x{50}){50}",
        "((((((x{9}){9}){9}){9}){9}){9}){9}",
        "(((((x{0}){999}){999}){999}){999}){999}",
        "((" + "()" * 3_000 + "){999}){999}",
        "|" * 9_000,
        "()" * 3_000,
        "(|(|(|a){99}){99}){99}",
    ],
)
def test_a_pattern_that_multiplies_is_refused_after_as_many_steps_as_it_may_have_states(source):
    with pytest.raises(ValueError, match=f"more than {MAX_STATES} states"):
        compile_pattern(source)


PIECES = [
    *("flag", "data.special", "data.subjects", "data.categories", "ground.valid", "'x'", '"a"', r"r'\d'", "'''", '"'),
    *(
        "&&",
        "||",
        "!",
        "?",
        ":",
        "==",
        "!=",
        "<",
        ">=",
        "in",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ".",
        "&",
        "|",
        "=",
        "+",
    ),
    *("1", "0x", "-", "9223372036854775808", "1.5", "1u", "b'a'", "null", "true", "ñ", "\N{GRINNING FACE}", "\u2028"),
    *("size(", "exists(x,", ".exists(", ".all(x,", ".map(", ".matches(", "has(", "date(", "date('2024-02-30')", "x"),
    *("dyn(", "type(", "cel.bind(", "[?", "?.", "_", "__result__", "google.protobuf.", "Timestamp", "{seconds:", "%"),
    *("ERROR: <input>:-5:3: ", "//c", "\n", " ", "\t", "\r\n", "\x0b", "\\", "`", "@", "#", "$"),
]


def test_whatever_is_written_compiles_or_is_refused_at_a_place_in_the_text(condition):
    random = Random(20)  # noqa: S311 - the same texts in every run
    for _ in range(6_000):
        text = random.choice(["", " "]).join(random.choices(PIECES, k=random.randrange(1, 12)))
        try:
            condition(text)
        except PolicyError as error:
            lines = text.split("\n")
            for problem in error.problems:
                assert 1 <= problem.line <= len(lines), text
                assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, text


def test_in_a_process_with_little_memory_nothing_crashes():
    """A net below the tests above: it holds if one of them would only fail by exhausting the machine."""
    script = (
        "import resource, pytest, sys; resource.setrlimit(resource.RLIMIT_AS, (3 << 29, 3 << 29));"
        f"sys.exit(pytest.main(['-q', '-p', 'no:cacheprovider', '-k', 'not little_memory', {__file__!r}]))"
    )
    child = subprocess.run([sys.executable, "-c", script], timeout=300, capture_output=True, text=True, check=False)
    assert child.returncode == 0, child.stdout[-2_000:] + child.stderr[-2_000:]
