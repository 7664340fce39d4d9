"""Pictures on profiles."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from apps.core.errors import Invalid
from apps.media.models import Media
from apps.media.selectors import avatar_url, worn_pictures
from apps.media.services import (
    Wearable,
    attach,
    delete_all_of,
    keep_for_draft,
    sweep,
    take_off,
    wear,
)
from apps.profiles.models import User
from tests.conftest import Client
from tests.media.conftest import made, stored

pytestmark = pytest.mark.django_db
Ready = Callable[..., Media]
RunTasks = Callable[[], int]
LONG_AGO = timezone.now() - timedelta(days=9)


def refusal(owner: User, media_ids: list[int], purpose: Wearable = "avatar") -> str:
    """With which code wearing is refused; asserts that nothing is worn."""
    with pytest.raises(Invalid) as refused, transaction.atomic():
        wear(owner=owner, media_id=media_ids[0], purpose=purpose)
    assert not Media.objects.filter(worn=True).exists()
    assert [error.field for error in refused.value.errors] == [f"{purpose}_id"]
    return refused.value.code


def test_a_picture_is_uploaded_for_a_profile_and_worn(alice: User, ready: Ready) -> None:
    avatar, banner = ready(alice, purpose="avatar"), ready(alice, purpose="banner")
    wear(owner=alice, media_id=avatar.pk, purpose="avatar")
    wear(owner=alice, media_id=banner.pk, purpose="banner")
    worn = worn_pictures(alice.pk)
    assert {purpose: card and card["id"] for purpose, card in worn.items()} == {
        "avatar": str(avatar.pk),
        "banner": str(banner.pk),
    }
    assert worn["avatar"] is not None
    assert (worn["avatar"]["width"], worn["avatar"]["height"]) == (360, 360)
    assert {source["type"] for source in worn["avatar"]["sources"]} == {"image/webp"}


def test_who_wears_nothing_has_no_pictures(alice: User, bob: User) -> None:
    made(alice, purpose="avatar")
    made(bob, purpose="avatar", worn=True)
    assert worn_pictures(alice.pk) == {"avatar": None, "banner": None}


def test_pictures_of_a_profile_cost_one_query(
    alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made(alice, purpose="avatar", worn=True)
    made(alice, purpose="banner", worn=True)
    with django_assert_num_queries(1):
        assert None not in worn_pictures(alice.pk).values()


def test_what_cannot_be_worn(alice: User, bob: User) -> None:
    assert refusal(alice, made(alice)) == "media_purpose"
    assert refusal(alice, made(alice, post_id=7)) == "media_purpose"
    assert refusal(alice, made(alice, purpose="banner")) == "media_purpose"
    assert refusal(alice, made(alice, purpose="avatar"), "banner") == "media_purpose"
    assert refusal(alice, made(bob, purpose="avatar")) == "media_not_found"
    assert refusal(alice, [1]) == "media_not_found"
    for state in ("waiting", "processing", "refused"):
        unfit = made(alice, purpose="avatar", state=state, reason="Too small.")
        assert refusal(alice, unfit) == "media_not_ready"


def test_why_a_picture_was_refused_is_told(alice: User) -> None:
    (refused,) = made(alice, purpose="avatar", state="refused", reason="Too small.")
    with pytest.raises(Invalid, match=r"Too small\."):
        wear(owner=alice, media_id=refused, purpose="avatar")


def test_a_new_picture_takes_the_place_of_the_old(
    alice: User, ready: Ready, run_tasks: RunTasks
) -> None:
    old, banner, new = (ready(alice, purpose=each) for each in ("avatar", "banner", "avatar"))
    wear(owner=alice, media_id=old.pk, purpose="avatar")
    wear(owner=alice, media_id=banner.pk, purpose="banner")
    wear(owner=alice, media_id=new.pk, purpose="avatar")
    assert set(Media.objects.all()) == {banner, new}
    run_tasks()
    assert {path.split("/")[1] for path in stored()} == {banner.key, new.key}


def test_putting_on_what_one_wears_changes_nothing(alice: User, run_tasks: RunTasks) -> None:
    (worn,) = made(alice, purpose="avatar", worn=True)
    wear(owner=alice, media_id=worn, purpose="avatar")
    assert Media.objects.get().worn
    assert run_tasks() == 0


def test_a_picture_is_taken_off(alice: User, ready: Ready, run_tasks: RunTasks) -> None:
    avatar, banner = ready(alice, purpose="avatar"), ready(alice, purpose="banner")
    wear(owner=alice, media_id=avatar.pk, purpose="avatar")
    wear(owner=alice, media_id=banner.pk, purpose="banner")
    for _ in range(2):
        take_off(owner=alice, purpose="avatar")
    run_tasks()
    assert {path.split("/")[1] for path in stored()} == {banner.key}
    assert worn_pictures(alice.pk)["avatar"] is None


def test_taking_off_leaves_what_others_wear_and_what_is_new(alice: User, bob: User) -> None:
    made(alice, purpose="avatar")
    made(bob, purpose="avatar", worn=True)
    take_off(owner=alice, purpose="avatar")
    assert Media.objects.count() == 2


def test_what_is_worn_is_not_deleted_alone(api: Client, alice: User) -> None:
    worn, loose = made(alice, purpose="avatar", worn=True) + made(alice, purpose="avatar")
    response = api(alice).delete(f"/api/v1/media/{worn}")
    assert (response.status_code, response.json()["code"]) == (409, "media_worn")
    assert api(alice).delete(f"/api/v1/media/{loose}").status_code == 204
    assert list(Media.objects.values_list("pk", flat=True)) == [worn]


def test_the_sweep_leaves_what_is_worn(alice: User) -> None:
    worn = made(alice, purpose="avatar", worn=True, loose_since=LONG_AGO)
    made(alice, purpose="avatar", loose_since=LONG_AGO)
    made(alice, purpose="banner", loose_since=LONG_AGO)
    assert sweep() == 2
    assert list(Media.objects.values_list("pk", flat=True)) == worn


def test_a_draft_keeps_no_pictures_for_profiles(alice: User) -> None:
    ids = made(alice, purpose="avatar") + made(alice, purpose="banner", worn=True)
    keep_for_draft(owner=alice, draft_id=3, media_ids=ids)
    assert not Media.objects.filter(draft_id=3).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"purpose": "post", "worn": True},
        {"purpose": "avatar", "worn": True, "state": Media.State.PROCESSING},
        {"purpose": "avatar", "post_id": 7},
    ],
)
def test_the_database_keeps_the_purposes_apart(alice: User, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        made(alice, **wrong)


@pytest.mark.parametrize(
    ("widths", "chosen"),
    [((96, 192, 384), 192), ((96, 192, 300), 192), ((96, 150), 150), ((40,), 40)],
)
def test_beside_what_one_writes_stands_a_small_avatar(
    alice: User, widths: tuple[int, ...], chosen: int
) -> None:
    sources = [{"name": f"{w}.webp", "width": w, "type": "image/webp"} for w in widths]
    assert avatar_url(Media(key="k", sources=sources)) == f"/media/k/{chosen}.webp"


def test_all_pictures_of_a_person_are_deleted_in_batches(
    alice: User, bob: User, ready: Ready, run_tasks: RunTasks
) -> None:
    on_a_post, worn = ready(alice), ready(alice, purpose="avatar")
    attach(owner=alice, media_ids=[on_a_post.pk], post_id=7)
    wear(owner=alice, media_id=worn.pk, purpose="avatar")
    made(alice, state=Media.State.WAITING)
    bobs = ready(bob)
    batches = [delete_all_of(owner_id=alice.pk, limit=2) for _ in range(3)]
    assert batches == [2, 1, 0]
    run_tasks()
    assert list(Media.objects.all()) == [bobs]
    assert {path.split("/")[1] for path in stored()} == {bobs.key}
