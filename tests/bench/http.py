"""How fast the service answers: a POST of a deployment, beside a handler of the same application that does nothing.

    python -m tests.bench.http                       the product's server, as configured
    python -m tests.bench.http --peers FOLDER        and others: pip install --target FOLDER gunicorn waitress cheroot

Every figure is taken over real sockets, with connections kept open. The load comes from processes of its own, whose
share of a core is printed too: where it nears 100 %, the client was measured and not the server. The server's CPU time
per answer hardly depends on what else the machine does.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import multiprocessing
import os
import random
import resource
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from flask import Blueprint, Flask, Response, request

from fielato.reports.document import DETAILS

from .table import heading, say

NOTHING: Final = "/bench/nothing"
ASSESS: Final = "/api/v1/assessments"
AS_OF: Final = "2026-11-23"
TARGET: Final = "tests.bench.http:application"
SERIAL: Final = b"00000000"
"""Stands in every id of a deployment; another number makes it one that was never seen."""
REPEATED: Final = b"repeated"
"""Stands there in the deployments that are sent again and again."""

# What is served


def application() -> Flask:
    """What the product serves, with one more route: it reads the body, and answers as many bytes as it is told."""
    from fielato.web.wsgi import app

    bench = Blueprint("bench", __name__)

    @bench.post(NOTHING)
    def nothing() -> Response:
        request.get_data(cache=False)
        return Response(b" " * int(request.args.get("answer", "2")), mimetype="application/json")

    app.register_blueprint(bench)
    app.extensions["csrf"].exempt(bench)
    return app


def _product(port: int, workers: int, _: int) -> None:
    from fielato.web import serve

    serve.share_secret()
    server = serve.server("127.0.0.1", port, workers)
    server.target, server.factory = TARGET, True
    server.serve()


def _granian(port: int, workers: int, threads: int) -> None:
    from granian.constants import HTTPModes, Interfaces
    from granian.server import Server

    Server(
        TARGET,
        factory=True,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        http=HTTPModes.http1,
        websockets=False,
        log_enabled=False,
    ).serve()


def _gunicorn(port: int, workers: int, threads: int) -> None:
    sys.argv = f"gunicorn -b 127.0.0.1:{port} -w {workers} -k gthread --threads {threads} --keep-alive 60".split()
    sys.argv += ["--log-level", "error", f"{TARGET}()"]
    from gunicorn.app.wsgiapp import run  # type: ignore[import-not-found]  # a peer, not a dependency

    run()


def _waitress(port: int, _: int, threads: int) -> None:
    from waitress import serve  # type: ignore[import-not-found]  # a peer, not a dependency

    serve(application(), host="127.0.0.1", port=port, threads=threads)


def _cheroot(port: int, _: int, threads: int) -> None:
    from cheroot.wsgi import Server  # type: ignore[import-not-found]  # a peer, not a dependency

    Server(("127.0.0.1", port), application(), numthreads=threads, max=threads).start()


SERVERS: Final[Mapping[str, Callable[[int, int, int], None]]] = {
    "fielato": _product,
    "granian": _granian,
    "gunicorn": _gunicorn,
    "waitress": _waitress,
    "cheroot": _cheroot,
}
"""How each server is run on a port with so many workers and threads; `fielato` is the product's own settings."""

# What is sent

_PLACES: Final = (
    ("aws", "bedrock", "eu-south-2", "anthropic.claude-sonnet-4-6"),
    ("aws", "bedrock", "eu-central-1", "eu.anthropic.claude-sonnet-4-5-20250929-v1:0"),
    ("azure", "openai", "spaincentral", "gpt-4o"),
    ("aws", "s3", "eu-west-1", None),
    ("google", "vertex-ai", "europe-west1", "gemini-2.5-pro"),
    ("aws", "sagemaker", "eu-south-2", None),
)


def deployment(count: int, seed: int) -> dict[str, Any]:
    """A deployment of so many components; all of its ids hold the serial number."""
    chance = random.Random(seed)  # noqa: S311 - load, not a secret
    serial = SERIAL.decode()
    components = []
    for number in range(count):
        provider, service, region, model = chance.choice(_PLACES)
        one = {"id": f"c{number}-{serial}", "provider": provider, "service": service, "region": region, "model": model}
        components.append({name: value for name, value in one.items() if value is not None})
    return {
        "apiVersion": "fielato/v1",
        "kind": "AIDeployment",
        "name": f"deployment-{serial}",
        "controller": {"name": "Tienda Ejemplo SL", "country": "ES", "public": False},
        "data": [{"id": f"data-{serial}", "personal": True, "special_categories": []}],
        "components": components,
    }


