"""The events app for the bench: all of it but the question whose token it is.

A token is a name with as much behind it as one of Cognito's has, since it is kept.
"""

import time

from apps.realtime.asgi import EventsApp
from apps.realtime.streams import Session


def _authenticate(token: str) -> Session:
    return Session(token.partition(".")[0], time.time() + 24 * 60 * 60, token)


application = EventsApp(_authenticate)
