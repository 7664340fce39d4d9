"""The shapes of the API that concern media. Answers are rendered by selectors.upload_card."""

from typing import Any

from rest_framework import serializers

from apps.core.fields import StrictIntegerField, StrictStringField
from apps.core.shapes import MediaSerializer
from apps.media.limits import ALT_LENGTH, MAX_BYTES, TYPES
from apps.media.models import Media


class NewMediaSerializer(serializers.Serializer[Any]):
    type = StrictStringField(help_text=f"one of {', '.join(TYPES)}")
    size = StrictIntegerField(help_text=f"bytes, up to {MAX_BYTES}")
    alt = StrictStringField(default="", help_text=f"up to {ALT_LENGTH} characters")
    purpose = serializers.ChoiceField(Media.Purpose.choices, default=Media.Purpose.POST)


class AltSerializer(serializers.Serializer[Any]):
    alt = StrictStringField(help_text=f"up to {ALT_LENGTH} characters")


class UploadFormSerializer(serializers.Serializer[Any]):
    """Post the file there as multipart/form-data: these fields first, then it as `file`."""

    url = serializers.CharField()
    fields = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]


class UploadStartedSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    upload = UploadFormSerializer()


class UploadSerializer(MediaSerializer):
    """A picture to its owner; until it is `ready` it has no size and no sources."""

    width = serializers.IntegerField(allow_null=True)
    height = serializers.IntegerField(allow_null=True)
    state = serializers.ChoiceField(Media.State.choices)
    reason = serializers.CharField(allow_null=True, help_text="why it was refused, for people")
