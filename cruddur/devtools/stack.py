"""What Cruddur stands on: PostgreSQL, and AWS or its emulator with everything provisioned."""

import json
import os
import secrets
from pathlib import Path

import boto3

from cruddur.devtools import provision
from cruddur.devtools.emulator import REGION, Emulator
from cruddur.devtools.parts import Part
from cruddur.devtools.postgres import Postgres

ROOT = Path(__file__).resolve().parents[2]
EMULATOR_PYTHON = ROOT / "var" / "emulator-venv" / "bin" / "python"
MESSAGES_TABLE = "cruddur-messages"


class Stack:
    """The stack with its state in `state_dir`. `start` answers the environment for Django.

    A stack that is not durable is for tests: quicker, and worth nothing after a crash.
    """

    def __init__(self, state_dir: Path, *, durable: bool = True) -> None:
        self.state_dir = state_dir
        self.logs = state_dir / "log"
        self.durable = durable
        self.parts: list[Part] = []
        self.environment: dict[str, str] = {}

    def start(self) -> dict[str, str]:
        self.state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = _secrets(self.state_dir / "secrets.json")
        try:
            self.environment = {
                "SECRET_KEY": kept["SECRET_KEY"],
                "POKE_SECRET": kept["POKE_SECRET"],
                "DATABASE_URL": self._start_postgres(kept["DATABASE_PASSWORD"]),
                **self._start_emulator(),
            }
        except BaseException:
            self.stop()
            raise
        return self.environment

    def stop(self) -> None:
        """Stop in the order opposite to the start."""
        while self.parts:
            self.parts.pop().stop()

    def _start_postgres(self, password: str) -> str:
        postgres = Postgres(
            self.state_dir / "postgres", self.logs / "postgres.log", password, durable=self.durable
        )
        self.parts.append(postgres.start())
        return postgres.url

    def _start_emulator(self) -> dict[str, str]:
        emulator = Emulator(
            self.state_dir / "emulator",
            self.logs / "emulator.log",
            EMULATOR_PYTHON,
            durable=self.durable,
        )
        part = emulator.part()
        part.start()
        self.parts.append(part)
        return _provision(emulator.url)


def _provision(endpoint: str) -> dict[str, str]:
    credentials = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    session = boto3.Session("test", "test", region_name=REGION)
    identity = provision.user_pool(session, endpoint)
    provision.messages_table(session, endpoint, MESSAGES_TABLE)
    return {
        **credentials,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ENDPOINT_URL": endpoint,
        "COGNITO_ENDPOINT": endpoint,
        "COGNITO_USER_POOL_ID": identity.pool_id,
        "COGNITO_CLIENT_ID": identity.client_id,
        "COGNITO_ADMIN_CLIENT_ID": identity.admin_client_id,
        "MESSAGES_TABLE": MESSAGES_TABLE,
        "MEDIA_BUCKET": provision.media_bucket(session, endpoint),
    }


def _secrets(path: Path) -> dict[str, str]:
    """The secrets of this clone, made at the first start and readable by its owner only."""
    if path.exists():
        kept: dict[str, str] = json.loads(path.read_text())
        return kept
    fresh = {
        name: secrets.token_urlsafe(48)
        for name in ("SECRET_KEY", "POKE_SECRET", "DATABASE_PASSWORD")
    }
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(fresh, file)
    return fresh
