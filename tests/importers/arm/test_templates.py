"""What a template makes: conditions, loops, children, templates inside; and which files are templates at all."""

from __future__ import annotations

from typing import Any

import pytest
from tests.importers.arm_templates import SCHEMA, read, read_files, template

from fielato.errors import InputError
from fielato.importers.arm import ArmImporter
from fielato.importers.interface import Source

SEARCH: dict[str, Any] = {"type": "Microsoft.Search/searchServices", "name": "s", "location": "westeurope"}
KEY = "arm:Microsoft.Search/searchServices/s"


def inside(resources: object, scope: str = "inner", parameters: object = None, **more: Any) -> dict[str, Any]:
    return {
        "type": "Microsoft.Resources/deployments",
        "name": "inside",
        **more,
        "properties": {
            "expressionEvaluationOptions": {"scope": scope},
            "parameters": parameters or {},
            "template": {
                "$schema": SCHEMA,
                "parameters": {"where": {"type": "string", "defaultValue": "eastus"}},
                "resources": resources,
                "outputs": {"name": {"type": "string", "value": "[parameters('where')]"}},
            },
        },
    }


@pytest.mark.parametrize(
    ("condition", "made", "notes"), [(True, True, 0), (False, False, 0), ("[parameters('x')]", True, 1)]
)
def test_a_resource_counts_unless_its_condition_is_known_not_to_be_met(condition: Any, made: bool, notes: int) -> None:
    found = read(template([{**SEARCH, "condition": condition}, {**SEARCH, "name": "other"}]))
    assert (KEY in found.facts()) is made
    assert len(found.notes()) == notes


def test_a_template_inside_has_the_parameters_that_it_is_given() -> None:
    resources = [{**SEARCH, "location": "[parameters('where')]"}]
    found = read(
        template(
            [inside(resources, parameters={"where": {"value": "[parameters('home')]"}})],
            parameters={"home": {"type": "string", "defaultValue": "uksouth"}},
        )
    )
    assert found.of(KEY)["region"] == "uksouth"
    assert found.at(KEY, "region").startswith('"uksouth"')
    assert read(template([inside(resources)])).of(KEY)["region"] == "eastus"


def test_a_template_inside_of_outer_scope_sees_the_outer_parameters() -> None:
    found = read(
        template(
            [inside([{**SEARCH, "location": "[parameters('where')]"}], scope="outer")],
            parameters={"where": {"type": "string", "defaultValue": "swedencentral"}},
        )
    )
    assert found.of(KEY)["region"] == "swedencentral"


@pytest.mark.parametrize(
    ("reference", "version"),
    [
        ("reference('in').outputs.name.value", "2.0"),
        ("reference(resourceId('Microsoft.Resources/deployments', 'inside'), '2022-09-01').outputs.name.value", ""),
        ("reference('inside').outputs.name.value", ""),
    ],
)
def test_what_a_template_inside_puts_out_is_known_outside(reference: str, version: str) -> None:
    use = {**SEARCH, "location": f"[{reference}]"}
    resources: Any = {"in": inside([]), "use": use} if version else [inside([]), use]
    found = read(template(resources, **({"languageVersion": version} if version else {})))
    assert found.of(KEY)["region"] == "eastus"
    assert found.at(KEY, "region").startswith('"eastus"')


def test_a_template_inside_for_another_group_does_not_take_the_location_of_this_one() -> None:
    resources = [{**SEARCH, "location": "[resourceGroup().location]"}]
    found = read(template([inside(resources, resourceGroup="elsewhere")]))
    origin = found.harvest.found[0].facts["region"].origin
    assert origin.how == "declared"
    assert any("location of its resource group" in note for note in found.notes())


def test_a_template_beside_this_one_is_read_with_its_parameters() -> None:
    linked = {
        "type": "Microsoft.Resources/deployments",
        "name": "linked",
        "properties": {
            "templateLink": {"relativePath": "modules/s.json"},
            "parameters": {"where": {"value": "uksouth"}},
        },
    }
    module = template([{**SEARCH, "location": "[parameters('where')]"}], parameters={"where": {"type": "string"}})
    found = read_files({"main.json": template([linked]), "modules/s.json": module})
    assert [facts["region"] for facts in found.facts().values()] == ["uksouth"]


def test_a_template_that_links_to_itself_ends() -> None:
    link = {
        "type": "Microsoft.Resources/deployments",
        "name": "me",
        "properties": {"templateLink": {"relativePath": "main.json"}},
    }
    found = read_files({"main.json": template([SEARCH, link]), "other.json": template([SEARCH])})
    assert any("other.json" in key for key in found.facts())


