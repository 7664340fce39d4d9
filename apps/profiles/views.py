from dataclasses import asdict

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.pagination import page_request
from apps.core.requests import person, validated, viewer
from apps.core.schema import list_schema
from apps.profiles import editing, handles, leaving, selectors
from apps.profiles.auth import bearer_token, sign_out_everywhere
from apps.profiles.permissions import IsSignedIn, account_leaving
from apps.profiles.serializers import (
    HandleSerializer,
    LeaveSerializer,
    MePatchSerializer,
    MeSerializer,
    ProfileSerializer,
    render_me,
    render_profile,
)


class HandleView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(responses=HandleSerializer)
    def get(self, request: Request, handle: str) -> Response:
        """Whether a handle can be had, and if not what is like it and free."""
        return Response(asdict(handles.availability(handle, person=viewer(request))))


class MeView(APIView):
    permission_classes = [IsSignedIn]

    @extend_schema(responses=MeSerializer)
    def get(self, request: Request) -> Response:
        """One's own account; `handle` is null while another has to be chosen."""
        return Response(render_me(person(request)))

    @extend_schema(request=MePatchSerializer, responses=MeSerializer)
    def patch(self, request: Request) -> Response:
        """Change what is given; all of it, or nothing."""
        if person(request).leaves_at is not None:
            raise account_leaving()
        asked = validated(MePatchSerializer, request)
        for name in ("avatar_id", "banner_id"):
            if asked.get(name) is not None:
                asked[name] = int(asked[name])
        user = editing.edit_account(user=person(request), changes=editing.Changes(**asked))
        return Response(render_me(user))

    # The body is added to the API document by schema.py: drf-spectacular knows none of DELETE.
    @extend_schema(responses={202: MeSerializer})
    def delete(self, request: Request) -> Response:
        """Leave: nobody else sees the account now, and it is removed in 7 days."""
        user = leaving.leave(user=person(request), **validated(LeaveSerializer, request))
        return Response(render_me(user), status=status.HTTP_202_ACCEPTED)


class RestoreView(APIView):
    permission_classes = [IsSignedIn]

    @extend_schema(request=None, responses={200: MeSerializer})
    def post(self, request: Request) -> Response:
        """Stay after all."""
        return Response(render_me(leaving.restore(user=person(request))))


class SessionsView(APIView):
    permission_classes = [IsSignedIn]

    @extend_schema(responses={204: None})
    def delete(self, request: Request) -> Response:
        """Sign out everywhere, at once: no token issued until now is good any more."""
        sign_out_everywhere(user=person(request), token=bearer_token(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


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
