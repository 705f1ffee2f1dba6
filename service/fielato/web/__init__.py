"""The HTTP service and the web form: requests in, documents and pages out; no rule, law or residency logic."""

from fielato.web.app import create_app

__all__ = ["create_app"]
