"""The load tool: autocannon, in one Node.js process for the whole run, so that it stays warm."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

PROGRAM = Path(__file__).with_name("load.mjs")


@dataclass(frozen=True)
class Request:
    path: str
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None


Script = Sequence[Request]


def around(requests: Sequence[Request], connections: int) -> list[Script]:
    """A script for each connection: all of the requests, each begun at another place."""
    step = max(1, len(requests) // connections)
    starts = [at * step % len(requests) for at in range(connections)]
    return [[*requests[at:], *requests[:at]] for at in starts]


def dealt(scripts: Sequence[Script], connections: int) -> list[Script]:
    """The scripts dealt out: each is one connection's only, which runs its own in turn."""
    hands = [scripts[at::connections] for at in range(connections)]
    return [[request for script in hand for request in script] for hand in hands]


@dataclass(frozen=True)
class Drive:
    """What one round came to; latencies in ms."""

    requests: int
    seconds: float
    p50: float
    p99: float
    bytes: int
    cpu: float

    @property
    def rate(self) -> float:
        return self.requests / self.seconds


class LoadFailed(Exception):
    """A server did not answer as it should; the message is for people."""


class Load:
    """A context: the tool runs within it."""

    def __enter__(self) -> "Load":
        self.process = subprocess.Popen(
            [shutil.which("node") or "node", str(PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # Ctrl-C is ours to handle
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()

    def drive(
        self,
        url: str,
        scripts: Sequence[Script],
        *,
        seconds: float | None = None,
        amount: int | None = None,
        status: int = 200,
    ) -> Drive:
        """A connection for each script goes round it, for so long or until so many answers in all.

        Raises LoadFailed unless every answer has `status`.
        """
        job = {
            "url": url,
            "connections": len(scripts),
            "seconds": seconds,
            "amount": amount,
            "scripts": [[_as_json(request) for request in script] for script in scripts],
        }
        result = self._ask(job)
        statuses = {int(code): count for code, count in result["statuses"].items()}
        if set(statuses) != {status} or result["failures"]:
            raise LoadFailed(
                f"{scripts[0][0].method} {url}{scripts[0][0].path} was answered with {statuses},"
                f" {result['failures']} failures, where {status} was due"
            )
        return Drive(
            requests=statuses[status],
            seconds=result["seconds"],
            p50=result["latencies"]["p50"],
            p99=result["latencies"]["p99"],
            bytes=result["bytes"],
            cpu=result["cpu"],
        )

    def _ask(self, job: dict[str, Any]) -> dict[str, Any]:
        if self.process.stdin is None or self.process.stdout is None:
            raise AssertionError("both are pipes")
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise LoadFailed("the load tool has ended; is it installed?")
        result: dict[str, Any] = json.loads(answer)
        return result


def _as_json(request: Request) -> dict[str, Any]:
    return {key: value for key, value in asdict(request).items() if value is not None}
