"""The shapes of the API that concern conversations and who is in them."""

from typing import Any

from rest_framework import serializers

from apps.core.fields import IdField, StrictBooleanField, StrictIntegerField, StrictStringField
from apps.core.shapes import AuthorSerializer, MediaSerializer
from apps.messaging.groups import LASTS_CHOICES
from apps.messaging.serializers import MessageSerializer
from apps.messaging.starting import MEMBERS, TITLE_LENGTH

ROLES = ("owner", "member")
_TITLE = f"of a group, up to {TITLE_LENGTH} characters"


class MemberSerializer(AuthorSerializer):
    role = serializers.ChoiceField(choices=ROLES)
    read_to = serializers.CharField(
        allow_null=True,
        help_text="the last message they have read; null in lists, and where it is not shown",
    )


class ConversationSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    kind = serializers.ChoiceField(choices=["direct", "group"])
    title = serializers.CharField(allow_null=True)
    picture = MediaSerializer(allow_null=True)
    lasts = serializers.IntegerField(
        allow_null=True, help_text="seconds that a message lasts; null for ever"
    )
    members = MemberSerializer(many=True, help_text="the reader included")
    role = serializers.ChoiceField(choices=ROLES, help_text="the reader's own")
    state = serializers.ChoiceField(
        choices=["in", "request"], help_text="request: the reader has yet to accept it"
    )
    muted = serializers.BooleanField()
    marked_unread = serializers.BooleanField()
    read_to = serializers.CharField(
        allow_null=True, help_text="the last message that the reader has read"
    )
    can_send = serializers.BooleanField(help_text="nobody is gone, and nobody blocks, between two")
    last_message = MessageSerializer(allow_null=True)
    unread = serializers.IntegerField(help_text="counted up to 100")
    created_at = serializers.DateTimeField()
    last_activity_at = serializers.DateTimeField()


class SummarySerializer(serializers.Serializer[Any]):
    unread = serializers.IntegerField(
        help_text="conversations with something unread, counted up to 100; muted ones are none"
    )
    requests = serializers.IntegerField(help_text="counted up to 100")


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
    title = StrictStringField(required=False, allow_null=True, help_text=_TITLE)
    group = StrictBooleanField(required=False, help_text="a group also with one other person")


class ConversationPatchSerializer(serializers.Serializer[Any]):
    title = StrictStringField(required=False, allow_null=True, help_text=_TITLE)
    picture_id = IdField(required=False, allow_null=True, help_text="an upload for `group`")
    lasts = StrictIntegerField(
        required=False,
        allow_null=True,
        help_text=f"seconds: {', '.join(str(one) for one in LASTS_CHOICES if one)}; null for ever",
    )


class KeepSerializer(serializers.Serializer[Any]):
    """How one keeps a conversation for oneself."""

    muted = StrictBooleanField(required=False)
    marked_unread = StrictBooleanField(required=False)


class RoleSerializer(serializers.Serializer[Any]):
    role = serializers.ChoiceField(choices=ROLES, required=False)


class ReadSerializer(serializers.Serializer[Any]):
    message_id = StrictStringField(help_text="the last message that was read")
