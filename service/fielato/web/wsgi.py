"""The application as a WSGI server loads it: `fielato.web.wsgi:app`."""

from fielato.web.app import create_app

app = create_app()
