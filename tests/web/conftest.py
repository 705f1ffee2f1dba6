"""The application over the shipped policies and facts, on a fixed day."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from fielato.settings import Settings
from fielato.web import create_app

DAY = datetime.date(2026, 11, 22)

DEPLOYMENT = b"""\
apiVersion: fielato/v1
kind: AIDeployment
name: shop-chatbot
controller: {name: Tienda Ejemplo SL, country: ES}
data: [{id: chats, personal: true}]
components:
  - id: model
    provider: aws
    service: bedrock
    region: eu-south-2
    model: anthropic.claude-sonnet-4-6
"""

REGISTER = b"""\
apiVersion: fielato/v1
kind: Register
organisation: tienda
"""

URL = "/api/v1/assessments"
YAML = "application/yaml"


@pytest.fixture(scope="session")
def app() -> Flask:
    return create_app({"TESTING": True, "SETTINGS": Settings(), "TODAY": lambda: DAY})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="module")
def free() -> FlaskClient:
    """A client that needs no token."""
    config = {"TESTING": True, "SETTINGS": Settings(), "TODAY": lambda: DAY, "WTF_CSRF_ENABLED": False}
    return create_app(config).test_client()
