"""The web form: which page answers which request, in which language, with nothing typed lost."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from flask import Blueprint, Response, render_template, request
from flask_wtf.csrf import CSRFError  # type: ignore[import-untyped]  # ships no types
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from fielato import library
from fielato.catalogue import Catalogue
from fielato.engine import Terms, only_register, parse_date
from fielato.errors import InputError, UsageError
from fielato.importers import Imported
from fielato.importers.files import is_ours
from fielato.model.variables import of_root
from fielato.model.vocabulary import AREAS
from fielato.reports import manifest as understood
from fielato.reports.document import AssessmentPart
from fielato.reports.sentences import territory_name
from fielato.reports.words import LANGUAGES, Language
from fielato.rules.profile import DEFAULT
from fielato.web import answers as typed
from fielato.web.answers import Answers, FieldError, Way
from fielato.web.page import groups
from fielato.web.service import current
from fielato.web.submission import one_deployment
from fielato.web.words import word

form = Blueprint("form", __name__)

BOUNDARIES: Final = (typed.NONE, *AREAS, "list")


@form.get("/")
def page() -> str:
    """The empty form, or the one that holds a demo deployment."""
    demo = library.demos().get(request.args.get("demo", ""))
    if demo is not None:
        texts = {"text": demo.read_text("utf-8")}
        if (register := demo.with_name(typed.REGISTER_FILE)).is_file():
            texts["register_text"] = register.read_text("utf-8")
        return _form(Answers("file", texts), _language(), ())
    return _form(Answers(_way(request.args.get("way", ""))), _language(), ())


@form.post("/")
def submit() -> tuple[str, int] | str:
    """The result, or the form with what is wrong; or the form as it is, where only the language changes."""
    language, answers = _language(), _answers()
    if "edit" in request.form or ("switch" in request.form and "result" not in request.form):
        return _form(answers, language, ())
    errors = list(typed.mistakes(answers, language))
    if not errors:
        try:
            return _result(answers, language)
        except InputError as error:
            errors = [typed.of_problem(problem, answers.way) for problem in error.problems]
        except UsageError as error:
            errors = [FieldError("as_of", str(error), "en")]
    return _form(answers, language, errors), 422


@form.post("/manifest")
def manifest() -> Response:
    """The manifest that the answers make, as a file."""
    response = Response(typed.manifest(_answers()), mimetype="application/yaml")
    response.headers["Content-Disposition"] = f'attachment; filename="{typed.FILE}"'
    return response


@form.app_errorhandler(CSRFError)
def expired(error: CSRFError) -> tuple[str, int]:
    """The form once more, with a new token."""
    del error
    language, answers = _language(), _answers()
    return _form(answers, language, [FieldError("assess", word("expired", language), language)]), 400


def too_large() -> tuple[str, int]:
    """The empty form with the reason: what was too large cannot be shown again."""
    language = _language(of_form=False)
    error = FieldError("upload", word("too-large", language), language)
    return _form(Answers("file"), language, [error]), RequestEntityTooLarge.code


def _result(answers: Answers, language: Language) -> str:
    """The page with the assessment; raises InputError and UsageError for what cannot be assessed."""
    engine = current().engine()
    text = typed.manifest(answers) if answers.way == "describe" else answers["text"]
    imported = engine.read(text.encode(), typed.FILE)
    registers = imported.registers
    if answers.way == "file" and answers["register_text"]:
        beside: Imported = engine.read(answers["register_text"].encode(), typed.REGISTER_FILE)
        registers = (*registers, *beside.registers)
    terms = Terms(_date(answers), answers["profile"] or DEFAULT)
    submitted = one_deployment(imported)
    assessed = engine.assess([(submitted, only_register(registers))], terms)
    part: AssessmentPart = engine.report(assessed, language).assessments[0]
    return render_template(
        "result.html",
        part=part,
        groups=groups(part),
        manifest=text if answers.way == "describe" else None,
        understood=None if is_ours(text.encode()) else understood.render(submitted, language),
        territory=partial(territory_name, engine.catalogue, as_of=terms.as_of, language=language),
        **_shared(answers, language),
    )


def _form(answers: Answers, language: Language, errors: Sequence[FieldError]) -> str:
    engine = current().engine()
    return render_template(
        "form.html",
        errors=errors,
        error_of={error.field: error for error in reversed(errors)},
        profiles={name: one.title[language] for name, one in engine.policies.profiles.items()},
        boundaries=BOUNDARIES,
        countries=_countries(engine.catalogue, current().today(), language),
        catalogue=engine.catalogue,
        services=_services(engine.catalogue),
        special=typed.SPECIAL,
        demos=tuple(library.demos()),
        hint=partial(_described, language=language),
        **_shared(answers, language),
    )


def _shared(answers: Answers, language: Language) -> dict[str, Any]:
    return {
        "answers": answers,
        "fields": typed.TEXTS,
        "language": language,
        "languages": {"en": "English", "es": "Español"},
        "w": partial(word, language=language),
    }


def _described(field: str, language: Language) -> str:
    """What the declaration says of the fact that a field asks for."""
    fact = typed.FACTS[field]
    return of_root(fact.partition(".")[0])[fact].description(language)


@functools.lru_cache(maxsize=4)
def _countries(catalogue: Catalogue, day: datetime.date, language: Language) -> Sequence[tuple[str, str]]:
    found = ((one.name(language), one.code) for one in catalogue.territories(day))
    return tuple((code, name) for name, code in sorted(found))


@functools.lru_cache(maxsize=1)
def _services(catalogue: Catalogue) -> Sequence[str]:
    return tuple(sorted({name for one in catalogue.providers for name in catalogue.services(one)}))


def _answers() -> Answers:
    texts = {name: request.form.get(name, "") for name in typed.TEXTS}
    for name, upload in (("text", "upload"), ("register_text", "register_upload")):
        texts[name] = _uploaded(request.files.get(upload)) or texts[name]
    special = tuple(one for one in request.form.getlist("special") if one in (*typed.SPECIAL, typed.NONE))
    return Answers(_way(request.form.get("way", "")), texts, special)


def _uploaded(file: FileStorage | None) -> str:
    """An uploaded text; what is not UTF-8 keeps its other characters, and the reader refuses it."""
    return file.read().decode("utf-8-sig", errors="replace") if file else ""


def _way(text: str) -> Way:
    return "file" if text == "file" else "describe"


def _date(answers: Answers) -> datetime.date:
    return parse_date(answers["as_of"]) if answers["as_of"] else current().today()


def _language(*, of_form: bool = True) -> Language:
    """The first that is known of: the switch, the form's own, the address's, the browser's."""
    given = [request.form.get("switch"), request.form.get("lang")] if of_form and request.method == "POST" else []
    accepted = [tag.partition("-")[0].lower() for tag in request.accept_languages.values()]
    for text in (*given, request.args.get("lang"), *accepted):
        for language in LANGUAGES:
            if text == language:
                return language
    return LANGUAGES[0]
