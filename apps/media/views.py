from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.requests import person, validated
from apps.media import selectors, services
from apps.media.serializers import (
    AltSerializer,
    NewMediaSerializer,
    UploadSerializer,
    UploadStartedSerializer,
)


class MediaListView(APIView):
    @extend_schema(request=NewMediaSerializer, responses={201: UploadStartedSerializer})
    def post(self, request: Request) -> Response:
        """Start an upload. Post the file to the form in the answer, then say so."""
        asked = validated(NewMediaSerializer, request)
        media, form = services.start_upload(
            owner=person(request),
            content_type=asked["type"],
            size=asked["size"],
            alt=asked["alt"],
            purpose=asked["purpose"],
        )
        return Response({"id": str(media.pk), "upload": form}, status=status.HTTP_201_CREATED)


class UploadedView(APIView):
    @extend_schema(request=None, responses={202: UploadSerializer})
    def post(self, request: Request, media_id: int) -> Response:
        """Say that the file is uploaded. A `media` event tells when it has been looked at."""
        media = services.finish_upload(owner=person(request), media_id=media_id)
        return Response(selectors.upload_card(media), status=status.HTTP_202_ACCEPTED)


class MediaView(APIView):
    @extend_schema(responses=UploadSerializer)
    def get(self, request: Request, media_id: int) -> Response:
        """One of one's own uploads, and how far it is."""
        media = selectors.own_media(owner=person(request), media_id=media_id)
        return Response(selectors.upload_card(media))

    @extend_schema(request=AltSerializer, responses=UploadSerializer)
    def patch(self, request: Request, media_id: int) -> Response:
        """Say in words what the picture shows."""
        media = services.describe(
            owner=person(request), media_id=media_id, **validated(AltSerializer, request)
        )
        return Response(selectors.upload_card(media))

    @extend_schema(responses={204: None})
    def delete(self, request: Request, media_id: int) -> Response:
        """Delete an upload that is on no crud and no profile, or cancel it."""
        services.discard(owner=person(request), media_id=media_id)
        return Response(status=status.HTTP_204_NO_CONTENT)
