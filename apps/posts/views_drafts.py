from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.pagination import page_request, render_page
from apps.core.rendering import timestamp
from apps.core.requests import person, validated
from apps.core.schema import list_schema
from apps.posts import drafts
from apps.posts.models import Draft
from apps.posts.serializers import (
    DraftPatchSerializer,
    DraftSerializer,
    NewDraftSerializer,
    PostsSerializer,
)
from apps.posts.views import published


def _render(draft: Draft) -> dict[str, Any]:
    return {
        "id": str(draft.pk),
        "posts": draft.posts,
        "publish_at": timestamp(draft.publish_at) if draft.publish_at else None,
        "updated_at": timestamp(draft.updated_at),
        "problem": draft.problem or None,
    }


def _page(request: Request, *, scheduled: bool) -> Response:
    cursor, limit = page_request(request)
    page = drafts.drafts(owner=person(request), scheduled=scheduled, cursor=cursor, limit=limit)
    return Response(render_page(page, _render))


class DraftsView(APIView):
    @list_schema("Draft", "me_drafts_list")
    def get(self, request: Request) -> Response:
        """One's own drafts, newest first."""
        return _page(request, scheduled=False)

    @extend_schema(request=NewDraftSerializer, responses={201: DraftSerializer})
    def post(self, request: Request) -> Response:
        """Keep what is not published yet; with `publish_at` it is published then."""
        draft = drafts.save_draft(owner=person(request), **validated(NewDraftSerializer, request))
        return Response(_render(draft), status=status.HTTP_201_CREATED)


class ScheduledView(APIView):
    @list_schema("Draft", "me_scheduled_list")
    def get(self, request: Request) -> Response:
        """What is scheduled, newest first."""
        return _page(request, scheduled=True)


class DraftView(APIView):
    @extend_schema(request=DraftPatchSerializer, responses=DraftSerializer)
    def patch(self, request: Request, draft_id: int) -> Response:
        """Change what is given; `publish_at` null takes it off the schedule."""
        changes = validated(DraftPatchSerializer, request)
        draft = drafts.change_draft(owner=person(request), draft_id=draft_id, **changes)
        return Response(_render(draft))

    @extend_schema(responses={204: None})
    def delete(self, request: Request, draft_id: int) -> Response:
        drafts.delete_draft(owner=person(request), draft_id=draft_id)
        return Response(status=status.HTTP_204_NO_CONTENT)


class PublishDraftView(APIView):
    @extend_schema(request=None, responses={201: PostsSerializer})
    def post(self, request: Request, draft_id: int) -> Response:
        """Publish a draft now."""
        posts = drafts.publish_draft(owner=person(request), draft_id=draft_id)
        return Response({"items": published(request, posts)}, status=status.HTTP_201_CREATED)
