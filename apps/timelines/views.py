from typing import Any
from uuid import UUID

from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.conditional import answer_unless_known
from apps.core.pagination import page_request
from apps.core.requests import person, viewer
from apps.core.schema import list_schema
from apps.posts.cards import page_cards
from apps.posts.shown import ShownPage, ShownPost
from apps.profiles.selectors import author_card
from apps.timelines import selectors


class HomeFeedView(APIView):
    @list_schema("Post", "feeds_home_list")
    def get(self, request: Request) -> Response:
        """One's own cruds, and what those whom one follows posted and reposted, newest first."""
        cursor, limit = page_request(request)
        reader = person(request)
        page = selectors.home_feed(viewer=reader, cursor=cursor, limit=limit)
        return answer_unless_known(request, page.fingerprint, lambda: _render_home(page, reader.pk))


def _render_home(page: ShownPage, viewer_id: UUID) -> dict[str, Any]:
    items = page_cards(page, viewer_id=viewer_id)
    for post, item in zip(page.items, items, strict=True):
        _say_why(post, item)
    return {"items": items, "next": page.next}


def _say_why(post: ShownPost, item: dict[str, Any]) -> None:
    """Who reposted it, or which followed hashtag brought it here."""
    if post.reposter_id is not None:
        item["reposted_by"] = post.reposter or author_card(None)
        item["reposters"] = post.reposters
    if post.tag is not None:
        item["tag"] = post.tag


class PublicFeedView(APIView):
    permission_classes = [AllowAny]

    @list_schema("Post", "feeds_public_list")
    def get(self, request: Request) -> Response:
        """Everyone's cruds, newest first."""
        cursor, limit = page_request(request)
        reader = viewer(request)
        page = selectors.public_feed(viewer=reader, cursor=cursor, limit=limit)
        return _answer(request, page)


class ListFeedView(APIView):
    @list_schema("Post", "feeds_lists_list")
    def get(self, request: Request, list_id: int) -> Response:
        """The cruds of those in one of one's own lists, newest first."""
        cursor, limit = page_request(request)
        page = selectors.list_feed(
            viewer=person(request), list_id=list_id, cursor=cursor, limit=limit
        )
        return _answer(request, page)


def _answer(request: Request, page: ShownPage) -> Response:
    reader = viewer(request)
    viewer_id = reader.pk if reader else None
    return answer_unless_known(
        request,
        page.fingerprint,
        lambda: {"items": page_cards(page, viewer_id=viewer_id), "next": page.next},
    )
