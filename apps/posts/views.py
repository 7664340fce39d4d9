from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.permissions import SAFE_METHODS, AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.conditional import answer_unless_known
from apps.core.errors import Invalid
from apps.core.pagination import page_request, render_page
from apps.core.rendering import timestamp
from apps.core.requests import person, validated, viewer
from apps.core.schema import list_schema
from apps.posts import editing, lists, selectors, services
from apps.posts.cards import Card, page_cards
from apps.posts.drafts import new_post
from apps.posts.models import Post, Version
from apps.posts.serializers import (
    NewPostSerializer,
    NewThreadSerializer,
    PostPatchSerializer,
    PostSerializer,
    PostsSerializer,
    VersionSerializer,
)
from apps.posts.shown import ShownPage

TABS: dict[str, selectors.Tab] = {"cruds": "cruds", "replies": "replies", "media": "media"}


def fresh_card(request: Request, post_id: int) -> Response:
    """A post as it is now, after the reader has done something with it."""
    page = lists.one(viewer=viewer(request), post_id=post_id)
    return Response(_cards(request, page)[0])


def answer_page(request: Request, page: ShownPage) -> Response:
    return answer_unless_known(
        request, page.fingerprint, lambda: {"items": _cards(request, page), "next": page.next}
    )


def _cards(request: Request, page: ShownPage) -> list[Card]:
    reader = viewer(request)
    return page_cards(page, viewer_id=reader.pk if reader else None)


def published(request: Request, posts: Sequence[Post]) -> list[Card]:
    """The cards of what has just been published."""
    page = lists.by_id(viewer=viewer(request), post_ids=[post.pk for post in posts])
    cards = {card["id"]: card for card in _cards(request, page)}
    # In the order in which they were: ids of one millisecond are in none.
    return [cards[str(post.pk)] for post in posts]


class PostsView(APIView):
    @extend_schema(request=NewPostSerializer, responses={201: PostSerializer})
    def post(self, request: Request) -> Response:
        """Publish a crud, as a reply or a quote where it says so."""
        new = new_post(validated(NewPostSerializer, request))
        post = services.publish_post(author=person(request), new=new)
        return Response(published(request, [post])[0], status=status.HTTP_201_CREATED)


class ThreadsView(APIView):
    @extend_schema(request=NewThreadSerializer, responses={201: PostsSerializer})
    def post(self, request: Request) -> Response:
        """Publish several cruds, each a reply to the one before: all of them or none."""
        parts = [new_post(part) for part in validated(NewThreadSerializer, request)["posts"]]
        posts = services.publish_thread(author=person(request), posts=parts)
        return Response({"items": published(request, posts)}, status=status.HTTP_201_CREATED)


class PostView(APIView):
    def get_permissions(self) -> Sequence[Any]:
        return [AllowAny()] if self.request.method in SAFE_METHODS else super().get_permissions()

    @extend_schema(responses=PostSerializer)
    def get(self, request: Request, post_id: int) -> Response:
        """One crud; 404 from the second in which it expires."""
        return fresh_card(request, post_id)

    @extend_schema(request=PostPatchSerializer, responses=PostSerializer)
    def patch(self, request: Request, post_id: int) -> Response:
        """Change one's own crud; what it said before stays in its history."""
        changes = editing.Changes(**validated(PostPatchSerializer, request))
        editing.edit_post(user=person(request), post_id=post_id, changes=changes)
        return fresh_card(request, post_id)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, post_id: int) -> Response:
        """Delete one's own crud."""
        services.delete_post(user=person(request), post_id=post_id)
        return Response(status=status.HTTP_204_NO_CONTENT)


class HiddenView(APIView):
    @extend_schema(request=None, responses=PostSerializer)
    def put(self, request: Request, post_id: int) -> Response:
        """Hide a reply under one's own crud."""
        editing.set_hidden(user=person(request), post_id=post_id, hidden=True)
        return fresh_card(request, post_id)

    @extend_schema(responses={200: PostSerializer})
    def delete(self, request: Request, post_id: int) -> Response:
        """Show it again."""
        editing.set_hidden(user=person(request), post_id=post_id, hidden=False)
        return fresh_card(request, post_id)


class HistoryView(APIView):
    permission_classes = [AllowAny]

    @list_schema(VersionSerializer, "posts_history_list")
    def get(self, request: Request, post_id: int) -> Response:
        """What a crud said before it was edited, newest first."""
        cursor, limit = page_request(request)
        page = editing.history(viewer=viewer(request), post_id=post_id, cursor=cursor, limit=limit)
        return Response(render_page(page, _render_version))


def _render_version(version: Version) -> dict[str, Any]:
    return {
        "text": version.text,
        "warning": version.warning,
        "created_at": timestamp(version.created_at),
    }


class ProfilePostsView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(
        parameters=[
            OpenApiParameter("tab", str, enum=list(TABS), description="`cruds` unless told")
        ]
    )
    @list_schema("Post", "profiles_posts_list")
    def get(self, request: Request, handle: str) -> Response:
        """A person's cruds, newest first: without replies to others, with them, or with media."""
        cursor, limit = page_request(request)
        tab = request.query_params.get("tab", "cruds")
        if tab not in TABS:
            raise Invalid.field("tab", "tab_invalid", f"A tab is one of {', '.join(TABS)}.")
        page = lists.profile(
            viewer=viewer(request), handle=handle, tab=TABS[tab], cursor=cursor, limit=limit
        )
        return answer_page(request, page)


class QuotesView(APIView):
    permission_classes = [AllowAny]

    @list_schema("Post", "posts_quotes_list")
    def get(self, request: Request, post_id: int) -> Response:
        """The cruds that quote a crud, newest first."""
        cursor, limit = page_request(request)
        selectors.post_by_id(viewer=viewer(request), post_id=post_id)
        page = lists.quotes(viewer=viewer(request), post_id=post_id, cursor=cursor, limit=limit)
        return answer_page(request, page)
