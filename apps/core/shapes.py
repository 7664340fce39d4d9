"""Shapes that answers of several rooms share, for the API document."""

from typing import Any

from rest_framework import serializers


class AuthorSerializer(serializers.Serializer[Any]):
    """A person beside what they wrote; `handle` is null when they are gone."""

    handle = serializers.CharField(allow_null=True)
    display_name = serializers.CharField()
    avatar_url = serializers.CharField(allow_null=True)


class MediaSourceSerializer(serializers.Serializer[Any]):
    url = serializers.CharField()
    width = serializers.IntegerField(help_text="pixels")
    type = serializers.CharField(help_text="image/avif or image/webp")


class MediaSerializer(serializers.Serializer[Any]):
    """A picture as it is shown. Rendered by media.selectors.media_card."""

    id = serializers.CharField()
    alt = serializers.CharField(allow_blank=True)
    width = serializers.IntegerField(help_text="pixels, of what was uploaded, upright and cropped")
    height = serializers.IntegerField()
    blur = serializers.CharField(help_text="a tiny placeholder as a data: URI")
    animated = serializers.BooleanField()
    sources = MediaSourceSerializer(many=True, help_text="smallest first")
