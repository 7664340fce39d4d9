"""The database's password is changed while connections are open and made, and nobody notices."""

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import boto3
import psycopg
import pytest
from botocore.exceptions import EndpointConnectionError
from django.db import OperationalError, connection
from django.db.backends.postgresql.base import DatabaseWrapper
from pytest_django import Settings

from apps.core import aws, logins
from apps.core.worker import Connector
from apps.realtime import bus
from tests.realtime.driving import Client, bearer, listening, running, tell
from tests.realtime.test_stream import hang_up

pytestmark = pytest.mark.django_db(transaction=True)


class Role:
    """A user of PostgreSQL whose password is in a secret, as RDS does it."""

    def __init__(self) -> None:
        self.name = f"role_{uuid4().hex}"
        self.password = uuid4().hex
        self.secrets: Any = boto3.client("secretsmanager")
        self._do("CREATE ROLE {} LOGIN PASSWORD '{}'")
        made = self.secrets.create_secret(Name=self.name, SecretString=self._secret())
        self.arn: str = made["ARN"]

    def change(self) -> None:
        self.password = uuid4().hex
        self._do("ALTER ROLE {} PASSWORD '{}'")
        self.secrets.put_secret_value(SecretId=self.arn, SecretString=self._secret())

    def drop(self) -> None:
        self.secrets.delete_secret(SecretId=self.arn, ForceDeleteWithoutRecovery=True)
        self._do("DROP ROLE {}")

    def _secret(self) -> str:
        return json.dumps({"username": self.name, "password": self.password})

    def _do(self, statement: str) -> None:
        with psycopg.connect(**bus._parameters()) as owner:
            owner.execute(statement.format(self.name, self.password).encode())


@pytest.fixture
def role(settings: Settings) -> Iterator[Role]:
    role = Role()
    settings.DATABASE_SECRET_ARN = role.arn
    logins.login.cache_clear()
    yield role
    logins.login.cache_clear()
    role.drop()


@contextmanager
def pooled(**pool: Any) -> Iterator[Callable[[], DatabaseWrapper]]:
    """A database as the settings have it with DATABASE_SECRET_ARN, for each who asks."""
    here = connection.settings_dict
    settings = {
        **here,
        "PASSWORD": "",
        "OPTIONS": {**here["OPTIONS"], "pool": {"connection_class": logins.Connection, **pool}},
    }
    alias = f"pooled-{uuid4().hex}"

    def database() -> DatabaseWrapper:
        return DatabaseWrapper(settings, alias)

    try:
        yield database
    finally:
        database().close_pool()


def who_am_i(database: DatabaseWrapper) -> tuple[str, int]:
    """One request: the user, and the process of PostgreSQL that serves it."""
    try:
        with database.cursor() as cursor:
            cursor.execute("SELECT current_user, pg_backend_pid()")
            user, pid = cursor.fetchone()
        return user, pid
    finally:
        database.close()


def test_a_change_while_a_pool_is_open_fails_no_request(role: Role) -> None:
    served: list[tuple[str, int]] = []
    failed: list[Exception] = []
    over = threading.Event()

    def ask(database: Callable[[], DatabaseWrapper]) -> None:
        while not over.is_set():
            try:
                served.append(who_am_i(database()))
            except Exception as error:
                failed.append(error)
            time.sleep(0.01)

    # Connections live so short that new ones are made all the time.
    with pooled(min_size=2, max_size=4, max_lifetime=0.1) as database:
        threads = [threading.Thread(target=ask, args=[database]) for _ in range(4)]
        for thread in threads:
            thread.start()
        for _ in range(3):
            time.sleep(0.5)
            role.change()
            before = {pid for _, pid in served}
        time.sleep(1.5)
        over.set()
        for thread in threads:
            thread.join()
    assert failed == []
    assert {user for user, _ in served} == {role.name}
    assert {pid for _, pid in served} - before


def test_a_connection_that_is_open_stays(role: Role) -> None:
    with logins.Connection.connect(**without_password()) as open_one:
        role.change()
        assert open_one.execute("SELECT current_user").fetchone() == (role.name,)


