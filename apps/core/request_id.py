"""A request's id: taken from the caller or made, sent back, and in every line logged meanwhile."""

import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-Id"
_WELL_FORMED = re.compile(r"[A-Za-z0-9=;_-]{8,128}")
# As load balancers name a request: `Root=1-67891233-abcdef012345678912345678`, in a list.
_ROOT = re.compile(r"(?:.*;)?Root=([A-Za-z0-9-]{8,128})(?:;.*)?")

current_request_id: ContextVar[str | None] = ContextVar("request_id", default=None)


def choose(given: str, trace: str) -> str:
    """The id of a request with these `X-Request-Id` and `X-Amzn-Trace-Id`."""
    if _WELL_FORMED.fullmatch(given):
        return given
    root = _ROOT.fullmatch(trace)
    return root[1] if root else uuid.uuid4().hex


class RequestIdMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Not `headers`, which are put together for each request from all that came.
        meta = request.META
        request_id = choose(meta.get("HTTP_X_REQUEST_ID", ""), meta.get("HTTP_X_AMZN_TRACE_ID", ""))
        # For what is logged of it when this is left.
        meta["HTTP_X_REQUEST_ID"] = request_id
        token = current_request_id.set(request_id)
        try:
            response = self.get_response(request)
        finally:
            current_request_id.reset(token)
        response[HEADER] = request_id
        return response
