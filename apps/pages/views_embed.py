"""A crud in a frame on somebody else's page."""

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.clickjacking import xframe_options_exempt

from apps.core.errors import NotFound
from apps.pages import answers
from apps.pages.selectors import crud_by_id
from apps.pages.shown import Crud


@method_decorator(xframe_options_exempt, name="dispatch")
class Frame(View):
    """An address that frames hold; where there is no crud, it says so."""

    http_method_names = ["get", "head"]

    def dispatch(self, request: HttpRequest, *args: Any, **place: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **place)
        except NotFound:
            return _gone(request)


class OtherFrame(Frame):
    def get(self, request: HttpRequest) -> HttpResponse:
        raise NotFound


class CrudFrame(Frame):
    """A page without script: it says itself, in its second, that the crud is gone."""

    def get(self, request: HttpRequest, post_id: int) -> HttpResponse:
        crud = crud_by_id(post_id)
        style = _time_left(crud)
        return answers.public(
            request,
            render_to_string("pages/embed.html", {"crud": crud, "style": style}),
            seconds=min(answers.MOST_SECONDS, crud.seconds_left),
            headers=_headers(style),
        )


def _gone(request: HttpRequest) -> HttpResponse:
    return answers.public(
        request, render_to_string("pages/embed.html"), status=404, headers=_headers("")
    )


def _time_left(crud: Crud) -> str:
    """A rule that the stylesheet makes the end of."""
    return f":root{{--left:{crud.seconds_left:.0f}s}}" if crud.expires_at else ""


def _headers(style: str) -> Mapping[str, str]:
    """`style` is the only rule that may stand in the page.

    The site is named, since in a sandboxed frame 'self' is not the same for all browsers.
    """
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        "default-src 'none'",
        f"style-src {settings.SITE_URL} 'sha256-{digest}'",
        f"img-src {settings.SITE_URL}",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors *",
    )
    return {"Content-Security-Policy": "; ".join(policy), "X-Robots-Tag": "noindex"}
