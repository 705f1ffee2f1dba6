"""Services to ask: the real application, and ones that misbehave, each on a port of this machine."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import msgspec
import pytest
from werkzeug.serving import make_server

from fielato.settings import Settings
from fielato.web import create_app

DAY = datetime.date(2026, 11, 23)


class Request(msgspec.Struct):
    """What a service was asked."""

    path: str
    headers: dict[str, str]
    body: bytes


class Scripted:
    """A service that gives the answers of a list, one after the other, the last one again and again."""

    def __init__(self, *answers: tuple[int, dict[str, str], bytes] | WSGIApplication) -> None:
        self.answers = list(answers)
        self.requests: list[Request] = []

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Any:
        size = int(environ.get("CONTENT_LENGTH") or 0)
        headers = {key[5:].replace("_", "-").title(): environ[key] for key in environ if key.startswith("HTTP_")}
        body = environ["wsgi.input"].read(size)
        self.requests.append(Request(environ["PATH_INFO"], headers, body))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if not isinstance(answer, tuple):
            import io

            return answer({**environ, "wsgi.input": io.BytesIO(body)}, start_response)
        status, extra, content = answer
        start_response(f"{status} As Scripted", [*extra.items(), ("Content-Length", str(len(content)))])
        return [content]


@contextmanager
def listening(application: WSGIApplication) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, application, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def real() -> WSGIApplication:
    """The application itself, on a fixed day of its own."""
    application = create_app({"TESTING": True, "SETTINGS": Settings(), "TODAY": lambda: datetime.date(2020, 1, 1)})
    return application.wsgi_app


@pytest.fixture(scope="session")
def service_url(real: WSGIApplication) -> Iterator[str]:
    with listening(real) as url:
        yield url


@pytest.fixture
def serve() -> Iterator[Callable[..., tuple[str, Scripted]]]:
    """Starts a scripted service; gives its address and what it was asked."""
    from contextlib import ExitStack

    with ExitStack() as stack:

        def start(*answers: Any) -> tuple[str, Scripted]:
            scripted = Scripted(*answers)
            return stack.enter_context(listening(scripted)), scripted

        yield start


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """No waiting between requests; the waits that would have been."""
    waits: list[float] = []
    monkeypatch.setattr("urllib3.util.retry.time.sleep", waits.append)
    return waits
