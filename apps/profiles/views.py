from dataclasses import asdict

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.pagination import page_request
from apps.core.requests import person, validated, viewer
from apps.core.schema import list_schema
from apps.profiles import handles, selectors, services
from apps.profiles.models import User
from apps.profiles.permissions import IsSignedIn
from apps.profiles.serializers import (
    HandleSerializer,
    MePatchSerializer,
    MeSerializer,
    ProfileSerializer,
    render_me,
    render_profile,
)


class HandleView(APIView):
    permission_classes = [AllowAny]
    authentication_classes = []

    @extend_schema(responses=HandleSerializer)
    def get(self, request: Request, handle: str) -> Response:
        """Whether a handle can be had, and if not what is like it and free."""
        return Response(asdict(handles.availability(handle)))


class MeView(APIView):
    permission_classes = [IsSignedIn]

    @extend_schema(responses=MeSerializer)
    def get(self, request: Request) -> Response:
        """One's own account; `handle` is null while another has to be chosen."""
        return Response(render_me(person(request)))

    @extend_schema(request=MePatchSerializer, responses=MeSerializer)
    def patch(self, request: Request) -> Response:
        """Change what is given. The handle can be chosen once, while there is none."""
        changes = validated(MePatchSerializer, request)
        return Response(render_me(services.update_profile(user=person(request), **changes)))


class ProfileView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(responses=ProfileSerializer)
    def get(self, request: Request, handle: str) -> Response:
        """A person, as the reader may see them."""
        someone = selectors.person_by_handle(viewer=viewer(request), handle=handle)
        return Response(render_profile(someone, viewer=viewer(request)))


class PeopleView(APIView):
    @extend_schema(parameters=[OpenApiParameter("q", str, description="how it begins")])
    @list_schema("Author", "people_list")
    def get(self, request: Request) -> Response:
        """The first people whose handle or name begins so, for completion while typing."""
        _, limit = page_request(request)
        beginning = request.query_params.get("q", "").replace("\0", "").strip()[:50]
        found = (
            selectors.people_like(viewer=person(request), beginning=beginning, limit=limit)
            if beginning
            else []
        )
        return Response({"items": [selectors.author_card(one) for one in found], "next": None})


class _RelationView(APIView):
    """Something that one person does about another, and its undoing."""

    def do(self, me: User, other: User) -> None:
        raise NotImplementedError

    def undo(self, me: User, other: User) -> None:
        raise NotImplementedError

    @extend_schema(request=None, responses=ProfileSerializer)
    def put(self, request: Request, handle: str) -> Response:
        """Do it. Answers with the profile, as it is afterwards."""
        self.do(person(request), self._someone(request, handle))
        return self._profile(request, handle)

    @extend_schema(responses={200: ProfileSerializer})
    def delete(self, request: Request, handle: str) -> Response:
        """Undo it. Answers with the profile, as it is afterwards."""
        self.undo(person(request), self._someone(request, handle))
        return self._profile(request, handle)

    def _someone(self, request: Request, handle: str) -> User:
        return selectors.person_by_handle(viewer=person(request), handle=handle)

    def _profile(self, request: Request, handle: str) -> Response:
        return Response(render_profile(self._someone(request, handle), viewer=person(request)))


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


class MuteView(_RelationView):
    def do(self, me: User, other: User) -> None:
        services.mute(muter=me, muted=other)

    def undo(self, me: User, other: User) -> None:
        services.unmute(muter=me, muted=other)
