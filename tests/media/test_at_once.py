"""Two people, or two devices of one, at the same time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from apps.core.errors import Invalid
from apps.media.models import Media
from apps.media.services import attach, sweep, wear
from apps.profiles.models import User
from tests.media.conftest import made

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def unused(alice: User) -> Media:
    """A picture that the next sweep takes."""
    old = timezone.now() - timedelta(days=2)
    return Media.objects.create(
        owner=alice, state=Media.State.READY, width=4, height=3, loose_since=old
    )


def test_a_picture_gets_onto_one_post_only(alice: User, unused: Media) -> None:
    def publish(post_id: int) -> str:
        try:
            with transaction.atomic():
                attach(owner=alice, media_ids=[unused.pk], post_id=post_id)
        except Invalid as refused:
            return refused.code
        finally:
            connection.close()
        return "attached"

    with ThreadPoolExecutor(6) as threads:
        outcomes = sorted(threads.map(publish, range(6)))
    assert outcomes == ["attached", *["media_taken"] * 5]
    assert Media.objects.filter(post_id__isnull=False).count() == 1


def test_the_sweep_leaves_what_is_being_published(alice: User, unused: Media) -> None:
    def sweep_beside() -> int:
        try:
            return sweep()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            attach(owner=alice, media_ids=[unused.pk], post_id=7)
            assert threads.submit(sweep_beside).result(timeout=10) == 0
        assert threads.submit(sweep_beside).result(timeout=10) == 0
    assert Media.objects.get().post_id == 7


def test_two_sweeps_share_the_work(alice: User) -> None:
    old = timezone.now() - timedelta(days=2)
    Media.objects.bulk_create(Media(owner=alice, loose_since=old) for _ in range(40))

    def sweep_all(_: int) -> int:
        try:
            return sum(iter(lambda: sweep(limit=3), 0))
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as threads:
        assert sum(threads.map(sweep_all, range(3))) == 40
    assert not Media.objects.exists()


def test_of_pictures_put_on_at_once_one_stays(alice: User) -> None:
    def put_on(media_id: int) -> str:
        try:
            with transaction.atomic():
                wear(owner=alice, media_id=media_id, purpose="avatar")
        finally:
            connection.close()
        return "worn"

    with ThreadPoolExecutor(6) as threads:
        outcomes = list(threads.map(put_on, made(alice, 6, purpose="avatar")))
    assert outcomes == ["worn"] * 6
    assert [media.worn for media in Media.objects.all()] == [True]


def test_the_sweep_leaves_what_is_being_put_on(alice: User) -> None:
    old = timezone.now() - timedelta(days=2)
    (unused,) = made(alice, purpose="avatar", loose_since=old)

    def sweep_beside() -> int:
        try:
            return sweep()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            wear(owner=alice, media_id=unused, purpose="avatar")
            assert threads.submit(sweep_beside).result(timeout=10) == 0
        assert threads.submit(sweep_beside).result(timeout=10) == 0
    assert Media.objects.get().worn
