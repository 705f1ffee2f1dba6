import codecs

import pytest

from fielato.errors import InputError, Problem
from fielato.reading import Limits, Mark, read


def problems(data, **limits):
    with pytest.raises(InputError) as caught:
        read(data, "f.yaml", Limits(**limits))
    return caught.value.problems


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", Problem("the file is empty", "f.yaml", 1, 1)),
        (b" \n\t\n", Problem("the file is empty", "f.yaml", 1, 1)),
        (codecs.BOM_UTF8, Problem("the file is empty", "f.yaml", 1, 1)),
        ("a: ñ".encode("utf-16"), Problem("the file is UTF-16 text", "f.yaml", 1, 1, hint="save it as UTF-8")),
        ("a: ñ".encode("utf-32"), Problem("the file is UTF-32 text", "f.yaml", 1, 1, hint="save it as UTF-8")),
        (
            "ñ: 1\nb: España".encode("latin-1"),
            Problem("this is not text: the byte 0xF1 is not UTF-8", "f.yaml", 1, 1, hint="save it as UTF-8"),
        ),
        (
            "ñ: 1\nñb\0".encode(),
            Problem("this is not text: it holds a NUL byte", "f.yaml", 2, 3, hint="save it as UTF-8"),
        ),
    ],
)
def test_what_is_not_utf_8_text_is_named(data, problem):
    assert problems(data) == (problem,)


def test_a_byte_order_mark_is_accepted_and_has_no_column():
    (document,) = read(codecs.BOM_UTF8 + b"a: 1", "f.yaml")
    assert document.value == {"a": 1}
    assert document.key_mark("/a") == Mark(1, 1)


def test_too_many_bytes_are_refused_before_anything_is_read():
    (problem,) = problems(b"\xff" * 50_000_000)
    assert problem.message == "the file is larger than the limit of 10,485,760 bytes"


def test_the_byte_limit_itself_is_accepted():
    assert read(b"a: 1", "f.yaml", Limits(bytes=4))[0].value == {"a": 1}
    assert problems(b"a: 10", bytes=4)
