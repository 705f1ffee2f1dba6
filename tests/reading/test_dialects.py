import json

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from fielato.errors import InputError
from fielato.reading import FOREIGN, Limits, Mark, pointer, read_as, read_text_as
from fielato.reading.dialects import CLOUDFORMATION, COMPOSE, HELM, KUBERNETES, LITELLM, SKYPILOT

ALL = (KUBERNETES, HELM, COMPOSE, LITELLM, SKYPILOT, CLOUDFORMATION)
PYTHON = (LITELLM, SKYPILOT)
GO_2 = (KUBERNETES, HELM)


def one(text, dialect):
    (document,) = read_as(text.encode(), "f.yaml", dialect)
    return document


def value(text, dialect):
    return one(f"v: {text}", dialect).value["v"]


def told(text, dialect, limits=FOREIGN):
    with pytest.raises(InputError) as caught:
        read_as(text.encode(), "f.yaml", dialect, limits)
    return [(problem.line, problem.column, problem.message) for problem in caught.value.problems]


# What each loader makes of a plain scalar.


@pytest.mark.parametrize(
    ("text", "python", "go_2", "go_3"),
    [
        ("NO", False, False, "NO"),
        ("on", True, True, "on"),
        ("y", "y", True, "y"),
        ("True", True, True, True),
        ("~", None, None, None),
        ("017", 15, 15, 15),
        ("08", "08", 8.0, 8.0),
        ("0o17", "0o17", 15, 15),
        ("0x_1F", 31, 31, 31),
        ("-0b11", -3, -3, -3),
        ("1_000", 1000, 1000, 1000),
        ("22:22", 1342, "22:22", "22:22"),
        ("1:30.5", 90.5, "1:30.5", "1:30.5"),
        ("1e3", "1e3", 1000.0, 1000.0),
        ("1.5e+3", 1500.0, 1500.0, 1500.0),
        (".5", 0.5, 0.5, 0.5),
        (".inf", ".inf", ".inf", ".inf"),
        ("-.INF", "-.INF", "-.INF", "-.INF"),
        (".nan", ".nan", ".nan", ".nan"),
        ("1.e+999", "1.e+999", "1.e+999", "1.e+999"),
        ("9223372036854775807", 2**63 - 1, 2**63 - 1, 2**63 - 1),
        ("9223372036854775808",) * 4,
        ("2024-01-31", "2024-01-31", "2024-01-31", "2024-01-31"),
        ("2024-01-31T10:00:00Z", "2024-01-31T10:00:00Z", "2024-01-31T10:00:00Z", "2024-01-31T10:00:00Z"),
        ("'NO'", "NO", "NO", "NO"),
        ("!!str NO", "NO", "NO", "NO"),
        ("!!int '3'", 3, 3, 3),
        ("!!float 3", 3.0, 3.0, 3.0),
        ("!!timestamp 2024-01-31", "2024-01-31", "2024-01-31", "2024-01-31"),
        ("!!set {a, b}", {"a": None, "b": None}, {"a": None, "b": None}, {"a": None, "b": None}),
    ],
)
def test_a_scalar_is_what_the_tool_makes_of_it(text, python, go_2, go_3):
    for tools, expected in ((PYTHON, python), (GO_2, go_2), ((COMPOSE,), go_3)):
        for dialect in tools:
            assert json.dumps(value(text, dialect)) == json.dumps(expected), dialect.name


def test_what_yaml_1_2_reads_otherwise_is_told_as_it_was_written():
    document = one("region: NO\nports: [on, 22:22, 010, 8, true]\nmore: &x {a: off}\nagain: *x\nb: {<<: *x}\n", LITELLM)
    assert document.value["region"] is False
    assert document.written("/region") == "NO"
    assert document.written("/ports/3") == document.written("/more") == document.written("/nothing") == ""
    assert document.worded == {
        "/region": "NO",
        "/ports/0": "on",
        "/ports/1": "22:22",
        "/ports/2": "010",
        "/more/a": "off",
        "/again/a": "off",
        "/b/a": "off",
    }


def test_nothing_is_noted_where_yaml_1_2_agrees():
    assert one("a: [true, False, 8, 1.5, text, '', ~]", KUBERNETES).worded == {}
    assert one("region: NO", COMPOSE).worded == {}


# Keys, repeated keys and merge keys.


