"""Middleware of Django's and others', without what each answer of the API would pay for in vain."""

from collections.abc import Callable
from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

ADMIN = "/admin/"


class SamePolicy(CSPMiddleware):
    """The Content-Security-Policy of the settings, put together once: it is the same for all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self.policy = build_policy()

    def process_request(self, request: HttpRequest) -> None:
        """No nonce: nothing of ours has a script in its page."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        # Django's own page about an error, while developing.
        debugged = settings.DEBUG and response.status_code in (404, 500)
        if not debugged and not getattr(response, "_csp_exempt", False):
            response.headers.setdefault(HEADER, self.policy)
        return response


class _OnlyForTheAdmin:
    """What only the admin needs: nothing else knows of cookies."""

    get_response: Callable[[HttpRequest], Any]

    def __call__(self, request: HttpRequest) -> Any:
        if request.path_info.startswith(ADMIN):
            return super().__call__(request)  # type: ignore[misc]
        return self.get_response(request)


class AdminSessions(_OnlyForTheAdmin, SessionMiddleware):
    pass


class AdminAuthentication(_OnlyForTheAdmin, AuthenticationMiddleware):
    pass


class AdminMessages(_OnlyForTheAdmin, MessageMiddleware):
    pass
