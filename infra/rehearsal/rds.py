"""Starts a PostgreSQL as soon as RDS has made an instance, with the password that it keeps."""

import json
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from cruddur.devtools.parts import Part
from infra.rehearsal.database import Database

if TYPE_CHECKING:
    from infra.rehearsal.account import Account

POLL_SECONDS = 0.5
KEPT_BY_RDS = "rds!db-"


class Follower:
    """Works beside the release: the instance is made, and asked, within one and the same deploy."""

    def __init__(self, account: "Account") -> None:
        self.account = account
        self._stopped = threading.Event()
        # A child is told to end when the thread that made it does: this one stays.
        self._thread = ThreadPoolExecutor(1)
        self._started: Future[Part] | None = None

    def start(self) -> None:
        self._started = self._thread.submit(self._follow)

    def stop(self) -> None:
        self._stopped.set()
        self._thread.shutdown()
        if self._started and not self._started.exception():
            self._started.result().stop()

    def check(self) -> None:
        """Raises what kept the database from starting, if it did not."""
        if self._started and self._started.done():
            self._started.result()

    def _follow(self) -> Part:
        rds, secrets = self.account.client("rds"), self.account.client("secretsmanager")
        while not self._stopped.wait(POLL_SECONDS):
            instances = rds.describe_db_instances()["DBInstances"]
            if instances:
                return self._start(instances[0], _password(secrets))
        raise ThreadStopped

    def _start(self, instance: dict[str, Any], password: str) -> Part:
        host = instance["Endpoint"]["Address"]
        return Database(
            self.account.directory / "postgres",
            self.account.logs / "postgres.log",
            password,
            address=self.account.addresses.database,
            certificate=self.account.authority.issue(host),
        ).start()


class ThreadStopped(Exception):
    """The rehearsal ended before there was a database."""


def _password(secrets: Any) -> str:
    for secret in secrets.list_secrets()["SecretList"]:
        if secret["Name"].startswith(KEPT_BY_RDS):
            kept = secrets.get_secret_value(SecretId=secret["ARN"])["SecretString"]
            return str(json.loads(kept)["password"])
    raise LookupError("RDS keeps no password in Secrets Manager.")
