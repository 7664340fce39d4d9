"""Every refusal as an RFC 9457 problem document with a stable `code`."""

import logging
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import orjson
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views import defaults
from rest_framework import exceptions
from rest_framework.response import Response

from apps.core.errors import (
    CruddurError,
    FieldError,
    Forbidden,
    Invalid,
    NotFound,
    Unauthenticated,
)

CONTENT_TYPE = "application/problem+json"

logger = logging.getLogger(__name__)


def problem(error: CruddurError) -> dict[str, Any]:
    """The members of the problem document for `error`."""
    document: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(error.status).phrase,
        "status": error.status,
        "detail": error.detail,
        "code": error.code,
    }
    if error.errors:
        document["errors"] = [
            {"field": e.field, "code": e.code, "detail": e.detail} for e in error.errors
        ]
    return document


def exception_handler(exception: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's hook: the answer to an exception in a view; None lets Django answer 500."""
    error = _translate(exception)
    if error is None:
        return None
    response = Response(problem(error), status=error.status, content_type=CONTENT_TYPE)
    if error.status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="cruddur"'
    if isinstance(exception, exceptions.MethodNotAllowed):
        response["Allow"] = ", ".join(context["view"].allowed_methods)
    if error.status == HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = "2"
    return response


def _translate(exception: Exception) -> CruddurError | None:
    match exception:
        case CruddurError():
            return exception
        case exceptions.ValidationError():
            errors = tuple(_field_errors(exception.detail))
            return Invalid(errors[0].detail if len(errors) == 1 else None, errors=errors)
        case exceptions.NotAuthenticated() | exceptions.AuthenticationFailed():
            return Unauthenticated()
        case exceptions.PermissionDenied() | PermissionDenied():
            return Forbidden()
        case Http404() | exceptions.NotFound():
            return NotFound()
        case exceptions.APIException():
            error = CruddurError(str(exception.detail), code=exception.get_codes())  # type: ignore[arg-type]
            error.status = exception.status_code
            return error
    return None


def _field_errors(detail: Any, field: str = "") -> Iterator[FieldError]:
    """DRF's nested lists and dicts of errors, flat, with dotted field names."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _field_errors(inner, f"{field}.{name}" if field else str(name))
    elif isinstance(detail, list):
        for inner in detail:
            yield from _field_errors(inner, field)
    else:
        yield FieldError(field, detail.code, str(detail))


def http_response(error: CruddurError) -> HttpResponse:
    """`error` where no DRF view is at work."""
    return HttpResponse(
        orjson.dumps(problem(error)), status=error.status, content_type=CONTENT_TYPE
    )


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_api(request):
        return http_response(CruddurError())
    return defaults.bad_request(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_api(request):
        return http_response(NotFound())
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    if _is_api(request):
        error = CruddurError(
            "Something went wrong on our side. It has been noted.", code="server_error"
        )
        error.status = 500
        return http_response(error)
    return defaults.server_error(request)