@pytest.mark.parametrize("dialect", ALL, ids=lambda dialect: dialect.name)
def test_a_key_is_text_and_has_the_place_of_what_was_written(dialect):
    document = one("8080: a\ntrue: b\n1.5: c\n~: d\n", dialect)
    assert document.value == {"8080": "a", "true": "b", "1.5": "c", "null": "d"}
    assert document.key_mark("/true") == Mark(2, 1)


def test_a_key_that_is_a_word_of_yaml_1_1_is_the_boolean_that_the_tool_sees():
    assert one("on: 1", SKYPILOT).value == {"true": 1}
    assert one("on: 1", COMPOSE).value == {"on": 1}


@pytest.mark.parametrize("dialect", ALL, ids=lambda dialect: dialect.name)
def test_a_list_is_no_key(dialect):
    assert told("a: 1\n[b]: 2\n", dialect) == [(2, 1, "a key must be text; this is a list")]


@pytest.mark.parametrize("dialect", [*PYTHON, *GO_2], ids=lambda dialect: dialect.name)
def test_the_last_of_two_equal_keys_wins_with_its_place(dialect):
    document = one("a: {x: 1}\na: 2\n", dialect)
    assert document.value == {"a": 2}
    assert (document.key_mark("/a"), document.mark("/a")) == (Mark(2, 1), Mark(2, 4))


@pytest.mark.parametrize("dialect", [COMPOSE, CLOUDFORMATION], ids=lambda dialect: dialect.name)
def test_two_equal_keys_are_refused_where_the_tool_refuses_them(dialect):
    assert told("a: 1\na: 2\n", dialect) == [(2, 1, "the key “a” appears twice; the first is at 1:1")]


MERGED = """\
one: &one {a: 1, b: {c: [2]}}
two: &two
  a: 3
  d: 4
three:
  d: 5
  <<: [*one, *two]
  e: 6
"""


@pytest.mark.parametrize("dialect", [*PYTHON, COMPOSE, CLOUDFORMATION], ids=lambda dialect: dialect.name)
def test_own_keys_win_over_merged_ones_and_earlier_sources_over_later_ones(dialect):
    document = one(MERGED, dialect)
    assert document.value["three"] == {"a": 1, "b": {"c": [2]}, "d": 5, "e": 6}
    assert document.mark("/three/d") == Mark(6, 6)
    assert document.mark("/three/b/c/0") == Mark(1, 26)
    assert document.key_mark("/three/b") == Mark(1, 18)


@pytest.mark.parametrize("dialect", GO_2, ids=lambda dialect: dialect.name)
def test_go_yaml_2_merges_where_the_merge_key_stands(dialect):
    document = one(MERGED, dialect)
    assert document.value["three"] == {"a": 1, "b": {"c": [2]}, "d": 4, "e": 6}
    assert document.mark("/three/d") == Mark(4, 6)


def test_merging_leaves_the_source_as_it_was():
    for dialect in ALL:
        assert one(MERGED, dialect).value["two"] == {"a": 3, "d": 4}


@pytest.mark.parametrize("source", ["1", "text", "[1]", "~", "[[{a: 1}]]"])
def test_only_mappings_can_be_merged(source):
    for dialect in ALL:
        assert told(f"a:\n  <<: {source}\n", dialect) == [(2, 7, "only a mapping or a list of mappings can be merged")]


def test_a_second_merge_key_is_a_repeated_key():
    text = "a: &a {x: 1}\nb:\n  <<: *a\n  <<: {x: 2}\n"
    assert one(text, LITELLM).value["b"] == {"x": 2}
    assert told(text, COMPOSE) == [(4, 3, "the merge key “<<” appears twice")]


def test_quotes_make_a_merge_key_a_key():
    assert one('"<<": {a: 1}', SKYPILOT).value == {"<<": {"a": 1}}


# Tags.


@pytest.mark.parametrize("dialect", PYTHON, ids=lambda dialect: dialect.name)
@pytest.mark.parametrize("text", ["!x 1", "!x [1]", "!!python/object:os.system {}"])
def test_a_tag_that_pyyaml_does_not_know_is_refused(dialect, text):
    ((line, column, message),) = told(f"a: 1\nb: {text}\n", dialect)
    assert (line, column) == (2, 4)
    assert message.startswith("the tag !")


