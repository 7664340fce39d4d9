"""What other programs read: RSS, and how a crud is embedded."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.pages import answers, feeds, head, selectors
from apps.pages.oembed import oembed
from apps.pages.shown import Crud, absolute, seconds_left
from apps.pages.words import person_path, tag_path

# For how long the CDN keeps a feed.
FEED_SECONDS = 60
_RSS = {(200, "application/rss+xml"): OpenApiTypes.STR}


class PublicView(APIView):
    """Open to everybody, and the same for everybody: who asks is not even looked at."""

    permission_classes = [AllowAny]
    authentication_classes = []


class PersonFeedView(PublicView):
    @extend_schema(responses=_RSS)
    def get(self, request: Request, handle: str) -> HttpResponse:
        """RSS of a person's latest public cruds that are no replies to others."""
        person = selectors.public_person(handle)
        feed = head.person_feed(person)
        if person.handle != handle:
            return answers.moved(request._request, feed.url)
        cruds = selectors.cruds_of(person, site=settings.SITE_URL)
        return _rss(request, feed, cruds, link=absolute(person_path(handle)))


class TagFeedView(PublicView):
    @extend_schema(responses=_RSS)
    def get(self, request: Request, tag: str) -> HttpResponse:
        """RSS of the latest public cruds that name a hashtag and are no replies to others."""
        cruds = selectors.cruds_about(tag, site=settings.SITE_URL)
        cruds = [crud for crud in cruds if not crud.answers_others]
        return _rss(request, head.tag_feed(tag), cruds, link=absolute(tag_path(tag)))


def _rss(request: Request, feed: head.Feed, cruds: Sequence[Crud], *, link: str) -> HttpResponse:
    return answers.public(
        request._request,
        feeds.rss(feed, cruds, link=link),
        seconds=min(FEED_SECONDS, seconds_left(cruds)),
        content_type="application/rss+xml; charset=utf-8",
        changed=feeds.last_change(cruds),
        # Whom search engines may list, they find by their pages.
        headers={"X-Robots-Tag": "noindex"},
    )


class OembedSerializer(serializers.Serializer[Any]):
    version = serializers.CharField()
    type = serializers.CharField(help_text="always rich")
    provider_name = serializers.CharField()
    provider_url = serializers.CharField()
    author_name = serializers.CharField()
    author_url = serializers.CharField()
    cache_age = serializers.IntegerField(help_text="seconds, no more than the crud has left")
    width = serializers.IntegerField(help_text="pixels")
    height = serializers.IntegerField(help_text="pixels")
    html = serializers.CharField()


class OembedView(PublicView):
    @extend_schema(
        parameters=[
            OpenApiParameter("url", str, required=True, description="of a crud's page"),
            OpenApiParameter("maxwidth", int),
            OpenApiParameter("maxheight", int),
            OpenApiParameter("format", str, description="json, or 501"),
        ],
        responses=OembedSerializer,
    )
    def get(self, request: Request) -> Response:
        """How another site shows a crud, for oEmbed consumers."""
        asked = request.query_params
        return Response(
            oembed(
                url=asked.get("url", ""),
                max_width=asked.get("maxwidth", ""),
                max_height=asked.get("maxheight", ""),
                format=asked.get("format", "json"),
            )
        )
