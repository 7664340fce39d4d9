"""Hashtags: what names them, and following them."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import SAFE_METHODS, AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.pagination import page_request, render_page
from apps.core.requests import person, viewer
from apps.core.schema import list_schema
from apps.posts import follows, lists, selectors
from apps.posts.views import answer_page


class TagSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    following = serializers.BooleanField()


class FollowedTagSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()


class TagView(APIView):
    permission_classes = [AllowAny]

    @list_schema("Post", "feeds_tags_list")
    def get(self, request: Request, tag: str) -> Response:
        """The cruds that name a hashtag, newest first."""
        cursor, limit = page_request(request)
        page = lists.tagged(viewer=viewer(request), tag=tag, cursor=cursor, limit=limit)
        return answer_page(request, page)


class HashtagView(APIView):
    def get_permissions(self) -> Any:
        return [AllowAny()] if self.request.method in SAFE_METHODS else super().get_permissions()

    @extend_schema(responses=TagSerializer)
    def get(self, request: Request, tag: str) -> Response:
        """A hashtag, and whether the reader follows it."""
        return _answer(request, tag)


class FollowTagView(APIView):
    @extend_schema(request=None, responses=TagSerializer)
    def put(self, request: Request, tag: str) -> Response:
        """Have what names a hashtag in one's home feed."""
        follows.follow_tag(person=person(request), name=tag)
        return _answer(request, tag)

    @extend_schema(responses={200: TagSerializer})
    def delete(self, request: Request, tag: str) -> Response:
        """Have it there no more."""
        follows.unfollow_tag(person=person(request), name=tag)
        return _answer(request, tag)


def _answer(request: Request, tag: str) -> Response:
    following = selectors.follows_tag(person=viewer(request), name=tag)
    return Response({"name": tag, "following": following})


class MyTagsView(APIView):
    @list_schema(FollowedTagSerializer, "me_tags_list")
    def get(self, request: Request) -> Response:
        """The hashtags that one follows, by name."""
        cursor, limit = page_request(request)
        page = follows.followed_tags_page(person=person(request), cursor=cursor, limit=limit)
        return Response(render_page(page, lambda name: {"name": name}))
