"""Exports: whose they are, when they are made, and what happens when that fails."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import urllib3
from django.utils import timezone

from apps.account import contents, exporting, storage
from apps.account.models import GIVEN_UP_AFTER, Export
from apps.account.tasks import export as export_task
from apps.account.tasks import sweep
from apps.messaging.starting import start_conversation
from apps.posts import own_data
from apps.posts.services import NewPost, publish_post
from apps.profiles.models import User
from tests.account.conftest import EXPORT, Download
from tests.conftest import Client
from tests.media.conftest import stored
from tests.messaging.conftest import Shore

pytestmark = pytest.mark.django_db
TakeOut = Callable[[User], Download]
RunTasks = Callable[[], int]


def test_nobody_else_gets_it(api: Client, alice: User, bob: User, take_out: TakeOut) -> None:
    take_out(alice)
    assert api(bob).get(EXPORT).json()["state"] == "none"
    assert api(None).get(EXPORT).status_code == 401
    [path] = stored()
    assert re.fullmatch(r"exports/[\w-]{32}\.zip", path)
    url = api(alice).get(EXPORT).json()["url"]
    assert urllib3.request("GET", url.partition("?")[0]).status == 403


def test_it_downloads_under_a_name(api: Client, alice: User, take_out: TakeOut) -> None:
    take_out(alice)
    answer = urllib3.request("GET", api(alice).get(EXPORT).json()["url"])
    name = f"cruddur-alice-{timezone.now():%Y-%m-%d}.zip"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'


def test_one_at_a_time(api: Client, alice: User, run_tasks: RunTasks) -> None:
    first = api(alice).post(EXPORT).json()
    assert (first["state"], first["url"]) == ("waiting", None)
    assert api(alice).post(EXPORT).json() == first
    assert run_tasks() == 1
    recent = api(alice).post(EXPORT)
    assert (recent.status_code, recent.json()["code"]) == (409, "export_recent")


def test_a_newer_one_takes_its_place(
    api: Client, alice: User, take_out: TakeOut, run_tasks: RunTasks
) -> None:
    take_out(alice)
    before = stored()
    Export.objects.update(created_at=timezone.now() - timedelta(hours=1))
    take_out(alice)
    assert len(stored()) == 1
    assert stored() != before


def test_who_is_leaving_can_take_it_out(
    api: Client, alice: User, bob: User, shore: Shore, take_out: TakeOut
) -> None:
    publish_post(author=alice, new=NewPost("Mine"))
    talk, _ = start_conversation(creator=alice, handles=["bob"], text="Hello")
    shore.drain(talk.id)
    api(alice).delete("/api/v1/me", {"handle": "alice"}, "json")
    alice.refresh_from_db()
    data = take_out(alice)
    assert [crud["text"] for crud in data.json("cruds")] == ["Mine"]
    [said] = data.json(f"conversations/{talk.id}")["items"]
    assert said["sender"]["handle"] == "alice"


def test_who_has_no_handle_yet_can_take_it_out(alice: User, take_out: TakeOut) -> None:
    alice.handle = None
    alice.save()
    assert take_out(alice).json("profile")["handle"] is None


def test_it_is_removed_after_a_week(api: Client, alice: User, bob: User, take_out: TakeOut) -> None:
    take_out(alice)
    take_out(bob)
    sweep(timestamp=0)
    assert len(stored()) == 2
    Export.objects.filter(owner=alice).update(expires_at=timezone.now())
    assert api(alice).get(EXPORT).json() == {
        "state": "none", "done": 0, "total": 0, "size": None, "created_at": None,
        "expires_at": None, "url": None,
    }  # fmt: skip
    sweep(timestamp=0)
    sweep(timestamp=0)
    assert len(stored()) == 1
    assert api(bob).get(EXPORT).json()["state"] == "ready"


@pytest.fixture
def waiting(api: Client, alice: User) -> Export:
    api(alice).post(EXPORT)
    return Export.objects.get()


def fail(*arguments: Any) -> None:
    raise TimeoutError


def test_a_run_that_fails_is_begun_again(waiting: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(storage, "upload", fail)
        with pytest.raises(TimeoutError):
            export_task(export_id=waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == "running"
    export_task(export_id=waiting.pk)
    export_task(export_id=waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.done) == ("ready", waiting.total)
    assert stored() == {f"exports/{waiting.key}.zip"}


def test_the_last_try_says_that_it_failed(
    api: Client, alice: User, waiting: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    Export.objects.update(tries=exporting.MOST_TRIES - 1)
    monkeypatch.setattr(contents, "write", fail)
    export_task(export_id=waiting.pk)
    assert api(alice).get(EXPORT).json()["state"] == "failed"
    assert api(alice).post(EXPORT).json()["state"] == "waiting"


def test_one_that_kills_its_worker_ends_too(waiting: Export) -> None:
    Export.objects.update(state="running", tries=exporting.MOST_TRIES)
    export_task(export_id=waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == "failed"
    assert stored() == set()


def test_what_nobody_finished_in_a_day_is_given_up(waiting: Export) -> None:
    sweep(timestamp=0)
    waiting.refresh_from_db()
    assert waiting.state == "waiting"
    Export.objects.update(created_at=timezone.now() - GIVEN_UP_AFTER)
    sweep(timestamp=0)
    waiting.refresh_from_db()
    assert waiting.state == "failed"


def test_removed_while_it_is_made_it_leaves_nothing(
    waiting: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload_whole = storage.upload

    def removed_meanwhile(*arguments: Any) -> None:
        Export.objects.all().delete()
        upload_whole(*arguments)

    monkeypatch.setattr(storage, "upload", removed_meanwhile)
    export_task(export_id=waiting.pk)
    assert stored() == set()


def test_progress_is_told(alice: User, waiting: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apps.account.progress.TOLD_EVERY", 0)
    monkeypatch.setattr(own_data, "PAGE", 1)
    told: list[tuple[int, int]] = []

    def tell(owner_id: Any) -> None:
        assert owner_id == alice.pk
        waiting.refresh_from_db()
        told.append((waiting.done, waiting.total))

    monkeypatch.setattr("apps.account.progress.tell_devices", tell)
    for _ in range(3):
        publish_post(author=alice, new=NewPost("x"))
    export_task(export_id=waiting.pk)
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
