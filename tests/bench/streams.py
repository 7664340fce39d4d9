"""Many open event streams: what each costs, and how soon all of them hear something.

Beside a bare asyncio server that does the same on as many processes, from the same PostgreSQL.
The clients are on the same cores, for both.
"""

import asyncio
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from statistics import median, quantiles

import orjson
import psycopg

from apps.realtime.services import CHANNEL, CHUNK
from cruddur.devtools.console import Refusal, show, silently, step
from cruddur.devtools.environment import REAL_AWS, base_environment
from cruddur.devtools.install import PYTHON, ROOT
from cruddur.devtools.parts import Part, stop_all
from cruddur.devtools.ports import listening_socket, port_of
from cruddur.devtools.stack import Stack
from tests.bench import processes
from tests.bench.listeners import Listeners
from tests.bench.runs import STATE

STREAMS = 5_000
PROCESSES = 2
ROUNDS = 20
PAUSE_SECONDS = 0.5
MOST_TIMES = 2.0
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "cruddur.settings",
    "SITE_URL": "https://cruddur.example",
    "ALLOWED_HOSTS": "cruddur.example",
}
# Nothing of it is asked for, but the settings want to know where it is.
NO_AWS = dict.fromkeys(REAL_AWS, "bench")
FILES = 3 * STREAMS


@dataclass(frozen=True)
class Found:
    """Of one server: bytes a stream, and seconds until an event was heard."""

    memory: float
    half: float
    nearly_all: float


def measure_streams() -> int:
    """0 where the app is within MOST_TIMES of its floor in everything."""
    _allow_files(FILES)
    stack = Stack(STATE / "streams", aws=NO_AWS, step=step)
    try:
        environment = base_environment() | stack.start() | SETTINGS
        found = {name: _measure(name, argv, environment) for name, argv in _servers().items()}
    finally:
        stop_all(stack.parts, silently)
    return _tell(found["app"], found["floor"])


def _allow_files(number: int) -> None:
    """For us and for what we start."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if number > most != resource.RLIM_INFINITY:
        raise Refusal(f"{STREAMS:,} streams need {number:,} open files; {most:,} are allowed.")
    resource.setrlimit(resource.RLIMIT_NOFILE, (number, most))


def _servers() -> dict[str, Callable[[int], list[list[str]]]]:
    """Commands of the processes to start, given the number of a listening socket."""
    app = ["-m", "gunicorn", "tests.bench.streams_app", "-k", "cruddur.events_worker.EventsWorker"]
    return {
        "floor": lambda fd: [["-m", "tests.bench.floors.streams", str(fd)]] * PROCESSES,
        "app": lambda fd: [
            [*app, f"--workers={PROCESSES}", f"--bind=fd://{fd}", "--no-control-socket"]
        ],
    }


def _measure(
    name: str, commands: Callable[[int], list[list[str]]], environment: dict[str, str]
) -> Found:
    listener = listening_socket()
    parts = [
        Part(
            name=f"{name}-{number}",
            argv=[str(PYTHON), *command],
            env=environment,
            log=STATE / "streams" / "log" / f"{name}.log",
            cwd=ROOT,
            inherited_fds=(listener.fileno(),),
            stop_seconds=40,
        )
        for number, command in enumerate(commands(listener.fileno()))
    ]
    try:
        for part in parts:
            part.start()
        with step(f"Measuring {STREAMS:,} streams of the {name}"):
            return asyncio.run(_drive(parts, port_of(listener), environment["DATABASE_URL"]))
    finally:
        stop_all(parts, silently)
        listener.close()


async def _drive(parts: list[Part], port: int, database: str) -> Found:
    listeners = Listeners([f"{number:036}" for number in range(STREAMS)])
    await _warm(port, database)
    before = _memory(parts)
    await listeners.connect(port)
    delays = await _deliver(listeners, database)
    memory = (_memory(parts) - before) / STREAMS
    listeners.close()
    return Found(memory, median(delays), quantiles(delays, n=100)[98])


async def _warm(port: int, database: str) -> None:
    """A few streams on each process, so that code is loaded and the bus is heard."""
    few = Listeners([f"few-{number}" for number in range(50 * PROCESSES)])
    await few.connect(port)
    await asyncio.sleep(2)
    await _deliver(few, database, rounds=3)
    few.close()
    await asyncio.sleep(1)


async def _deliver(listeners: Listeners, database: str, rounds: int = ROUNDS) -> list[float]:
    """Seconds from before an event is published until each listener has it, of all rounds."""
    delays: list[float] = []
    async with await psycopg.AsyncConnection.connect(database, autocommit=True) as bus:
        for _ in range(rounds):
            marker = f"<{next(_numbers)}>"
            listeners.expect(marker)
            began = time.perf_counter()
            await bus.execute(
                "SELECT pg_notify(%s, payload) FROM unnest(%s::text[]) AS payload",
                [CHANNEL, _payloads(listeners.people, marker)],
            )
            delays += [moment - began for moment in await listeners.all_have_heard()]
            await asyncio.sleep(PAUSE_SECONDS)
    return delays


_numbers = count()


def _payloads(people: list[str], marker: str) -> list[str]:
    """As `realtime.services.publish` sends them."""
    data = {"post_id": marker}
    return [
        orjson.dumps({"to": people[at : at + CHUNK], "kind": "post", "data": data}).decode()
        for at in range(0, len(people), CHUNK)
    ]


def _memory(parts: list[Part]) -> int:
    return sum(
        processes.resident_bytes(pid)
        for part in parts
        if part.process
        for pid in processes.tree(part.process.pid)
    )


def _tell(app: Found, floor: Found) -> int:
    show(f"\n{STREAMS:,} streams on {PROCESSES} processes, clients on the same cores")
    show(f"{'':24}{'app':>10}{'floor':>10}{'times':>8}")
    worst = 0.0
    for title, unit, own, bare in (
        ("memory a stream, kB", 1e3, app.memory, floor.memory),
        ("heard by half, ms", 1e-3, app.half, floor.half),
        ("heard by 99 %, ms", 1e-3, app.nearly_all, floor.nearly_all),
    ):
        show(f"{title:24}{own / unit:>10.1f}{bare / unit:>10.1f}{own / bare:>8.2f}")
        worst = max(worst, own / bare)
    met = worst <= MOST_TIMES
    show(f"{'met' if met else 'NOT MET'}: within {MOST_TIMES} times of the floor")
    return 0 if met else 1
