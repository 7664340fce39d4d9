"""Pictures in messages and of groups: places that another room names."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.core.errors import Invalid
from apps.media.models import Media
from apps.media.selectors import cards_by_ids, unsettled_places
from apps.media.services import (
    SWEPT_AFTER,
    attach,
    attach_to_group,
    attach_to_message,
    let_go,
    settle,
    sweep,
)
from apps.media.tasks import sweep as sweep_task
from apps.profiles.models import User
from tests.conftest import Client
from tests.media.conftest import made, stored

pytestmark = pytest.mark.django_db
Ready = Callable[..., Media]


def places() -> dict[int, str]:
    return dict(Media.objects.exclude(place="").values_list("pk", "place"))


def age(by: timedelta = SWEPT_AFTER * 2) -> None:
    Media.objects.update(loose_since=timezone.now() - by)


def refusal(owner: User, media_ids: list[int]) -> str:
    """With which code attaching is refused; asserts that nothing was attached."""
    before = places()
    with pytest.raises(Invalid) as refused:
        attach_to_message(owner=owner, media_ids=media_ids, place="talk#2")
    assert places() == before
    assert [error.field for error in refused.value.errors] == ["media_ids"]
    return refused.value.code


def test_again_is_as_once(alice: User) -> None:
    pictures = made(alice, 2, purpose="message")
    for _ in range(2):
        attach_to_message(owner=alice, media_ids=pictures, place="talk#1")
    assert places() == dict.fromkeys(pictures, "talk#1")
    assert set(cards_by_ids([*pictures, 1])) == set(pictures)


def test_what_cannot_be_put_in_a_message(alice: User, bob: User) -> None:
    [one] = made(alice, purpose="message")
    assert refusal(alice, [one, one]) == "media_taken"
    assert refusal(alice, [one, *made(bob, purpose="message")]) == "media_not_found"
    assert refusal(alice, [one, *made(alice)]) == "media_purpose"
    assert refusal(alice, made(alice, purpose="group")) == "media_purpose"
    assert refusal(alice, made(alice, purpose="message", state="refused")) == "media_not_ready"
    assert refusal(alice, made(alice, 5, purpose="message")) == "too_many_media"
    attach_to_message(owner=alice, media_ids=[one], place="talk#1")
    assert refusal(alice, [one]) == "media_taken"


def test_a_picture_for_a_message_is_for_nothing_else(alice: User) -> None:
    [one] = made(alice, purpose="message")
    with pytest.raises(Invalid) as refused, transaction.atomic():
        attach(owner=alice, media_ids=[one], post_id=7)
    assert refused.value.code == "media_purpose"
    with pytest.raises(Invalid) as refused:
        attach_to_group(owner=alice, media_id=one, place="group")
    assert refused.value.code == "media_purpose"
    with pytest.raises(IntegrityError), transaction.atomic():
        Media.objects.filter(pk=one).update(purpose="post", place="talk#1")


def test_a_group_has_the_picture_put_there_last(alice: User, bob: User) -> None:
    [first], [second] = made(alice, purpose="group"), made(bob, purpose="group")
    attach_to_group(owner=alice, media_id=first, place="group")
    attach_to_group(owner=bob, media_id=second, place="group")
    let_go(place="group", but=second)
    assert set(places()) == {second}
    with pytest.raises(Invalid) as refused:
        attach_to_group(owner=alice, media_id=second, place="group")
    assert [error.field for error in refused.value.errors] == ["picture_id"]


def test_what_is_let_go_of_goes_with_its_files(
    alice: User, bob: User, ready: Ready, run_tasks: Callable[[], int]
) -> None:
    media = ready(alice, purpose="message")
    [others] = made(bob, purpose="message")
    attach_to_message(owner=alice, media_ids=[media.pk], place="talk#1")
    attach_to_message(owner=bob, media_ids=[others], place="talk#1")
    assert stored()
    let_go(owner_id=alice.pk, place="talk#1")
    run_tasks()
    assert set(places()) == {others}
    assert stored() == set()


def test_what_is_in_a_place_is_not_swept_and_not_deleted_alone(api: Client, alice: User) -> None:
    one, _ = made(alice, 2, purpose="message")
    attach_to_message(owner=alice, media_ids=[one], place="talk#1")
    age()
    assert sweep() == 1
    assert set(Media.objects.values_list("pk", flat=True)) == {one}
    response = api(alice).delete(f"/api/v1/media/{one}")
    assert (response.status_code, response.json()["code"]) == (409, "media_taken")


def test_a_picture_ends_with_its_message(alice: User) -> None:
    [over, lasting] = made(alice, 2, purpose="message")
    soon = timezone.now() + timedelta(minutes=1)
    attach_to_message(owner=alice, media_ids=[over], place="talk#1", until=soon)
    attach_to_message(owner=alice, media_ids=[lasting], place="talk#2")
    sweep_task(0)
    assert set(places()) == {over, lasting}
    Media.objects.filter(pk=over).update(until=timezone.now())
    sweep_task(0)
    assert set(places()) == {lasting}


def test_places_are_asked_about_until_they_are_settled(alice: User) -> None:
    [one, new] = made(alice, 2, purpose="message")
    attach_to_message(owner=alice, media_ids=[one], place="talk#1")
    age()
    attach_to_message(owner=alice, media_ids=[new], place="talk#2")
    before = timezone.now() - SWEPT_AFTER
    assert [asked[:2] for asked in unsettled_places(before=before, limit=9)] == [
        (alice.pk, "talk#1")
    ]
    settle(owner_id=alice.pk, place="talk#1", before=before)
    assert unsettled_places(before=before, limit=9) == []


@pytest.mark.parametrize(("purpose", "width"), [("message", 480), ("group", 360)])
def test_the_worker_makes_what_the_place_needs(
    alice: User, ready: Ready, purpose: str, width: int
) -> None:
    media: Any = ready(alice, purpose=purpose)
    assert (media.purpose, media.width) == (purpose, width)
