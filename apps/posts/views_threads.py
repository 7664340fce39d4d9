from typing import Any

from drf_spectacular.utils import (
    OpenApiParameter,
    PolymorphicProxySerializer,
    extend_schema,
    inline_serializer,
)
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.pagination import page_request
from apps.core.requests import viewer
from apps.posts.models import Post
from apps.posts.selectors import post_cards
from apps.posts.serializers import GoneSerializer, PostSerializer
from apps.posts.threads import Gone, thread

_PLACE = PolymorphicProxySerializer(
    component_name="PostOrGone",
    serializers=[PostSerializer, GoneSerializer],
    resource_type_field_name=None,
)
_PLACES = PolymorphicProxySerializer(
    component_name="PostOrGone",
    serializers=[PostSerializer, GoneSerializer],
    resource_type_field_name=None,
    many=True,
)
_THREAD = inline_serializer(
    "Thread",
    {
        "ancestors": _PLACES,
        "post": _PLACE,
        "items": PostSerializer(many=True),
        "next": serializers.CharField(allow_null=True),
    },
)


class ThreadView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="posts_thread_retrieve",
        parameters=[OpenApiParameter("cursor", str), OpenApiParameter("limit", int)],
        responses={200: _THREAD},
    )
    def get(self, request: Request, post_id: int) -> Response:
        """A crud with all that came before it, and a page of its replies, oldest first."""
        cursor, limit = page_request(request)
        found = thread(viewer=viewer(request), post_id=post_id, cursor=cursor, limit=limit)
        path = [*found.ancestors, found.post]
        shown = [place for place in (*path, *found.replies.items) if isinstance(place, Post)]
        cards = {c["id"]: c for c in post_cards(shown, viewer=viewer(request))}
        *ancestors, post = [_render(place, cards) for place in path]
        items = [cards[str(reply.pk)] for reply in found.replies.items]
        return Response(
            {"ancestors": ancestors, "post": post, "items": items, "next": found.replies.next}
        )


def _render(place: Post | Gone, cards: dict[str, Any]) -> dict[str, Any]:
    if isinstance(place, Gone):
        return {"id": str(place.id), "gone": place.why}
    card: dict[str, Any] = cards[str(place.pk)]
    return card
