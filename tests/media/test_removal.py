from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from botocore.stub import ANY, Stubber
from django.utils import timezone
from pytest_django import Settings

from apps.core import aws
from apps.media import processing, storage
from apps.media.models import Media
from apps.media.pictures import Picture, make_picture
from apps.media.services import (
    SWEPT_AFTER,
    attach,
    detach_and_delete,
    discard,
    keep_for_draft,
    sweep,
)
from apps.media.tasks import process
from apps.media.tasks import sweep as sweep_task
from apps.profiles.models import User
from tests.conftest import Client
from tests.media.conftest import Upload, png, post_form, stored

pytestmark = pytest.mark.django_db
Ready = Callable[[User], Media]
RunTasks = Callable[[], int]


def age(*media: Media) -> None:
    """Nothing has used these for longer than the sweep waits."""
    ids = [each.pk for each in media]
    Media.objects.filter(pk__in=ids).update(loose_since=timezone.now() - SWEPT_AFTER * 2)


def test_files_go_with_their_post(alice: User, ready: Ready, run_tasks: RunTasks) -> None:
    gone, kept = ready(alice), ready(alice)
    attach(owner=alice, media_ids=[gone.pk], post_id=7)
    attach(owner=alice, media_ids=[kept.pk], post_id=8)
    detach_and_delete(post_ids=[7])
    assert list(Media.objects.all()) == [kept]
    run_tasks()
    assert stored()
    assert all(path.startswith(f"media/{kept.key}/") for path in stored())


def test_an_upload_is_cancelled_before_it_is_processed(
    api: Client, alice: User, start: Upload, run_tasks: RunTasks
) -> None:
    started = start(alice)
    post_form(started["upload"], png())
    path = f"/api/v1/media/{started['id']}"
    api(alice).post(f"{path}/uploaded")
    assert api(alice).delete(path).status_code == 204
    assert api(alice).get(path).status_code == 404
    run_tasks()
    assert stored() == set()


def test_an_upload_cancelled_while_it_is_processed_leaves_nothing(
    alice: User, start: Upload, run_tasks: RunTasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = start(alice)
    post_form(started["upload"], png())
    media = Media.objects.get()
    Media.objects.update(state=Media.State.PROCESSING)

    def cancelled_meanwhile(original: bytes, purpose: str) -> Picture:
        discard(owner=alice, media_id=media.pk)
        run_tasks()
        return make_picture(original, purpose)

    monkeypatch.setattr(processing, "make_picture", cancelled_meanwhile)
    process(media_id=media.pk, key=media.key)
    assert not Media.objects.exists()
    assert stored() == set()


def test_a_refused_upload_is_not_kept(alice: User, upload: Upload) -> None:
    media = upload(alice, b"MZ" + bytes(99))
    assert media["state"] == "refused"
    assert "not a whole picture" in media["reason"]
    assert stored() == set()


def test_the_sweep_takes_what_nothing_uses(
    alice: User, ready: Ready, start: Upload, run_tasks: RunTasks
) -> None:
    fresh, unused, on_a_post, in_a_draft = (ready(alice) for _ in range(4))
    never_came = Media.objects.get(pk=start(alice)["id"])
    attach(owner=alice, media_ids=[on_a_post.pk], post_id=7)
    keep_for_draft(owner=alice, draft_id=3, media_ids=[in_a_draft.pk])
    age(unused, on_a_post, in_a_draft, never_came)
    sweep_task(timestamp=0)
    run_tasks()
    assert set(Media.objects.all()) == {fresh, on_a_post, in_a_draft}
    assert not [path for path in stored() if unused.key in path]
    assert [path for path in stored() if in_a_draft.key in path]


def test_a_sweep_works_in_batches(alice: User) -> None:
    age(*Media.objects.bulk_create(Media(owner=alice) for _ in range(5)))
    assert [sweep(limit=2) for _ in range(4)] == [2, 2, 1, 0]


def test_what_a_draft_lets_go_is_loose_for_a_day_more(alice: User, bob: User) -> None:
    first, second, bobs = Media.objects.bulk_create(
        Media(owner=owner) for owner in (alice, alice, bob)
    )
    keep_for_draft(owner=alice, draft_id=3, media_ids=[first.pk, bobs.pk])
    age(first, second, bobs)
    keep_for_draft(owner=alice, draft_id=3, media_ids=[])
    assert sweep() == 2
    assert list(Media.objects.all()) == [first]


def test_what_is_published_leaves_the_draft(alice: User, ready: Ready) -> None:
    media = ready(alice)
    keep_for_draft(owner=alice, draft_id=3, media_ids=[media.pk])
    attach(owner=alice, media_ids=[media.pk], post_id=7)
    keep_for_draft(owner=alice, draft_id=3, media_ids=[])
    media.refresh_from_db()
    assert (media.post_id, media.draft_id) == (7, None)


def test_files_that_s3_does_not_delete_are_tried_again(
    alice: User, ready: Ready, run_tasks: RunTasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = ready(alice)
    discard(owner=alice, media_id=media.pk)
    refusal = {"Errors": [{"Key": "x", "Code": "InternalError"}]}
    with monkeypatch.context() as patched:
        patched.setattr(aws.s3(), "delete_objects", lambda **_: refusal)
        with pytest.raises(RuntimeError):
            run_tasks()
    assert stored()
    run_tasks()
    assert stored() == set()


@pytest.fixture
def cdn(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stubber]:
    settings.CDN_DISTRIBUTION_ID = "E1"
    client = boto3.client("cloudfront")
    monkeypatch.setattr(aws, "cloudfront", lambda: client)
    with Stubber(client) as stub:
        yield stub


def invalidation(*paths: str) -> dict[str, Any]:
    batch = {"Paths": {"Quantity": len(paths), "Items": list(paths)}, "CallerReference": ANY}
    return {"DistributionId": "E1", "InvalidationBatch": batch}


def test_the_cdn_forgets_what_is_gone(
    alice: User, ready: Ready, run_tasks: RunTasks, cdn: Stubber
) -> None:
    media = ready(alice)
    discard(owner=alice, media_id=media.pk)
    paths = (f"/media/{media.key}/480.avif", f"/media/{media.key}/480.webp")
    cdn.add_client_error("create_invalidation", "TooManyInvalidationsInProgress")
    cdn.add_response("create_invalidation", {}, invalidation(*paths))
    with pytest.raises(aws.cloudfront().exceptions.TooManyInvalidationsInProgress):
        run_tasks()
    assert stored() == set()  # deleted first, or the CDN would fetch it again
    run_tasks()
    cdn.assert_no_pending_responses()


def test_the_cdn_is_told_in_batches(cdn: Stubber, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "BATCH", 2)
    cdn.add_response("create_invalidation", {}, invalidation("/a", "/b"))
    cdn.add_response("create_invalidation", {}, invalidation("/c"))
    storage.purge(["c", "b", "a", "b"])
    storage.purge([])
    cdn.assert_no_pending_responses()


def test_without_a_cdn_nobody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aws, "cloudfront", lambda: pytest.fail("asked for"))
    storage.purge(["media/x/480.webp"])
