"""Which files make which deployment: those below the nearest `fielato.yaml`, or what an importer takes as one."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importers.fakes import PROJECT, Lines

from fielato import engine as engines
from fielato.cli.gather import gather
from fielato.engine import Engine, engine
from fielato.errors import InputError, UsageError
from fielato.model.surroundings import Surroundings

MODEL = "#lines\nfake:m model provider=aws service=bedrock\n"
STORE = "#lines\nfake:s store provider=aws service=s3\n"
NATIVE = "apiVersion: fielato/v1\nkind: AIDeployment\nname: own\ncontroller: {name: X}\ncomponents: [{id: a}]\n"


@pytest.fixture
def fielato(monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setattr(engines, "importers", lambda: (Lines(),))
    return engine()


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "repo/.git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repo")
    return tmp_path / "repo"


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def found(fielato: Engine, *paths: str, around: Surroundings | None = None) -> dict[str, list[str]]:
    """The ids of the components of each deployment, by its name."""
    gathered = gather(fielato, paths, None, None, around)
    return {one.deployment.name: [each.id for each in one.deployment.components] for one, _ in gathered}


def test_files_without_a_project_are_a_deployment_each(fielato: Engine) -> None:
    write("infra/a.yaml", MODEL)
    write("infra/b.yaml", STORE)
    assert found(fielato, "infra") == {"a": ["model"], "b": ["store"]}


def test_files_below_a_project_are_one_deployment_of_its_name(fielato: Engine) -> None:
    write("app/fielato.yaml", PROJECT)
    write("app/infra/a.yaml", MODEL)
    write("app/deep/er/b.yaml", STORE)
    assert found(fielato, ".") == {"shop": ["store", "model"]}


def test_the_nearest_project_counts(fielato: Engine) -> None:
    write("fielato.yaml", PROJECT)
    write("a.yaml", MODEL)
    write("inner/fielato.yaml", PROJECT.replace("shop", "inner"))
    write("inner/b.yaml", STORE)
    assert found(fielato, ".") == {"shop": ["model"], "inner": ["store"]}


def test_a_project_above_the_files_named_is_found_up_to_the_repositorys_root(
    fielato: Engine, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("fielato.yaml", PROJECT)
    write("deep/er/a.yaml", MODEL)
    assert found(fielato, "deep/er/a.yaml") == {"shop": ["model"]}
    monkeypatch.chdir(repository / "deep/er")
    assert found(fielato, "a.yaml") == {"shop": ["model"]}


def test_a_project_above_the_repositorys_root_is_somebody_elses(fielato: Engine, repository: Path) -> None:
    write(str(repository.parent / "fielato.yaml"), PROJECT)
    write("a.yaml", MODEL)
    assert found(fielato, "a.yaml") == {"a": ["model"]}


def test_whoever_names_the_project_means_the_files_that_it_is_beside(fielato: Engine) -> None:
    write("app/fielato.yaml", PROJECT)
    write("app/infra/a.yaml", MODEL)
    assert found(fielato, "app/fielato.yaml") == {"shop": ["model"]}


def test_a_project_without_files_beside_it_is_a_manifest_like_any_other(fielato: Engine) -> None:
    write("fielato.yaml", PROJECT + "components: [{id: model}]\n")
    assert found(fielato, ".") == {"shop": ["model"]}


def test_a_project_may_say_that_the_files_beside_it_are_not_its_own(fielato: Engine) -> None:
    write("fielato.yaml", PROJECT + "components: [{id: own}]\ninfrastructure: []\n")
    write("dev/a.yaml", MODEL)
    assert found(fielato, ".") == {"shop": ["own"], "a": ["model"]}


def test_manifests_of_other_names_stay_deployments_of_their_own(fielato: Engine) -> None:
    write("app/fielato.yaml", PROJECT)
    write("app/infra/a.yaml", MODEL)
    write("app/other.yaml", NATIVE)
    assert found(fielato, "app") == {"own": ["a"], "shop": ["model"]}


def test_the_register_beside_the_project_goes_with_it(fielato: Engine) -> None:
    write("app/fielato.yaml", PROJECT)
    write("app/organisation.yaml", "apiVersion: fielato/v1\nkind: Register\norganisation: tienda\n")
    write("app/infra/deep/a.yaml", MODEL)
    for path in ("app", "app/infra/deep/a.yaml"):
        ((_, register),) = gather(fielato, (path,), None)
        assert register is not None
        assert register.register.organisation == "tienda"


def test_folders_of_tools_and_other_peoples_files_are_passed_over(fielato: Engine) -> None:
    write("a.yaml", MODEL)
    write(".terraform/modules/b.yaml", STORE)
    write("node_modules/x/c.yaml", STORE)
    assert found(fielato, ".") == {"a": ["model"]}


def test_the_flag_says_where_everything_runs(fielato: Engine) -> None:
    write("a.yaml", MODEL)
    ((manifest, _),) = gather(fielato, ("a.yaml",), None, None, Surroundings(provider="aws", region="eu-south-2"))
    assert manifest.deployment.components[0].region == "eu-south-2"


def test_a_format_that_is_asked_for_reads_what_nobody_recognises(fielato: Engine) -> None:
    write("a.txt", "fake:m model\n")
    ((manifest, _),) = gather(fielato, ("a.txt",), None, "lines")
    assert [one.id for one in manifest.deployment.components] == ["model"]
    with pytest.raises(UsageError, match="there is no format `liness`; did you mean"):
        gather(fielato, ("a.txt",), None, "liness")


def test_a_file_that_is_broken_decides_nothing_for_any(fielato: Engine) -> None:
    write("a.yaml", MODEL)
    write("b.yaml", "#lines\n!\n")
    with pytest.raises(InputError) as caught:
        gather(fielato, (".",), None)
    assert [str(problem) for problem in caught.value.problems] == ["b.yaml:2:1: this line is broken"]


def test_a_folder_without_any_deployment_says_what_would_be_one(fielato: Engine) -> None:
    write("docs/readme.yaml", "a: 1\n")
    with pytest.raises(InputError, match="no file in this folder is a deployment"):
        gather(fielato, ("docs",), None)


def test_a_folder_of_files_that_hold_no_data_does_not_stop_the_others(fielato: Engine) -> None:
    write("a.yaml", MODEL)
    write("roles.yaml", "#lines\n")
    assert found(fielato, ".") == {"a": ["model"]}


def test_files_that_hold_no_data_are_told_where_they_are_named_or_alone_or_not_all_known(fielato: Engine) -> None:
    write("a.yaml", MODEL)
    write("roles/roles.yaml", "#lines\n")
    write("odd/odd.yaml", "#lines\n?aws_new_store\n")
    for paths in (("a.yaml", "roles/roles.yaml"), ("roles",)):
        with pytest.raises(InputError, match=r"roles\.yaml: nothing in these files holds or handles data"):
            gather(fielato, paths, None)
    with pytest.raises(InputError, match="types that Fielato does not know: aws_new_store"):
        gather(fielato, (".",), None)