def test_compose_keeps_the_value_and_the_tag():
    document = one("a:\n  ports: !override [1]\n  image: !reset null\n", COMPOSE)
    assert document.value == {"a": {"ports": [1], "image": "null"}}
    assert document.tag("/a/ports") == "!override"
    assert document.tag("/a/image") == "!reset"
    assert document.tag("/a") == ""


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("!Ref Bucket", {"Ref": "Bucket"}),
        ("!Ref 17", {"Ref": "17"}),
        ("!Condition IsEu", {"Condition": "IsEu"}),
        ("!Sub '${A}-x'", {"Fn::Sub": "${A}-x"}),
        ("!GetAtt A.B.C", {"Fn::GetAtt": ["A", "B.C"]}),
        ("!GetAtt [A, !Ref B]", {"Fn::GetAtt": ["A", {"Ref": "B"}]}),
        ("!Join ['', [a, !Ref B]]", {"Fn::Join": ["", ["a", {"Ref": "B"}]]}),
        ("!Transform {Name: AWS::Include}", {"Fn::Transform": {"Name": "AWS::Include"}}),
        ("!If [A, !Sub [x, {y: !GetAtt C.D}], NO]", {
            "Fn::If": ["A", {"Fn::Sub": ["x", {"y": {"Fn::GetAtt": ["C", "D"]}}]}, False]
        }),
    ],
)  # fmt: skip
def test_short_tags_of_cloudformation_become_the_long_form(text, long):
    assert value(text, CLOUDFORMATION) == long


def test_what_a_short_tag_wraps_has_a_place():
    document = one("a: &x !Join\n  - ''\n  - [b, !GetAtt C.D]\ne: *x\n", CLOUDFORMATION)
    assert document.mark("/a/Fn::Join") == Mark(1, 4)
    assert document.mark("/a/Fn::Join/1/0") == document.mark("/e/Fn::Join/1/0") == Mark(3, 6)
    assert document.mark("/a/Fn::Join/1/1/Fn::GetAtt/1") == Mark(3, 9)


def test_long_forms_count_as_levels():
    text = "a: " + "!Not [" * 40 + "x" + "]" * 40
    assert told(text, CLOUDFORMATION, Limits(depth=64)) == [
        (1, 100, "lists and mappings are nested deeper than 64 levels")
    ]


# Files.


@pytest.mark.parametrize("text", ["", "\n \n", "# nothing\n", "---\n", "---\n---\n# nothing\n...\n", "\ufeff"])
def test_an_empty_file_holds_no_documents(text):
    for dialect in ALL:
        assert read_as(text.encode(), "f.yaml", dialect) == []


def test_a_file_may_hold_many_documents_in_yaml_1_1():
    documents = read_as(b"%YAML 1.1\n---\na: 1\n---\n---\nb: 2\n", "f.yaml", KUBERNETES)
    assert [document.value for document in documents] == [{"a": 1}, {"b": 2}]
    assert documents[1].mark("/b") == Mark(6, 4)


@pytest.mark.parametrize("dialect", ALL, ids=lambda dialect: dialect.name)
def test_json_is_read_as_json(dialect):
    (document,) = read_as(b'{"a":\t"NO", "b": [1]}', "f.yaml", dialect)
    assert document.value == {"a": "NO", "b": [1]}
    assert document.mark("/b/0") == Mark(1, 19)
    assert (document.worded, document.written("/a"), document.tag("/a"), document.block("/a")) == ({}, "", "", None)


def test_a_flow_mapping_that_is_no_json_is_yaml():
    assert one("{a: yes}", HELM).value == {"a": True}


def test_a_json_file_is_never_yaml():
    with pytest.raises(InputError):
        read_as(b"{a: yes}", "f.json", HELM)


@pytest.mark.parametrize(
    ("text", "limits", "message"),
    [
        ("[[[1]]]", Limits(depth=2), "lists and mappings are nested deeper than 2 levels"),
        ("[1, 2, 3]", Limits(nodes=3), "the file holds more than 3 values"),
        ("- &a [1, 2]\n- [*a, *a]\n", Limits(aliased_nodes=5), "the aliases stand for more than 5 values"),
        ("- &a {x: 1, y: 2}\n- {<<: [*a, *a]}\n", Limits(aliased_nodes=5), "the aliases stand for more than 5 values"),
        ("&a [*a]", Limits(), "the alias “*a” stands inside what it names"),
    ],
)
def test_every_dialect_keeps_the_limits(text, limits, message):
    for dialect in ALL:
        assert message in {words for _, _, words in told(f"v:\n- {text}" if text[0] != "-" else text, dialect, limits)}


