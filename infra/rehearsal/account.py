"""An AWS account on this machine: the emulator with what is added to it, and what is around it."""

import os
import secrets
import stat
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3

from cruddur.devtools.emulator import CREDENTIALS, REGION, Emulator
from cruddur.devtools.environment import base_environment
from cruddur.devtools.install import EMULATOR_PYTHON, PYTHON, ROOT
from cruddur.devtools.ports import LOOPBACK
from infra.rehearsal.authority import Authority
from infra.rehearsal.emulated.images import MEDIA_TYPE, manifest
from infra.rehearsal.emulated.world import World
from infra.rehearsal.front import Front
from infra.rehearsal.rds import Follower

LAUNCHER = Path(__file__).parent / "emulated" / "launcher.py"
NUMBER = "000000000000"
DATABASE_HOST_NUMBER = 5
# Where the image has what RDS's certificates are signed with.
RDS_AUTHORITIES = "/app/rds.pem"
STOP_SECONDS = 30
# What tells a release what to do; the acts say that themselves.
OF_RELEASES = {"ADMIN", "IMAGE", "KEEP", "STACKS", "STAGE", "CDK_DEFAULT_ACCOUNT"}


@dataclass(frozen=True)
class Addresses:
    """127.x.y.*, chosen anew each time so that two rehearsals may run at once."""

    network: str

    @classmethod
    def chosen(cls) -> "Addresses":
        high, low = (secrets.randbelow(250) + 2 for _ in range(2))
        return cls(f"127.{high}.{low}")

    @property
    def database(self) -> str:
        return f"{self.network}.{DATABASE_HOST_NUMBER}"


class Account:
    """Empty at `start`; gone, with all that runs in it, after `stop`."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.logs = directory / "log"
        self.addresses = Addresses.chosen()
        self.authority = Authority(directory / "certificates")
        self.emulator = Emulator(directory / "emulator", self.logs / "emulator.log", durable=False)
        self.front = Front(self.emulator.url, self.authority)
        self.database = Follower(self)
        self._running = ExitStack()

    def start(self) -> None:
        (self.logs / "tasks").mkdir(parents=True, exist_ok=True)
        self._write_world()
        self._write_docker()
        self.front.start()
        self._running.callback(self.front.close)
        part = self.emulator.part
        part.argv[1:] = [
            *(str(LAUNCHER), part.argv[-1], str(self.directory / "world.json")),
        ]
        part.env = {**part.env, **self._of_lambdas()}
        part.stop_seconds = STOP_SECONDS
        self._running.callback(self.emulator.socket.close)
        self._running.callback(part.stop)
        self.emulator.start()
        self._running.callback(self.database.stop)
        self.database.start()

    def stop(self) -> None:
        self._running.close()

    @property
    def environ(self) -> dict[str, str]:
        """That of an operator who is signed in to this account, and has Docker."""
        programs = f"{self.directory / 'programs'}{os.pathsep}{os.environ['PATH']}"
        inherited = base_environment()
        return {
            **{name: inherited[name] for name in inherited.keys() - OF_RELEASES},
            **CREDENTIALS,
            "AWS_ENDPOINT_URL": self.emulator.url,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_EC2_METADATA_DISABLED": "true",
            "CRUDDUR_ACCOUNT": NUMBER,
            "PATH": programs,
        }

    def session(self) -> boto3.Session:
        return boto3.Session(
            CREDENTIALS["AWS_ACCESS_KEY_ID"],
            CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
            region_name=REGION,
        )

    def client(self, service: str) -> Any:  # the types of few are among our boto3-stubs
        make: Any = self.session().client
        return make(service, endpoint_url=self.emulator.url)

    def push(self, repository: str, tag: str, code: Path = ROOT) -> None:
        """What stands in for an image that was built from `code` and pushed."""
        self.client("ecr").put_image(
            repositoryName=repository,
            imageManifest=manifest(code, tag),
            imageManifestMediaType=MEDIA_TYPE,
            imageTag=tag,
        )

    def _write_world(self) -> None:
        World(
            logs=str(self.logs),
            programs=str(PYTHON.parent),
            network=self.addresses.network,
            environment={
                # Where AWS is; where the database's name leads; where the site's does.
                "AWS_ENDPOINT_URL": self.emulator.url,
                "COGNITO_ENDPOINT": self.emulator.url,
                "PGHOSTADDR": self.addresses.database,
                "APP_SHELL_URL": f"{self.front.url}/index.html",
            },
            files={RDS_AUTHORITIES: str(self.authority.trusted)},
        ).write(self.directory / "world.json")

    def _write_docker(self) -> None:
        """A program `docker` that pushes what stands in for an image (builder.py)."""
        program = self.directory / "programs" / "docker"
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(
            f'#!/bin/sh\ncd {ROOT} && exec {sys.executable} -m infra.rehearsal.builder "$@"\n'
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)

    def _of_lambdas(self) -> dict[str, str]:
        """They inherit the emulator's environment: its Python, and how names are reached."""
        return {
            "PATH": f"{EMULATOR_PYTHON.parent}{os.pathsep}{os.environ['PATH']}",
            "HTTPS_PROXY": self.front.url,
            "NO_PROXY": f"{LOOPBACK},localhost",
            "SSL_CERT_FILE": str(self.authority.trusted),
        }
