"""`python -m fielato`: the command line."""

from fielato.cli.main import start

start()
