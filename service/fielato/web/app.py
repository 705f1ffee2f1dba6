"""How the parts become one application: settings in, a WSGI application out."""

from __future__ import annotations

import datetime
import os
import secrets
from collections.abc import Callable, Mapping
from typing import Any, Final

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect  # type: ignore[import-untyped]  # ships no types
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from fielato.clock import today
from fielato.settings import Settings, from_environment
from fielato.web.api import api
from fielato.web.form import form, too_large
from fielato.web.headers import secure
from fielato.web.problems import answer
from fielato.web.service import Service

SLACK: Final = 64 * 1024
"""What a request may hold beside its document: the rest of a form, or an envelope."""


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The application.

    `config` may hold anything that Flask reads, and `SETTINGS` (else from the environment) and `TODAY` (a function
    that gives the day to assess by). Raises UsageError when the environment's settings cannot be read.
    """
    given = dict(config or {})
    settings: Settings = given.pop("SETTINGS", None) or from_environment(os.environ)
    clock: Callable[[], datetime.date] = given.pop("TODAY", today)
    app = Flask("fielato.web")
    app.config.from_mapping(
        SECRET_KEY=settings.secret_key or secrets.token_hex(32),
        MAX_CONTENT_LENGTH=2 * settings.max_bytes + SLACK,
        MAX_FORM_MEMORY_SIZE=2 * settings.max_bytes + SLACK,
        SESSION_COOKIE_NAME="fielato",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=12 * 60 * 60,
        # The strict check wants a Referer header, which our own Referrer-Policy keeps browsers from sending.
        WTF_CSRF_SSL_STRICT=False,
    )
    app.config.from_mapping(given)
    app.extensions["fielato"] = Service(settings, clock)
    app.session_interface = _Sessions()
    app.register_blueprint(api)
    app.register_blueprint(form)
    CSRFProtect(app).exempt(api)
    app.register_error_handler(Exception, _refuse)
    app.after_request(secure)
    return app


class _Sessions(SecureCookieSessionInterface):
    """Sessions whose cookie is bound to TLS wherever the request came over TLS; callers of the API need not pay."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if session.accessed or session.modified:
            super().save_session(app, session, response)

    def get_cookie_secure(self, app: Flask) -> bool:
        del app
        return request.is_secure


def _refuse(error: Exception) -> ResponseReturnValue:
    if isinstance(error, RequestEntityTooLarge) and request.endpoint == "form.submit":
        return too_large()
    if isinstance(error, HTTPException) and (error.code is None or error.code < 400):
        return error
    return answer(error)
