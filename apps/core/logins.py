"""Connections to PostgreSQL with the login that Secrets Manager has at the moment.

With `DATABASE_SECRET_ARN` the password is changed while we run. PostgreSQL asks for it when a
connection is made and never again, so whoever makes one asks for the present password first:
Django's pool, the worker's, and the bus of events. Connections that are open stay.
"""

import asyncio
import json
import logging
import math
import threading
import time
from collections.abc import Mapping
from functools import cache
from typing import Any

import psycopg
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings

from apps.core import aws

FRESH_SECONDS = 10

logger = logging.getLogger(__name__)


class LoginUnknown(psycopg.OperationalError):
    """Secrets Manager has never said what the password is."""


class Login:
    """Who we are to PostgreSQL, as a secret with `username` and `password` says."""

    def __init__(self, arn: str) -> None:
        self._arn = arn
        self._lock = threading.Lock()
        self._known: Mapping[str, str] = {}
        self._asked_at = -math.inf

    def present(self) -> Mapping[str, str]:
        """`user` and `password`. Raises LoginUnknown."""
        with self._lock:
            if time.monotonic() - self._asked_at > FRESH_SECONDS:
                self._ask()
            return self._known

    def after(self, refused: Mapping[str, str]) -> Mapping[str, str]:
        """The one that came after `refused`, or that one still."""
        with self._lock:
            # Else somebody else has been refused and has asked.
            if self._known == refused:
                self._ask()
            return self._known

    def _ask(self) -> None:
        """Where Secrets Manager does not answer the last login goes on being used."""
        try:
            answer = aws.secrets().get_secret_value(SecretId=self._arn)
            said = json.loads(answer["SecretString"])
            self._known = {"user": said["username"], "password": said["password"]}
        except (BotoCoreError, ClientError, LookupError, TypeError, ValueError) as error:
            if not self._known:
                raise LoginUnknown(
                    f"Secrets Manager does not give the database's password"
                    f" (DATABASE_SECRET_ARN={self._arn}): {error!r}"
                ) from error
            logger.warning("The database's last known password is used: %r", error)
        self._asked_at = time.monotonic()


class Connection(psycopg.Connection[Any]):
    """Made with the present login, and anew where that was just changed."""

    @classmethod
    def connect(cls, conninfo: str = "", **parameters: Any) -> "Connection":
        given = login().present()
        try:
            return super().connect(conninfo, **{**parameters, **given})
        except psycopg.OperationalError as error:
            other = _other(given, error)
        return super().connect(conninfo, **{**parameters, **other})


class AsyncConnection(psycopg.AsyncConnection[Any]):
    """The same for an event loop, which does not wait for Secrets Manager."""

    @classmethod
    async def connect(cls, conninfo: str = "", **parameters: Any) -> "AsyncConnection":
        given = await asyncio.to_thread(login().present)
        try:
            return await super().connect(conninfo, **{**parameters, **given})
        except psycopg.OperationalError as error:
            other = await asyncio.to_thread(_other, given, error)
        return await super().connect(conninfo, **{**parameters, **other})


def _other(given: Mapping[str, str], error: psycopg.OperationalError) -> Mapping[str, str]:
    """What to try after `given` was refused. Raises `error` where that is not why, or there is
    nothing else to try.
    """
    # What was said of the password is in the server's own language; that it was asked is not.
    if error.pgconn is None or not error.pgconn.used_password:
        raise error
    other = login().after(given)
    if other == given:
        raise error
    return other


@cache
def login() -> Login:
    return Login(settings.DATABASE_SECRET_ARN)


def async_connection() -> type[psycopg.AsyncConnection[Any]]:
    """How connections are made that are not in Django's pool."""
    return AsyncConnection if settings.DATABASE_SECRET_ARN else psycopg.AsyncConnection