def test_a_template_that_is_elsewhere_is_told_of() -> None:
    link = {
        "type": "Microsoft.Resources/deployments",
        "name": "far",
        "properties": {"templateLink": {"uri": "https://x/t.json"}},
    }
    found = read(template([SEARCH, link]))
    assert list(found.harvest.unrecognised) == ["Microsoft.Resources/deployments"]
    assert "`https://x/t.json`, which is not beside this file" in found.notes()[0]


def test_a_loop_of_a_known_number_makes_each() -> None:
    text = template(
        [{**SEARCH, "name": "[concat('s', copyIndex())]", "location": "[variables('places')[copyIndex()]]",
          "copy": {"name": "each", "count": "[length(variables('places'))]"}}],
        variables={"places": ["westeurope", "eastus"]},
    )  # fmt: skip
    found = read(text)
    assert [(key[-2:], facts["region"]) for key, facts in found.facts().items()] == [
        ("s0", "westeurope"), ("s1", "eastus"),
    ]  # fmt: skip
    assert found.at(f"{KEY}1", "region").startswith('"eastus"')


def test_a_loop_of_an_unknown_number_makes_one_that_stands_for_all() -> None:
    text = template([{**SEARCH, "copy": {"name": "each", "count": "[parameters('n')]"}}])
    found = read(text)
    assert list(found.facts()) == [KEY]
    assert any("several times by a copy loop: one stands for all" in note for note in found.notes())


def test_a_loop_inside_properties_gives_each_of_its_values_at_its_literal() -> None:
    cosmos = {
        "type": "Microsoft.DocumentDB/databaseAccounts",
        "name": "c",
        "location": "westeurope",
        "properties": {"copy": [{"name": "locations", "count": 2,
                                 "input": {"locationName": "[variables('places')[copyIndex('locations')]]"}}]},
    }  # fmt: skip
    found = read(template([cosmos], variables={"places": ["westeurope", "uksouth"]}))
    key = "arm:Microsoft.DocumentDB/databaseAccounts/c"
    assert found.of(key)["replication.regions"] == ["uksouth"]
    assert found.at(key, "replication.regions") == '"uksouth"'


def test_a_child_inside_its_parent_has_the_names_of_both() -> None:
    registry = {
        "type": "Microsoft.ContainerRegistry/registries",
        "name": "images",
        "location": "westeurope",
        "resources": [{"type": "replications", "name": "far", "location": "eastus"}],
    }
    found = read(template([registry]))
    assert found.of("arm:Microsoft.ContainerRegistry/registries/images")["replication.regions"] == ["eastus"]


def test_the_names_of_types_have_no_case() -> None:
    found = read(template([{**SEARCH, "type": "microsoft.search/SEARCHSERVICES"}]))
    assert next(iter(found.facts().values()))["service"] == "ai-search"


def test_comments_are_passed_over_and_all_else_keeps_its_place() -> None:
    text = "// made by hand\n" + template([SEARCH]).replace('"westeurope"', '/* home: */ "westeurope" // http://x')
    assert read(text).at(KEY, "region").startswith('"westeurope"')


@pytest.mark.parametrize(
    ("file", "text", "is_one"),
    [
        ("main.json", template([]), True),
        ("sub.json", template([]).replace("deploymentTemplate", "subscriptionDeploymentTemplate"), True),
        ("main.parameters.json", template([]).replace("deploymentTemplate", "deploymentParameters"), False),
        ("tsconfig.json", '{"$schema": "https://json.schemastore.org/tsconfig"}', False),
        ("main.json", '{"resources": []}', False),
        ("a.yaml", "kind: X\n", False),
    ],
)
def test_templates_are_known_by_their_schema(file: str, text: str, is_one: bool) -> None:
    assert ArmImporter().claims(Source(file, text.encode())) is is_one


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("[1]", "main.json:1:1", "a template has `resources`"),
        ('{"resources": 7}', "main.json:1:15", "a template has `resources`"),
        ('{"resources": [', "main.json:1:16", ""),
    ],
)
def test_a_template_that_is_broken_is_refused_at_its_place(text: str, place: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert caught.value.problems[0].place == place
    assert message in caught.value.problems[0].message


def test_loops_in_loops_that_make_too_much_are_refused() -> None:
    resources: list[dict[str, Any]] = [{**SEARCH, "copy": {"name": "last", "count": 20}}]
    for n in range(4):
        resources = [inside(resources, copy={"name": f"l{n}", "count": 20})]
    with pytest.raises(InputError) as caught:
        read(template(resources))
    assert "makes more than 20000 resources" in caught.value.problems[0].message
