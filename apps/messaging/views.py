import hmac

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.errors import Unauthenticated
from apps.core.pagination import page_request, render_page
from apps.core.requests import person, validated
from apps.core.schema import list_schema
from apps.messaging import selectors, services
from apps.messaging.selectors import message_card
from apps.messaging.serializers import (
    InboxMovedSerializer,
    MessageSerializer,
    NewMessageSerializer,
)


class MessagesView(APIView):
    @list_schema("Message", "messages_list")
    def get(self, request: Request, conversation_id: str) -> Response:
        """The messages of a conversation, newest first."""
        cursor, limit = page_request(request)
        page = selectors.messages(
            viewer=person(request), conversation_id=conversation_id, cursor=cursor, limit=limit
        )
        return Response(render_page(page, message_card))

    @extend_schema(
        request=NewMessageSerializer, responses={201: MessageSerializer, 200: MessageSerializer}
    )
    def post(self, request: Request, conversation_id: str) -> Response:
        """Send a message; 200 and the first one for a `client_id` that was used before."""
        message, created = services.send_message(
            sender=person(request),
            conversation_id=conversation_id,
            **validated(NewMessageSerializer, request),
        )
        return Response(message_card(message), status=made_or_found(created))


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
