from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.pagination import page_request, render_page
from apps.core.requests import person, validated
from apps.core.schema import list_schema
from apps.core.shapes import AuthorSerializer
from apps.profiles import people_lists
from apps.profiles.selectors import author_card
from apps.profiles.serializers import (
    ListForPersonSerializer,
    ListNameSerializer,
    PeopleListSerializer,
    render_list,
    render_list_for_person,
)
from apps.profiles.views_relations import someone


def _fresh(request: Request, list_id: int, status: int = status.HTTP_200_OK) -> Response:
    """A list as it is now."""
    people_list = people_lists.own_list(owner=person(request), list_id=list_id)
    return Response(render_list(people_list), status=status)


class ListsView(APIView):
    @list_schema(PeopleListSerializer, "me_lists_list")
    def get(self, request: Request) -> Response:
        """One's own lists of people, by name. Nobody else sees them."""
        cursor, limit = page_request(request)
        page = people_lists.own_lists(owner=person(request), cursor=cursor, limit=limit)
        return Response(render_page(page, render_list))

    @extend_schema(request=ListNameSerializer, responses={201: PeopleListSerializer})
    def post(self, request: Request) -> Response:
        """A new list, with nobody in it."""
        asked = validated(ListNameSerializer, request)
        list_id = people_lists.create_list(owner=person(request), **asked)
        return _fresh(request, list_id, status.HTTP_201_CREATED)


class ListView(APIView):
    @extend_schema(responses=PeopleListSerializer)
    def get(self, request: Request, list_id: int) -> Response:
        """One of one's own lists."""
        return _fresh(request, list_id)

    @extend_schema(request=ListNameSerializer, responses=PeopleListSerializer)
    def patch(self, request: Request, list_id: int) -> Response:
        """Give it another name."""
        asked = validated(ListNameSerializer, request)
        people_lists.rename_list(owner=person(request), list_id=list_id, **asked)
        return _fresh(request, list_id)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, list_id: int) -> Response:
        """Delete the list; nothing happens to the people."""
        people_lists.delete_list(owner=person(request), list_id=list_id)
        return Response(status=status.HTTP_204_NO_CONTENT)


class ListedPeopleView(APIView):
    @list_schema(AuthorSerializer, "me_lists_people_list")
    def get(self, request: Request, list_id: int) -> Response:
        """Who is in a list, last added first."""
        cursor, limit = page_request(request)
        page = people_lists.people_in(
            owner=person(request), list_id=list_id, cursor=cursor, limit=limit
        )
        return Response(render_page(page, author_card))


class ListedPersonView(APIView):
    @extend_schema(request=None, responses=PeopleListSerializer)
    def put(self, request: Request, list_id: int, handle: str) -> Response:
        """Put somebody into a list, of which they are not told. Answers with the list."""
        people_lists.add_person(
            owner=person(request), list_id=list_id, person=someone(request, handle)
        )
        return _fresh(request, list_id)

    @extend_schema(responses={200: PeopleListSerializer})
    def delete(self, request: Request, list_id: int, handle: str) -> Response:
        """Take them out again. Answers with the list."""
        people_lists.remove_person(
            owner=person(request), list_id=list_id, person=someone(request, handle)
        )
        return _fresh(request, list_id)


class ListsForPersonView(APIView):
    @list_schema(ListForPersonSerializer, "profiles_lists_list")
    def get(self, request: Request, handle: str) -> Response:
        """One's own lists, by name, and whether this person is in each."""
        cursor, limit = page_request(request)
        page = people_lists.lists_for(
            owner=person(request), person=someone(request, handle), cursor=cursor, limit=limit
        )
        return Response(render_page(page, render_list_for_person))
