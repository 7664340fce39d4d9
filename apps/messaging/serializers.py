"""The shapes of the API that concern messages. Answers are rendered by selectors' cards."""

from typing import Any

from rest_framework import serializers

from apps.core.fields import StrictStringField
from apps.core.shapes import AuthorSerializer
from apps.messaging.services import TEXT_LENGTH
from apps.messaging.starting import MEMBERS


class MessageSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    conversation_id = serializers.CharField()
    sender = AuthorSerializer()
    text = serializers.CharField(allow_blank=True)
    deleted = serializers.BooleanField(
        help_text="who wrote it is deleted, and its text (now empty) with them"
    )
    created_at = serializers.DateTimeField()
    client_id = serializers.CharField()


class ConversationSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    kind = serializers.ChoiceField(choices=["direct", "group"])
    members = AuthorSerializer(many=True, help_text="the reader included")
    last_message = MessageSerializer(allow_null=True)
    unread = serializers.IntegerField(help_text="counted up to 100")
    created_at = serializers.DateTimeField()
    last_activity_at = serializers.DateTimeField()


class NewConversationSerializer(serializers.Serializer[Any]):
    handles = serializers.ListField(
        child=StrictStringField(max_length=64),
        max_length=MEMBERS,
        help_text="the others; with one it is the direct conversation of the two",
    )
    text = StrictStringField(required=False, help_text="what to say first")
    client_id = StrictStringField(
        required=False, help_text="makes a retry find what the first try has made"
    )


class NewMessageSerializer(serializers.Serializer[Any]):
    text = StrictStringField(help_text=f"up to {TEXT_LENGTH} characters as a reader counts them")
    client_id = StrictStringField(
        help_text="1 to 64 of A-Z a-z 0-9 _ -; a retry with the same one sends nothing twice"
    )


class ReadSerializer(serializers.Serializer[Any]):
    message_id = StrictStringField(help_text="the last message that was read")


class InboxMovedSerializer(serializers.Serializer[Any]):
    conversation_id = StrictStringField()
    message_id = StrictStringField()
    recipients = serializers.ListField(child=serializers.UUIDField())
