"""What the expressions of ARM templates come to, and where the literal behind each stands."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.importers.arm_templates import SPAIN, read, template

from fielato.importers.arm.expressions import NotAnExpressionError, parse
from fielato.importers.arm.scope import Scope, Shared
from fielato.importers.places import DocumentPlaces
from fielato.importers.templates.partial import Partly, Unsettled
from fielato.reading.json_text import read_json

PARAMETERS = {
    "where": {"type": "string", "defaultValue": "West Europe"},
    "list": {"type": "array", "defaultValue": [{"name": "a", "sku": {"name": "Standard"}}]},
    "untold": {"type": "string"},
    "secret": {"type": "securestring", "defaultValue": "hunter2"},
    "loop": {"type": "string", "defaultValue": "[parameters('loop')]"},
}
VARIABLES = {
    "names": {"a": "one", "b": ["two", "three"]},
    "copy": [{"name": "many", "count": 3, "input": "[format('n{0}', copyIndex('many'))]"}],
}


def scope() -> Scope:
    text = template([], parameters=PARAMETERS, variables=VARIABLES)
    document = read_json(text, "main.json", _limits())
    assert isinstance(document.value, dict)
    return Scope(document.value, "", DocumentPlaces("main.json", document.places), Shared("main.json", "spaincentral"))


def _limits() -> Any:
    from fielato.reading.limits import FOREIGN

    return FOREIGN


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("plain", "plain"),
        ("[[not one]", "[not one]"),
        ("[parameters('where')]", "West Europe"),
        ("[PARAMETERS('Where')]", "West Europe"),
        ("[parameters('list')[0].sku.name]", "Standard"),
        ("[variables('names').b[1]]", "three"),
        ("[variables('names')['a']]", "one"),
        ("[variables('many')]", ["n0", "n1", "n2"]),
        ("[resourceGroup().location]", "spaincentral"),
        ("[toLower(concat('A', 'b', string(1), string(true())))]", "ab1true"),
        ("[format('{0}-{1:N}-{{x}}', 'a', 2)]", "a-2-{x}"),
        ("[if(equals('A', 'a'), 'same', 'other')]", "same"),
        ("[if(and(true(), not(false())), 1, 2)]", 1),
        ("[if(or(false(), greater(2, 1)), 'y', parameters('untold'))]", "y"),
        ("[coalesce(null(), 'x')]", "x"),
        ("[empty(createArray())]", True),
        ("[contains(createArray('a', 'b'), 'B')]", True),
        ("[contains(createObject('k', 1), 'K')]", True),
        ("[union(createObject('a', 1), createObject('b', 2)).b]", 2),
        ("[union(createArray(1), createArray(2, 1))]", [1, 2]),
        ("[json('{\"a\": [1]}').a[0]]", 1),
        ("[int('7')]", 7),
        ("[last(split('a/b/c', '/'))]", "c"),
        ("[substring('abcdef', 1, 2)]", "bc"),
        ("[take(skip('abcdef', 1), 2)]", "bc"),
        ("[replace('a-b', '-', '')]", "ab"),
        ("[join(createArray('a', 'b'), ',')]", "a,b"),
        ("[tryGet(createObject('a', 1), 'b')]", None),
        ("['it''s']", None),
        ("[concat('it''s', '')]", "it's"),
        ("[length('abc')]", 3),
    ],
)
def test_an_expression_comes_to_its_value(written: str, value: object) -> None:
    if written == "['it''s']":
        assert scope().value(written) == "it's"
    else:
        assert scope().value(written) == value


@pytest.mark.parametrize(
    "written",
    [
        "[parameters('untold')]",
        "[parameters('secret')]",
        "[parameters('loop')]",
        "[parameters('nowhere')]",
        "[reference('x').y.z]",
        "[utcNow()]",
        "[someday('a')]",
        "[int('x')]",
        "[json('{')]",
        "[div(1, 0)]",
        "[first(1)]",
        "[format('{9}', 1)]",
        "[if(parameters('untold'), 1, 2)]",
        "[unclosed('x]",
        "[a b]",
        "[a.b]",
        "[concat(]",
        "[" + "concat(" * 200 + ")" * 200 + "]",
    ],
)
def test_what_cannot_be_worked_out_is_unknown_and_never_an_error(written: str) -> None:
    assert isinstance(scope().value(written), Unsettled)


def test_a_text_with_an_unknown_part_keeps_the_rest() -> None:
    value = scope().value("[concat('https://', parameters('untold'), '.openai.azure.com')]")
    assert isinstance(value, Partly)
    assert value == "https://${parameters('untold')}.openai.azure.com"


def test_a_unique_text_is_the_same_for_the_same_arguments_only() -> None:
    same, again, other = (
        scope().value(f"[uniqueString({one})]") for one in ("resourceGroup().id", "resourceGroup().id", "'x'")
    )
    assert same == again != other


def test_values_that_grow_without_measure_are_cut_off() -> None:
    variables: dict[str, Any] = {"v0": ["x"] * 50}
    for n in range(1, 60):
        variables[f"v{n}"] = f"[createArray(variables('v{n - 1}'), variables('v{n - 1}'), variables('v{n - 1}'))]"
    found = read(template([{"type": "Microsoft.Search/searchServices", "name": "s", "location": "[variables('v59')]"}],
                          variables=variables))  # fmt: skip
    assert found.of("arm:Microsoft.Search/searchServices/s")["provider"] == "azure"


@pytest.mark.parametrize("written", ["[" + "a(" * 70 + ")" * 70 + "]", "[" + "x" * 30_000 + "]", "[]]", "[a()b]"])
def test_an_expression_that_is_too_deep_too_long_or_none_is_refused(written: str) -> None:
    with pytest.raises(NotAnExpressionError):
        parse(written)


SEARCH = {"type": "Microsoft.Search/searchServices", "name": "s"}
KEY = "arm:Microsoft.Search/searchServices/s"


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("westeurope", '"westeurope"'),
        ("[parameters('where')]", '"West Europe"'),
        ("[variables('places').near]", '"northeurope"'),
        ("[if(true(), parameters('where'), 'x')]", '"West Europe"'),
        ("[concat('west', 'europe')]", "\"[concat('west', 'europe')]\""),
    ],
)
def test_a_fact_stands_at_the_literal_that_decides_it(written: str, at: str) -> None:
    text = template(
        [{**SEARCH, "location": written}], parameters=PARAMETERS, variables={"places": {"near": "northeurope"}}
    )
    assert read(text).at(KEY, "region").startswith(at)


def test_a_file_of_parameters_beside_the_template_gives_their_values() -> None:
    given = json.dumps({"parameters": {"WHERE": {"value": "uksouth"}}})
    text = template([{**SEARCH, "location": "[parameters('where')]"}], parameters=PARAMETERS)
    found = read(text, beside={"main.parameters.json": given})
    assert found.of(KEY)["region"] == "uksouth"
    origin = found.harvest.found[0].facts["region"].origin
    assert origin.location.file == "main.parameters.json"
    assert found.text(origin).startswith('"uksouth"')


def test_a_parameter_without_a_value_is_told_with_how_to_give_it() -> None:
    text = template([{**SEARCH, "location": "[parameters('untold')]"}], parameters=PARAMETERS)
    (note,) = read(text, around=None).notes()
    assert "parameter `untold` has no value here; give it one in a `.parameters.json` beside the template" in note


def test_the_location_of_the_resource_group_is_that_which_is_declared() -> None:
    text = template([{**SEARCH, "location": "[resourceGroup().location]"}])
    found = read(text)
    assert found.of(KEY)["region"] == SPAIN.region
    assert found.harvest.found[0].facts["region"].origin.how == "declared"
    (note,) = read(text, around=None).notes()
    assert "it takes the location of its resource group, which no file names" in note


def test_a_secret_is_never_told() -> None:
    text = template([{**SEARCH, "location": "[parameters('secret')]"}], parameters=PARAMETERS)
    assert not any("hunter2" in note for note in read(text, around=None).notes())


@pytest.mark.parametrize(
    "written",
    [
        "[replace(variables('long'), 'x', variables('long'))]",
        "[replace(variables('long'), '', variables('long'))]",
        "[join(split(variables('long'), ''), variables('long'))]",
        "[string(createArray(split(variables('long'), ''), variables('long'), variables('long'), variables('long')))]",
    ],
)
def test_a_text_that_would_be_very_long_is_unknown(written: str) -> None:
    document = read_json(template([], variables={"long": "x" * 50_000}), "main.json", _limits())
    assert isinstance(document.value, dict)
    places = DocumentPlaces("main.json", document.places)
    assert isinstance(Scope(document.value, "", places, Shared("main.json")).value(written), Unsettled)
