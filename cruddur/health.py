"""How the process is: what a load balancer asks of each task."""

import logging
from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from apps.messaging.selectors import table_answers

logger = logging.getLogger(__name__)


class HealthChecks:
    """Answers `/healthz` and `/readyz`, over plain HTTP and whatever host is asked for: load
    balancers ask by address. Nothing else is answered so.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        match request.path_info:
            case "/healthz":
                return healthz()
            case "/readyz":
                return readyz()
        return self.get_response(request)


def healthz() -> HttpResponse:
    """The process is up."""
    return _answer(200, {"status": "up"})


def readyz() -> HttpResponse:
    """The database and the table answer; 503 with what does not."""
    checks = {"database": _database_answers(), "table": table_answers()}
    if all(checks.values()):
        return _answer(200, {"status": "ready", **checks})
    return _answer(503, {"status": "not ready", **checks})


def _answer(status: int, said: dict[str, object]) -> HttpResponse:
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return JsonResponse(said, status=status, headers=headers)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.warning("The database does not answer", exc_info=True)
        return False
    return True
