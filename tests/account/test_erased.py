"""A person goes: all four stores are searched for whatever was theirs, and others lose nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import boto3
import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client as Browser
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from apps.account import erasure
from apps.account.tasks import erase, erase_who_left
from apps.core.tasks import forget_jobs
from apps.posts import marks, own_data
from apps.posts.drafts import publish_due_drafts, save_draft
from apps.posts.models import Draft, Like, Post
from apps.posts.services import NewPost, publish_post
from apps.profiles import own_data as profiles
from apps.profiles.models import Follow, User
from apps.timelines.models import Entry
from tests.account import traces
from tests.account.scene import FORMER, HANDLE, Scene
from tests.conftest import Client
from tests.media.conftest import stored
from tests.messaging.conftest import Shore

pytestmark = pytest.mark.django_db
RunTasks = Callable[[], int]


def time_is_over(scene: Scene) -> None:
    over = timezone.now() - timedelta(minutes=2)
    User.objects.filter(pk=scene.alice.pk).update(leaves_at=over)


def remove(scene: Scene, run_tasks: RunTasks, shore: Shore) -> None:
    """As the worker does, until there is nothing to do."""
    time_is_over(scene)
    erase_who_left(timestamp=0)
    while run_tasks():
        pass
    shore.drain(scene.talk, scene.group, scene.left)


def assert_nothing_is_left(scene: Scene) -> None:
    # Others' words stay theirs, also where they say her name.
    handle = {(table, word) for table, word in traces.in_postgresql([HANDLE])}
    assert handle == {("posts_post", HANDLE)}
    assert traces.in_postgresql(scene.hers) == set()
    assert traces.in_dynamodb((*scene.hers, HANDLE)) == []
    assert traces.in_bucket((*scene.hers, HANDLE)) == set()
    assert traces.in_cognito((*scene.hers, HANDLE)) == []
    assert not Session.objects.exists()


def assert_counters_are_exact() -> None:
    call_command("posts_recount", "--check")
    for person in User.objects.all():
        followers = Follow.objects.filter(followee=person).count()
        following = Follow.objects.filter(follower=person).count()
        assert (person.follower_count, person.following_count) == (followers, following), person


def test_no_store_knows_her_any_more(whole_scene: Scene, shore: Shore, run_tasks: RunTasks) -> None:
    scene = whole_scene
    tables = {table for table, _ in traces.in_postgresql(scene.hers)}
    # Else the search would be as content with a scene that has nothing in it.
    assert tables >= {
        "profiles_user", "profiles_formerhandle", "profiles_follow", "profiles_followrequest",
        "profiles_block", "profiles_mute", "profiles_mutedword", "posts_post", "posts_version",
        "posts_tag", "posts_mention", "posts_like", "posts_repost", "posts_bookmark",
        "profiles_peoplelist", "profiles_listed",
        "posts_draft", "posts_tagfollow", "posts_threadmute", "timelines_entry", "media_media",
        "account_export", "account_followimport", "procrastinate_jobs",
    }  # fmt: skip
    assert traces.in_dynamodb(scene.hers)
    assert len(traces.in_bucket(scene.hers)) > 4
    assert len(traces.in_cognito(scene.hers)) == 1
    assert Session.objects.exists()
    remove(scene, run_tasks, shore)
    assert_nothing_is_left(scene)
    assert_counters_are_exact()


def test_others_lose_nothing_of_theirs(
    api: Client, whole_scene: Scene, shore: Shore, run_tasks: RunTasks
) -> None:
    bob, ids = whole_scene.bob, whole_scene.ids
    his = set(Post.objects.filter(author=bob).values_list("pk", flat=True))
    files = {path for path in stored() if not any(key in path for key in whole_scene.keys)}
    assert files
    remove(whole_scene, run_tasks, shore)
    assert set(Post.objects.values_list("pk", flat=True)) == his
    assert stored() == files
    thread = api(bob).get(f"/api/v1/posts/{ids['reply to hers']}/thread").json()
    assert thread["ancestors"] == [{"id": str(ids["hers"]), "gone": "deleted"}]
    assert thread["post"]["text"] == "Bobwords"
    quote = api(bob).get(f"/api/v1/posts/{ids['quote of hers']}").json()
    assert quote["quote"] == {"state": "unavailable", "post": None}
    own = api(bob).get(f"/api/v1/posts/{ids['his']}").json()
    assert own["text"] == f"Bobwords @{HANDLE}"
    assert own["counts"] == {"replies": 0, "reposts": 1, "quotes": 0, "likes": 1}
    assert api(bob).get("/api/v1/me").json()["counts"]["followers"] == 0
    [his_list] = api(bob).get("/api/v1/me/lists").json()["items"]
    assert (his_list["name"], his_list["people"]) == ("Bobwords", 0)
    assert not Entry.objects.exclude(post__author=bob).exists()


def test_their_conversations_stay(
    api: Client, scene: Scene, shore: Shore, run_tasks: RunTasks
) -> None:
    remove(scene, run_tasks, shore)
    shown = {one["id"]: one for one in api(scene.bob).get("/api/v1/conversations").json()["items"]}
    assert set(shown) == {scene.talk, scene.group, scene.left}
    members = [one["display_name"] for one in shown[scene.talk]["members"]]
    assert members == ["Bob", "Deleted person"]
    said = api(scene.bob).get(f"/api/v1/conversations/{scene.talk}/messages").json()["items"]
    assert [(one["text"], one["deleted"]) for one in said] == [("Bobwords", False), ("", True)]


def test_a_token_of_hers_makes_no_new_account(
    scene: Scene, shore: Shore, run_tasks: RunTasks
) -> None:
    remove(scene, run_tasks, shore)
    headers = {"authorization": f"Bearer {scene.token}"}
    assert Browser().get("/api/v1/me", headers=headers).status_code == 401
    assert not User.objects.filter(pk=scene.alice.pk).exists()


def test_the_handle_can_be_had_again(
    api: Client, scene: Scene, shore: Shore, run_tasks: RunTasks
) -> None:
    taken = api(None).get(f"/api/v1/handles/{HANDLE}").json()
    assert not taken["available"]
    remove(scene, run_tasks, shore)
    for handle in (HANDLE, FORMER):
        assert api(None).get(f"/api/v1/handles/{handle}").json()["available"]


def test_nobody_is_removed_before_their_time(
    api: Client, scene: Scene, run_tasks: RunTasks
) -> None:
    assert api(scene.alice).delete("/api/v1/me", {"handle": HANDLE}, "json").status_code == 202
    erase_who_left(timestamp=0)
    assert run_tasks() == 0
    User.objects.filter(pk=scene.alice.pk).update(leaves_at=timezone.now())
    erase_who_left(timestamp=0)
    assert run_tasks() == 0
    assert Post.objects.filter(author=scene.alice).exists()
    assert traces.in_cognito([scene.email])


def test_stopped_in_every_step_it_is_finished_all_the_same(
    whole_scene: Scene, shore: Shore, run_tasks: RunTasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step in turn does a batch of one, and then the worker dies."""
    monkeypatch.setattr(own_data, "PAGE", 1)
    monkeypatch.setattr(profiles, "BATCH", 1)
    scene = whole_scene
    time_is_over(scene)
    for number, step in enumerate(erasure.STEPS):

        def stopped(person_id: UUID, whole: Callable[[UUID], int] = step) -> int:
            whole(person_id)
            raise TimeoutError

        with monkeypatch.context() as patched:
            steps = [*erasure.STEPS[:number], stopped, *erasure.STEPS[number + 1 :]]
            patched.setattr(erasure, "STEPS", tuple(steps))
            with pytest.raises(TimeoutError):
                erase(person_id=str(scene.alice.pk))
    erase(person_id=str(scene.alice.pk))
    while run_tasks():
        pass
    shore.drain(scene.talk, scene.group, scene.left)
    assert_nothing_is_left(scene)
    assert_counters_are_exact()


