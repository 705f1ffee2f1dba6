"""What is shipped: a wheel that works on its own, locks with hashes, and nothing of anybody's machine."""

from __future__ import annotations

import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = sorted((ROOT / "deploy/requirements").glob("*.txt"))
TRACKED = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
TEXTS = [path for name in TRACKED.split("\0") if name and (path := ROOT / name).is_file()]

MACHINE = re.compile(rb"(?<![\w.])/(?:home|Users|root|work)/\w")
REGISTRY = re.compile(rb"https?://[\w.:-]+/simple\b|--(?:extra-)?index-url[= ]")


def built(folder: Path) -> Path:
    """The wheel of this checkout."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("wheel"))


@pytest.mark.install
def test_the_wheel_carries_policies_and_facts_exactly_as_the_checkout_has_them(wheel: Path) -> None:
    bundled = "fielato/_bundled/"
    with zipfile.ZipFile(wheel) as archive:
        inside = {name.removeprefix(bundled) for name in archive.namelist() if name.startswith(bundled)}
        others = {name.partition("/")[0] for name in archive.namelist() if not name.startswith(bundled)}
        demo = archive.read(f"{bundled}seeds/demo/chatbot.yaml")
    names = {path.relative_to(ROOT).as_posix() for path in TEXTS}
    dev_only = ("seeds/refresh/", "seeds/curated/")
    assert inside == {
        name for name in names if name.startswith(("policies/", "seeds/")) and not name.startswith(dev_only)
    }
    assert {name.partition("-")[0] for name in others} == {"fielato"}
    assert demo == (ROOT / "seeds/demo/chatbot.yaml").read_bytes()


@pytest.mark.install
def test_the_wheel_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = str(tmp_path / "venv/bin/python")
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "--require-hashes", "-r", str(ROOT / "deploy/requirements/run.txt")], cwd=tmp_path, check=True
    )
    subprocess.run([*pip, "--no-deps", str(wheel)], cwd=tmp_path, check=True)

    def fielato(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(tmp_path / "venv/bin/fielato"), *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    where = "import fielato.library as l; print(l.demo('chatbot.yaml'))"
    demo = subprocess.run(
        [python, "-c", where], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout.strip()
    assert demo.startswith(str(tmp_path))
    checked = fielato("check", demo, "--as-of", "2026-11-23")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout.startswith("shop-chatbot")
    listed = fielato("facts", "regions", "--format", "csv")
    assert listed.stdout.startswith("provider,region,country,label,source\n")
    assert fielato("policy", "test").returncode == 0


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_locked_requirement_is_pinned_with_hashes_and_no_host(lock: Path) -> None:
    requirements = [one for one in lock.read_text().replace("\\\n", " ").splitlines() if one.strip()]
    assert requirements
    for one in requirements:
        assert re.match(r"^[a-z0-9][a-z0-9._-]*(\[[a-z,]+\])?==[^ ]+ ", one), one[:80]
        assert "--hash=sha256:" in one
        assert "://" not in one


def test_what_runs_is_locked_alike_for_running_and_testing() -> None:
    def pins(name: str) -> set[str]:
        return set(
            re.findall(r"^[a-z0-9][^ ]*==[^ ]+", (ROOT / f"deploy/requirements/{name}.txt").read_text(), re.MULTILINE)
        )

    assert pins("run") <= pins("test")


@pytest.mark.parametrize("pattern", [MACHINE, REGISTRY], ids=["a machine's path", "a package registry's address"])
def test_no_tracked_file_names(pattern: re.Pattern[bytes]) -> None:
    assert TEXTS
    found = {str(path.relative_to(ROOT)): match[0] for path in TEXTS if (match := pattern.search(path.read_bytes()))}
    assert found == {}
