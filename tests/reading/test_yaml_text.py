import pytest

from fielato.errors import InputError, Problem
from fielato.reading import Limits, Mark, read


def values(text):
    return [document.value for document in read(text.encode(), "f.yaml")]


def told(text, **limits):
    with pytest.raises(InputError) as caught:
        read(text.encode(), "f.yaml", Limits(**limits))
    return [(problem.line, problem.column, problem.message) for problem in caught.value.problems]


def test_norway_is_not_false():
    assert values("country: NO\nports: [017, 0o17]\nsince: 2024-01-31\nnote:\n") == [
        {"country": "NO", "ports": [17, 15], "since": "2024-01-31", "note": None}
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("!!str 1", "1"),
        ("! 17", "17"),
        ("!!int '17'", 17),
        ("!!float 1", 1.0),
        ("!!bool true", True),
        ("!!null ''", None),
        ("!!map {a: !!seq [1]}", {"a": [1]}),
        ("'<<'", "<<"),
        ("<<", "<<"),
    ],
)
def test_core_tags_are_followed(text, value):
    assert values(f"v: {text}") == [{"v": value}]


@pytest.mark.parametrize(
    "tag", ["!!python/object:os.system", "!!binary", "!!set", "!!timestamp", "!Ref", "!x", "!!map", "!!merge"]
)
def test_every_other_tag_is_refused_with_its_place(tag):
    assert told(f"a: 1\nb:\n  - {tag} x\n") == [(3, 5, f"the tag {tag} is not allowed here")]


def test_tags_on_lists_and_mappings_are_refused_too():
    assert told("a: !x [1]\nb: !!set {c}\n") == [
        (1, 4, "the tag !x is not allowed here"),
        (2, 4, "the tag !!set is not allowed here"),
    ]


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("!!int x", 4, "this is not an integer"),
        ("!!float x", 4, "this is not a number"),
        ("!!bool yes", 4, "this is not true or false"),
        ("!!null x", 4, "this is not null"),
        (".inf", 4, ".inf is not a number that can be used"),
        ("1e999", 4, "this number is too large"),
        ("*b", 4, "no value named “&b” stands before this alias"),
    ],
)
def test_a_scalar_that_cannot_be_taken_is_told(text, column, message):
    assert told(f"a: {text}") == [(1, column, message)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1: x", "a key must be text; this is a number"),
        ("true: x", "a key must be text; this is a boolean"),
        ("~: x", "a key must be text; this is null"),
        ("? [a]\n: x", "a key must be text; this is a list"),
        ("? {a: b}\n: x", "a key must be text; this is a mapping"),
        ("<<: {a: 1}", "the merge key “<<” is not allowed"),
    ],
)
def test_a_key_that_is_not_text_is_refused(text, message):
    (problem,) = told(text)
    assert (problem[0], problem[2]) == (1, message)


def test_all_mistakes_are_told_in_order_of_place():
    text = "a: &x 1\n<<: *x\nb:\n  c: !y 1\n  c: 2\na: 3\n1: {d: 1, d: 2}\n"
    with pytest.raises(InputError) as caught:
        read(text.encode(), "f.yaml")
    twice = "keep one of them"
    found = caught.value.problems
    assert [str(problem).split(" (")[0] for problem in found] == [
        "f.yaml:2:1: the merge key “<<” is not allowed",
        "f.yaml:4:6: the tag !y is not allowed here",
        "f.yaml:5:3: the key “c” appears twice; the first is at 4:3",
        "f.yaml:6:1: the key “a” appears twice; the first is at 1:1",
        "f.yaml:7:1: a key must be text; this is a number",
        "f.yaml:7:11: the key “d” appears twice; the first is at 7:5",
    ]
    assert found[2] == Problem("the key “c” appears twice; the first is at 4:3", "f.yaml", 5, 3, "/b/c", twice)


