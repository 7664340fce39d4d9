"""A page that has not changed is not sent again; one that has, in whatever way, is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from apps.posts.editing import Changes, edit_post
from apps.posts.marks import mark
from apps.posts.models import Like, Post
from apps.posts.services import NewPost, delete_post, publish_post
from apps.profiles.editing import Changes as AccountChanges
from apps.profiles.editing import edit_account
from apps.profiles.models import User
from apps.profiles.muted_words import mute_word
from apps.profiles.people_lists import add_person, create_list
from apps.profiles.services import block, follow, mute
from tests.conftest import Client

pytestmark = pytest.mark.django_db

HOME = "/api/v1/feeds/home"


@pytest.fixture
def scene(alice: User, bob: User, charlie: User) -> dict[str, Post]:
    """Alice follows Bob, who quotes Charlie."""
    quoted = publish_post(author=charlie, new=NewPost("quoted"))
    plain = publish_post(author=bob, new=NewPost("plain"))
    quoting = publish_post(author=bob, new=NewPost("quoting", quote_of=quoted.pk))
    follow(follower=alice, followee=bob)
    return {"quoted": quoted, "plain": plain, "quoting": quoting}


def get(api: Client, who: User, tag: str = "", path: str = HOME) -> Any:
    return api(who).get(path, headers={"if-none-match": tag} if tag else {})


@pytest.mark.parametrize(
    "path",
    [
        HOME,
        "/api/v1/feeds/public",
        "/api/v1/profiles/bob/posts",
        "/api/v1/me/likes",
        "/api/v1/feeds/lists/{list_id}",
    ],
)
def test_who_has_it_gets_304_for_one_query(
    api: Client,
    alice: User,
    bob: User,
    scene: dict[str, Post],
    path: str,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    mark(Like, user=alice, post_id=scene["plain"].pk)
    list_id = create_list(owner=alice, name="Bob")
    add_person(owner=alice, list_id=list_id, person=bob)
    path = path.format(list_id=list_id)
    first = get(api, alice, path=path)
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "private, no-store"
    with django_assert_num_queries(1):
        again = get(api, alice, tag, path=path)
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert get(api, alice, 'W/"other"', path=path).status_code == 200


CHANGES: dict[str, Callable[[User, User, User, dict[str, Post]], object]] = {
    "a new crud": lambda alice, bob, charlie, cruds: publish_post(author=alice, new=NewPost("new")),
    "a like": lambda alice, bob, charlie, cruds: mark(
        Like, user=charlie, post_id=cruds["plain"].pk
    ),
    "an edit": lambda alice, bob, charlie, cruds: edit_post(
        user=bob, post_id=cruds["plain"].pk, changes=Changes(text="other")
    ),
    "an edit of what is quoted": lambda alice, bob, charlie, cruds: edit_post(
        user=charlie, post_id=cruds["quoted"].pk, changes=Changes(text="other")
    ),
    "what is quoted goes": lambda alice, bob, charlie, cruds: delete_post(
        user=charlie, post_id=cruds["quoted"].pk
    ),
    "it expires": lambda alice, bob, charlie, cruds: Post.objects.filter(
        pk=cruds["plain"].pk
    ).update(created_at=timezone.now() - timedelta(hours=1), expires_at=timezone.now()),
    "a new name": lambda alice, bob, charlie, cruds: edit_account(
        user=bob, changes=AccountChanges(display_name="Robert")
    ),
    "its author is muted": lambda alice, bob, charlie, cruds: mute(muter=alice, muted=bob),
    "its author blocks": lambda alice, bob, charlie, cruds: block(blocker=bob, blocked=alice),
    "who is quoted becomes private": lambda alice, bob, charlie, cruds: edit_account(
        user=charlie, changes=AccountChanges(is_private=True)
    ),
    "a word is muted": lambda alice, bob, charlie, cruds: mute_word(owner=alice, phrase="plain"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_has_changed_is_sent(
    api: Client, alice: User, bob: User, charlie: User, scene: dict[str, Post], what: str
) -> None:
    before = get(api, alice)
    CHANGES[what](alice, bob, charlie, scene)
    after = get(api, alice, before.headers["ETag"])
    assert after.status_code == 200
    assert after.json() != before.json()


def test_another_reader_has_another_tag(
    api: Client, alice: User, bob: User, scene: dict[str, Post]
) -> None:
    tag = get(api, alice, path="/api/v1/feeds/public").headers["ETag"]
    assert get(api, bob, tag, path="/api/v1/feeds/public").status_code == 200
