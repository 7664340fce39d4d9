"""Shapes that answers of several rooms share, for the API document."""

from typing import Any

from rest_framework import serializers


class AuthorSerializer(serializers.Serializer[Any]):
    """A person beside what they wrote; `handle` is null when they are gone."""

    handle = serializers.CharField(allow_null=True)
    display_name = serializers.CharField()
    avatar_url = serializers.CharField(allow_null=True)