def test_merged_mappings_cannot_grow_without_bound():
    lines = ["a0: &a0 {" + ", ".join(f"k{n}: 1" for n in range(50)) + "}"]
    lines += [f"a{n}: &a{n} {{x: [*a{n - 1}, *a{n - 1}], <<: *a{n - 1}}}" for n in range(1, 30)]
    for dialect in ALL:
        assert told("\n".join(lines), dialect)[0][2] == "the aliases stand for more than 400,000 values"


# YAML in a text.

OUTER = """\
spec:
  config: |
    # first
    apps:
    - name: llm
      region: NO
      inner: |-
        a: [1]
  quoted: "a: [b, c]"
  folded: >
    a: b
  indented: |2
    a: b
  number: 1
"""


def test_values_in_a_literal_block_have_their_place_in_the_outer_file():
    outer = one(OUTER, KUBERNETES)
    assert outer.block("/spec/config") == Mark(3, 5)
    (inner,) = read_text_as(outer, "/spec/config", SKYPILOT)
    assert inner.file == "f.yaml"
    assert inner.value["apps"][0]["region"] is False
    assert inner.written("/apps/0/region") == "NO"
    assert inner.mark("/apps/0/region") == Mark(6, 15)
    assert inner.key_mark("/apps/0/region") == Mark(6, 7)
    (innermost,) = read_text_as(inner, "/apps/0/inner", SKYPILOT)
    assert innermost.mark("/a/0") == Mark(8, 13)


@pytest.mark.parametrize(("path", "column"), [("/spec/quoted", 11), ("/spec/folded", 11), ("/spec/indented", 13)])
def test_values_in_other_texts_stand_where_the_text_begins(path, column):
    outer = one(OUTER, KUBERNETES)
    (inner,) = read_text_as(outer, path, KUBERNETES)
    assert "a" in inner.value
    assert inner.mark("/a") == outer.mark(path)
    assert inner.mark("/a").column == column


@pytest.mark.parametrize("path", ["/spec/number", "/spec", "/nothing", "/spec/config/x"])
def test_where_no_text_stands_there_are_no_documents(path):
    assert read_text_as(one(OUTER, KUBERNETES), path, SKYPILOT) == []


def test_a_mistake_in_a_text_is_told_in_the_outer_file():
    outer = one("a:\n  b: |\n\n    x: 1\n    y: [\n", KUBERNETES)
    with pytest.raises(InputError) as caught:
        read_text_as(outer, "/a/b", SKYPILOT)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.pointer) == ("f.yaml", 6, "/a/b")


def test_yaml_in_a_text_of_a_json_file_is_yaml():
    (outer,) = read_as(b'{"a": "b: yes"}', "f.json", KUBERNETES)
    (inner,) = read_text_as(outer, "/a", SKYPILOT)
    assert inner.value == {"b": True}
    assert inner.mark("/b") == Mark(1, 7)


# Laws.

WORDS = st.sampled_from(
    [
        "yes",
        "No",
        "ON",
        "off",
        "y",
        "n",
        "true",
        "FALSE",
        "~",
        "null",
        ".inf",
        "-.INF",
        ".nan",
        "017",
        "08",
        "0o7",
        "1_000",
        "0x_f",
        "0b_",
        "0_",
        "-0",
        "22:22",
        "-1:30",
        "1:30.5",
        "1:60",
        "1e3",
        "1.e+3",
        ".5",
        "+.5",
        "._5",
        "1.",
        "0.",
        "9223372036854775808",
        "-9223372036854775808",
        "2024-01-31",
        "2024-1-1T1:00:00Z",
        "2024-13-77",
        "=",
        "<<",
        "a",
        "b",
    ]
)
NUMBERS = st.text("0123456789_:.+-eExob", min_size=1, max_size=9).filter(
    lambda text: text.strip(":-") and not text.endswith(":") and text[0] not in ":-" and "---" not in text
)
KEYS = st.sampled_from(["a", "b", "c", "yes", "NO", "2", "012", "3.5", "null", "2024-01-31", "<<x"])
SCALARS = WORDS | NUMBERS | WORDS.map('"{}"'.format)


def flow(inner):
    entry = st.tuples(KEYS, inner).map(": ".join)
    return st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]") | st.lists(entry, max_size=4).map(
        lambda items: f"{{{', '.join(items)}}}"
    )


