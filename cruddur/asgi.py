"""The `events` process: the event stream, and nothing else."""

import os
from contextlib import closing

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cruddur.settings")
django.setup()

from django.db import connection  # noqa: E402

from apps.profiles.auth import person_for_token  # noqa: E402
from apps.realtime.asgi import EventsApp, Session  # noqa: E402


def authenticate(token: str) -> Session:
    """The session of a bearer token. Gives its database connection back at once."""
    with closing(connection):
        user, claims = person_for_token(token)
    return Session(str(user.pk), float(claims["exp"]))


application = EventsApp(authenticate)
