"""What an assessment takes on trust: the declarations by which rules do not apply."""

from __future__ import annotations

from collections.abc import Iterator

from fielato.assess import Assessment
from fielato.model.fact import UNSET
from fielato.reports.values import told
from fielato.reports.words import Language, word


def declarations(one: Assessment, language: Language) -> Iterator[str]:
    """The statements by which rules do not apply: nobody but their author vouches for them."""
    deployment = one.manifest.deployment
    if deployment.data is not UNSET and not deployment.data:
        yield word("declared-no-data", language)
    for data in deployment.data if deployment.data is not UNSET else ():
        if data.personal is False:
            yield word("declared-not-personal", language, name=data.id)
        if data.special_categories == ():
            yield word("declared-no-special", language, name=data.id)
        if data.registers == ():
            yield word("declared-no-registers", language, name=data.id)
    if deployment.controller.public is False:
        yield word("declared-private", language)
    if deployment.controller.public_powers is False:
        yield word("declared-no-powers", language)
    if deployment.controller.sectors is not UNSET:
        sectors = ", ".join(told(sector, language) for sector in deployment.controller.sectors)
        yield word("declared-sectors", language, sectors=sectors or word("none", language))
