from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.pagination import page_request, render_page
from apps.core.requests import person, validated
from apps.core.schema import list_schema
from apps.messaging import conversations, receipts, starting
from apps.messaging.conversations import conversation_card
from apps.messaging.serializers import (
    ConversationSerializer,
    NewConversationSerializer,
    ReadSerializer,
)
from apps.messaging.views import made_or_found


class ConversationsView(APIView):
    @list_schema("Conversation", "conversations_list")
    def get(self, request: Request) -> Response:
        """One's conversations, by last activity."""
        cursor, limit = page_request(request)
        page = conversations.inbox(viewer=person(request), cursor=cursor, limit=limit)
        return Response(render_page(page, conversation_card))

    @extend_schema(
        request=NewConversationSerializer,
        responses={201: ConversationSerializer, 200: ConversationSerializer},
    )
    def post(self, request: Request) -> Response:
        """Start a conversation, or find the direct one that is there (200)."""
        conversation, created = starting.start_conversation(
            creator=person(request), **validated(NewConversationSerializer, request)
        )
        return Response(conversation_card(conversation), status=made_or_found(created))


class ConversationView(APIView):
    @extend_schema(responses=ConversationSerializer)
    def get(self, request: Request, conversation_id: str) -> Response:
        """One of one's conversations."""
        conversation = conversations.conversation(
            viewer=person(request), conversation_id=conversation_id
        )
        return Response(conversation_card(conversation))


class ReadView(APIView):
    @extend_schema(request=ReadSerializer, responses=ConversationSerializer)
    def post(self, request: Request, conversation_id: str) -> Response:
        """Say how far one has read. Never goes back."""
        conversation = receipts.mark_read(
            reader=person(request),
            conversation_id=conversation_id,
            **validated(ReadSerializer, request),
        )
        return Response(conversation_card(conversation))
