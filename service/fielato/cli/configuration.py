"""Where the options of a command come from: flags, the environment, the repository's own files, or the defaults."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click
from click.core import ParameterSource

from fielato.cli.nearest import GIT, Found, nearest, shown
from fielato.errors import InputError
from fielato.model.fact import UNSET
from fielato.rules.profile import DEFAULT

if TYPE_CHECKING:
    from fielato.model.manifest import Manifest

PREFIX: Final = "FIELATO_"
"""An option that takes a value may stand in the environment under its name after this: `FIELATO_AS_OF`."""
DEFAULTS: Final[Mapping[str, Any]] = {"policy_folders": (), "profile": DEFAULT, "gate": None, "boundary": None}
"""The options that decide how much is asked for, and what each is where nobody says."""
CHECK: Final = "check"
"""The key of a manifest under which its options stand."""
META: Final = "fielato.configuration"
"""Under this key a context of click keeps the file that is in force; there is none where files are left aside."""


class Configured(click.Command):
    """A command whose options may also stand in the environment and in a file of the repository it looks at."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for parameter in self.params:
            if isinstance(parameter, click.Option) and not parameter.is_flag and parameter.envvar is None:
                parameter.envvar = f"{PREFIX}{option_name(parameter).replace('-', '_').upper()}"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the call, with what the nearest file says where the call says nothing."""
        given, _, _ = self.make_parser(ctx).parse_args(args=list(args))
        paths = given.get("paths")  # for a missing one, click has something of its own
        wants_help = set(args) & {*self.get_help_option_names(ctx)}
        if wants_help or given.get("no_config") is True or not isinstance(paths, tuple):
            return super().parse_args(ctx, args)
        found = ctx.meta[META] = nearest(paths)
        if found is None:
            return super().parse_args(ctx, args)
        ctx.default_map = _default_map(self, found)
        try:
            rest = super().parse_args(ctx, args)
        except click.BadParameter as error:
            if error.param is None or ctx.get_parameter_source(str(error.param.name)) != ParameterSource.DEFAULT_MAP:
                raise
            _refuse(found, option_name(error.param), error.message)
        _require_no_looser(ctx, found)
        return rest


def _require_no_looser(ctx: click.Context, found: Found) -> None:
    """Refuse a file with which less is asked for than without it."""
    ours = {name for name in ctx.params if ctx.get_parameter_source(name) == ParameterSource.DEFAULT_MAP}
    if "waivers" in ours and ctx.params.get("trust_waivers"):
        message = "with --trust-waivers nobody has to have signed the waivers that a file in the repository names"
        _refuse(found, "waivers", message, "give --waivers in the pipeline's own definition")
    if ours & DEFAULTS.keys():
        from fielato.cli.tighter import require_tighter  # most repositories choose none of these

        without = {name: DEFAULTS[name] for name in ours & DEFAULTS.keys()}
        require_tighter(found, ctx.params, {**ctx.params, **without})


def tell_of_others(manifests: Iterable[Manifest]) -> None:
    """Say on standard error which deployments have options of their own that this call does not take up."""
    meta = click.get_current_context().meta
    found: Found | None = meta.get(META)
    in_force = None if found is None else found.folder / Path(found.written.document.file).name
    for manifest in manifests:
        if manifest.deployment.check is UNSET or META not in meta:
            continue
        place = manifest.places.location(f"/{CHECK}")
        if in_force is None or Path(place.file).resolve() != in_force:
            message = "`check` is not in force: options come from the file nearest to the first path"
            click.echo(str(place.problem(message, f"run `fielato check {Path(place.file).parent}` for it")), err=True)


no_config_option: Callable[[Any], Any] = click.option(
    "--no-config",
    is_flag=True,
    expose_value=False,
    help="Leave aside what `pyproject.toml` and `fielato.yaml` say of options.",
)


def option_name(parameter: click.Parameter) -> str:
    """An option's name as it is written, without its dashes."""
    return max(parameter.opts, key=len).removeprefix("--")


def _default_map(command: click.Command, found: Found) -> dict[str, Any]:
    """What the file gives, by the name of each parameter; raises InputError for an option the command lacks."""
    parameters = {option_name(one): one for one in command.params if isinstance(one, click.Option)}
    result: dict[str, Any] = {}
    for key, value in found.written.given.items():
        if key not in parameters:
            _refuse(found, key, f"`{key}` is not an option of `fielato {command.name}`")
        result[str(parameters[key].name)] = _TURNED.get(key, _as_it_is)(found, key, value)
    return result


def _as_it_is(found: Found, key: str, value: Any) -> Any:
    del found, key
    return value


def _areas(found: Found, key: str, value: Any) -> str:
    del found, key
    return value if isinstance(value, str) else ",".join(value)


def _path(found: Found, key: str, value: str) -> str:
    """A path of the file as the caller would write it; raises InputError where it leaves the repository."""
    return _below(found.root, found, key, value)


def _below(top: Path, found: Found, key: str, value: str) -> str:
    path = (found.folder / value).resolve()
    if not path.is_relative_to(top.resolve()) or GIT in path.relative_to(top.resolve()).parts:
        message = f"`{value}` lies outside of the folder that this file speaks for, or where git keeps its own files"
        _refuse(found, key, message, f"give a path below {shown(top)}")
    return shown(path)


def _paths(found: Found, key: str, value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_path(found, key, one) for one in value)


def _reports(found: Found, key: str, value: tuple[str, ...]) -> tuple[str, ...]:
    parts = [one.partition("=") for one in value]
    if any(not equals for _, equals, _ in parts):
        _refuse(found, key, "a report is written as `FORMAT=FILE`", "for example `sarif=fielato.sarif`")
    # Written, not read: a change in one folder must not replace what another one has.
    return tuple(f"{name}={_below(found.folder, found, key, file)}" for name, _, file in parts)


_TURNED: Final[Mapping[str, Any]] = {
    "boundary": _areas,
    "policies": _paths,
    "register": _path,
    "waivers": _path,
    "report": _reports,
}
"""How the value of a key becomes that of an option, where it is not the same."""


def _refuse(found: Found, key: str, message: str, hint: str = "") -> NoReturn:
    raise InputError(found.written.problem(key, message, hint))
