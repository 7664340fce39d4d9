"""What one person does about another: following, answering requests, keeping away."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.pagination import Page, page_request, render_page
from apps.core.requests import person, validated, viewer
from apps.core.schema import list_schema
from apps.profiles import lists, requests, selectors, services
from apps.profiles.models import User
from apps.profiles.serializers import (
    MutedPersonSerializer,
    MuteSerializer,
    PersonSerializer,
    ProfileSerializer,
    render_muted_person,
    render_person,
    render_profile,
)


def someone(request: Request, handle: str) -> User:
    return selectors.person_by_handle(viewer=person(request), handle=handle)


class _RelationView(APIView):
    """Something that one person does about another, and its undoing."""

    def do(self, me: User, other: User) -> None:
        raise NotImplementedError

    def undo(self, me: User, other: User) -> None:
        raise NotImplementedError

    @extend_schema(request=None, responses=ProfileSerializer)
    def put(self, request: Request, handle: str) -> Response:
        """Do it. Answers with the profile, as it is afterwards."""
        self.do(person(request), someone(request, handle))
        return self._profile(request, handle)

    @extend_schema(responses={200: ProfileSerializer})
    def delete(self, request: Request, handle: str) -> Response:
        """Undo it. Answers with the profile, as it is afterwards."""
        self.undo(person(request), someone(request, handle))
        return self._profile(request, handle)

    def _profile(self, request: Request, handle: str) -> Response:
        return Response(render_profile(someone(request, handle), viewer=person(request)))


class FollowView(_RelationView):
    def do(self, me: User, other: User) -> None:
        services.follow(follower=me, followee=other)

    def undo(self, me: User, other: User) -> None:
        services.unfollow(follower=me, followee=other)


class BlockView(_RelationView):
    def do(self, me: User, other: User) -> None:
        services.block(blocker=me, blocked=other)

    def undo(self, me: User, other: User) -> None:
        services.unblock(blocker=me, blocked=other)


class HideRepostsView(_RelationView):
    def do(self, me: User, other: User) -> None:
        requests.set_reposts_hidden(follower=me, followee=other, hidden=True)

    def undo(self, me: User, other: User) -> None:
        requests.set_reposts_hidden(follower=me, followee=other, hidden=False)


class MuteView(_RelationView):
    @extend_schema(request=MuteSerializer, responses=ProfileSerializer)
    def put(self, request: Request, handle: str) -> Response:
        """Mute, until a time or for ever. Answers with the profile, as it is afterwards."""
        until = validated(MuteSerializer, request).get("until")
        services.mute(muter=person(request), muted=someone(request, handle), until=until)
        return self._profile(request, handle)

    def undo(self, me: User, other: User) -> None:
        services.unmute(muter=me, muted=other)


class FollowerView(APIView):
    @extend_schema(responses={204: None})
    def delete(self, request: Request, handle: str) -> Response:
        """Have somebody follow no more, of which they are not told."""
        requests.remove_follower(person=person(request), follower=someone(request, handle))
        return Response(status=status.HTTP_204_NO_CONTENT)


class FollowRequestView(APIView):
    @extend_schema(request=None, responses={204: None})
    def put(self, request: Request, handle: str) -> Response:
        """Let somebody follow."""
        requests.accept(target=person(request), requester=someone(request, handle))
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, handle: str) -> Response:
        """Refuse, of which they are not told."""
        requests.refuse(target=person(request), requester=someone(request, handle))
        return Response(status=status.HTTP_204_NO_CONTENT)


Render = Callable[..., dict[str, Any]]


def _answer(request: Request, page: Page[User], render: Render = render_person) -> Response:
    reader = viewer(request)
    return Response(render_page(page, lambda one: render(one, viewer=reader)))


class FollowersView(APIView):
    permission_classes = [AllowAny]

    @list_schema(PersonSerializer, "profiles_followers_list")
    def get(self, request: Request, handle: str) -> Response:
        """Who follows a person, last first."""
        cursor, limit = page_request(request)
        page = lists.followers(viewer=viewer(request), handle=handle, cursor=cursor, limit=limit)
        return _answer(request, page)


class FollowingView(APIView):
    permission_classes = [AllowAny]

    @list_schema(PersonSerializer, "profiles_following_list")
    def get(self, request: Request, handle: str) -> Response:
        """Whom a person follows, last first."""
        cursor, limit = page_request(request)
        page = lists.following(viewer=viewer(request), handle=handle, cursor=cursor, limit=limit)
        return _answer(request, page)


class FollowRequestsView(APIView):
    @list_schema(PersonSerializer, "me_follow_requests_list")
    def get(self, request: Request) -> Response:
        """Who asks to follow oneself, last first."""
        cursor, limit = page_request(request)
        page = lists.follow_requests(viewer=person(request), cursor=cursor, limit=limit)
        return _answer(request, page)


class BlocksView(APIView):
    @list_schema(PersonSerializer, "me_blocks_list")
    def get(self, request: Request) -> Response:
        """Whom one blocks, last first."""
        cursor, limit = page_request(request)
        page = lists.blocked_people(viewer=person(request), cursor=cursor, limit=limit)
        return _answer(request, page)


class MutesView(APIView):
    @list_schema(MutedPersonSerializer, "me_mutes_list")
    def get(self, request: Request) -> Response:
        """Whom one mutes, last first."""
        cursor, limit = page_request(request)
        page = lists.muted_people(viewer=person(request), cursor=cursor, limit=limit)
        return _answer(request, page, render_muted_person)
