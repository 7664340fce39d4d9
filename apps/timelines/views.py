from typing import Any

from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.pagination import page_request
from apps.core.requests import person, viewer
from apps.core.schema import list_schema
from apps.posts.selectors import post_cards
from apps.profiles.selectors import author_card, people_by_id
from apps.timelines import selectors


class HomeFeedView(APIView):
    @list_schema("Post", "feeds_home_list")
    def get(self, request: Request) -> Response:
        """One's own cruds, and what those whom one follows posted and reposted, newest first."""
        cursor, limit = page_request(request)
        reader = person(request)
        page = selectors.home_feed(viewer=reader, cursor=cursor, limit=limit)
        items = post_cards(page.items, viewer=reader)
        _say_why(page.items, items, reader)
        return Response({"items": items, "next": page.next})


def _say_why(posts: Any, items: list[dict[str, Any]], reader: Any) -> None:
    """Who reposted it, or which followed hashtag brought it here."""
    ids = {post.reposter_id for post in posts if post.reposter_id is not None}
    people = people_by_id(ids, viewer=reader) if ids else {}
    for post, item in zip(posts, items, strict=True):
        if post.reposter_id is not None:
            item["reposted_by"] = author_card(people.get(post.reposter_id))
        if post.entry_tag is not None:
            item["tag"] = post.entry_tag


class PublicFeedView(APIView):
    permission_classes = [AllowAny]

    @list_schema("Post", "feeds_public_list")
    def get(self, request: Request) -> Response:
        """Everyone's cruds, newest first."""
        cursor, limit = page_request(request)
        reader = viewer(request)
        page = selectors.public_feed(viewer=reader, cursor=cursor, limit=limit)
        return Response({"items": post_cards(page.items, viewer=reader), "next": page.next})
