"""What Cruddur stands on: PostgreSQL, and AWS or its emulator with everything provisioned."""

import json
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from cruddur.devtools import provision, stream_lambda
from cruddur.devtools.console import Step, silently
from cruddur.devtools.emulator import CREDENTIALS, REGION, Emulator
from cruddur.devtools.lodging import home_elsewhere
from cruddur.devtools.parts import Part, stop_all
from cruddur.devtools.postgres import Postgres

MESSAGES_TABLE = "cruddur-messages"


class Stack:
    """The stack with its state in `state_dir`. `start` answers the environment for Django.

    A stack that is not durable is for tests: quicker, and worth nothing after a crash.
    `database_url` and `aws` name parts that are elsewhere and therefore not started.
    """

    def __init__(
        self,
        state_dir: Path,
        *,
        durable: bool = True,
        database_url: str | None = None,
        aws: Mapping[str, str] | None = None,
        step: Step = silently,
    ) -> None:
        self.state_dir = state_dir
        self.logs = state_dir / "log"
        self.durable = durable
        self.database_url = database_url
        self.aws = aws
        self.step = step
        self.parts: list[Part] = []
        self.emulator: Emulator | None = None
        self.environment: dict[str, str] = {}

    def start(self) -> dict[str, str]:
        self.state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = _secrets(self.state_dir / "secrets.json")
        try:
            self.environment = {
                "SECRET_KEY": kept["SECRET_KEY"],
                "POKE_SECRET": kept["POKE_SECRET"],
                "DATABASE_URL": self.database_url or self._postgres(kept["DATABASE_PASSWORD"]),
                **(self.aws or self._emulator()),
            }
        except BaseException:
            self.stop()
            raise
        return self.environment

    def stop(self) -> None:
        """Stop in the order opposite to the start."""
        stop_all(self.parts, self.step)
        if self.emulator:
            self.emulator.socket.close()
        if not self.durable:
            shutil.rmtree(home_elsewhere(self.state_dir / "postgres"), ignore_errors=True)

    def deploy_stream_lambda(self, poke_url: str) -> None:
        """Put the stream Lambda in place, here and after every restart of the emulator.

        On real AWS the one that the CDK has deployed is at work.
        """
        if self.emulator is None:
            return
        emulator, variables = self.emulator, self._lambda_variables(poke_url)

        def deploy() -> None:
            stream_lambda.deploy(emulator, variables)

        deploy()
        emulator.part.repair = deploy

    def _lambda_variables(self, poke_url: str) -> dict[str, str]:
        return {
            "MESSAGES_TABLE": self.environment["MESSAGES_TABLE"],
            "POKE_SECRET": self.environment["POKE_SECRET"],
            "POKE_URL": poke_url,
        }

    def _postgres(self, password: str) -> str:
        postgres = Postgres(
            self.state_dir / "postgres", self.logs / "postgres.log", password, durable=self.durable
        )
        with self.step("Starting PostgreSQL"):
            self.parts.append(postgres.start())
        return postgres.url

    def _emulator(self) -> dict[str, str]:
        self.emulator = Emulator(
            self.state_dir / "emulator", self.logs / "emulator.log", durable=self.durable
        )
        self.parts.append(self.emulator.part)
        with self.step("Starting the AWS emulator"):
            self.emulator.start()
        with self.step("Provisioning the user pool, the table and the bucket"):
            return _provision(self.emulator)


def _provision(emulator: Emulator) -> dict[str, str]:
    identity = provision.user_pool(emulator.cognito())
    provision.messages_table(emulator.dynamodb(), MESSAGES_TABLE)
    return {
        **CREDENTIALS,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ENDPOINT_URL": emulator.url,
        "COGNITO_ENDPOINT": emulator.url,
        "COGNITO_USER_POOL_ID": identity.pool_id,
        "COGNITO_CLIENT_ID": identity.client_id,
        "COGNITO_ADMIN_CLIENT_ID": identity.admin_client_id,
        "MESSAGES_TABLE": MESSAGES_TABLE,
        "MESSAGES_DEAD_LETTERS": stream_lambda.dead_letter_queue(emulator.sqs()).url,
        "MEDIA_BUCKET": provision.media_bucket(emulator.s3()),
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
    unfinished = path.with_suffix(".new")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(fresh, file)
    unfinished.rename(path)
    return fresh
