"""Sending a message and reading a page of them, beside bare calls of boto3.

DynamoDB is the emulator for both: one process, which takes most of the time. So the ratio says
what Cruddur adds to a call, and the rates say nothing of AWS.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import uuid4

from cruddur.devtools import provision
from cruddur.devtools.console import silently
from cruddur.devtools.emulator import CREDENTIALS, Emulator
from cruddur.devtools.parts import Part, start_all, stop_all
from cruddur.devtools.probes import status_of
from tests.bench import graph, processes
from tests.bench.load import Load, LoadFailed, Request, Script
from tests.bench.measure import Round, summary
from tests.bench.results import Results
from tests.bench.runs import Run
from tests.bench.servers import BenchServers, environment
from tests.bench.statements import ask
from tests.bench.subjects import Reader

TABLE = "bench-messages"
CLIENTS = (1, 16)
# Sends of one client in one round: each is another message.
SENDS = {1: 150, 16: 30}
SAID = 40
SEND_AIM, PAGE_AIM = 0.6, 0.5


@dataclass(frozen=True)
class Talk:
    """Somebody's conversation with somebody else, in which only they speak."""

    id: str
    reader: Reader

    def says_to_app(self) -> Request:
        asked = self.reader.asks_app(f"/conversations/{self.id}/messages", "POST")
        return _with_message(asked)

    def says_to_floor(self) -> Request:
        return _with_message(self.reader.asks_floor("/send", "POST", talk=self.id))

    def reads_from_app(self) -> Request:
        return self.reader.asks_app(f"/conversations/{self.id}/messages?limit=20")

    def reads_from_floor(self) -> Request:
        return Request(f"/page?talk={self.id}")


def _with_message(asked: Request) -> Request:
    return _with_body(asked, {"text": "Hello there, how are you?", "client_id": uuid4().hex})


def _with_body(asked: Request, body: dict[str, Any]) -> Request:
    headers = {**asked.headers, "Content-Type": "application/json"}
    return replace(asked, headers=headers, body=json.dumps(body))


@dataclass(frozen=True)
class Server:
    url: str
    part: Part


class Servers(BenchServers):
    def floor(self) -> Part:
        return self._gunicorn(
            "floor",
            ["tests.bench.floors.messages", "-k", "gthread", "--workers=2"],
            self.floor_socket,
            lambda: status_of(f"{self.floor_url}/ready") == 204,
        )


def measure_messages(run: Run, results: Results) -> None:
    with _serving(run) as (app, floor):
        talks = _talks(run, app)
        for clients in CLIENTS:
            _compare(
                f"send-{clients}",
                f"send a message, {clients} at a time",
                [
                    _Side(app, talks[:clients], Talk.says_to_app, 201, SENDS[clients]),
                    _Side(floor, talks[:clients], Talk.says_to_floor, 201, SENDS[clients]),
                ],
                SEND_AIM,
                run,
                results,
            )
        readers = talks[:8]
        _compare(
            "messages",
            "a page of 20 messages",
            [
                _Side(app, readers, Talk.reads_from_app, 200, SAID),
                _Side(floor, readers, Talk.reads_from_floor, 200, SAID),
            ],
            PAGE_AIM,
            run,
            results,
        )


@contextmanager
def _serving(run: Run) -> Iterator[tuple[Server, Server]]:
    """The app and the floor on an emulator of their own, which keeps nothing."""
    logs = run.stack.logs / "messages"
    emulator = Emulator(run.stack.state_dir / "emulator", logs / "emulator.log", durable=False)
    on_emulator = {**CREDENTIALS, "AWS_ENDPOINT_URL_DYNAMODB": emulator.url}
    stack = {**run.stack.environment, **on_emulator, "MESSAGES_TABLE": TABLE}
    servers = Servers(environment(stack, run.largest), logs)
    parts = [emulator.part]
    try:
        emulator.start()
        provision.messages_table(emulator.dynamodb(), TABLE)
        both = [servers.web(), servers.floor()]
        parts += both
        start_all(both)
        yield Server(servers.web_url, both[0]), Server(servers.floor_url, both[1])
    finally:
        stop_all(parts, silently)
        servers.close()
        emulator.socket.close()


def _talks(run: Run, app: Server) -> list[Talk]:
    """A conversation for each client that both have accepted."""
    talks: list[Talk] = []
    numbers = list(graph.READERS)
    for number, other in zip(numbers[::2], numbers[1::2], strict=True):
        reader, hearer = _signed_in(run, number), _signed_in(run, other)
        asked = reader.asks_app("/conversations", "POST")
        started = _with_body(asked, {"handles": [graph.handle(other)]})
        status, _, answer = ask(app.url, started)
        if status == 201:
            id = json.loads(answer)["id"]
            ask(app.url, hearer.asks_app(f"/conversations/{id}/accept", "POST"))
            talks.append(Talk(id, reader))
        if len(talks) == max(CLIENTS):
            return talks
    raise LoadFailed(f"only {len(talks)} conversations could be started")


def _signed_in(run: Run, number: int) -> Reader:
    person = graph.person_id(number)
    return Reader(person, run.cognito.token(person))


@dataclass(frozen=True)
class _Side:
    """One of the two: what each client asks, so many times a round, and the status due."""

    server: Server
    talks: Sequence[Talk]
    asks: Callable[[Talk], Request]
    status: int
    times: int

    def scripts(self) -> list[Script]:
        """Anew for every round: a message is sent once."""
        return [[self.asks(talk) for _ in range(self.times)] for talk in self.talks]


def _compare(
    name: str, title: str, sides: Sequence[_Side], aim: float, run: Run, results: Results
) -> None:
    """Round after round in turn, after one to get warm."""
    load, postgres = run.meter.load, run.meter.postgres
    rounds = [
        [_round(side, load, postgres) for side in sides] for _ in range(run.meter.plan.rounds + 1)
    ][1:]
    app, floor = (summary(of_side) for of_side in zip(*rounds, strict=True))
    size = [one.drive.bytes for one in rounds[0]]
    ratio = app.requests_per_second / floor.requests_per_second
    results.comparisons.append(
        {
            "name": name,
            "title": title,
            "posts": run.largest.posts,
            "app": {**asdict(app), "statements": [], "bytes": size[0]},
            "floor": {**asdict(floor), "statements": [], "bytes": size[1]},
            "ratio": ratio,
        }
    )
    results.judge(
        title,
        wanted=f"{aim:.2f} of the floor's requests/s",
        found=f"{ratio:.2f}",
        met=ratio >= aim,
    )


def _round(side: _Side, load: Load, postgres: Part) -> Round:
    scripts = side.scripts()
    web, database = _cpu(side.server.part), _cpu(postgres)
    amount = len(scripts) * side.times
    drive = load.drive(side.server.url, scripts, amount=amount, status=side.status)
    return Round(
        drive,
        web_cpu=(_cpu(side.server.part) - web) / drive.requests,
        postgres_cpu=(_cpu(postgres) - database) / drive.requests,
    )


def _cpu(part: Part) -> float:
    return processes.cpu_seconds(part.process.pid) if part.process else 0.0
