from typing import ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.pagination import page_request, render_page
from apps.core.requests import person, viewer
from apps.core.schema import list_schema
from apps.posts import follows, lists, marks
from apps.posts.models import Bookmark, Like, Mark, Repost
from apps.posts.serializers import PostSerializer
from apps.posts.views import answer_page, fresh_card
from apps.profiles.selectors import author_card


class _MarkView(APIView):
    kind: ClassVar[type[Mark]]

    @extend_schema(request=None, responses=PostSerializer)
    def put(self, request: Request, post_id: int) -> Response:
        """Do it; doing it twice is doing it once."""
        marks.mark(self.kind, user=person(request), post_id=post_id)
        return fresh_card(request, post_id)

    @extend_schema(responses={200: PostSerializer})
    def delete(self, request: Request, post_id: int) -> Response:
        """Undo it."""
        marks.unmark(self.kind, user=person(request), post_id=post_id)
        return fresh_card(request, post_id)


class LikeView(_MarkView):
    kind = Like


class RepostView(_MarkView):
    kind = Repost


class BookmarkView(_MarkView):
    kind = Bookmark


class PinView(APIView):
    @extend_schema(request=None, responses=PostSerializer)
    def put(self, request: Request, post_id: int) -> Response:
        """Have one's own crud stand first on the profile."""
        marks.pin(user=person(request), post_id=post_id)
        return fresh_card(request, post_id)

    @extend_schema(responses={200: PostSerializer})
    def delete(self, request: Request, post_id: int) -> Response:
        marks.unpin(user=person(request), post_id=post_id)
        return fresh_card(request, post_id)


class MuteThreadView(APIView):
    @extend_schema(request=None, responses=PostSerializer)
    def put(self, request: Request, post_id: int) -> Response:
        """Keep the thread that a crud is in from one's feeds."""
        follows.mute_thread(person=person(request), post_id=post_id)
        return fresh_card(request, post_id)

    @extend_schema(responses={200: PostSerializer})
    def delete(self, request: Request, post_id: int) -> Response:
        """Let it in again."""
        follows.unmute_thread(person=person(request), post_id=post_id)
        return fresh_card(request, post_id)


class _PeopleView(APIView):
    permission_classes = [AllowAny]
    kind: ClassVar[type[Like | Repost]]

    def answer(self, request: Request, post_id: int) -> Response:
        cursor, limit = page_request(request)
        page = marks.people_who(
            self.kind, viewer=viewer(request), post_id=post_id, cursor=cursor, limit=limit
        )
        return Response(render_page(page, author_card))


class LikesView(_PeopleView):
    kind = Like

    @list_schema("Author", "posts_likes_list")
    def get(self, request: Request, post_id: int) -> Response:
        """Who liked a crud, last first."""
        return self.answer(request, post_id)


class RepostsView(_PeopleView):
    kind = Repost

    @list_schema("Author", "posts_reposts_list")
    def get(self, request: Request, post_id: int) -> Response:
        """Who reposted a crud, last first."""
        return self.answer(request, post_id)


class MyBookmarksView(APIView):
    @extend_schema(
        parameters=[
            OpenApiParameter(
                "q", str, description="words that text, warning, author's name or handle hold"
            )
        ]
    )
    @list_schema("Post", "me_bookmarks_list")
    def get(self, request: Request) -> Response:
        """One's own bookmarks, last added first, all or those found. Nobody else sees them."""
        cursor, limit = page_request(request)
        page = lists.bookmarked(
            viewer=person(request),
            search=request.query_params.get("q", ""),
            cursor=cursor,
            limit=limit,
        )
        return answer_page(request, page)


class MyLikesView(APIView):
    @list_schema("Post", "me_likes_list")
    def get(self, request: Request) -> Response:
        """What one has liked, last first."""
        cursor, limit = page_request(request)
        page = lists.liked(viewer=person(request), cursor=cursor, limit=limit)
        return answer_page(request, page)
