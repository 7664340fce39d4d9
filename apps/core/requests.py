"""What a view asks of a request."""

from typing import Any

from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer


def viewer(request: Request) -> Any:
    """Who is asking: a person, or None when signed out."""
    return request.user


def person(request: Request) -> Any:
    """Who is asking, on a route whose permissions let nobody else in."""
    assert request.user is not None  # noqa: S101 - a wrong permission class, never a request
    return request.user


def validated(serializer_class: type[BaseSerializer[Any]], request: Request) -> dict[str, Any]:
    """The request's body as `serializer_class` reads it. Raises ValidationError."""
    serializer = serializer_class(data=request.data)
    serializer.is_valid(raise_exception=True)
    data: dict[str, Any] = serializer.validated_data
    return data
