from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.pagination import page_request, render_page
from apps.core.requests import person, viewer
from apps.core.schema import list_schema
from apps.posts.selectors import post_card
from apps.timelines import selectors


class HomeFeedView(APIView):
    @list_schema("Post", "feeds_home_list")
    def get(self, request: Request) -> Response:
        """One's own cruds and those of whom one follows, newest first."""
        cursor, limit = page_request(request)
        reader = person(request)
        page = selectors.home_feed(viewer=reader, cursor=cursor, limit=limit)
        return Response(render_page(page, lambda post: post_card(post, viewer=reader)))


class PublicFeedView(APIView):
    permission_classes = [AllowAny]

    @list_schema("Post", "feeds_public_list")
    def get(self, request: Request) -> Response:
        """Everyone's cruds, newest first."""
        cursor, limit = page_request(request)
        reader = viewer(request)
        page = selectors.public_feed(viewer=reader, cursor=cursor, limit=limit)
        return Response(render_page(page, lambda post: post_card(post, viewer=reader)))