def without_password() -> dict[str, Any]:
    return {**bus._parameters(), "user": "nobody", "password": "none"}


def test_secrets_manager_is_asked_once_in_a_while(
    role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = aws.secrets()

    class Counting:
        def get_secret_value(self, SecretId: str) -> Any:
            asked.append(SecretId)
            return real.get_secret_value(SecretId=SecretId)

    monkeypatch.setattr(aws, "secrets", Counting)
    for _ in range(3):
        logins.Connection.connect(**without_password()).close()
    assert asked == [role.arn]
    monkeypatch.setattr(logins, "FRESH_SECONDS", 0)
    logins.Connection.connect(**without_password()).close()
    assert len(asked) == 2


class Away:
    def get_secret_value(self, SecretId: str) -> Any:
        raise EndpointConnectionError(endpoint_url="http://nowhere")


def test_while_secrets_manager_is_away_the_last_password_is_used(
    role: Role, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    logins.Connection.connect(**without_password()).close()
    monkeypatch.setattr(logins, "FRESH_SECONDS", 0)
    monkeypatch.setattr(aws, "secrets", Away)
    logins.Connection.connect(**without_password()).close()
    assert "last known password" in caplog.text
    role.change()
    with pytest.raises(psycopg.OperationalError, match="password"):
        logins.Connection.connect(**without_password())
    assert role.password not in caplog.text


def test_at_the_start_without_secrets_manager_the_reason_is_said(
    role: Role, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(aws, "secrets", Away)
    with pytest.raises(logins.LoginUnknown, match="DATABASE_SECRET_ARN"):
        logins.Connection.connect(**without_password())
    with pooled(timeout=0.5) as database, pytest.raises(OperationalError):
        who_am_i(database())
    assert "Secrets Manager does not give the database's password" in caplog.text


def test_a_secret_of_another_kind_is_no_password(role: Role) -> None:
    role.secrets.put_secret_value(SecretId=role.arn, SecretString='"only words"')
    with pytest.raises(logins.LoginUnknown) as refusal:
        logins.Connection.connect(**without_password())
    assert "only words" not in str(refusal.value)


def test_what_fails_for_another_reason_is_not_asked_about(
    role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    logins.Connection.connect(**without_password()).close()
    monkeypatch.setattr(aws, "secrets", lambda: pytest.fail("asked"))
    with pytest.raises(psycopg.OperationalError):
        logins.Connection.connect(**{**without_password(), "port": 9})


def test_the_worker_connects_with_the_present_password(role: Role) -> None:
    async def scenario() -> None:
        worker: Any = Connector().get_worker_connector()
        await worker.open_async()
        try:
            role.change()
            for expired in range(2):
                found = await worker.execute_query_one_async("SELECT current_user AS name")
                assert (expired, found["name"]) == (expired, role.name)
                await worker.pool.drain()
            async with worker._get_standalone_connection() as listening:
                assert listening.info.user == role.name
        finally:
            await worker.close_async()

    asyncio.run(scenario())


def test_the_bus_comes_back_with_the_present_password(
    role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bus, "RETRY_SECONDS", 0.05)

    async def scenario() -> None:
        async with running() as app:
            alice = Client(app, headers=bearer("alice"))
            await listening(alice)
            await asyncio.to_thread(role.change)
            await asyncio.to_thread(hang_up, bus._parameters())
            assert await alice.event() == ("resync", {})
            await tell(["alice"], "post", {"post_id": "8"})
            assert await alice.event() == ("post", {"post_id": "8"})

    asyncio.run(scenario())


def test_without_a_secret_nothing_is_asked(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aws, "secrets", lambda: pytest.fail("asked"))
    assert settings.DATABASE_SECRET_ARN == ""
    assert logins.async_connection() is psycopg.AsyncConnection
    pool = connection.settings_dict["OPTIONS"]["pool"]
    assert pool["connection_class"] is psycopg.Connection
