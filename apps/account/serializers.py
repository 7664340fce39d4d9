"""The shapes of the API that concern one's own data. Answers are rendered by selectors' cards."""

from typing import Any

from rest_framework import serializers

from apps.account.models import Export, FollowImport
from apps.account.selectors import NOTHING


class ExportSerializer(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=[NOTHING, *Export.State.values])
    done = serializers.IntegerField(help_text="of `total`")
    total = serializers.IntegerField()
    size = serializers.IntegerField(allow_null=True, help_text="bytes")
    created_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField(allow_null=True)
    url = serializers.CharField(
        allow_null=True, help_text="downloads the file; good for 15 minutes, ask anew for another"
    )


class ImportSerializer(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=[NOTHING, *FollowImport.State.values])
    done = serializers.IntegerField(help_text="of `total`")
    total = serializers.IntegerField()
    followed = serializers.IntegerField()
    requested = serializers.IntegerField()
    already = serializers.IntegerField()
    missing = serializers.ListField(
        child=serializers.CharField(), help_text="addresses that nobody here could be followed by"
    )
    created_at = serializers.DateTimeField(allow_null=True)
