"""The feed of a list of people: what they post, merged when it is read."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from apps.posts.follows import mute_thread
from apps.posts.marks import mark
from apps.posts.models import Post, Repost
from apps.posts.selectors import posts_by, posts_for_feeds
from apps.posts.services import NewPost, publish_post
from apps.profiles.models import User
from apps.profiles.muted_words import mute_word
from apps.profiles.people_lists import add_person, create_list, delete_list, remove_person
from apps.profiles.services import block, follow, mute
from apps.timelines.selectors import list_feed
from tests.conftest import Client
from tests.factories import PostFactory, UserFactory, expired_post

pytestmark = pytest.mark.django_db


def put_together(owner: User, *people: User) -> int:
    list_id = create_list(owner=owner, name="Friends")
    for person in people:
        add_person(owner=owner, list_id=list_id, person=person)
    return list_id


def texts(api: Client, who: User, list_id: int) -> list[str]:
    page = api(who).get(f"/api/v1/feeds/lists/{list_id}").json()
    return [item["text"] for item in page["items"]]


def write(author: User, text: str, **more: Any) -> int:
    return publish_post(author=author, new=NewPost(text, **more)).pk


def test_it_holds_what_they_post_newest_first(
    api: Client, alice: User, bob: User, charlie: User
) -> None:
    for number in range(2):
        for person in (alice, bob, charlie):
            write(person, f"{person.handle} {number}")
    follow(follower=alice, followee=bob)
    list_id = put_together(alice, alice, charlie)
    assert texts(api, alice, list_id) == ["charlie 1", "alice 1", "charlie 0", "alice 0"]


def test_it_is_without_replies_to_others_and_reposts(
    api: Client, alice: User, bob: User, charlie: User
) -> None:
    other = write(charlie, "of another")
    first = write(bob, "first")
    write(bob, "goes on", reply_to=first)
    write(bob, "answers", reply_to=other)
    write(bob, "quotes", quote_of=other)
    mark(Repost, user=bob, post_id=other)
    assert texts(api, alice, put_together(alice, bob)) == ["quotes", "goes on", "first"]


def test_who_is_put_in_brings_what_they_posted_and_takes_it_along(
    api: Client, alice: User, bob: User
) -> None:
    write(bob, "before")
    list_id = put_together(alice)
    assert texts(api, alice, list_id) == []
    add_person(owner=alice, list_id=list_id, person=bob)
    assert texts(api, alice, list_id) == ["before"]
    remove_person(owner=alice, list_id=list_id, person=bob)
    assert texts(api, alice, list_id) == []


HIDDEN: dict[str, Callable[[User, User, User, int], object]] = {
    "muted": lambda alice, bob, charlie, post_id: mute(muter=alice, muted=bob),
    "blocked": lambda alice, bob, charlie, post_id: block(blocker=alice, blocked=bob),
    "blocking": lambda alice, bob, charlie, post_id: block(blocker=bob, blocked=alice),
    "word": lambda alice, bob, charlie, post_id: mute_word(owner=alice, phrase="kites"),
    "thread": lambda alice, bob, charlie, post_id: mute_thread(person=alice, post_id=post_id),
    "private": lambda alice, bob, charlie, post_id: User.objects.filter(pk=bob.pk).update(
        is_private=True
    ),
    "suspended": lambda alice, bob, charlie, post_id: User.objects.filter(pk=bob.pk).update(
        is_active=False
    ),
    "for followers": lambda alice, bob, charlie, post_id: Post.objects.filter(pk=post_id).update(
        visibility="followers"
    ),
}


@pytest.mark.parametrize("why", HIDDEN)
def test_what_is_not_for_the_reader_is_not_in_it(
    api: Client, alice: User, bob: User, charlie: User, why: str
) -> None:
    post_id = write(bob, "about kites")
    write(charlie, "stays")
    list_id = put_together(alice, bob, charlie)
    assert texts(api, alice, list_id) == ["stays", "about kites"]
    HIDDEN[why](alice, bob, charlie, post_id)
    assert texts(api, alice, list_id) == ["stays"]


def test_what_follows_let_one_see_is_in_it(api: Client, alice: User, bob: User) -> None:
    write(bob, "for followers", visibility="followers")
    list_id = put_together(alice, bob)
    assert texts(api, alice, list_id) == []
    follow(follower=alice, followee=bob)
    assert texts(api, alice, list_id) == ["for followers"]


def test_a_word_muted_elsewhere_stays(api: Client, alice: User, bob: User) -> None:
    write(bob, "about kites")
    mute_word(owner=alice, phrase="kites", places=["public", "replies"])
    assert texts(api, alice, put_together(alice, bob)) == ["about kites"]


def test_a_list_of_nobody_is_empty_and_others_are_not_there(
    api: Client, alice: User, bob: User
) -> None:
    list_id = put_together(alice, bob)
    address = f"/api/v1/feeds/lists/{list_id}"
    assert api(alice).get(address).json() == {"items": [], "next": None}
    write(bob, "hello")
    for who, status, code in (
        (bob, 404, "list_not_found"), (None, 401, "unauthenticated"),
    ):  # fmt: skip
        refused = api(who).get(address)
        assert (refused.status_code, refused.json()["code"]) == (status, code)
    delete_list(owner=alice, list_id=list_id)
    assert api(alice).get(address).json()["code"] == "list_not_found"
    assert api(alice).get(f"{address}?cursor=x").json()["code"] == "invalid_cursor"


# In order of time: whose post, and whether it is visible, expired, for followers or a reply.
POSTS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from("vvvefr")), max_size=30)


@given(posts=POSTS, limit=st.integers(1, 15))
@example(posts=[(0, "v"), (1, "v")] + [(2, "v")] * 12 + [(3, "v")], limit=11)
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_may_not_be_seen_makes_no_page_short_and_leaves_no_gap(
    posts: list[tuple[int, str]], limit: int
) -> None:
    reader, *authors = UserFactory.create_batch(5)
    list_id = put_together(reader, *authors)
    visible = []
    for author, kind in posts:
        post_id = _post(authors[author], kind)
        visible += [post_id] if kind == "v" else []
    pages: list[list[int]] = []
    cursor = None
    while not pages or cursor is not None:
        page = list_feed(viewer=reader, list_id=list_id, cursor=cursor, limit=limit)
        pages.append([post.pk for post in page.items])
        cursor = page.next
    assert [post_id for page in pages for post_id in page] == visible[::-1]
    assert all(len(page) == limit for page in pages[:-1])


# In one millisecond there may be several, in no order that new_id would give.
_ids = count(1)


def _post(author: User, kind: str) -> int:
    fields: dict[str, Any] = {"id": next(_ids), "author": author}
    match kind:
        case "e":
            return expired_post(**fields).pk
        case "f":
            return PostFactory.create(**fields, visibility="followers").pk
        case "r":
            return PostFactory.create(**fields, in_feeds=False).pk
    return PostFactory.create(**fields).pk


def test_it_is_what_their_profiles_show_and_feeds_do_not_leave_out(
    alice: User, bob: User, charlie: User
) -> None:
    """The two rules it is made of, asked by themselves."""
    for author in (bob, charlie):
        first = write(author, "first")
        write(author, "goes on", reply_to=first)
        write(author, "spoiler")
    write(bob, "answers", reply_to=first)
    mute_word(owner=alice, phrase="spoiler")
    page = list_feed(viewer=alice, list_id=put_together(alice, bob, charlie), cursor=None, limit=50)
    profiles = {
        post.pk for one in (bob, charlie) for post in posts_by(one, viewer=alice, tab="cruds")
    }
    kept = set(posts_for_feeds(viewer=alice, place="home").values_list("pk", flat=True))
    assert {post.pk for post in page.items} == profiles & kept
    assert len(page.items) == 4


@pytest.mark.parametrize("size", [1, 12])
def test_a_page_is_one_query_however_many_are_in_the_list(
    api: Client, alice: User, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = UserFactory.create_batch(size)
    for person in people:
        PostFactory.create(author=person)
    list_id = put_together(alice, *people)
    with django_assert_num_queries(1):
        assert len(texts(api, alice, list_id)) == size
