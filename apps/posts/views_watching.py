from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.requests import person, validated
from apps.posts import watching
from apps.posts.serializers import (
    PostIdsSerializer,
    PostsCountedSerializer,
    WatchingSerializer,
)
from apps.posts.watching import MOST_AT_ONCE, Counted


class CountsView(APIView):
    @extend_schema(
        parameters=[
            OpenApiParameter("ids", str, description=f"up to {MOST_AT_ONCE}, between commas")
        ],
        responses=PostsCountedSerializer,
    )
    def get(self, request: Request) -> Response:
        """The counters of those of these cruds that one may see."""
        asked = PostIdsSerializer(data={"ids": request.query_params.get("ids", "").split(",")})
        asked.is_valid(raise_exception=True)
        ids = [int(one) for one in asked.validated_data["ids"]]
        rows = watching.counted(viewer=person(request), post_ids=ids)
        return Response({"posts": [_card(row) for row in rows]})


def _card(row: Counted) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "counts": {
            "replies": row.reply_count,
            "reposts": row.repost_count,
            "quotes": row.quote_count,
            "likes": row.like_count,
        },
        "viewer": {
            "liked": row.liked,
            "reposted": row.reposted,
            "bookmarked": row.bookmarked,
        },
    }


class WatchingView(APIView):
    @extend_schema(request=WatchingSerializer, responses={204: None})
    def put(self, request: Request) -> Response:
        """Have one's event stream told when counters of these cruds move, and of no others."""
        asked = validated(WatchingSerializer, request)
        ids = [int(one) for one in asked["posts"]]
        watching.watch(viewer=person(request), stream=asked["stream"], post_ids=ids)
        return Response(status=status.HTTP_204_NO_CONTENT)
