import pytest

from fielato.errors import InputError
from fielato.reading import read


@pytest.mark.parametrize("name", ["f.yaml", "f.txt", "-"])
def test_the_first_character_chooses_the_format(name):
    assert read(b'{"a": "\\ud83d\\ude00"}', name)[0].value == {"a": "😀"}
    assert read(b"a: NO", name)[0].value == {"a": "NO"}


@pytest.mark.parametrize("flow", [b"{a: 1, b: [x]}", b"{'a': 1, b: [x],}", b'"a": 1\nb: [x]', b'# x\n{"a": 1, b: [x]}'])
def test_a_flow_mapping_that_is_not_json_is_read_as_yaml(flow):
    assert read(flow, "f.yaml")[0].value == {"a": 1, "b": ["x"]}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("f.json", "a comma or a closing bracket is missing here"),
        ("f.yaml", "the mapping that opens at 1:1 is not closed"),
    ],
)
def test_what_is_neither_is_told_in_the_format_that_the_name_promises(name, message):
    with pytest.raises(InputError) as caught:
        read(b'{"a": 1', name)
    assert [problem.message for problem in caught.value.problems] == [message]


@pytest.mark.parametrize("text", [b"a: NO", b'{"a": 1,}', b"{a: 1}"])
def test_a_json_file_is_never_read_as_yaml(text):
    with pytest.raises(InputError, match=r"f\.json:1:"):
        read(text, "f.json")


def test_json_with_a_problem_of_its_own_is_not_tried_as_yaml():
    with pytest.raises(InputError, match="NaN is not a JSON number"):
        read(b'{"a": NaN}', "f.yaml")


def test_what_only_began_like_json_with_a_problem_is_yaml():
    assert read(b'{"a": NaN, b: c}', "f.yaml")[0].value == {"a": "NaN", "b": "c"}
