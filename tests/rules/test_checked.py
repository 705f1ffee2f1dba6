"""Reading what the CEL compiler hands over, byte by byte."""

import pytest
from cel_expr_python import cel

from fielato.rules.checked import Call, Checked, Constant, Ident, Select
from fielato.rules.values import Type

ENV = cel.NewEnv(
    variables={
        "a.text": cel.Type.STRING,
        "flag": cel.Type.BOOL,
        "days": cel.Type.List(cel.Type.TIMESTAMP),
        "maps": cel.Type.Map(cel.Type.STRING, cel.Type.STRING),
    }
)


def checked(text):
    return Checked(ENV.compile(text).serialize())


def test_a_call_has_its_function_overload_type_and_place():
    expression = checked('"ñ" == a.text')
    form = expression.root.form
    assert isinstance(form, Call)
    assert form.function == "_==_"
    assert [argument.form for argument in form.arguments] == [Constant("string", "ñ"), Ident("a.text")]
    assert expression.overloads(expression.root) == ["equals"]
    assert [expression.type(node) for node in (expression.root, *form.arguments)] == [
        Type.BOOL,
        Type.STRING,
        Type.STRING,
    ]
    assert [expression.offset(node) for node in (expression.root, *form.arguments)] == [4, 0, 8]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("9223372036854775807", Constant("int", 2**63 - 1)),
        ("-9223372036854775808", Constant("int", -(2**63))),
        ("0", Constant("int", 0)),
        ("false", Constant("bool", False)),
        ('""', Constant("string", "")),
        ("1.5", Constant("double", None)),
        ("1u", Constant("uint", None)),
        ("null", Constant("null", None)),
        ('b"a"', Constant("bytes", None)),
    ],
)
def test_literals_keep_their_kind_and_value(text, form):
    assert checked(text).root.form == form


@pytest.mark.parametrize(("text", "type_"), [("days", Type.DATE_LIST), ("maps", None), ("[[1]]", None), ("1.5", None)])
def test_types_outside_the_subset_are_none(text, type_):
    expression = checked(text)
    assert expression.type(expression.root) is type_


def test_an_expression_that_was_only_parsed_is_read_as_well():
    form = Checked(ENV.compile("has(a.text)", disable_check=True).serialize()).root.form
    assert isinstance(form, Select)
    assert (form.field, form.test_only) == ("text", True)


def test_ten_thousand_operators_are_read_without_recursion():
    expression = checked(" || ".join(["flag"] * 10_000))
    depth, node = 0, expression.root
    while isinstance(node.form, Call):
        depth, node = depth + 1, node.form.arguments[0]
    assert depth > 10
    assert node.form == Ident("flag")
