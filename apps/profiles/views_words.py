from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.pagination import page_request, render_page
from apps.core.requests import person, validated
from apps.core.schema import list_schema
from apps.profiles import muted_words
from apps.profiles.serializers import (
    MutedWordPatchSerializer,
    MutedWordSerializer,
    NewMutedWordSerializer,
    render_word,
)


class MutedWordsView(APIView):
    @list_schema(MutedWordSerializer, "me_muted_words_list")
    def get(self, request: Request) -> Response:
        """The words that one mutes, last first."""
        cursor, limit = page_request(request)
        page = muted_words.words(owner=person(request), cursor=cursor, limit=limit)
        return Response(render_page(page, render_word))

    @extend_schema(request=NewMutedWordSerializer, responses={201: MutedWordSerializer})
    def post(self, request: Request) -> Response:
        """Mute a word or a phrase."""
        asked = validated(NewMutedWordSerializer, request)
        word = muted_words.mute_word(owner=person(request), **asked)
        return Response(render_word(word), status=status.HTTP_201_CREATED)


class MutedWordView(APIView):
    @extend_schema(request=MutedWordPatchSerializer, responses=MutedWordSerializer)
    def patch(self, request: Request, word_id: int) -> Response:
        """Change what is given."""
        asked = validated(MutedWordPatchSerializer, request)
        word = muted_words.change_word(owner=person(request), word_id=word_id, **asked)
        return Response(render_word(word))

    @extend_schema(responses={204: None})
    def delete(self, request: Request, word_id: int) -> Response:
        """Mute it no more."""
        muted_words.unmute_word(owner=person(request), word_id=word_id)
        return Response(status=status.HTTP_204_NO_CONTENT)
