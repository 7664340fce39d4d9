"""A container engine whose containers are processes of this machine.

The emulator's ECS drives a Docker client. This answers like one, so that all of ECS above it is
the emulator's own: task definitions, secrets, rolling deployments, the circuit breaker, targets of
load balancers, logs.
"""

import itertools
import os
import socket
import subprocess
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cruddur.devtools.parts import Part
from infra.rehearsal.emulated.images import Images
from infra.rehearsal.emulated.world import World

FIRST_ADDRESS, LAST_ADDRESS = 20, 250
HEALTHY_SECONDS = 90
POLL_SECONDS = 0.2
LABEL = "com.amazonaws.ecs."
# What a task may find in the environment of whoever starts the rehearsal.
INHERITED = ("HOME", "LANG", "LC_ALL", "TZ")

Definition = Mapping[str, Any]


class NotHealthy(Exception):
    """A container was started and did not become healthy; the message says what it said."""


class Container:
    """One process, with an address of its own."""

    def __init__(self, part: Part, address: str, stop_seconds: float) -> None:
        self.id = uuid.uuid4().hex
        self.part = part
        self.address = address
        part.stop_seconds = stop_seconds
        self._code: int | None = None

    @property
    def status(self) -> str:
        process = self.part.process  # looked at once: it is forgotten when it has been stopped
        return "running" if process is not None and process.poll() is None else "exited"

    @property
    def attrs(self) -> dict[str, Any]:
        return {"NetworkSettings": {"Networks": {"rehearsal": {"IPAddress": self.address}}}}

    def reload(self) -> None:
        """The status is always looked up anew."""

    def wait(self) -> dict[str, int]:
        process = self.part.process
        if process is not None:
            code = process.wait()
            self._code = code if code >= 0 else 128 - code
        return {"StatusCode": self._code or 0}

    def stop(self, timeout: float = 0) -> None:
        """Ask it to end, and give it the time that its definition gives it, in the background."""
        threading.Thread(target=self.part.stop, daemon=True).start()

    def remove(self, *, v: bool = False, force: bool = False) -> None:
        """Nothing is left of a process that has ended."""

    def logs(
        self, *, stream: bool = False, follow: bool = False, tail: int | None = None, **_: object
    ) -> "Iterator[bytes] | bytes":
        if stream:
            return self.follow()
        return b"\n".join(self.part.log.read_bytes().splitlines()[-(tail or 100) :])

    def follow(self) -> Iterator[bytes]:
        with self.part.log.open("rb") as log:
            while True:
                running = self.status == "running"
                chunk = b"".join(log.readlines())
                if chunk:
                    yield chunk
                elif not running:
                    return
                else:
                    time.sleep(POLL_SECONDS)


@dataclass(frozen=True)
class Engine:
    """What the emulator takes for its Docker client."""

    containers: "Containers"
    images: Images


class Containers:
    """`credentials` answers what lets a task act as its role, from the labels that ECS gives it."""

    def __init__(
        self,
        world: World,
        images: Images,
        credentials: Callable[[Mapping[str, str]], Mapping[str, str]],
    ) -> None:
        self.world = world
        self.images = images
        self.credentials = credentials
        self._containers: dict[str, Container] = {}
        self._addresses = itertools.cycle(range(FIRST_ADDRESS, LAST_ADDRESS + 1))
        self._lock = threading.Lock()
        # Children are told to end when the thread that made them does: this one stays.
        self._spawner = ThreadPoolExecutor(1)

    def get(self, container_id: str) -> Container:
        return self._containers[container_id]

    def run(
        self,
        image: str,
        *,
        name: str,
        environment: Mapping[str, str],
        command: Sequence[str],
        labels: Mapping[str, str],
        definition: Definition,
        **_: object,
    ) -> Container:
        """Start a container; one that has a health check is waited for until it is healthy."""
        code = self.images.find(image).code
        address = self._free_address()
        environ = {**self._environment(environment), **self.credentials(labels)}
        part = Part(
            name=name,
            argv=self._argv(command, address),
            env=environ,
            log=Path(self.world.logs) / "tasks" / f"{name}.log",
            cwd=code,
        )
        container = Container(part, address, definition.get("stopTimeout", 30))
        self._containers[container.id] = container
        self._spawner.submit(part.spawn).result()
        try:
            self._wait_until_healthy(container, definition)
        except NotHealthy:
            part.stop()
            raise
        return container

    def close(self) -> None:
        """End all that are left, at once."""
        left = [each.part for each in self._containers.values() if each.status == "running"]
        for part in left:
            part.stop_seconds = 5
        with ThreadPoolExecutor(max(1, len(left))) as stopping:
            list(stopping.map(Part.stop, left))
        self._spawner.shutdown(wait=False)

    def _free_address(self) -> str:
        with self._lock:
            taken = {each.address for each in self._containers.values() if each.status == "running"}
            for number in itertools.islice(self._addresses, LAST_ADDRESS):
                address = f"{self.world.network}.{number}"
                if address not in taken:
                    return address
        raise NotHealthy("There is no address left for another task.")

    def _environment(self, own: Mapping[str, str]) -> dict[str, str]:
        path = f"{self.world.programs}{os.pathsep}{os.environ['PATH']}"
        inherited = {key: os.environ[key] for key in INHERITED if key in os.environ}
        placed = {key: self.world.placed(value) for key, value in own.items()}
        return {
            **inherited,
            **placed,
            "PATH": path,
            **self.world.environment,
        }

    def _argv(self, command: Sequence[str], address: str) -> list[str]:
        """`command` as it runs here: it listens at its own address, not at all of them."""
        placed = [self.world.placed(argument) for argument in command]
        return [
            argument.replace("0.0.0.0", address)  # noqa: S104 - that is what is taken away
            .replace("127.0.0.1", address)
            .replace("localhost", address)
            for argument in placed
        ]

    def _wait_until_healthy(self, container: Container, definition: Definition) -> None:
        part = container.part
        while not self._is_healthy(container, definition):
            if not part.is_running():
                raise NotHealthy(part.explain(f"{part.name} {part.ending()}"))
            if part.age() > HEALTHY_SECONDS:
                raise NotHealthy(
                    part.explain(f"{part.name} was not healthy after {HEALTHY_SECONDS} s")
                )
            time.sleep(POLL_SECONDS)

    def _is_healthy(self, container: Container, definition: Definition) -> bool:
        """By the check of the definition; else by its port; a task without both is at once."""
        check = (definition.get("healthCheck") or {}).get("command")
        if check:
            return self._passes(container, check)
        ports = [mapping["containerPort"] for mapping in definition.get("portMappings") or ()]
        return all(_listens(container.address, int(port)) for port in ports)

    def _passes(self, container: Container, check: Sequence[str]) -> bool:
        kind, *arguments = check
        command = ["/bin/sh", "-c", *arguments] if kind == "CMD-SHELL" else arguments
        try:
            done = subprocess.run(
                self._argv(command, container.address),
                env=dict(container.part.env),
                cwd=container.part.cwd,
                capture_output=True,
                timeout=10,
            )
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0


def _listens(address: str, port: int) -> bool:
    try:
        socket.create_connection((address, port), timeout=1).close()
    except OSError:
        return False
    return True
