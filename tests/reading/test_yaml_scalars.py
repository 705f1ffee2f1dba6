import pytest

from fielato.reading.yaml_scalars import ScalarError, resolve


@pytest.mark.parametrize(
    "text",
    [
        "NO",
        "no",
        "yes",
        "on",
        "off",
        "y",
        "1_000",
        "12:30:00",
        "2024-01-31",
        "tRUE",
        "nULL",
        "0b1",
        "0o8",
        "0xG",
        "+0x1",
        "1e",
        ".",
        "-",
        "+",
        "1.2.3",
        ".e1",
        "٣",
        "<<",
        "=",
        "NaN",
        "inf",
        "1 2",
        "-.nan",
    ],
)
def test_what_only_yaml_1_1_reads_otherwise_is_text(text):
    assert resolve(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("017", 17),
        ("09", 9),
        ("0o17", 15),
        ("0x1F", 31),
        ("-0", 0),
        ("+5", 5),
        ("1.", 1.0),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("-1.5E-2", -0.015),
        ("9223372036854775807", 2**63 - 1),
        ("-9223372036854775808", -(2**63)),
        ("0" * 5000 + "7", 7),
        ("true", True),
        ("True", True),
        ("FALSE", False),
        ("", None),
        ("~", None),
        ("Null", None),
    ],
)
def test_the_core_schema_gives_the_value(text, value):
    assert (resolve(text), type(resolve(text))) == (value, type(value))


@pytest.mark.parametrize(
    "text",
    [".inf", "-.INF", "+.Inf", ".nan", ".NaN", "9223372036854775808", "1" * 99_999, "0x8000000000000000", "1e400"],
)
def test_what_is_no_finite_number_of_64_bits_is_refused(text):
    with pytest.raises(ScalarError):
        resolve(text)
