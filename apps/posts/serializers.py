"""The shapes of the API that concern posts. Answers are rendered by cards.post_cards."""

from typing import Any

from rest_framework import serializers

from apps.core.audience import ReplyPolicy, Visibility
from apps.core.fields import IdField, StrictIntegerField, StrictStringField
from apps.core.shapes import AuthorSerializer, MediaSerializer
from apps.posts.services import MOST_IN_THREAD
from apps.posts.watching import MOST_AT_ONCE
from apps.profiles.services import EXPIRY_CHOICES

MOST_MEDIA = 4
_EXPIRY_HELP = f"seconds, one of {[c for c in EXPIRY_CHOICES if c]}, or null for never"
# Enough for any draft; what is published is counted as a reader counts.
_MOST_TEXT = 20_000

Answer = serializers.Serializer[Any]


class PostCountsSerializer(Answer):
    replies = serializers.IntegerField()
    reposts = serializers.IntegerField()
    quotes = serializers.IntegerField()
    likes = serializers.IntegerField()


class PostViewerSerializer(Answer):
    is_author = serializers.BooleanField()
    liked = serializers.BooleanField()
    reposted = serializers.BooleanField()
    bookmarked = serializers.BooleanField()
    can_reply = serializers.BooleanField()
    thread_muted = serializers.BooleanField()


class ParentSerializer(Answer):
    id = serializers.CharField()
    author = AuthorSerializer(allow_null=True)


class _PostFields(Answer):
    id = serializers.CharField()
    author = AuthorSerializer()
    text = serializers.CharField()
    warning = serializers.CharField()
    visibility = serializers.ChoiceField(choices=Visibility.choices)
    reply_policy = serializers.ChoiceField(choices=ReplyPolicy.choices)
    media = MediaSerializer(many=True)
    created_at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField(allow_null=True)
    hidden = serializers.BooleanField()
    counts = PostCountsSerializer()
    viewer = PostViewerSerializer()
    reply_to = ParentSerializer(allow_null=True)


class QuotedPostSerializer(_PostFields):
    """A post inside another; what it quotes itself is not shown."""

    quote = serializers.JSONField(allow_null=True, help_text="always null")


class QuoteSerializer(Answer):
    state = serializers.ChoiceField(choices=["visible", "unavailable"])
    post = QuotedPostSerializer(allow_null=True)


class PostSerializer(_PostFields):
    quote = QuoteSerializer(allow_null=True)
    reposted_by = AuthorSerializer(
        required=False, help_text="in the home feed, who brought it there"
    )
    reposters = serializers.IntegerField(
        required=False, help_text="in the home feed, how many of those one follows reposted it"
    )
    tag = serializers.CharField(
        required=False, help_text="in the home feed, the followed hashtag that brought it there"
    )


class PostsSerializer(Answer):
    items = PostSerializer(many=True)


class GoneSerializer(Answer):
    id = serializers.CharField()
    gone = serializers.ChoiceField(choices=["expired", "deleted", "unavailable"])


class VersionSerializer(Answer):
    text = serializers.CharField()
    warning = serializers.CharField()
    created_at = serializers.DateTimeField()


class _PostChoices(serializers.Serializer[Any]):
    warning = StrictStringField(required=False, max_length=_MOST_TEXT)
    visibility = serializers.ChoiceField(choices=Visibility.choices, required=False)
    reply_policy = serializers.ChoiceField(choices=ReplyPolicy.choices, required=False)
    expires_in = StrictIntegerField(allow_null=True, required=False, help_text=_EXPIRY_HELP)


class ThreadPartSerializer(_PostChoices):
    text = StrictStringField(max_length=_MOST_TEXT)
    media_ids = serializers.ListField(child=IdField(), max_length=MOST_MEDIA, required=False)
    quote_of = IdField(required=False, allow_null=True)


class NewPostSerializer(ThreadPartSerializer):
    reply_to = IdField(required=False, allow_null=True)


class PostPatchSerializer(_PostChoices):
    text = StrictStringField(required=False, max_length=_MOST_TEXT)


class NewThreadSerializer(serializers.Serializer[Any]):
    posts = serializers.ListField(
        child=ThreadPartSerializer(), min_length=2, max_length=MOST_IN_THREAD
    )


class NewDraftSerializer(serializers.Serializer[Any]):
    posts = serializers.ListField(
        child=NewPostSerializer(), min_length=1, max_length=MOST_IN_THREAD
    )
    publish_at = serializers.DateTimeField(required=False, allow_null=True)


class DraftPatchSerializer(serializers.Serializer[Any]):
    posts = serializers.ListField(
        child=NewPostSerializer(), min_length=1, max_length=MOST_IN_THREAD, required=False
    )
    publish_at = serializers.DateTimeField(required=False, allow_null=True)


class DraftSerializer(Answer):
    id = serializers.CharField()
    posts = NewPostSerializer(many=True)
    publish_at = serializers.DateTimeField(allow_null=True)
    updated_at = serializers.DateTimeField()
    problem = serializers.CharField(allow_null=True)


class PostIdsSerializer(serializers.Serializer[Any]):
    ids = serializers.ListField(child=IdField(), max_length=MOST_AT_ONCE)


class WatchingSerializer(serializers.Serializer[Any]):
    stream = StrictStringField(max_length=64, help_text="as the stream's `hello` names it")
    posts = serializers.ListField(child=IdField(), max_length=MOST_AT_ONCE, help_text="all of them")


class MarksSerializer(Answer):
    liked = serializers.BooleanField()
    reposted = serializers.BooleanField()
    bookmarked = serializers.BooleanField()


class PostCountedSerializer(Answer):
    id = serializers.CharField()
    counts = PostCountsSerializer()
    viewer = MarksSerializer()


class PostsCountedSerializer(Answer):
    posts = PostCountedSerializer(many=True)
