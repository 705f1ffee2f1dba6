"""What exporters outside the Union need under the transfer rules of their own country."""

from typing import Annotated

from .fact import UNSET, Maybe, Record, fact


class OwnRegime(Record, frozen=True, kw_only=True):
    """The tools that cover exports to one importer from the United Kingdom and from Switzerland."""

    uk: Annotated[
        Maybe[bool],
        fact(
            "Whether exports to it from the United Kingdom have a UK tool: Addendum, IDTA or the UK Extension.",
            "Si las exportaciones a ella desde el Reino Unido tienen instrumento propio: Addendum, IDTA o la "
            "extensión británica del MPD.",
        ),
    ] = UNSET
    swiss: Annotated[
        Maybe[bool],
        fact(
            "Whether exports to it from Switzerland have a Swiss tool: clauses adapted to Swiss law or the "
            "Swiss-US framework.",
            "Si las exportaciones a ella desde Suiza tienen instrumento propio: cláusulas adaptadas al Derecho "
            "suizo o el marco Suiza-EE. UU.",
        ),
    ] = UNSET
