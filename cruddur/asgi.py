"""The `events` process: the event stream, and nothing else."""

import os
from collections.abc import Collection
from contextlib import closing

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cruddur.settings")
django.setup()

from django.db import connection  # noqa: E402

from apps.profiles.auth import ended_sessions, person_for_token  # noqa: E402
from apps.realtime.asgi import EventsApp  # noqa: E402
from apps.realtime.streams import Session  # noqa: E402

# Each gives its database connection back at once.


def authenticate(token: str) -> Session:
    """The session of a bearer token."""
    with closing(connection):
        user, claims = person_for_token(token)
    return Session(str(user.pk), float(claims["exp"]), token)


def ended(tokens: Collection[str]) -> Collection[str]:
    with closing(connection):
        return ended_sessions(tokens)


application = EventsApp(authenticate, ended)
