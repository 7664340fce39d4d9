"""Answers that are not sent again to who has them already."""

from collections.abc import Callable
from typing import Any

from django.utils.http import parse_etags, quote_etag
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response


def answer_unless_known(
    request: Request, fingerprint: str, render: Callable[[], dict[str, Any]]
) -> Response:
    """What `render` makes, or 304 where the reader's `If-None-Match` has this fingerprint.

    The tag is weak: it tells of what is shown, not of the bytes. Nothing is to be stored on the
    way or on a disk: what expires is to be gone there too.
    """
    tag = f"W/{quote_etag(fingerprint)}"
    known = tag in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))
    unchanged = status.HTTP_304_NOT_MODIFIED
    response = Response(status=unchanged) if known else Response(render())
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-store"
    return response
