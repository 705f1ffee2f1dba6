import pytest

from fielato.reading import Mark, read

JSON = '{"ñ": {"b": [1,\n  {"c/d": "x"}]},\r\n "e": {}, "f": []}'
YAML = "ñ:\n  b:\n    - 1\n    - c/d: x\ne: {}\n'f': []\n"


@pytest.mark.parametrize(
    ("pointer", "json_key", "json_value", "yaml_key", "yaml_value"),
    [
        ("", (1, 1), (1, 1), (1, 1), (1, 1)),
        ("/ñ", (1, 2), (1, 7), (1, 1), (2, 3)),
        ("/ñ/b", (1, 8), (1, 13), (2, 3), (3, 5)),
        ("/ñ/b/0", (1, 14), (1, 14), (3, 7), (3, 7)),
        ("/ñ/b/1/c~1d", (2, 4), (2, 11), (4, 7), (4, 12)),
        ("/e", (3, 2), (3, 7), (5, 1), (5, 4)),
        ("/f", (3, 11), (3, 16), (6, 1), (6, 6)),
        ("/f/0", (3, 11), (3, 16), (6, 1), (6, 6)),
        ("/ñ/b/7/x", (1, 8), (1, 13), (2, 3), (3, 5)),
        ("/ñ/b/0/x", (1, 14), (1, 14), (3, 7), (3, 7)),
        ("/nothing/here", (1, 1), (1, 1), (1, 1), (1, 1)),
    ],
)
def test_a_pointer_leads_to_the_key_and_the_value_or_to_what_is_above(
    pointer, json_key, json_value, yaml_key, yaml_value
):
    for text, key, value in ((JSON, json_key, json_value), (YAML, yaml_key, yaml_value)):
        (document,) = read(text.encode(), "f")
        assert document.file == "f"
        assert (document.key_mark(pointer), document.mark(pointer)) == (Mark(*key), Mark(*value))
