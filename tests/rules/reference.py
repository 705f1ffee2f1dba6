"""CEL's own evaluator, as a child process: one JSON request a line, one answer a line (true, false or null).

The compiled rules are compared with it. A date is a timestamp at midnight, an error means that a fact is missing, and
an open list is a list of maps of which the last lacks its key.
"""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from typing import Any

from cel_expr_python import cel


def declared(name: str) -> cel.Type:
    if name == "open(string)":
        return cel.Type.List(cel.Type.Map(cel.Type.STRING, cel.Type.STRING))
    if name.startswith("list("):
        return cel.Type.List(declared(name[5:-1]))
    return {"bool": cel.Type.BOOL, "int": cel.Type.INT, "string": cel.Type.STRING, "date": cel.Type.TIMESTAMP}[name]


def midnight(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


def plain(value: Any) -> Any:
    if isinstance(value, list):
        return [plain(item) for item in value]
    return midnight(value["day"]) if isinstance(value, dict) and "day" in value else value


def answer(env: cel.Env, text: str, row: dict[str, Any]) -> bool | None:
    value = env.compile(text).eval(data={name: plain(fact) for name, fact in row.items()})
    return value.value() if value.type() == cel.Type.BOOL else None


def serve() -> None:
    types = json.loads(sys.stdin.readline())
    date = cel.Overload("day", return_type=cel.Type.TIMESTAMP, parameters=[cel.Type.STRING], impl=midnight)
    env = cel.NewEnv(
        variables={name: declared(type_) for name, type_ in types.items()}, functions=[cel.FunctionDecl("date", [date])]
    )
    for line in sys.stdin:
        request = json.loads(line)
        sys.stdout.write(json.dumps([answer(env, request["text"], row) for row in request["rows"]]) + "\n")
        sys.stdout.flush()


class Reference:
    """The child process, from its parent's side."""

    def __init__(self, types: dict[str, str]) -> None:
        command = [sys.executable, __file__]
        self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._send(types)

    def answers(self, text: str, rows: list[dict[str, Any]]) -> list[bool | None]:
        self._send({"text": text, "rows": rows})
        assert self._child.stdout is not None
        return json.loads(self._child.stdout.readline() or f'"no answer to {text!a}"')

    def close(self) -> None:
        self._child.communicate(timeout=10)

    def _send(self, message: Any) -> None:
        assert self._child.stdin is not None
        self._child.stdin.write(json.dumps(message) + "\n")
        self._child.stdin.flush()


if __name__ == "__main__":
    serve()
