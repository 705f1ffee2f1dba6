"""Another instance of Fielato, asked over HTTP: what is sent, how long is waited, and what its answer comes to."""

from .address import Service, service
from .client import ask

__all__ = ["Service", "ask", "service"]
