"""Whatever is posted, reposted, deleted or expires while somebody pages: no gaps, no repeats."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.posts.marks import mark
from apps.posts.models import Post, Repost
from apps.posts.services import NewPost, delete_post, publish_post
from apps.profiles.models import PeopleList, User
from apps.profiles.people_lists import add_person, create_list
from apps.profiles.services import follow
from apps.timelines.selectors import home_feed, list_feed, public_feed
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

# What happens between two pages, to the n-th crud where it is about one.
Act = tuple[str, int]
ACTS = st.lists(
    st.tuples(st.sampled_from(["post", "delete", "expire", "repost"]), st.integers(0, 11)),
    max_size=4,
)


@given(pages=st.lists(ACTS, min_size=1, max_size=6), limit=st.integers(1, 5))
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_paging_while_things_change(
    pages: list[list[Act]], limit: int, run_tasks: Callable[[], int]
) -> None:
    with transaction.atomic():
        for read in (home_feed, public_feed, _a_list):
            _page_through(read, pages, limit, run_tasks)
        transaction.set_rollback(True)


def _a_list(*, viewer: User, cursor: str | None, limit: int) -> object:
    """The feed of the one list that the reader has."""
    list_id = PeopleList.objects.get(owner=viewer).pk
    return list_feed(viewer=viewer, list_id=list_id, cursor=cursor, limit=limit)


def _page_through(
    read: Callable[..., object], pages: list[list[Act]], limit: int, run_tasks: Callable[[], int]
) -> None:
    reader, friend, other = UserFactory.create_batch(3)
    follow(follower=reader, followee=friend)
    list_id = create_list(owner=reader, name="All")
    for person in (friend, other, reader):
        add_person(owner=reader, list_id=list_id, person=person)
    cruds = [publish_post(author=friend, new=NewPost(f"crud {n}")) for n in range(12)]
    run_tasks()
    stays = {crud.pk for crud in cruds}
    seen: list[int] = []
    cursor: str | None = None
    for acts in [*pages, *[[]] * 60]:
        page = read(viewer=reader, cursor=cursor, limit=limit)
        seen += [post.pk for post in page.items]  # type: ignore[attr-defined]
        cursor = page.next  # type: ignore[attr-defined]
        if cursor is None:
            break
        for act, n in acts:
            _do(act, cruds[n], friend, other, stays)
        run_tasks()
    assert cursor is None
    assert len(seen) == len(set(seen)), "a repeat"
    assert stays <= set(seen), "a gap"


def _do(act: str, crud: Post, friend: User, other: User, stays: set[int]) -> None:
    if act == "post":
        publish_post(author=friend, new=NewPost("while paging"))
    elif crud.pk in stays and act == "repost":
        mark(Repost, user=friend, post_id=crud.pk)
        mark(Repost, user=other, post_id=crud.pk)
    elif crud.pk in stays:
        stays.discard(crud.pk)
        if act == "delete":
            delete_post(user=friend, post_id=crud.pk)
        else:
            hour = timedelta(hours=1)
            now = timezone.now()
            Post.objects.filter(pk=crud.pk).update(created_at=now - hour, expires_at=now)
