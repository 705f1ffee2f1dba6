"""What a processor in the EEA sends back to a controller outside it, and what carries that transfer."""

from typing import Annotated, Literal

from .fact import UNSET, Maybe, Record, fact


class ReturnedData(Record, frozen=True, kw_only=True):
    """The return of data to a controller in a third country (GDPR Art. 44; EDPB Guidelines 05/2021)."""

    to_controller: Annotated[
        Maybe[bool],
        fact(
            "Whether it sends personal data, results included, back to the controller.",
            "Si devuelve al responsable datos personales, incluidos los resultados.",
        ),
    ] = UNSET
    ground: Annotated[
        Maybe[Literal["adequacy", "module-four", "other-safeguard", "derogation", "none"]],
        fact(
            "What carries the return: adequacy, module four of the standard contractual clauses, another safeguard "
            "of Art. 46, a derogation of Art. 49, or `none`.",
            "En qué se apoya la devolución: adecuación, módulo cuatro de las cláusulas contractuales tipo, otra "
            "garantía del art. 46, una excepción del art. 49 o `none`.",
        ),
    ] = UNSET
