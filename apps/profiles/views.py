from dataclasses import asdict

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.requests import person, validated, viewer
from apps.profiles import handles, selectors, services
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


class FollowView(APIView):
    @extend_schema(request=None, responses=ProfileSerializer)
    def put(self, request: Request, handle: str) -> Response:
        """Follow a person."""
        followee = selectors.person_by_handle(viewer=person(request), handle=handle)
        services.follow(follower=person(request), followee=followee)
        return self._profile(request, handle)

    @extend_schema(responses=ProfileSerializer)
    def delete(self, request: Request, handle: str) -> Response:
        """Stop following a person. Answers with the profile, as it is afterwards."""
        followee = selectors.person_by_handle(viewer=person(request), handle=handle)
        services.unfollow(follower=person(request), followee=followee)
        return self._profile(request, handle)

    def _profile(self, request: Request, handle: str) -> Response:
        someone = selectors.person_by_handle(viewer=person(request), handle=handle)
        return Response(render_profile(someone, viewer=person(request)))
