"""What a call of `check` accepts: waivers that are signed or trusted, and the findings that were known before."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
import msgspec

from fielato.cli.options import emit
from fielato.engine import Accepted
from fielato.errors import FileError, InputError, Problem
from fielato.model.manifest import Manifest
from fielato.reading import DEFAULT

if TYPE_CHECKING:
    from fielato.assess import Assessment
    from fielato.model.vocabulary import Layer
    from fielato.rules.pack import Policies
    from fielato.waivers import Book, Source

BESIDE: Final = Path(".fielato") / "waivers.yaml"
"""Where waivers lie in a repository, from its root or a deployment's folder."""
_GIT: Final = ".git"


class Accepting(msgspec.Struct, frozen=True):
    """What a call says of waivers and of a baseline."""

    waivers: Path | None = None
    waiver_keys: tuple[Path, ...] = ()
    trust_waivers: bool = False
    baseline: Path | None = None
    write_baseline: Path | None = None

    @property
    def flags(self) -> dict[str, object]:
        """Each flag, and what the call gives it."""
        return {
            "--waivers": self.waivers,
            "--waiver-key": self.waiver_keys,
            "--trust-waivers": self.trust_waivers,
            "--baseline": self.baseline,
            "--write-baseline": self.write_baseline,
        }


_FILE: Final[Any] = click.Path(path_type=Path)
_WAIVERS: Final = (
    click.option("--waivers", type=_FILE, metavar="FILE", help="Waivers that the service exported and signed."),
    click.option(
        "--waiver-key",
        "waiver_keys",
        type=_FILE,
        multiple=True,
        metavar="FILE",
        help="A public Ed25519 key (PEM) that may have signed them; may be given several times.",
    ),
    click.option(
        "--trust-waivers",
        is_flag=True,
        help=f"Count waivers that nobody signed: {BESIDE} of the repository, and --waivers.",
    ),
)
_BASELINE: Final = (
    click.option(
        "--baseline",
        type=_FILE,
        metavar="FILE",
        help="Let only findings close the gate that do not stand in this file; the verdict stays what it is.",
    ),
    click.option("--write-baseline", type=_FILE, metavar="FILE", help="Write what is found now to this file."),
)


def accepting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """All of these options; the command takes them together, as `accepting`."""
    return _taking(command, (*_WAIVERS, *_BASELINE))


def waiver_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Those of waivers alone, in the same way."""
    return _taking(command, _WAIVERS)


def _taking(command: Callable[..., Any], options: Sequence[Callable[[Any], Any]]) -> Callable[..., Any]:
    @functools.wraps(command)
    def with_options(*args: Any, **given: Any) -> Any:
        ours = {name: given.pop(name) for name in Accepting.__struct_fields__ if name in given}
        return command(*args, accepting=Accepting(**ours), **given)

    wrapped: Callable[..., Any] = with_options
    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped


def accepted(accepting: Accepting, manifests: Sequence[Manifest], policies: Policies) -> Accepted:
    """The waivers and the baseline that go with the deployments.

    Raises InputError with the problems of every file that cannot be read, is not valid, or is not signed by a key.
    """
    gathering = _Gathering(accepting, policies)
    book = gathering.book(manifests)
    baseline = gathering.baseline() if accepting.baseline is not None else None
    if gathering.problems:
        raise InputError(gathering.problems)
    return Accepted(book, baseline)


def write_baseline(accepting: Accepting, assessments: Sequence[Assessment]) -> None:
    """Write what was found, where the call asks for it."""
    if accepting.write_baseline is None:
        return
    from fielato import baseline  # hardly a call writes one
    from fielato.reports import json

    found = [(one.manifest.deployment, one.findings) for one in assessments]
    emit(json.render(baseline.document(found)), accepting.write_baseline)


class _Gathering:
    """One call: what was read so far, and what was wrong with it."""

    def __init__(self, accepting: Accepting, policies: Policies) -> None:
        self._accepting = accepting
        self._policies = policies
        self.problems: list[Problem] = []

    def book(self, manifests: Sequence[Manifest]) -> Book | None:
        named, found = self._accepting.waivers, _beside(manifests)
        if named is None and not found:
            return None
        from fielato.waivers import Book, Uncounted, read_written  # most repositories have none

        sources: list[Source] = []
        uncounted: list[Uncounted] = []
        if named is not None:
            found.pop(named.resolve(), None)
            self._try(lambda: self._named(named, sources, uncounted))
        for path, only_for in found.items():
            if not self._accepting.trust_waivers:
                uncounted.append(Uncounted(_shown(path)))
                continue
            self._try(
                lambda path=path, only_for=only_for: sources.append(  # type: ignore[misc]  # bound in the loop
                    read_written(bytes_of(path), _shown(path), layers(self._policies), frozenset(only_for))
                )
            )
        return Book(tuple(sources), tuple(uncounted))

    def baseline(self) -> Any:
        from fielato import baseline

        path = self._accepting.baseline
        return self._try(lambda: baseline.parse(bytes_of(path), str(path))) if path is not None else None

    def _named(self, path: Path, sources: list[Source], uncounted: list[Any]) -> None:
        from fielato.waivers import Uncounted, envelope, read_signed, read_written

        data = bytes_of(path)
        if envelope.is_envelope(data):
            keys = [envelope.verify_key(bytes_of(key), str(key)) for key in self._accepting.waiver_keys]
            sources.append(read_signed(data, str(path), keys, layers(self._policies)))
            return
        source = read_written(data, str(path), layers(self._policies))
        if self._accepting.trust_waivers:
            sources.append(source)
        else:
            uncounted.append(Uncounted(str(path)))

    def _try(self, action: Callable[[], Any]) -> Any:
        try:
            return action()
        except FileError as error:
            self.problems.extend(error.problems)
            return None


def _beside(manifests: Sequence[Manifest]) -> dict[Path, set[Manifest]]:
    """The files of waivers of the repositories and folders of deployments, each with the deployments that it is for."""
    found: dict[Path, set[Manifest]] = {}
    known: dict[Path, list[Path]] = {}
    for manifest in manifests:
        at = Path(manifest.places.location("").file)
        folder = at if at.is_dir() else at.parent
        if folder not in known:
            above = _upward(folder.resolve())
            known[folder] = [path for one in above if (path := one / BESIDE).is_file()]
        for path in known[folder]:
            found.setdefault(path, set()).add(manifest)
    return found


def _upward(folder: Path) -> list[Path]:
    """The folder and those above it up to the repository's root, or else to the working directory, or itself alone."""
    above = [folder, *folder.parents]
    last = next((one for one in above if (one / _GIT).exists()), Path.cwd().resolve())
    return above[: above.index(last) + 1] if last in above else [folder]


def _shown(path: Path) -> str:
    here = Path.cwd().resolve()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def layers(policies: Policies) -> dict[str, Layer]:
    """The layer of every rule, by its id."""
    return {name: rule.rule.layer for name, rule in policies.rules.items()}


def bytes_of(path: Path) -> bytes:
    """The bytes of a file, no more than the reader's limit and one; raises InputError where it cannot be read."""
    try:
        with path.open("rb") as opened:
            return opened.read(DEFAULT.bytes + 1)
    except OSError as error:
        raise InputError(Problem(f"cannot be read: {error.strerror or error}", str(path))) from None
