from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.pagination import DEFAULT_LIMIT, MAX_LIMIT, page_request
from apps.core.requests import person, validated
from apps.messaging import changes, selectors, services
from apps.messaging.serializers import (
    EditedMessageSerializer,
    MessagePageSerializer,
    MessageSerializer,
    NewMessageSerializer,
    NewReactionSerializer,
)
from apps.messaging.shown import message_card
from apps.messaging.views import made_or_found

_PAGE = [
    OpenApiParameter("cursor", str, description="`next` or `prev` of another page"),
    OpenApiParameter("around", str, description="a message's id: what was said around it"),
    OpenApiParameter("limit", int, description=f"1 to {MAX_LIMIT}, {DEFAULT_LIMIT} unless told"),
]


class MessagesView(APIView):
    @extend_schema(parameters=_PAGE, responses=MessagePageSerializer, operation_id="messages_list")
    def get(self, request: Request, conversation_id: str) -> Response:
        """The messages of a conversation, newest first."""
        cursor, limit = page_request(request)
        window = selectors.messages(
            viewer=person(request),
            conversation_id=conversation_id,
            cursor=cursor,
            around=request.query_params.get("around"),
            limit=limit,
        )
        items = [message_card(message) for message in window.items]
        return Response({"items": items, "next": window.next, "prev": window.prev})

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


class MessageView(APIView):
    @extend_schema(request=EditedMessageSerializer, responses=MessageSerializer)
    def patch(self, request: Request, conversation_id: str, message_id: str) -> Response:
        """Say it in other words, to everyone."""
        message = changes.edit(
            sender=person(request),
            conversation_id=conversation_id,
            message_id=message_id,
            **validated(EditedMessageSerializer, request),
        )
        return Response(message_card(message))

    @extend_schema(responses={200: MessageSerializer})
    def delete(self, request: Request, conversation_id: str, message_id: str) -> Response:
        """Delete one's own message for everyone; its place stays."""
        message = changes.delete(
            sender=person(request), conversation_id=conversation_id, message_id=message_id
        )
        return Response(message_card(message))


class ReactionView(APIView):
    @extend_schema(request=NewReactionSerializer, responses=MessageSerializer)
    def put(self, request: Request, conversation_id: str, message_id: str) -> Response:
        """React to a message with an emoji; it takes the place of one's last."""
        message = changes.react(
            person=person(request),
            conversation_id=conversation_id,
            message_id=message_id,
            **validated(NewReactionSerializer, request),
        )
        return Response(message_card(message))

    @extend_schema(responses={200: MessageSerializer})
    def delete(self, request: Request, conversation_id: str, message_id: str) -> Response:
        """Take one's reaction back."""
        message = changes.react(
            person=person(request),
            conversation_id=conversation_id,
            message_id=message_id,
            emoji=None,
        )
        return Response(message_card(message))