def test_a_removal_lets_other_work_come_in_between(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasure, "RUN_SECONDS", 0)
    time_is_over(scene)
    erase(person_id=str(scene.alice.pk))
    [job] = ProcrastinateJob.objects.filter(task_name="apps.account.tasks.erase")
    assert job.args == {"person_id": str(scene.alice.pk), "again": False}
    runs = 0
    while not erasure.erase(person_id=scene.alice.pk):
        runs += 1
    assert runs > 5
    assert_nothing_is_left(scene)


def test_what_comes_late_is_found_a_minute_later(
    scene: Scene, shore: Shore, run_tasks: RunTasks
) -> None:
    sub = str(scene.alice.pk)
    time_is_over(scene)
    erase(person_id=sub)
    entry = {"pk": f"USER#{sub}", "sk": f"CONV#{scene.talk}", "inbox_user": sub}
    boto3.resource("dynamodb").Table(settings.MESSAGES_TABLE).put_item(Item=entry)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT extract(epoch FROM scheduled_at - clock_timestamp()) FROM procrastinate_jobs"
            " WHERE task_name = 'apps.account.tasks.erase'"
        )
        [[seconds]] = cursor.fetchall()
    assert 30 < seconds <= 60
    while run_tasks():
        pass
    assert_nothing_is_left(scene)


def test_begun_again_and_again_it_waits_only_once(scene: Scene, run_tasks: RunTasks) -> None:
    time_is_over(scene)
    for _ in range(3):
        erase_who_left(timestamp=0)
    assert run_tasks() == 1


def test_what_was_scheduled_stays_a_draft_of_who_is_leaving(alice: User) -> None:
    soon = timezone.now() + timedelta(minutes=1)
    save_draft(owner=alice, posts=[{"text": "Later"}], publish_at=soon)
    Draft.objects.update(publish_at=timezone.now())
    User.objects.filter(pk=alice.pk).update(leaves_at=soon)
    publish_due_drafts()
    assert not Post.objects.exists()
    draft: Any = Draft.objects.get()
    assert (draft.publish_at, draft.problem) == (None, "You were about to leave at that time.")


def test_marks_that_another_run_has_taken_back_are_not_counted_twice(
    alice: User, bob: User
) -> None:
    post = publish_post(author=bob, new=NewPost("x"))
    for person in (alice, bob):
        marks.mark(Like, user=person, post_id=post.pk)
    ids = own_data.mark_ids("likes", person_id=alice.pk)
    for _ in range(2):
        own_data.erase_marks("likes", ids=ids)
    post.refresh_from_db()
    assert post.like_count == 1


def test_a_job_that_is_at_work_is_not_forgotten(alice: User) -> None:
    for _ in range(2):
        erase.defer(person_id=str(alice.pk))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing'"
            " WHERE id = (SELECT max(id) FROM procrastinate_jobs)"
        )
    assert forget_jobs(str(alice.pk)) == 1
    assert forget_jobs(str(alice.pk)) == 0
    assert ProcrastinateJob.objects.count() == 1
