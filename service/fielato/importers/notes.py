"""What several formats tell people where files leave something open, and how the words of a note are filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

Text: TypeAlias = Mapping[str, str]
"""What people are told, in `en` and `es`, with `{words}` to fill in."""
_SHOWN: Final = 3

PLACE: Final[Text] = {
    "en": "no file says where {thing} is; write `infrastructure: [{{provider: …, region: …}}]` in fielato.yaml, or "
    "`infrastructure: [{{place: {{kind: on-premises, territory: …}}}}]` where the machines are your own",
    "es": "ningún fichero dice dónde está {thing}; ponga `infrastructure: [{{provider: …, region: …}}]` en "
    "fielato.yaml, o `infrastructure: [{{place: {{kind: on-premises, territory: …}}}}]` si las máquinas son propias",
}
"""Where a cluster, a host or a proxy is, of which not even the provider is known; `thing` in both languages."""
REGION: Final[Text] = {
    "en": "{why}; write `infrastructure: [{{provider: {provider}, region: …}}]` in fielato.yaml",
    "es": "{why}; ponga `infrastructure: [{{provider: {provider}, region: …}}]` en fielato.yaml",
}
"""Why a region of a provider is not known, `why` in both languages."""
TEMPLATE_ELSEWHERE: Final[Text] = {
    "en": "`{name}` is made from the template `{template}`, which is not beside this file: what it makes was not "
    "judged. Check that template as well",
    "es": "`{name}` se crea con la plantilla `{template}`, que no está junto a este fichero: lo que crea no se ha "
    "juzgado. Compruebe también esa plantilla",
}


def filled(text: Text, **words: str | Text) -> Text:
    """A text with its words; a word may itself be in both languages."""
    return {
        language: said.format_map(
            {name: word if isinstance(word, str) else word[language] for name, word in words.items()}
        )
        for language, said in text.items()
    }


def listed(names: Sequence[str]) -> Text:
    """The first of several names as code, and how many more there are."""
    several = list(dict.fromkeys(names))
    shown, more = ", ".join(f"`{name}`" for name in several[:_SHOWN]), len(several) - _SHOWN
    if more <= 0:
        return {"en": shown, "es": shown}
    return {"en": f"{shown} and {more} more", "es": f"{shown} y {more} más"}
