"""The events app as gunicorn serves it, for anybody: a person's name is their token."""

import time

from apps.realtime.asgi import EventsApp
from apps.realtime.streams import Session

application = EventsApp(lambda token: Session(token, time.time() + 600, token))
