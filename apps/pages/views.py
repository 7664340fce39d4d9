"""The pages of people, cruds and hashtags. Who asks makes no difference."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views import View

from apps.core.errors import NotFound
from apps.pages import answers, head, selectors
from apps.pages.shown import absolute, seconds_left
from apps.pages.words import linked, person_path


class PublicPage(View):
    """A page at an address of the app; where there is nothing for everybody, the app alone."""

    http_method_names = ["get", "head"]

    def dispatch(self, request: HttpRequest, *args: Any, **place: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **place)
        except NotFound:
            return answers.nothing(request)


class OtherPage(PublicPage):
    """An address that only the app knows, if anybody."""

    def get(self, request: HttpRequest) -> HttpResponse:
        raise NotFound


class PersonPage(PublicPage):
    """A person with their latest cruds, also for the other lists of their profile."""

    def get(self, request: HttpRequest, handle: str) -> HttpResponse:
        person = selectors.public_person(handle)
        if person.handle != handle:
            return _moved(request, str(person.handle))
        cruds = selectors.cruds_of(person)
        return answers.page(
            request,
            "person.html",
            {
                "person": person,
                "bio": linked(person.bio),
                "cruds": cruds,
                "feed": head.person_feed(person),
            },
            head=head.of_person(person, cruds, selectors.avatar(person)),
            seconds=seconds_left(cruds),
        )


class CrudPage(PublicPage):
    """A crud in its thread, also for the lists of who quotes, likes and reposts it."""

    def get(self, request: HttpRequest, handle: str, post_id: int) -> HttpResponse:
        thread = selectors.thread_of(post_id)
        author = thread.crud.author
        if author.handle != handle:
            return _moved(request, str(author.handle))
        return answers.page(
            request,
            "crud.html",
            {"thread": thread, "crud": thread.crud},
            head=head.of_crud(thread.crud),
            seconds=seconds_left(thread.all),
        )


class TagPage(PublicPage):
    def get(self, request: HttpRequest, tag: str) -> HttpResponse:
        cruds = [crud for crud in selectors.cruds_about(tag) if crud.author.indexable]
        if not cruds:
            raise NotFound
        return answers.page(
            request,
            "tag.html",
            {"tag": tag, "cruds": cruds, "feed": head.tag_feed(tag)},
            head=head.of_tag(tag, cruds),
            seconds=seconds_left(cruds),
        )


def _moved(request: HttpRequest, handle: str) -> HttpResponse:
    """To the same place below the person's address of now."""
    below = request.path.partition("/@")[2].partition("/")[2]
    path = person_path(handle)
    return answers.moved(request, absolute(f"{path}/{below}" if below else path))
