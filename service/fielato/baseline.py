"""Which findings a team knew of when it began: only what is new since then stops it; the verdict stays what it is."""

from typing import Annotated, Final, Literal

import msgspec

from fielato import digest
from fielato.errors import InputError
from fielato.finding import Finding
from fielato.model.deployment import Deployment
from fielato.model.fact import UNSET, Maybe, Record, Text, fact
from fielato.model.vocabulary import API_VERSION, ApiVersion
from fielato.reading import read
from fielato.reading.decode import decode
from fielato.rules.outcome import Outcome

_RANKS: Final = {Outcome.UNDETERMINED.value: 1, Outcome.VIOLATED.value: 2}
"""How grave an outcome is; what is waived is no finding to know of."""


class KnownFinding(Record, frozen=True, kw_only=True, order=True):
    """A finding of the baseline."""

    rule: Annotated[Text, fact("The rule, `pack/rule`.", "La regla, `paquete/regla`.")]
    subject: Annotated[Text, fact("The subject's id.", "El id del sujeto.")]
    outcome: Annotated[Literal["violated", "undetermined"], fact("What it was then.", "Lo que era entonces.")]


class KnownDeployment(Record, frozen=True, kw_only=True):
    """A deployment's findings, by its identity over time."""

    controller: Annotated[Text, fact("The name of its controller.", "El nombre de su responsable.")]
    name: Annotated[Text, fact("Its own name.", "Su propio nombre.")]
    environment: Maybe[
        Annotated[Text, fact("Its environment; absent where it names none.", "Su entorno; falta si no nombra ninguno.")]
    ] = UNSET
    findings: Annotated[tuple[KnownFinding, ...], fact("What was found.", "Lo que se encontró.")]

    @property
    def identity(self) -> tuple[object, ...]:
        """What makes it the same deployment as another."""
        return self.controller, self.name, self.environment


class BaselineDocument(Record, frozen=True, kw_only=True, rename={"api_version": "apiVersion"}):
    """The findings that were known on a day, as `fielato check --write-baseline` writes them."""

    api_version: Annotated[ApiVersion, fact("The version of this format.", "La versión de este formato.")]
    kind: Annotated[Literal["Baseline"], fact("What the document is.", "Qué es el documento.")]
    deployments: Annotated[tuple[KnownDeployment, ...], fact("The deployments.", "Los despliegues.")]


class Baseline(msgspec.Struct, frozen=True, eq=False):
    """A baseline as it was read."""

    file: str
    digest: str
    known: dict[tuple[object, ...], dict[tuple[str, str], str]]
    """By deployment, the outcome of each finding, which is named by rule and subject."""

    def knows(self, deployment: Deployment, finding: Finding) -> bool:
        """Whether a finding of a deployment stands in it, and was no less grave then."""
        known = self.known.get(_identity(deployment), {})
        rank = _RANKS.get(finding.outcome.value, 0)
        return 0 < rank <= _RANKS.get(known.get((finding.rule.id, finding.subject.id), ""), 0)

    def names(self, deployment: Deployment) -> frozenset[tuple[str, str]]:
        """The findings of a deployment that stand in it, by rule and subject."""
        return frozenset(self.known.get(_identity(deployment), ()))


def parse(data: bytes, file: str) -> Baseline:
    """Read a baseline; raises InputError with every mistake at its place."""
    documents = read(data, file)
    if len(documents) > 1:
        raise InputError(documents[1].problem("", "there is more than one baseline", "one file holds one"))
    known: dict[tuple[object, ...], dict[tuple[str, str], str]] = {}
    for number, one in enumerate(decode(documents[0], BaselineDocument).deployments):
        if one.identity in known:
            message = f"{one.name} of {one.controller} stands here twice"
            raise InputError(documents[0].problem(f"/deployments/{number}", message, "write the baseline again"))
        known[one.identity] = {(finding.rule, finding.subject): finding.outcome for finding in one.findings}
    return Baseline(file, digest.of_bytes(data), known)


def document(found: list[tuple[Deployment, tuple[Finding, ...]]]) -> BaselineDocument:
    """The baseline of deployments as they are; the same findings give the same document, whatever their order."""
    by_identity: dict[tuple[object, ...], set[KnownFinding]] = {}
    for deployment, findings in found:
        known = by_identity.setdefault(_identity(deployment), set())
        known |= {_known(finding) for finding in findings if finding.outcome.value in _RANKS}
    deployments = [
        KnownDeployment(controller=controller, name=name, environment=environment, findings=tuple(sorted(known)))  # type: ignore[arg-type]  # the parts of an identity
        for (controller, name, environment), known in sorted(by_identity.items(), key=lambda one: repr(one[0]))
    ]
    return BaselineDocument(api_version=API_VERSION, kind="Baseline", deployments=tuple(deployments))


def _known(finding: Finding) -> KnownFinding:
    outcome: Literal["violated", "undetermined"] = "violated" if finding.outcome is Outcome.VIOLATED else "undetermined"
    return KnownFinding(rule=finding.rule.id, subject=finding.subject.id, outcome=outcome)


def _identity(deployment: Deployment) -> tuple[object, ...]:
    return deployment.controller.name, deployment.name, deployment.environment
