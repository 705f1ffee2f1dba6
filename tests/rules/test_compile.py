"""What a rule may say, and how it is told what it may not, at the right place."""

import pytest

from fielato.errors import PolicyError
from fielato.rules.compile import MAX_DEPTH, MAX_LENGTH, Compiler, Mark
from fielato.rules.definitions import Source, compile_definitions
from fielato.rules.syntax import Compare, Const, Or, Var
from fielato.rules.values import Type


def problems(error: pytest.ExceptionInfo[PolicyError]) -> list[str]:
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("data.subjects / 2 == 1", "1:15: division is outside the rule language"),
        ("data.subjects % 2 == 1", "1:15: modulo is outside"),
        ("data.subjects + 2 == 1", "1:15: addition is outside"),
        ("data.subjects - 2 == 1", "1:15: subtraction is outside"),
        ("data.subjects * 2 == 1", "1:15: multiplication is outside"),
        ("-data.subjects == 1", "1:1: negation of a number is outside"),
        ('location.country + "a" == "b"', "1:18: addition is outside"),
        ('data.categories[0] == "a"', "1:16: indexing is outside"),
        ('{"a": true}["a"]', "1:12: indexing is outside"),
        ('"a" in {"a": true}', "1:8: a map or message literal is outside"),
        ("google.protobuf.BoolValue{value: true}", "1:1: a map or message literal is outside"),
        ("1.5 < 2.5", "1:1: a number with a fraction is outside"),
        ("1u == 2u", "1:1: an unsigned number is outside"),
        ('b"a" == b"a"', "1:1: a bytes literal is outside"),
        ("null == null", "1:1: null is outside"),
        ("double(data.subjects) < 1.0", "1:7: double() is outside"),
        ('string(data.subjects) == "1"', "1:7: string() is outside"),
        ("dyn(flag)", "1:4: dyn() is outside"),
        ("type(flag) == bool", "1:5: type() is outside"),
        ('timestamp("2024-01-01T00:00:00Z") < contract.signed', "1:10: timestamp() is outside"),
        ('duration("1s") == duration("1s")', "1:9: duration() is outside"),
        ("contract.signed.getFullYear() == 2024", "1:28: getFullYear() is outside"),
        ("has(location.country)", "1:4: has() is outside"),
        ("has // a comment\n(location.country)", "2:1: has() is outside"),
        ("flag && [1].exists(i, has(location.country))", "1:26: has() is outside"),
        ("data.categories.exists_one(c, true)", "1:27: a macro other than `exists` and `all` is outside"),
        ("size(data.categories.filter(c, true)) == 1", "1:28: a macro other than"),
        ("size(data.categories.map(c, 1)) == 1", "1:25: a macro other than"),
        ("data.categories == []", "1:17: comparing whole lists is outside"),
        ("[[1]].exists(l, 1 in l)", "1:1: a value of this type is outside"),
        ('[1, "a"].exists(i, i == 1)', "1:1: a value of this type is outside"),
        ("size(location.country) == 2", "1:5: the size of a string is outside"),
        ("location.country.matches(party.country)", "1:26: matches() takes its pattern as a string literal"),
        ('location.country.matches("(a)\\\\1")', "1:26: character 4 of the pattern: \\1 is outside the subset"),
        ("contract.signed == date(location.country)", "1:25: date() takes its day as a string literal"),
        ('contract.signed == date("2023-02-29")', "1:25: `2023-02-29` is not a day"),
        ('contract.signed == date("20230228")', "1:25: `20230228` is not a day"),
        ('contract.signed == date("2023-W01-1")', "1:25: `2023-W01-1` is not a day"),
        ('contract.signed == "2023-02-28"', "1:17: `==` does not take (date, string)"),
        ("data.subjects == 9223372036854775808", "1:18: invalid int literal"),
        ("data.subjects < 1.5", "1:15: `<` does not take (int, double)"),
        ('flag ? 1 : "a"', "1:6: `?:` does not take (bool, int, string)"),
        ("data.subjects", "1:1: the condition is not true or false"),
        ("", "1:1: this is not CEL"),
        ("flag &&", "1:8: this is not CEL"),
        ("data.categories.exists(data, data == 'a' && data.personal)", "1:49: a string has no fields"),
        ("location.countri == 'a'", "1:1: `location.countri` is not declared (did you mean `location.country`?)"),
        (
            "flag && locations.country == 'a'",
            "1:9: `locations.country` is not declared (did you mean `location.country`",
        ),
        ("flag && flag && ground.valit", "1:17: `ground.valit` is not declared (did you mean `ground.valid`"),
        ("location.country.startWith('a')", "1:27: `startWith` is not declared (did you mean `startsWith`?)"),
        ("flag == zzzzzz", "1:9: `zzzzzz` is not declared"),
        ("data.categories.exists(c)", "1:24: `c` is not declared"),
    ],
)
def test_what_is_outside_the_subset_is_refused_at_its_place(condition, text, message):
    with pytest.raises(PolicyError) as error:
        condition(text)
    assert any(problem.startswith(f"rule.yaml:{message}") for problem in problems(error)), problems(error)


