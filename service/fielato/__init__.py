"""Fielato: where an AI deployment really puts personal data, and whether law and policy allow it."""

__version__ = "0.1.0"
