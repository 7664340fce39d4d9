"""What belongs to no room: the app's public settings."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.messaging.services import TEXT_LENGTH as MESSAGE_LENGTH
from apps.posts.services import TEXT_LENGTH as POST_LENGTH
from apps.profiles import services as profiles
from apps.profiles.services import EXPIRY_CHOICES


class LimitsSerializer(serializers.Serializer[Any]):
    post_length = serializers.IntegerField()
    message_length = serializers.IntegerField()
    display_name_length = serializers.IntegerField()
    bio_length = serializers.IntegerField()
    handle_min_length = serializers.IntegerField()
    handle_max_length = serializers.IntegerField()


class ConfigSerializer(serializers.Serializer[Any]):
    region = serializers.CharField()
    user_pool_id = serializers.CharField()
    client_id = serializers.CharField()
    cognito_endpoint = serializers.CharField(allow_null=True)
    limits = LimitsSerializer()
    expiry_choices = serializers.ListField(child=serializers.IntegerField(allow_null=True))


class ConfigView(APIView):
    permission_classes = [AllowAny]
    authentication_classes = []

    @extend_schema(responses=ConfigSerializer)
    def get(self, request: Request) -> Response:
        """What the app in the browser needs to know before anyone signs in."""
        return Response(
            {
                "region": settings.AWS_REGION,
                "user_pool_id": settings.COGNITO_USER_POOL_ID,
                "client_id": settings.COGNITO_CLIENT_ID,
                "cognito_endpoint": settings.COGNITO_ENDPOINT,
                "limits": {
                    "post_length": POST_LENGTH,
                    "message_length": MESSAGE_LENGTH,
                    "display_name_length": profiles.DISPLAY_NAME_LENGTH,
                    "bio_length": profiles.BIO_LENGTH,
                    "handle_min_length": profiles.HANDLE_MIN_LENGTH,
                    "handle_max_length": profiles.HANDLE_MAX_LENGTH,
                },
                "expiry_choices": list(EXPIRY_CHOICES),
            }
        )
