"""A generated pack as policy files for the product's own facts: what `--policies` is given."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Final

from fielato.model.variables import SubjectKind, Variable, visible

PACK: Final = "bench"
_SUBJECTS: Final[tuple[SubjectKind, ...]] = ("deployment", "component", "location", "transfer")


def files(seed: int, rules: int, applying: int | None = None) -> dict[str, str]:
    """The files of a pack of that many rules, by path.

    Of these, the first `applying` (all by default) ask for facts that a small manifest leaves open; the rest are rules
    of other countries, as in a pack that a group of companies shares.
    """
    rng = random.Random(f"policies {seed}")  # noqa: S311 - made-up data, not secrets
    text = {"en": "A generated rule.", "es": "Una regla generada."}
    found = {f"{PACK}/pack.yaml": json.dumps({"id": PACK, "title": text, "description": text})}
    for number in range(rules):
        subject = rng.choice(_SUBJECTS)
        elsewhere = applying is not None and number >= applying
        rule = {
            "id": f"generated-{number:04}",
            "title": text,
            "layer": "organisation",
            "question": rng.choice(("where", "ground", "duty")),
            "severity": rng.choice(("block", "review", "advise")),
            "subject": subject,
            "when": " && ".join(
                [
                    *(['controller.country in ["FR", "IT", "PT"]'] if elsewhere else []),
                    *(_test(rng, subject) for _ in range(rng.randint(1, 3))),
                ]
            ),
            "require": " || ".join(_test(rng, subject) for _ in range(rng.randint(1, 3))),
            "message": text,
            "rationale": text,
            "remediation": text,
        }
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in rule.items()]
        found[f"{PACK}/{rule['id']}.yaml"] = "\n".join(lines) + "\n"
    return found


def write(folder: Path, seed: int, rules: int, applying: int | None = None) -> Path:
    """Write the files below a folder; returns that of the pack."""
    for path, text in files(seed, rules, applying).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder / PACK


def _test(rng: random.Random, subject: SubjectKind) -> str:
    fact = rng.choice(list(visible(subject).values()))
    word = json.dumps(rng.choice(fact.values or ("ES", "FR", "other")))
    return _TESTS[fact.type](rng, fact, word)


def _integer(rng: random.Random, fact: Variable, _: str) -> str:
    return f"{fact.name} {rng.choice(('<', '<=', '>', '>='))} {rng.randrange(1_000)}"


def _date(rng: random.Random, fact: Variable, _: str) -> str:
    return f'{fact.name} {rng.choice(("<", ">="))} date("20{rng.randint(18, 29)}-0{rng.randint(1, 9)}-15")'


_TESTS: Final = {
    "bool": lambda rng, fact, _: rng.choice(("", "!")) + fact.name,
    "int": _integer,
    "date": _date,
    "string": lambda rng, fact, word: f"{fact.name} {rng.choice(('==', '!='))} {word}",
    "list(string)": lambda rng, fact, word: rng.choice(
        (f"{word} in {fact.name}", f"{fact.name}.exists(one, one == {word})", f"{fact.name}.all(one, one != {word})")
    ),
}
"""A test of each type of fact."""
