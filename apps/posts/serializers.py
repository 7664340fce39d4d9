"""The shapes of the API that concern posts. Answers are rendered by selectors.post_card."""

from typing import Any

from rest_framework import serializers

from apps.core.fields import StrictIntegerField, StrictStringField
from apps.core.shapes import AuthorSerializer
from apps.posts.services import EXPIRY_CHOICES


class PostCountsSerializer(serializers.Serializer[Any]):
    replies = serializers.IntegerField()
    reposts = serializers.IntegerField()
    quotes = serializers.IntegerField()
    likes = serializers.IntegerField()


class PostViewerSerializer(serializers.Serializer[Any]):
    is_author = serializers.BooleanField()


class PostSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    author = AuthorSerializer()
    text = serializers.CharField()
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField(allow_null=True)
    counts = PostCountsSerializer()
    viewer = PostViewerSerializer()


class NewPostSerializer(serializers.Serializer[Any]):
    text = StrictStringField()
    expires_in = StrictIntegerField(
        allow_null=True,
        default=None,
        help_text=f"seconds, one of {[c for c in EXPIRY_CHOICES if c]}, or null for never",
    )
