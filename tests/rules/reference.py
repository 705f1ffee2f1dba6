"""CEL's own evaluator, as a child process: a JSON request a line, an answer a line (T, F or ? for each row).

The compiled rules are compared with it. A date is a timestamp at midnight, an error means that a fact is missing, and
a list that may be open is a list of maps of which the last may lack its key.
"""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from cel_expr_python import cel


def declared(name: str) -> cel.Type:
    kind, _, element = name.rstrip(")").partition("(")
    if kind == "open":
        return cel.Type.List(cel.Type.Map(cel.Type.STRING, declared(element)))
    if kind == "list":
        return cel.Type.List(declared(element))
    return {"bool": cel.Type.BOOL, "int": cel.Type.INT, "string": cel.Type.STRING, "date": cel.Type.TIMESTAMP}[name]


def midnight(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


def plain(value: Any) -> Any:
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return midnight(value["day"]) if "day" in value else {key: plain(item) for key, item in value.items()}
    return value


def letters(program: cel.Expression, rows: Sequence[Mapping[str, Any]]) -> str:
    values = [program.eval(data=row) for row in rows]
    return "".join("?" if value.type() != cel.Type.BOOL else "T" if value.value() else "F" for value in values)


def answer(env: cel.Env, texts: Sequence[str], rows: Sequence[dict[str, Any]]) -> list[str] | str:
    data = [{name: plain(fact) for name, fact in row.items()} for row in rows]
    try:
        return [letters(env.compile(text), data) for text in texts]
    except RuntimeError as error:
        return str(error)


def serve() -> None:
    types = json.loads(sys.stdin.readline())
    date = cel.Overload("day", return_type=cel.Type.TIMESTAMP, parameters=[cel.Type.STRING], impl=midnight)
    env = cel.NewEnv(
        variables={name: declared(type_) for name, type_ in types.items()}, functions=[cel.FunctionDecl("date", [date])]
    )
    for line in sys.stdin:
        request = json.loads(line)
        sys.stdout.write(json.dumps(answer(env, request["texts"], request["rows"])) + "\n")
        sys.stdout.flush()


class Reference:
    """The child process, from its parent's side; one request may be under way while the next is being made."""

    def __init__(self, types: Mapping[str, str]) -> None:
        command = [sys.executable, __file__]
        self._child = subprocess.Popen(  # a session of its own: Ctrl-C ends the tests, and then they end the child
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        self._write(types)

    def send(self, texts: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
        self._write({"texts": texts, "rows": rows})

    def receive(self) -> list[str]:
        """Return, for each text, its answers on the rows; raise ValueError with the reason why it takes none."""
        assert self._child.stdout is not None
        answers = json.loads(self._child.stdout.readline() or '"the reference has ended"')
        if isinstance(answers, str):
            raise ValueError(answers)
        return answers

    def answers(self, text: str, rows: Sequence[Mapping[str, Any]]) -> str:
        self.send([text], rows)
        return self.receive()[0]

    def close(self) -> None:
        self._child.communicate(timeout=10)

    def _write(self, message: Any) -> None:
        assert self._child.stdin is not None
        self._child.stdin.write(json.dumps(message) + "\n")
        self._child.stdin.flush()


if __name__ == "__main__":
    serve()
