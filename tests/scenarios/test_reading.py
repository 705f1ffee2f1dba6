"""How a scenario is named in a call, and how strictly its file is read."""

from __future__ import annotations

import datetime

import jsonschema
import pytest
from tests.scenarios.support import HEAD

from fielato import library
from fielato.errors import InputError, UsageError
from fielato.reading import read
from fielato.reports.schemas import schema
from fielato.scenarios import Named, declared, named, parse

START = datetime.date(2027, 1, 1)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("dpf-annulled", Named("dpf-annulled")),
        ("dpf-annulled@2027-01-01", Named("dpf-annulled", (), START)),
        ("exit:aws/eu-south-2", Named("exit", ("aws", "eu-south-2"))),
        ("exit:aws/eu-south-2@2027-01-01", Named("exit", ("aws", "eu-south-2"), START)),
        ("folder/own.yaml:aws@2027-01-01", Named("folder/own.yaml", ("aws",), START)),
    ],
)
def test_a_call_names_scenario_parameters_and_first_day(written: str, expected: Named) -> None:
    assert named(written) == expected


@pytest.mark.parametrize("written", ["", "dpf-annulled@2027-02-30"])
def test_a_call_that_names_nothing_or_no_day_is_refused(written: str) -> None:
    with pytest.raises(UsageError):
        named(written)


@pytest.mark.parametrize("name", library.scenarios())
def test_every_shipped_scenario_is_what_its_schema_says_and_has_the_name_of_its_file(name: str) -> None:
    data = library.scenarios()[name].read_bytes()
    scenario, document = declared(data, f"{name}.yaml")
    assert scenario.id == name
    jsonschema.Draft202012Validator(schema("scenario")).validate(document.value)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("exit", "scenario `exit` takes 2 parameters; write exit:provider/region"),
        ("exit:aws", "scenario `exit` takes 2 parameters; write exit:provider/region"),
        ("exit:aws/", "scenario `exit` takes 2 parameters; write exit:provider/region"),
        ("exit:aws/x/y", "scenario `exit` takes 2 parameters; write exit:provider/region"),
    ],
)
def test_parameters_are_all_given_or_the_call_says_which(written: str, told: str) -> None:
    text = f"{HEAD}parameters: [provider, region]\n"
    with pytest.raises(UsageError) as caught:
        parse(text.encode(), "exit.yaml", named(written))
    assert str(caught.value) == told


def test_a_scenario_without_parameters_takes_none() -> None:
    with pytest.raises(UsageError, match="takes no parameters; write plain"):
        parse(HEAD.encode(), "plain.yaml", named("plain:x"))


def test_parameters_stand_in_texts_and_entries() -> None:
    text = HEAD.replace("es: Prueba", "es: 'Sin {region}'") + (
        "parameters: [region]\nregions: {withdrawn: [{provider: aws, region: '{region}'}]}\n"
    )
    found = parse(text.encode(), "own.yaml", named("own.yaml:eu-south-2"))
    assert found.scenario.title.es == "Sin eu-south-2"
    assert found.scenario.regions.withdrawn[0].region == "eu-south-2"
    assert found.written == "test:eu-south-2"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("adequacy: {withdrawn: [{decison: x}]}\n", ["test.yaml:6:25", "`decison`"]),
        ("territories: [{territory: ES, eea: maybe}]\n", ["test.yaml:6:36"]),
        ("starts: soon\n", ["test.yaml:6:9"]),
        ("regions: null\n", ["test.yaml:6:10"]),
        (
            "regions: {withdrawn: [{provider: '{cloud}', region: x}]}\n",
            ["test.yaml:6:34", "there is no parameter `cloud`"],
        ),
        ("---\n" + HEAD, ["there is more than one scenario"]),
    ],
)
def test_a_mistake_is_told_at_its_place(text: str, told: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        parse((HEAD + text).encode(), "test.yaml", named("test.yaml"))
    assert all(part in str(caught.value) for part in told), str(caught.value)


def test_a_file_that_is_no_scenario_is_refused() -> None:
    demo = library.demo("chatbot.yaml").read_bytes()
    with pytest.raises(InputError, match="kind"):
        declared(demo, "chatbot.yaml")
    assert read(demo, "chatbot.yaml")