def test_a_syntax_mistake_does_not_hide_the_mistakes_before_it():
    assert told("a: 1\na: 2\nb: c: d\n") == [
        (2, 1, "the key “a” appears twice; the first is at 1:1"),
        (3, 5, "a colon is not allowed here"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("a:\n\tb: 1\n", 2, 1, "a tab indents line 2; YAML wants spaces"),
        ("a:\n  b: 1\n  \tc: 1\n", 3, 3, "a tab indents line 3; YAML wants spaces"),
        ("a: b\n\tc\n", 2, 1, "a tab indents line 2; YAML wants spaces"),
        ("a: [1\n", 2, 1, "the list that opens at 1:4 is not closed"),
        ("a: 'x\n", 1, 4, "this text has no closing quote"),
        ("ñ: @x", 1, 4, "a value may not begin with this character"),
        ('a: "\\q"', 1, 5, "this escape does not exist"),
        ("a: 1\nb\nc: 2", 2, 1, "a colon is missing after this key"),
        ("a: 1\n  b: 2\n", 2, 4, "a colon is not allowed here"),
        ("a: 1\n- b\n", 2, 1, "a key is missing here"),
        ("- a\nb: 1\n", 2, 1, "an item that begins with “- ” is missing here"),
        ("!e!x a", 1, 1, "the tag here is not allowed"),
        ("%YAML 1.1\n---\na: 1", 1, 1, "the document declares that it is YAML 1.1"),
        ("%YAML 2.0\n---\na: 1", 1, 1, "this file declares a version of YAML that is not 1.2"),
        ("a: \x07", 1, 4, "the character U+0007 is not allowed in YAML"),
        ("a: 'x\u2028y'", 1, 6, "the character U+2028 is not allowed in YAML"),
    ],
)
def test_a_mistake_in_the_syntax_is_told_in_plain_words(text, line, column, message):
    assert told(text) == [(line, column, message)]


def test_several_documents_are_read_and_empty_ones_skipped():
    documents = read(b"%YAML 1.2\n---\n---\na: 1\n---\n# nothing\n---\n~\n...\n---\n- b\n", "f.yaml")
    assert [document.value for document in documents] == [{"a": 1}, None, ["b"]]
    assert documents[2].mark("/0") == Mark(11, 3)


@pytest.mark.parametrize("text", ["# only a comment\n", "---\n", "---\n---\n...\n"])
def test_a_file_without_a_document_is_refused(text):
    assert told(text) == [(1, 1, "the file is empty: it holds no document")]


def test_an_alias_shares_the_value_and_has_its_own_place():
    (document,) = read(b"a: &x {b: [1, 2]}\nc: *x\n", "f.yaml")
    assert document.value == {"a": {"b": [1, 2]}, "c": {"b": [1, 2]}}
    assert document.mark("/c") == Mark(2, 4)
    assert document.mark("/c/b/1") == Mark(1, 15)


def test_an_alias_may_be_a_key():
    assert values("a: &x k\n*x : 1\n") == [{"a": "k", "k": 1}]


def test_an_alias_does_not_reach_into_another_document():
    assert told("a: &x 1\n---\nb: *x\n") == [(3, 4, "no value named “&x” stands before this alias")]


@pytest.mark.parametrize("text", ["a: &x [*x]", "a: &x {b: {c: *x}}"])
def test_a_value_that_contains_itself_is_refused(text):
    assert told(text) == [(1, text.index("*") + 1, "the alias “*x” stands inside what it names")]


def test_a_billion_laughs_are_refused():
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 60))]
    (problem,) = told("\n".join(lines))
    assert (problem[0], problem[2]) == (6, "the aliases stand for more than 100,000 values")


def test_aliases_do_not_nest_deeper_than_the_limit():
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 100))]
    (problem,) = told("\n".join(lines))
    assert (problem[0], problem[2]) == (64, "lists and mappings are nested deeper than 64 levels")


@pytest.mark.parametrize("opening", ["[a, ", "{a: ", "- ", "? "])
def test_hostile_nesting_is_refused_and_not_followed(opening):
    assert read(b"[" * 63 + b"a: 1" + b"]" * 63, "f.yaml")
    (problem,) = told("# YAML\n" + opening * 300_000)
    assert problem == (2, 64 * len(opening) + 1, "lists and mappings are nested deeper than 64 levels")


def test_more_values_than_the_limit_are_refused():
    assert read(b"{a: 1, b: [2]}", "f.yaml", Limits(nodes=5))
    assert told("{a: 1, b: [2, 3]}", nodes=5)[0][2] == "the file holds more than 5 values"


def test_the_list_of_problems_ends():
    found = told("- !x 1\n" * 50, problems=3)
    assert found[-1] == (4, 3, "more mistakes follow; only the first 3 are listed")
    assert len(found) == 4


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("a: [1, , 2]", 8, "a value is missing here"),
        ("a: - 1", 4, "a list item may not begin here"),
        ("a: ? b", 4, "a key may not begin here"),
    ],
)
def test_a_value_begun_in_the_wrong_place_is_told(text, column, message):
    assert [problem[1:] for problem in told(text)] == [(column, message)]
