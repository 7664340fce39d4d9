from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.errors import Invalid
from apps.core.pagination import page_request, render_page
from apps.core.requests import person, validated
from apps.core.schema import list_schema
from apps.messaging import conversations, groups, receipts, requests, starting
from apps.messaging.conversations import conversation_card
from apps.messaging.serializers_members import (
    ConversationPatchSerializer,
    ConversationSerializer,
    KeepSerializer,
    NewConversationSerializer,
    ReadSerializer,
    RoleSerializer,
    SummarySerializer,
)
from apps.messaging.views import made_or_found

_BOXES: tuple[conversations.Box, ...] = ("inbox", "requests")


class ConversationsView(APIView):
    @extend_schema(
        parameters=[OpenApiParameter("box", str, enum=_BOXES, description="`inbox` unless told")]
    )
    @list_schema("Conversation", "conversations_list")
    def get(self, request: Request) -> Response:
        """One's conversations, or one's requests, by last activity."""
        cursor, limit = page_request(request)
        page = conversations.inbox(
            viewer=person(request), box=_box(request), cursor=cursor, limit=limit
        )
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


def _box(request: Request) -> conversations.Box:
    asked = request.query_params.get("box", "inbox")
    for box in _BOXES:
        if box == asked:
            return box
    raise Invalid.field("box", "choice_invalid", "There are the inbox and the requests.")


class SummaryView(APIView):
    @extend_schema(responses=SummarySerializer)
    def get(self, request: Request) -> Response:
        """How many conversations have something unread, and how many requests wait."""
        return Response(conversations.summary(viewer=person(request)))


class ConversationView(APIView):
    @extend_schema(responses=ConversationSerializer)
    def get(self, request: Request, conversation_id: str) -> Response:
        """One of one's conversations."""
        return _conversation(request, conversation_id)

    @extend_schema(request=ConversationPatchSerializer, responses=ConversationSerializer)
    def patch(self, request: Request, conversation_id: str) -> Response:
        """Change a group's title and picture (its owners), and how long messages last."""
        asked = validated(ConversationPatchSerializer, request)
        if asked.get("picture_id") is not None:
            asked["picture_id"] = int(asked["picture_id"])
        conversation = groups.edit_conversation(
            editor=person(request),
            conversation_id=conversation_id,
            changes=groups.Changes(**asked),
        )
        return Response(conversation_card(conversation))


class KeepView(APIView):
    @extend_schema(request=KeepSerializer, responses=ConversationSerializer)
    def patch(self, request: Request, conversation_id: str) -> Response:
        """Mute a conversation or mark it as unread, for oneself."""
        conversation = requests.keep(
            person=person(request),
            conversation_id=conversation_id,
            **validated(KeepSerializer, request),
        )
        return Response(conversation_card(conversation))


class AcceptView(APIView):
    @extend_schema(request=None, responses={200: ConversationSerializer})
    def post(self, request: Request, conversation_id: str) -> Response:
        """Put a request into one's inbox."""
        requests.accept(person=person(request), conversation_id=conversation_id)
        return _conversation(request, conversation_id)


class DeclineView(APIView):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request, conversation_id: str) -> Response:
        """Take a request out of one's sight; nobody is told."""
        requests.decline(person=person(request), conversation_id=conversation_id)
        return Response(status=status.HTTP_204_NO_CONTENT)


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


class TypingView(APIView):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request, conversation_id: str) -> Response:
        """Say that one is typing, every few seconds while one is."""
        receipts.typing(person=person(request), conversation_id=conversation_id)
        return Response(status=status.HTTP_204_NO_CONTENT)


class MemberView(APIView):
    @extend_schema(request=RoleSerializer, responses=ConversationSerializer)
    def put(self, request: Request, conversation_id: str, handle: str) -> Response:
        """Add a person to a group, or change their role."""
        conversation = groups.put_member(
            owner=person(request),
            conversation_id=conversation_id,
            handle=handle,
            **validated(RoleSerializer, request),
        )
        return Response(conversation_card(conversation))

    @extend_schema(responses={200: ConversationSerializer, 204: None})
    def delete(self, request: Request, conversation_id: str, handle: str) -> Response:
        """Remove a person from a group; or leave it (204)."""
        me = person(request)
        if handle.lower() == me.handle:
            groups.leave(person=me, conversation_id=conversation_id)
            return Response(status=status.HTTP_204_NO_CONTENT)
        conversation = groups.remove_member(
            owner=me, conversation_id=conversation_id, handle=handle
        )
        return Response(conversation_card(conversation))


def _conversation(request: Request, conversation_id: str) -> Response:
    conversation = conversations.conversation(
        viewer=person(request), conversation_id=conversation_id
    )
    return Response(conversation_card(conversation))
