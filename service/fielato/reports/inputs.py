"""What every report says, whatever its detail: which deployment was assessed, its verdicts, digests of the inputs."""

from __future__ import annotations

import functools
from typing import Final

from fielato import __version__, digest
from fielato.assess import Assessment
from fielato.catalogue import Catalogue
from fielato.model.fact import UNSET
from fielato.reports.document import DeploymentPart, Digests, Engine, Layers
from fielato.rules.profile import Choice

ENGINE: Final = Engine(name="fielato", version=__version__)


def which(one: Assessment) -> DeploymentPart:
    """The deployment."""
    deployment = one.manifest.deployment
    return DeploymentPart(
        name=deployment.name,
        controller=deployment.controller.name,
        environment=deployment.environment if deployment.environment is not UNSET else None,
    )


def layers(one: Assessment) -> Layers:
    """The verdict of each layer."""
    return Layers(law=one.verdicts["law"], organisation=one.verdicts["organisation"])


def digests(one: Assessment, catalogue: Catalogue) -> Digests:
    """The digests of all that went in."""
    return Digests(
        inputs=one.manifest.digest,
        register=one.register.digest if one.register is not None else None,
        policies=one.choice.policies.digest,
        profile=_profile(one.choice),
        scenario=one.scenario.digest if one.scenario is not None else None,
        waivers=one.waivers.digest if one.waivers is not None else None,
        catalogue=catalogue.digest,
    )


@functools.lru_cache(maxsize=16)
def _profile(choice: Choice) -> str:
    return digest.of_value(
        {
            "profile": choice.profile,
            "rules": list(choice.rules),
            "gate": choice.gate,
            "boundary": choice.boundary,
            "no_third_country_control": choice.no_third_country_control,
            "parameters": dict(choice.parameters),
        }
    )
