"""The number of queries of each list is fixed, whatever the page holds."""

import pytest
from pytest_django import DjangoAssertNumQueries

from apps.posts.drafts import save_draft
from apps.posts.editing import Changes, edit_post
from apps.posts.marks import mark
from apps.posts.models import Bookmark, Like, Repost
from apps.posts.services import NewPost, publish_post
from apps.profiles.models import User
from apps.profiles.people_lists import add_person, create_list
from tests.conftest import Client
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

# What cruds quote, answer and show comes in the same question.
QUERIES = {
    "feeds/home": 1,
    "feeds/public": 1,
    "feeds/tags/tag": 1,
    "profiles/alice/posts": 1,
    "feeds/lists/{list_id}": 1,
    "me/bookmarks": 1,
    "me/bookmarks?q=look+alice": 1,
    "me/likes": 1,
    "me/drafts": 1,
    "me/scheduled": 1,
    "people?q=fan": 1,
    "posts/{id}/thread": 3,
    "posts/{id}/quotes": 2,
    "posts/{id}/likes": 3,
    "posts/{id}/reposts": 3,
    "posts/{id}/history": 2,
}


def fill(alice: User, first: int, number: int) -> None:
    """`number` more of everything that a list can hold."""
    for n in range(number):
        edit_post(user=alice, post_id=first, changes=Changes(text=f"first {n} {number}"))
        fan = UserFactory.create(handle=f"fan_{number}_{n}")
        mark(Like, user=fan, post_id=first)
        mark(Repost, user=fan, post_id=first)
        new = NewPost("look #tag", quote_of=first, reply_to=first)
        quote = publish_post(author=alice, new=new).pk
        publish_post(author=alice, new=NewPost("again #tag", quote_of=first))
        mark(Bookmark, user=alice, post_id=quote)
        mark(Like, user=alice, post_id=quote)
        save_draft(owner=alice, posts=[{"text": "x"}])


@pytest.mark.parametrize("path", QUERIES)
def test_queries_do_not_grow_with_the_page(
    api: Client, alice: User, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = publish_post(author=alice, new=NewPost("first")).pk
    list_id = create_list(owner=alice, name="Friends")
    add_person(owner=alice, list_id=list_id, person=alice)
    for size in (2, 9):
        fill(alice, first, size)
        address = f"/api/v1/{path.format(id=first, list_id=list_id)}"
        with django_assert_num_queries(QUERIES[path]):
            items = api(alice).get(address, {"limit": size} if "?" not in path else {}).json()
        assert len(items["items"]) >= (0 if path == "me/scheduled" else 2)