def post(path: str, body: bytes) -> bytes:
    """A whole request."""
    lines = (f"POST {path} HTTP/1.1", "Host: bench", "Content-Type: application/json", f"Content-Length: {len(body)}")
    return "\r\n".join((*lines, "", "")).encode() + body


# The load


class Connection:
    """One connection that is kept open, and one answer at a time on it."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._buffer = memoryview(bytearray(1 << 22))

    def ask(self, sent: bytes) -> int:
        """Send a request, read its answer to the end, and give the length of its body."""
        self._socket.sendall(sent)
        size = self._socket.recv_into(self._buffer)
        head, _, _ = bytes(self._buffer[: min(size, 2048)]).partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(bytes(self._buffer[:size]).decode(errors="replace") or "the connection was closed")
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        while size < len(head) + 4 + length:
            size += self._socket.recv_into(self._buffer[size:])
        return length


def _load(port: int, requests: Sequence[bytes], serials: range, seconds: float, answers: Any) -> None:
    connection, waits, numbers, size = Connection(port), [], iter(serials), 0
    started = resource.getrusage(resource.RUSAGE_SELF)
    end = time.perf_counter() + seconds
    for sent in itertools.cycle(requests):
        fresh = sent.replace(SERIAL, b"%08d" % next(numbers))
        before = time.perf_counter()
        if before > end:
            break
        size += connection.ask(fresh)
        waits.append(time.perf_counter() - before)
    used = resource.getrusage(resource.RUSAGE_SELF)
    answers.put((waits, used.ru_utime + used.ru_stime - started.ru_utime - started.ru_stime, size))


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run came to."""

    rate: float
    """Answers per second."""
    cpu: float
    """Seconds of the server's CPU per answer."""
    median: float
    p99: float
    busy: float
    """The share of a core that each client process used."""
    size: int
    """Bytes of an answer, on average."""

    def __str__(self) -> str:
        return (
            f"{self.rate:7.0f}/s {self.cpu * 1e6:7.0f} µs {self.median * 1e3:8.2f} ms {self.p99 * 1e3:8.2f} ms"
            f" {self.busy:6.0%} {self.size:8d} B"
        )


def measure(port: int, server: int, clients: Sequence[tuple[Sequence[bytes], range]], seconds: float) -> Figures:
    """Load the server with one connection per client; each gives every deployment a serial number of its own."""
    answers: Any = multiprocessing.Queue()
    loads = [multiprocessing.Process(target=_load, args=(port, *client, seconds, answers)) for client in clients]
    before = _cpu(server)
    for one in loads:
        one.start()
    got = [answers.get(timeout=seconds + 60) for _ in loads]
    for one in loads:
        one.join()
    used = _cpu(server) - before
    waits = sorted(itertools.chain.from_iterable(one[0] for one in got))
    return Figures(
        rate=len(waits) / seconds,
        cpu=used / len(waits),
        median=statistics.median(waits),
        p99=waits[int(len(waits) * 0.99)],
        busy=statistics.mean(one[1] for one in got) / seconds,
        size=round(sum(one[2] for one in got) / len(waits)),
    )


def _cpu(process: int) -> float:
    """The CPU seconds of a process and its children so far."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parts = stat.read_text().rpartition(")")[2].split()
            if process in {int(stat.parent.name), int(parts[1])}:
                ticks += int(parts[11]) + int(parts[12])
    return ticks / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def served(name: str, workers: int, threads: int, peers: str) -> Iterator[tuple[int, int]]:
    """A running server: its port and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    path = os.pathsep.join(filter(None, (os.environ.get("PYTHONPATH"), peers)))
    command = [sys.executable, "-m", "tests.bench.http", "--serve", name, "--port", str(port)]
    command += ["--workers", str(workers), "--threads", str(threads)]
    running = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port, running.pid
    finally:
        running.terminate()
        running.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(300):
        with contextlib.suppress(OSError, ValueError, RuntimeError):
            Connection(port).ask(post(NOTHING, b""))
            return
        time.sleep(0.1)
    raise RuntimeError("the server does not answer")