def test_every_refusal_says_what_to_do(condition):
    for text in (
        "data.subjects / 2 == 1",
        "null == null",
        "has(location.country)",
        "data.categories == []",
        "1.5 < 2.5",
    ):
        with pytest.raises(PolicyError) as error:
            condition(text)
        assert all(problem.hint for problem in error.value.problems), text


def test_all_mistakes_that_the_checker_sees_are_told_at_once(condition):
    with pytest.raises(PolicyError) as error:
        condition("flagg &&\n  datum.personal")
    assert [(problem.line, problem.column) for problem in error.value.problems] == [(1, 1), (2, 3)]


@pytest.mark.parametrize(
    ("text", "place"),
    [("zz", (7, 12)), ('"ñ\\U0001F600" == "\N{GRINNING FACE}" && zz', (7, 36)), ("flag &&\n  zz", (8, 7))],
)
def test_places_count_from_where_the_text_starts_in_its_file(compiler, text, place):
    with pytest.raises(PolicyError) as error:
        compiler.compile(text, "rule.yaml", Mark(line=7, column=12, indent=4))
    assert (error.value.problems[0].line, error.value.problems[0].column) == place


def test_a_condition_knows_the_facts_that_it_reads_through_definitions(condition):
    expression = condition("data.special && ground.valid && flag")
    assert expression.variables == ("data.special", "location.country", "flag", "data.subjects")
    assert expression.definitions == ("ground.valid",)


def test_equal_conditions_have_equal_trees_wherever_they_stand(condition):
    assert condition("flag  ||   data.subjects==1").node == condition("flag || data.subjects == 1").node
    assert condition("flag || data.subjects == 1").node == Or(
        (Var("flag", Type.BOOL), Compare("==", Var("data.subjects", Type.INT), Const(1, Type.INT)))
    )


def test_definitions_are_ordered_by_use():
    sources = {"a": Source("b && c"), "b": Source("c"), "c": Source("flag"), "d": Source("true")}
    assert list(compile_definitions({"flag": Type.BOOL}, sources)) == ["c", "d", "b", "a"]


@pytest.mark.parametrize(
    ("sources", "circle"),
    [
        ({"a": "a"}, "`a` uses `a`"),
        ({"x": "flag", "a": "!b && x", "b": "c", "c": "a || x"}, "`a` uses `b` uses `c` uses `a`"),
    ],
)
def test_a_circle_of_definitions_is_refused_with_its_names(sources, circle):
    with pytest.raises(PolicyError) as error:
        compile_definitions({"flag": Type.BOOL}, {name: Source(text, f"{name}.yaml") for name, text in sources.items()})
    assert circle in problems(error)[0]
    assert problems(error)[0].startswith("a.yaml:1:1: ")


def test_a_definition_cannot_take_the_name_of_a_fact():
    with pytest.raises(PolicyError) as error:
        compile_definitions({"flag": Type.BOOL}, {"flag": Source("true", "flag.yaml")})
    assert problems(error) == ["flag.yaml:1:1: `flag` is a fact already (rename it)"]


def test_mistakes_of_all_definitions_are_told_at_once():
    with pytest.raises(PolicyError) as error:
        compile_definitions({"flag": Type.BOOL}, {"a": Source("x", "a.yaml"), "b": Source("1", "b.yaml")})
    assert [problem.file for problem in error.value.problems] == ["a.yaml", "b.yaml"]


def test_a_wide_condition_compiles_into_a_flat_tree(condition):
    width = MAX_LENGTH // len("flag || ")
    expression = condition(" || ".join(["flag"] * width))
    assert (len(expression.node.operands), expression.depth) == (width, 2)


def test_a_tower_of_definitions_is_refused_where_it_gets_too_high():
    tower = {"d0": Source("flag")} | {f"d{n}": Source(f"flag && d{n - 1}") for n in range(1, MAX_DEPTH)}
    with pytest.raises(PolicyError, match=f"the limit is {MAX_DEPTH}"):
        compile_definitions({"flag": Type.BOOL}, tower)


def test_facts_may_be_declared_without_a_root():
    assert Compiler({"flag": Type.BOOL}).compile("flag").variables == ("flag",)
