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
from apps.posts.cards import Card, card
from apps.posts.serializers import GoneSerializer, PostSerializer
from apps.posts.shown import ShownPost
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
        reader = viewer(request)
        viewer_id = reader.pk if reader else None

        def render(place: ShownPost | Gone) -> Card:
            if isinstance(place, Gone):
                return {"id": str(place.id), "gone": place.why}
            return card(place, found.linked, viewer_id=viewer_id)

        return Response(
            {
                "ancestors": [render(place) for place in found.ancestors],
                "post": render(found.post),
                "items": [render(reply) for reply in found.replies.items],
                "next": found.replies.next,
            }
        )
