import itertools
import json

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fielato.errors import InputError
from fielato.reading import pointer, read

pytestmark = pytest.mark.slow

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
)
TREES = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=30)
VALID = (
    b'{"a": [1, "\\u00e9", {"b": null}], "c": -1.5e3, "d": "\xc3\xb1"}',
    b"a: &x\n  - 1\n  - 'b'\nc: *x\nd: |\n  text\n---\n? e\n: !!str {f: \"g\\n\"}\n%TAG ! tag:x\n",
)
MARKS = rb"""{ } [ ] " ' \ : , - & * ! !!int !< % ? | > # << --- &x *x 1e999 NaN \ud800 %YAML""".split()
FRAGMENTS = st.sampled_from([*MARKS, b": ", b"- ", b"\n", b"\t", b"\r", b"---\n", b"\xff", b"\0", b"\xe2\x80\xa8"])


class Quoted(yaml.CSafeDumper):
    """Puts every string in double quotes and repeats what it dumps twice."""

    def ignore_aliases(self, _):
        return True


Quoted.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def places(value, tokens=()):
    yield tokens, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for token, inner in items:
        yield from places(inner, (*tokens, token))


def same(left, right):
    return json.dumps(left) == json.dumps(right)


@given(TREES, st.booleans(), st.sampled_from([None, 1]))
def test_json_gives_the_tree_and_every_pointer_the_place_of_its_value(tree, ascii_only, indent):
    text = json.dumps(tree, ensure_ascii=ascii_only, indent=indent)
    (document,) = read(text.encode(), "f.json")
    assert same(document.value, tree)
    lines = text.split("\n")
    for tokens, value in places(tree):
        path = pointer.join(tokens)
        mark, key_mark = document.mark(path), document.key_mark(path)
        rest = "\n".join([lines[mark.line - 1][mark.column - 1 :], *lines[mark.line :]])
        assert same(json.JSONDecoder().raw_decode(rest)[0], value)
        if tokens and isinstance(tokens[-1], str):
            key = lines[key_mark.line - 1][key_mark.column - 1 :]
            assert json.JSONDecoder().raw_decode(key)[0] == tokens[-1]
        else:
            assert key_mark == mark


WORDS = st.sampled_from(["k", "id", 'k":', '"k"', "{k", "[k", "\\k", "", "\u00e9k"])
LOOKALIKES = st.recursive(
    WORDS | st.integers(0, 9), lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner), max_leaves=12
)


@given(LOOKALIKES, st.lists(st.booleans(), min_size=1), st.booleans())
def test_a_key_is_told_from_texts_that_look_like_it_however_it_is_spelled(tree, escaped, ascii_only):
    turns = itertools.cycle(escaped)
    plain = json.dumps(tree, ensure_ascii=ascii_only)
    text = "".join("\\u006b" if letter == "k" and next(turns) else letter for letter in plain)
    (document,) = read(text.encode(), "f.json")
    assert same(document.value, tree)
    every = list(places(tree))
    for tokens, value in reversed(every):  # the last first: what was asked for before is remembered
        mark = document.mark(pointer.join(tokens))
        assert same(json.JSONDecoder().raw_decode(text[mark.column - 1 :])[0], value)
    for tokens, value in every:
        if isinstance(value, dict) and "k" not in value:
            assert document.mark(pointer.join((*tokens, "k"))) == document.mark(pointer.join(tokens))


@given(TREES)
def test_yaml_gives_the_tree(tree):
    text = yaml.dump(tree, Dumper=Quoted, sort_keys=False, explicit_start=True)
    (document,) = read(text.encode(), "f.yaml")
    assert same(document.value, tree)


@given(st.dictionaries(TEXT, TREES))
def test_every_pointer_into_yaml_has_the_place_of_its_key(tree):
    text = yaml.dump(tree, Dumper=Quoted, width=2**31 - 1)
    (document,) = read(text.encode(), "f.yaml")
    lines = text.split("\n")
    for key in tree:
        mark = document.key_mark(pointer.join([key]))
        assert lines[mark.line - 1][mark.column - 1] in '"?'


def survives(data):
    documents, refused = [], ()
    try:
        documents = read(data, "f")
    except InputError as error:
        refused = error.problems
    assert documents or refused
    assert all(problem.message and problem.file == "f" and problem.line >= 1 for problem in refused)


@given(st.binary(max_size=200))
def test_bytes_are_read_or_refused(data):
    survives(data)


@given(st.lists(FRAGMENTS | st.binary(max_size=3), max_size=40).map(b"".join))
@example(b"[" * 2_000)
def test_fragments_are_read_or_refused(data):
    survives(data)


@settings(max_examples=300)
@given(st.sampled_from(VALID), st.data())
def test_damaged_files_are_read_or_refused(data, draw):
    for _ in range(draw.draw(st.integers(1, 4))):
        start = draw.draw(st.integers(0, len(data)))
        end = draw.draw(st.integers(start, min(start + 5, len(data))))
        data = data[:start] + draw.draw(FRAGMENTS | st.binary(max_size=2)) + data[end:]
    survives(data)
