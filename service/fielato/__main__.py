"""`python -m fielato`: the command line."""

from fielato.cli.main import run

run()
