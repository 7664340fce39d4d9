"""A bare WSGI function that answers what the app answers: no framework, no sign-in.

The reader's id is in the query string. It is run as the app is: gunicorn with as many workers and
threads, a pool of as many connections to the same database, which is DATABASE_URL.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from psycopg_pool import ConnectionPool

from tests.bench.floors.answers import Cursor, answer

READY = "/ready"

pool = ConnectionPool(
    os.environ["DATABASE_URL"],
    min_size=1,
    max_size=8,
    kwargs={
        "autocommit": True,
        "application_name": "floor",
        # As for the app: see settings.
        "options": "-c random_page_cost=1.1",
    },
    open=True,
)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    if environ["PATH_INFO"] == READY:
        start_response("204 No Content", [])
        return []
    asked = dict(parse_qsl(environ["QUERY_STRING"]))
    viewer = asked.pop("viewer", None)
    with pool.connection() as connection:
        body = answer(
            Cursor(connection),
            environ["REQUEST_METHOD"],
            environ["PATH_INFO"],
            UUID(viewer) if viewer else None,
            **asked,
        )
    if not body:
        start_response("304 Not Modified", [])
        return []
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    start_response("200 OK", headers)
    return [body]
