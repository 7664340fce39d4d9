import hmac

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.errors import Unauthenticated
from apps.core.requests import validated
from apps.messaging import services
from apps.messaging.serializers import InboxMovedSerializer


class InboxMovedView(APIView):
    """Where the stream Lambda says that inboxes have moved."""

    authentication_classes = []
    permission_classes = [AllowAny]

    @extend_schema(exclude=True)
    def post(self, request: Request) -> Response:
        given = request.headers.get("Authorization", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {settings.POKE_SECRET}".encode()):
            raise Unauthenticated
        services.publish_inbox_moved(**validated(InboxMovedSerializer, request))
        return Response(status=status.HTTP_204_NO_CONTENT)


def made_or_found(created: bool) -> int:
    """The status of what was made now, or was there already."""
    return status.HTTP_201_CREATED if created else status.HTTP_200_OK
