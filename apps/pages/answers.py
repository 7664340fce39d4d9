"""Our answers: made once for everybody, kept by the CDN for a moment, compared by their ETag."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.html import format_html
from django.utils.http import http_date

from apps.pages.head import Head
from apps.pages.shell import keeper

# How long the CDN shows what may have gone meanwhile.
MOST_SECONDS = 30
HOUR = 3600


def public(
    request: HttpRequest,
    body: str,
    *,
    seconds: float = MOST_SECONDS,
    content_type: str = "text/html; charset=utf-8",
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    changed: datetime | None = None,
) -> HttpResponse:
    """`body` for everybody, or 304; good for the CDN for `seconds` and no browser.

    `headers` are sent with a 304 too: a browser takes those for its own copy.
    """
    response = HttpResponse(body.encode(), content_type=content_type, status=status)
    if status == 200:
        response = _unless_known(request, response, changed)
    response["Cache-Control"] = f"public, max-age=0, s-maxage={max(0, int(seconds))}"
    for name, value in (headers or {}).items():
        response[name] = value
    return response


def _unless_known(
    request: HttpRequest, response: HttpResponse, changed: datetime | None
) -> HttpResponse:
    """304 to who has the same already."""
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    moment = int(changed.timestamp()) if changed else None
    response["ETag"] = etag
    if moment is not None:
        response["Last-Modified"] = http_date(moment)
    return get_conditional_response(request, etag, moment, response) or response


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    head: Head,
    seconds: float = MOST_SECONDS,
) -> HttpResponse:
    """The app's page with this head and, until the app has started, this content."""
    robots = {"X-Robots-Tag": head.robots} if head.robots else {}
    return _in_the_app(
        request,
        head=render_to_string("pages/head.html", {"head": head}),
        content=render_to_string(f"pages/{template}", context),
        seconds=min(seconds, MOST_SECONDS),
        headers=robots,
    )


def nothing(request: HttpRequest) -> HttpResponse:
    """The app's page with nothing in it: what is not for everybody, the app shows to whom it is.

    Says the same whether there is something or not.
    """
    return _in_the_app(
        request,
        head=render_to_string("pages/nothing_head.html"),
        content=render_to_string("pages/nothing.html"),
        # The app may have something to show to this reader.
        without_script=True,
        status=404,
        headers={"X-Robots-Tag": "noindex"},
    )


def moved(request: HttpRequest, url: str) -> HttpResponse:
    """There, as long as the one who had this address before has a claim to it."""
    response = public(request, "", status=301)
    response["Location"] = url
    return response


def _in_the_app(
    request: HttpRequest,
    *,
    head: str,
    content: str,
    headers: Mapping[str, str],
    seconds: float = MOST_SECONDS,
    status: int = 200,
    without_script: bool = False,
) -> HttpResponse:
    """`without_script`: the content is for those only for whom the app does not start."""
    shell = keeper.get()
    if shell is None:
        body = render_to_string("pages/without_the_app.html", {"head": head, "content": content})
        return public(request, body, seconds=seconds, status=status, headers=headers)
    if without_script:
        content = format_html("<noscript>{}</noscript>", content)
    response = public(
        request,
        shell.page(head=head, content=content),
        seconds=seconds,
        status=status,
        headers={**shell.headers, **headers},
    )
    # The policy is the app's, or none where the app has none (Vite's dev server).
    response._csp_exempt = True  # type: ignore[attr-defined]
    return response
