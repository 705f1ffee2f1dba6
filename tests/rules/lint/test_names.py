"""Short names that stand in several packs."""

from __future__ import annotations

from .support import SOUND_CASES, SOUND_RULE, told

OTHER = {
    "other__pack": "id: other\ntitle: {en: Other, es: Otra}\ndescription: {en: For some, es: Para algunos}\n",
    "other__stays": SOUND_RULE,
    "other__stays.cases": SOUND_CASES,
}


def test_one_short_name_in_two_packs_is_a_hint_at_both() -> None:
    need = "has the same short name, so `fielato explain` needs the whole id"
    assert told("same-name", **OTHER) == [
        f"info law/stays.yaml:1:5 `other/stays` {need}",
        f"info other/stays.yaml:1:5 `law/stays` {need}",
    ]


def test_names_of_their_own_are_none() -> None:
    renamed = {"other__moves": SOUND_RULE.replace("id: stays", "id: moves"), "other__moves.cases": SOUND_CASES}
    assert told("same-name", other__pack=OTHER["other__pack"], **renamed) == []
