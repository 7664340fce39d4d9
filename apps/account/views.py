from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.account import selectors, services
from apps.account.parsing import CsvParser
from apps.account.serializers import ExportSerializer, ImportSerializer
from apps.core.requests import person
from apps.profiles.permissions import IsPerson, IsSignedIn


class ExportView(APIView):
    permission_classes = [IsSignedIn]

    @extend_schema(request=None, responses={202: ExportSerializer})
    def post(self, request: Request) -> Response:
        """Have all of one's data put into a file. A `profile` event tells of each step."""
        services.start_export(owner=person(request))
        return Response(selectors.export_card(person(request)), status=status.HTTP_202_ACCEPTED)

    @extend_schema(responses=ExportSerializer)
    def get(self, request: Request) -> Response:
        """How far it is, and where to download it for 7 days after."""
        return Response(selectors.export_card(person(request)))


class ImportView(APIView):
    parser_classes = [CsvParser]

    def get_permissions(self) -> list[BasePermission]:
        # Who leaves, or has no handle yet, follows nobody.
        return [IsPerson() if self.request.method == "POST" else IsSignedIn()]

    @extend_schema(request={"text/csv": OpenApiTypes.STR}, responses={202: ImportSerializer})
    def post(self, request: Request) -> Response:
        """Follow the people in a list, as Mastodon and others write it, or one address a line."""
        # DRF asks no parser about an empty body.
        body: Any = request.data
        services.start_import(owner=person(request), file=body.get("file", b""))
        return Response(selectors.import_card(person(request)), status=status.HTTP_202_ACCEPTED)

    @extend_schema(responses=ImportSerializer)
    def get(self, request: Request) -> Response:
        """How far it is, and who could not be found."""
        return Response(selectors.import_card(person(request)))