MAPPING = st.lists(st.tuples(KEYS, SCALARS).map(": ".join), max_size=4).map(", ".join)
SOURCE = st.sampled_from(["*a", "*b", "[*a, *b]", "[*b, {c: 1}, *a]", "{a: no}", "*list"])
MERGES = st.tuples(MAPPING, MAPPING, MAPPING, SOURCE, MAPPING, SOURCE).map(
    lambda parts: "- &a {{{}}}\n- &b {{{}}}\n- &list [*b, *a]\n- {{{}, <<: {}, {}}}\n- {{<<: {}}}\n".format(*parts)
)
DOCUMENTS = st.lists(st.recursive(SCALARS, flow, max_leaves=12).map("- {}\n".format) | MERGES, min_size=1).map(
    "---\n".join
)


class Loader(yaml.CSafeLoader):
    """PyYAML, with the scalars as text that the reader leaves as text."""


def number(name):
    construct = getattr(Loader, f"construct_yaml_{name}")

    def constructed(loader, node):
        try:
            found = construct(loader, node)
        except ValueError:
            return node.value
        return found if -(2**63) <= found < 2**63 or (name == "float" and abs(found) < float("inf")) else node.value

    return constructed


for _name in ("int", "float"):
    Loader.add_constructor(f"tag:yaml.org,2002:{_name}", number(_name))
for _name in ("timestamp", "value", "merge"):
    Loader.add_constructor(f"tag:yaml.org,2002:{_name}", lambda _, node: node.value)


def with_text_keys(found):
    if isinstance(found, list):
        return [with_text_keys(item) for item in found]
    if not isinstance(found, dict):
        return found
    return {key if isinstance(key, str) else json.dumps(key): with_text_keys(item) for key, item in found.items()}


@given(DOCUMENTS, st.sampled_from([*PYTHON, CLOUDFORMATION]))
@example("- &a {b: 1, a: 2}\n- &b {b: 3}\n- {a: 4, <<: [*b, *a], b: 5}\n", LITELLM)
def test_pyyaml_reads_the_same(text, dialect):
    try:
        expected = [with_text_keys(found) for found in yaml.load_all(text, Loader)]
    except yaml.YAMLError:
        assume(False)
    try:
        documents = read_as(text.encode(), "f.yaml", dialect)
    except InputError as error:
        expected, found = not dialect.repeats, all("appears twice" in problem.message for problem in error.problems)
    else:
        found = [document.value for document in documents]
    assert json.dumps(found) == json.dumps(expected)


SEEDS = (
    MERGED,
    OUTER,
    "a: &x !Join\n  - ''\n  - [b, !GetAtt C.D]\ne: {<<: *y, ? [1] : 2}\n",
    "%YAML 1.1\n---\n{a: yes}\n...\n",
)
FRAGMENTS = st.sampled_from(
    [
        "{",
        "}",
        "[",
        "]",
        '"',
        "'",
        "\\",
        ":",
        ",",
        "-",
        "&",
        "*",
        "!",
        "!!int",
        "!Ref",
        "!GetAtt",
        "!<",
        "%",
        "?",
        "|",
        ">",
        "#",
        "<<",
        "<<:",
        "---",
        "*one",
        "&one",
        "1_0:",
        "NO",
        "\n",
        "\t",
        "\r",
        "\u2028",
        "\ufeff",
        "0x",
    ]
)


@st.composite
def mutated(draw):
    text = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 6)))
        text = text[:start] + draw(FRAGMENTS) + text[end:]
    return text


def every(found, tokens=()):
    yield tokens
    for token, inner in (
        found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    ):
        yield from every(inner, (*tokens, token))


@given(mutated() | st.lists(FRAGMENTS | SCALARS).map("".join), st.sampled_from(ALL))
def test_a_file_gives_documents_with_places_or_a_mistake_with_its_place(text, dialect):
    lines = text.split("\n")
    try:
        documents = read_as(text.encode(), "f.yaml", dialect)
    except InputError as error:
        documents, problems = [], error.problems
    else:
        problems = ()
    assert all(problem.line > 0 and problem.column > 0 for problem in problems)
    for document in documents:
        json.dumps(document.value, allow_nan=False)
        assert document.worded.keys() <= {pointer.join(path) for path in every(document.value)}
        for path in every(document.value):
            at = pointer.join(path)
            # The parser places an empty value at the end of a file on the line after it.
            assert 1 <= document.mark(at).line <= len(lines) + text.count("\r") + 1
            document.block(at)
