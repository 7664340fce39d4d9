"""The shapes of the API that concern messages. Answers are rendered by selectors' cards."""

from typing import Any

from rest_framework import serializers

from apps.core.fields import IdField, StrictStringField
from apps.core.shapes import AuthorSerializer, MediaSerializer
from apps.messaging.records import NEWS
from apps.messaging.services import MOST_MEDIA, TEXT_LENGTH
from apps.messaging.shown import EXCERPT_LENGTH


class ReplyToSerializer(serializers.Serializer[Any]):
    """What a message answers, as far as the reader may read it."""

    id = serializers.CharField()
    sender = AuthorSerializer(allow_null=True, help_text="null where it is gone")
    text = serializers.CharField(
        allow_blank=True, help_text=f"its first {EXCERPT_LENGTH} characters"
    )
    state = serializers.ChoiceField(
        choices=["there", "deleted", "gone"],
        help_text="gone: its time is over, or it was said before the reader came",
    )


class ReactionSerializer(serializers.Serializer[Any]):
    emoji = serializers.CharField()
    count = serializers.IntegerField()
    mine = serializers.BooleanField()
    others = serializers.ListField(
        child=serializers.CharField(), help_text="handles of who else it was, in their order"
    )


class NewsSerializer(serializers.Serializer[Any]):
    """What happened to the conversation; `sender` of the message is who did it."""

    what = serializers.ChoiceField(choices=NEWS)
    people = AuthorSerializer(many=True, help_text="whom it was done to")
    title = serializers.CharField(allow_null=True)
    lasts = serializers.IntegerField(allow_null=True, help_text="seconds")


class MessageSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    conversation_id = serializers.CharField()
    sender = AuthorSerializer()
    text = serializers.CharField(allow_blank=True)
    media = MediaSerializer(many=True)
    post_id = serializers.CharField(
        allow_null=True,
        help_text="a crud sent along; whether the reader may see it is for it to say",
    )
    reply_to = ReplyToSerializer(allow_null=True, help_text="null also in lists of conversations")
    reactions = ReactionSerializer(many=True, help_text="most frequent first")
    edited_at = serializers.DateTimeField(allow_null=True)
    deleted = serializers.BooleanField(
        help_text="only its place is left: deleted for everyone, or with who wrote it"
    )
    expires_at = serializers.DateTimeField(allow_null=True)
    news = NewsSerializer(allow_null=True)
    created_at = serializers.DateTimeField()
    client_id = serializers.CharField(allow_blank=True)


class MessagePageSerializer(serializers.Serializer[Any]):
    items = MessageSerializer(many=True, help_text="newest first")
    next = serializers.CharField(allow_null=True, help_text="cursor of what is older")
    prev = serializers.CharField(allow_null=True, help_text="cursor of what is newer")


class NewMessageSerializer(serializers.Serializer[Any]):
    text = StrictStringField(
        help_text=f'up to {TEXT_LENGTH} characters as a reader counts them; "" with pictures'
        " or a crud"
    )
    client_id = StrictStringField(
        help_text="1 to 64 of A-Z a-z 0-9 _ -; a retry with the same one sends nothing twice"
    )
    media_ids = serializers.ListField(
        child=IdField(), required=False, max_length=MOST_MEDIA, help_text="uploads for `message`"
    )
    post_id = IdField(required=False, allow_null=True, help_text="a crud to send along")
    reply_to = StrictStringField(
        required=False, allow_null=True, help_text="the message that it answers"
    )


class EditedMessageSerializer(serializers.Serializer[Any]):
    text = StrictStringField(help_text=f"up to {TEXT_LENGTH} characters")


class NewReactionSerializer(serializers.Serializer[Any]):
    emoji = StrictStringField(help_text="one emoji")


class InboxMovedSerializer(serializers.Serializer[Any]):
    conversation_id = StrictStringField()
    message_id = StrictStringField()
    recipients = serializers.ListField(child=serializers.UUIDField())
    # Not told by the Lambda of the release before.
    requests = serializers.ListField(child=serializers.UUIDField(), required=False)
