from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from apps.posts.marks import mark, unmark
from apps.posts.models import Repost
from apps.posts.services import NewPost, publish_post
from apps.profiles.models import User
from apps.profiles.services import follow, unfollow
from apps.timelines import services, upkeep
from apps.timelines.models import Entry
from tests.conftest import Client
from tests.factories import PostFactory, UserFactory

pytestmark = pytest.mark.django_db


def texts(api: Client, reader: User | None, path: str) -> list[str]:
    """The whole list, by its cursors, four at a time."""
    found: list[str] = []
    cursor: Any = ""
    while cursor is not None:
        page = api(reader).get(path, {"limit": 4, "cursor": cursor}).json()
        found += [item["text"] for item in page["items"]]
        cursor = page["next"]
    return found


def say(author: User, *words: str) -> None:
    for word in words:
        publish_post(author=author, new=NewPost(word, expires_in=None))


def test_home_has_ones_own_and_whom_one_follows(
    api: Client, alice: User, bob: User, charlie: User, run_tasks: Callable[[], int]
) -> None:
    follow(follower=alice, followee=bob)
    say(bob, "from bob")
    say(charlie, "from charlie")
    say(alice, "from alice")
    run_tasks()
    assert texts(api, alice, "/api/v1/feeds/home") == ["from alice", "from bob"]
    assert texts(api, charlie, "/api/v1/feeds/home") == ["from charlie"]


def test_one_sees_ones_own_before_any_task_ran(api: Client, alice: User) -> None:
    say(alice, "hello")
    assert texts(api, alice, "/api/v1/feeds/home") == ["hello"]


def test_a_new_follow_fills_the_feed_at_once(api: Client, alice: User, bob: User) -> None:
    say(bob, "one", "two")
    follow(follower=alice, followee=bob)
    assert texts(api, alice, "/api/v1/feeds/home") == ["two", "one"]


def test_an_unfollow_cleans_it_at_once(api: Client, alice: User, bob: User) -> None:
    say(bob, "one")
    say(alice, "mine")
    follow(follower=alice, followee=bob)
    unfollow(follower=alice, followee=bob)
    assert texts(api, alice, "/api/v1/feeds/home") == ["mine"]


def test_what_was_written_while_unfollowing_is_cleaned_later(
    alice: User, bob: User, run_tasks: Callable[[], int]
) -> None:
    follow(follower=alice, followee=bob)
    unfollow(follower=alice, followee=bob)
    services.add_entries(owner_ids=[alice.pk], post_ids=[PostFactory.create(author=bob).pk])
    run_tasks()
    assert not Entry.objects.filter(owner=alice).exists()


def test_a_task_that_runs_twice_writes_once(
    alice: User, bob: User, run_tasks: Callable[[], int]
) -> None:
    follow(follower=alice, followee=bob)
    post = publish_post(author=bob, new=NewPost("x", expires_in=None))
    for _ in range(2):
        services.fan_out(post_id=post.pk, author_id=bob.pk)
        services.fill(owner_id=alice.pk, followee_id=bob.pk)
        upkeep.refresh(owner_id=alice.pk)
    assert Entry.objects.filter(owner=alice).count() == 1


def test_every_follower_is_reached_in_chunks(
    alice: User, bob: User, charlie: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "CHUNK", 1)
    follow(follower=bob, followee=alice)
    follow(follower=charlie, followee=alice)
    post = publish_post(author=alice, new=NewPost("x", expires_in=None))
    services.fan_out(post_id=post.pk, author_id=alice.pk)
    assert Entry.objects.filter(post=post).count() == 3
    services.withdraw(positions=[post.pk], author_id=alice.pk)
    assert not Entry.objects.filter(post=post).exists()


@pytest.mark.parametrize("path", ["feeds/home", "feeds/public", "profiles/alice/posts"])
def test_paging_misses_and_repeats_nothing(api: Client, alice: User, path: str) -> None:
    say(alice, *(f"{n}" for n in range(11)))
    assert texts(api, alice, f"/api/v1/{path}") == [f"{n}" for n in reversed(range(11))]


@pytest.mark.parametrize("path", ["feeds/home", "feeds/public", "profiles/alice/posts"])
def test_posts_made_while_paging_shift_nothing(api: Client, alice: User, path: str) -> None:
    say(alice, "1", "2", "3")
    first = api(alice).get(f"/api/v1/{path}", {"limit": 2}).json()
    say(alice, "4")
    second = api(alice).get(f"/api/v1/{path}", {"limit": 2, "cursor": first["next"]}).json()
    assert [item["text"] for item in first["items"] + second["items"]] == ["3", "2", "1"]
    assert second["next"] is None


@pytest.mark.parametrize(
    ("path", "queries"), [("feeds/home", 1), ("feeds/public", 1), ("profiles/alice/posts", 1)]
)
def test_queries_do_not_grow_with_the_page(
    api: Client,
    alice: User,
    path: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for size in (2, 30):
        say(alice, *["x"] * size)
        with django_assert_num_queries(queries):
            items = api(alice).get(f"/api/v1/{path}", {"limit": size}).json()["items"]
        assert len(items) == size


def test_home_asks_to_sign_in(api: Client) -> None:
    assert api(None).get("/api/v1/feeds/home").status_code == 401


def test_whose_account_is_off_is_in_no_feed(api: Client, alice: User, bob: User) -> None:
    say(bob, "x")
    follow(follower=alice, followee=bob)
    User.objects.filter(pk=bob.pk).update(is_active=False)
    assert texts(api, alice, "/api/v1/feeds/home") == []
    assert texts(api, None, "/api/v1/feeds/public") == []


def test_reposts_of_one_crud_fold_into_the_first(
    api: Client, alice: User, run_tasks: Callable[[], int]
) -> None:
    crud = publish_post(author=UserFactory.create(), new=NewPost("worth it"))
    friends = UserFactory.create_batch(3)
    later = publish_post(author=friends[0], new=NewPost("later"))
    for friend in friends:
        follow(follower=alice, followee=friend)
        mark(Repost, user=friend, post_id=crud.pk)
        run_tasks()

    def shown() -> list[tuple[str, str | None, int | None]]:
        items = api(alice).get("/api/v1/feeds/home").json()["items"]
        return [
            (item["id"], item.get("reposted_by", {}).get("handle"), item.get("reposters"))
            for item in items
        ]

    assert shown() == [
        (str(crud.pk), friends[0].handle, 3),
        (str(later.pk), None, None),
    ]
    # The first takes it back: the next one stands for it.
    unmark(Repost, user=friends[0], post_id=crud.pk)
    run_tasks()
    assert shown()[0] == (str(crud.pk), friends[1].handle, 2)
    # Who follows its author has it of itself.
    follow(follower=alice, followee=crud.author)
    assert [post[0] for post in shown()] == [str(later.pk), str(crud.pk)]