# What is printed

MIXES: Final = 50
"""How many deployments, each with other components, take turns."""
HEADING: Final = (
    f"{'':42}{'answers':>9} {'server':>10} {'median':>11} {'p99':>11} {'client':>6} {'answer':>10}  rate, CPU"
)


def compare(title: str, port: int, server: int, args: argparse.Namespace) -> dict[str, Any]:
    """Print the rows of one server, each with its ratio to doing nothing: by rate, and by CPU time of the server.

    Every row is measured once in each round, and the round in which it took least CPU time counts. What is “sent again”
    is answered from memory; what was “never sent before” is assessed.
    """
    fresh = [json.dumps(deployment(args.components, args.seed + number)).encode() for number in range(MIXES)]
    again = [body.replace(SERIAL, REPEATED) for body in fresh[: args.repeated]]
    serials = _serials(args.clients * args.rounds * (3 * len(DETAILS) + 1))

    def run(path: str, bodies: Sequence[bytes]) -> Figures:
        requests = [post(path, body) for body in bodies]
        for sent in requests:  # so that nobody pays for what is loaded once
            Connection(port).ask(sent)
        return measure(
            port, server, [(requests, next(serials)) for _ in range(args.clients)], args.seconds / args.rounds
        )

    rounds: dict[str, list[Figures]] = {}
    for _ in range(args.rounds):
        found = {"nothing": run(NOTHING, fresh)}
        for detail in DETAILS:
            path = f"{ASSESS}?as_of={AS_OF}&detail={detail}"
            told = found[f"{detail}, never sent before"] = run(path, fresh)
            found[f"{detail}, sent again"] = run(path, again)
            found[f"nothing, as long as {detail}"] = run(f"{NOTHING}?answer={told.size}", fresh)
        for name, figures in found.items():
            rounds.setdefault(name, []).append(figures)
    rows = {name: min(found, key=_cpu_of) for name, found in rounds.items()}
    nothing = rows["nothing"]
    for name, figures in rows.items():
        ratio = f"{figures.rate / nothing.rate:5.0%} {nothing.cpu / figures.cpu:5.0%}"
        say(f"{f'{title}: {name}':42}{figures} {ratio}")
    return {name: asdict(figures) for name, figures in rows.items()}


def _serials(count: int) -> Iterator[range]:
    """So many ranges of serial numbers, of which no two have a number in common."""
    spare = 100_000_000 // (count + 1)
    return (range(spare * number + 1, spare * (number + 1)) for number in range(count))


def _cpu_of(figures: Figures) -> float:
    return figures.cpu


def main() -> None:
    """Measure the product's own server, or serve what a measurement asks for."""
    args = _options().parse_args()
    if args.serve:
        SERVERS[args.serve](args.port, args.workers, args.threads)
    else:
        _measured(args)


def run(options: argparse.Namespace, _: object) -> Any:
    """The part of `python -m tests.bench`: the product's own server."""
    heading("HTTP: a POST of 20 components over a kept connection, beside a handler that does nothing")
    return _measured(_options().parse_args(["--seed", str(options.seed), "--rounds", str(options.rounds)]))


def _measured(args: argparse.Namespace) -> dict[str, Any]:
    say(HEADING)
    found = {}
    for name in args.servers.split(","):
        with served(name, args.workers, args.threads, args.peers) as (port, server):
            found[name] = compare(name, port, server, args)
    return found


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.http", description=__doc__.splitlines()[0])
    parser.add_argument("--components", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=6, help="of load for each row, over all rounds")
    parser.add_argument("--rounds", type=int, default=1, help="of which each row shows the one that took least CPU")
    parser.add_argument("--repeated", type=int, default=20, help="how many deployments are sent again and again")
    parser.add_argument("--clients", type=int, default=2)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--threads", type=int, default=4, help="threads of the servers other than the product's own")
    parser.add_argument("--servers", default="fielato", help=f"of {', '.join(SERVERS)}")
    parser.add_argument("--peers", default="", metavar="FOLDER", help="where pip has put the other servers")
    parser.add_argument("--serve", choices=SERVERS, help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    main()
