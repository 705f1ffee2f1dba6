"""What tests of importers that read one file beside another share: a folder of texts, and what is found in it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from hypothesis import strategies as st
from tests.importers.harvests import Looked

from fielato import library
from fielato.errors import InputError
from fielato.importers.found import Harvest
from fielato.importers.interface import Around, Context, Importer, Source
from fielato.model.origin import Origin
from fielato.model.surroundings import Surroundings


def read(importer: Importer, texts: Mapping[str, str], around: Surroundings | None = None) -> Looked:
    """What an importer finds in those of several files that it claims; it may look at the others."""
    files = {name: text.encode() for name, text in texts.items()}
    sources = [source for name, data in files.items() if importer.claims(source := Source(name, data))]
    assert sources, "no file was claimed"
    declared = [] if around is None else [Around(around, Origin("declared"))]
    harvest = Harvest()
    importer.imports(sources, harvest, Context(library.catalogue(), declared, files))
    return Looked(harvest, texts)


def described(looked: Looked) -> str:
    """A harvest as text: each fact with its place, each flow, each note."""
    lines: list[str] = []
    for one in looked.harvest.found:
        lines.append(f"{one.name}  {' '.join(one.keys)}{'  (elsewhere)' if one.external else ''}")
        lines += [f"    {field}: {said.value}  {_shown(said.origin)}" for field, said in one.facts.items()]
        for field, values in one.lists.items():
            lines += [f"    {field}[]: {said.value}  {_shown(said.origin)}" for said in values]
    lines += [f"{one.source} -> {one.target}  {_shown(one.origin)}" for one in looked.harvest.flows]
    lines += [f"note {_shown(note.origin)} {note.text['en']}" for note in looked.harvest.notes]
    lines += [f"not recognised: {type_} ({len(found)})" for type_, found in looked.harvest.unrecognised.items()]
    return "\n".join([*lines, ""])


def _shown(origin: Origin) -> str:
    at = origin.location
    return f"[{origin.how} {at.file}:{at.line}:{at.column}]"


NOISE = (
    b"",
    b"\n",
    b": ",
    b"- ",
    b"{",
    b"[a]",
    b"null",
    b"1",
    b"\x00",
    b"${X:-",
    b"os.environ/X",
    b'"*"',
    b"&a ",
    b"*a",
)


@st.composite
def mutations(draw: st.DrawFn, whole: bytes) -> bytes:
    """A real file with something cut out, and something else in its place."""
    start = draw(st.integers(0, len(whole)))
    end = start + draw(st.integers(0, 40))
    return whole[:start] + draw(st.sampled_from(NOISE)) + whole[end:]


def assert_read_or_refused(importer: Importer, file: str, data: bytes) -> None:
    """An importer gives a result, or an InputError whose problems all name the file; nothing else escapes."""
    problems: tuple[str, ...] = ()
    with suppress(InputError):
        try:
            importer.imports([Source(file, data)], Harvest(), Context(library.catalogue()))
        except InputError as error:
            problems = tuple(problem.file for problem in error.problems) or ("",)
            raise
    assert set(problems) <= {file}
