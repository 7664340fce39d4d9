from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import SAFE_METHODS, AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.pagination import page_request, render_page
from apps.core.requests import person, validated, viewer
from apps.core.schema import list_schema
from apps.posts import selectors, services
from apps.posts.serializers import NewPostSerializer, PostSerializer


class PostsView(APIView):
    @extend_schema(request=NewPostSerializer, responses={201: PostSerializer})
    def post(self, request: Request) -> Response:
        """Publish a crud."""
        post = services.publish_post(
            author=person(request), **validated(NewPostSerializer, request)
        )
        card = selectors.post_card(post, viewer=person(request))
        return Response(card, status=status.HTTP_201_CREATED)


class PostView(APIView):
    def get_permissions(self) -> Sequence[Any]:
        return [AllowAny()] if self.request.method in SAFE_METHODS else super().get_permissions()

    @extend_schema(responses=PostSerializer)
    def get(self, request: Request, post_id: int) -> Response:
        """One crud; 404 from the second in which it expires."""
        post = selectors.post_by_id(viewer=viewer(request), post_id=post_id)
        return Response(selectors.post_card(post, viewer=viewer(request)))

    @extend_schema(responses={204: None})
    def delete(self, request: Request, post_id: int) -> Response:
        """Delete one's own crud."""
        services.delete_post(user=person(request), post_id=post_id)
        return Response(status=status.HTTP_204_NO_CONTENT)


class ProfilePostsView(APIView):
    permission_classes = [AllowAny]

    @list_schema("Post", "profiles_posts_list")
    def get(self, request: Request, handle: str) -> Response:
        """A person's cruds, newest first."""
        cursor, limit = page_request(request)
        page = selectors.profile_posts(
            viewer=viewer(request), handle=handle, cursor=cursor, limit=limit
        )
        return Response(
            render_page(page, lambda post: selectors.post_card(post, viewer=viewer(request)))
        )
