"""A person goes: all four stores are searched for whatever was theirs, and others lose nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

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
from apps.account.models import Export
from apps.account.tasks import erase, erase_who_left
from apps.core.tasks import forget_jobs
from apps.media.models import Media
from apps.messaging import services as messaging
from apps.posts import marks, own_data
from apps.posts.drafts import publish_due_drafts, save_draft
from apps.posts.editing import Changes, edit_post
from apps.posts.follows import follow_tag, mute_thread
from apps.posts.models import Bookmark, Draft, Like, Post, Repost
from apps.posts.services import NewPost, publish_post
from apps.profiles import own_data as profiles
from apps.profiles.models import Follow, FollowRequest, User
from apps.profiles.muted_words import mute_word
from apps.profiles.services import block, follow, mute
from apps.timelines.models import Entry
from tests.account import traces
from tests.account.conftest import EXPORT
from tests.conftest import Client
from tests.factories import UserFactory
from tests.media.conftest import Upload, png, stored
from tests.messaging.conftest import Shore
from tests.profiles.conftest import SignUp, sign_in

pytestmark = pytest.mark.django_db
RunTasks = Callable[[], int]

# In all that is Alice's alone, wherever it is; of this run's, for two stores outlive a test.
HERS = f"alice{uuid4().hex[:8]}"
HANDLE = f"handle{uuid4().hex[:8]}"
FORMER = f"{HERS}_1"
TAG = f"{HERS}tag"


@dataclass
class Scene:
    """Alice, who goes, Bob, who stays, and where they met."""

    alice: User
    bob: User
    email: str
    token: str
    ids: dict[str, int] = field(default_factory=dict)
    talk: str = ""
    group: str = ""
    keys: tuple[str, ...] = ()

    @property
    def hers(self) -> tuple[str, ...]:
        return (HERS, str(self.alice.pk), self.email, *self.keys)


@pytest.fixture
def scene(
    api: Client, bob: User, sign_up: SignUp, shore: Shore, run_tasks: RunTasks
) -> Iterator[Scene]:
    """Two people who have done with each other what there is to do."""
    email = sign_up(FORMER, name=HERS)
    token = sign_in(email)["AccessToken"]
    headers = {"authorization": f"Bearer {token}"}
    assert Browser().get("/api/v1/me", headers=headers).status_code == 200
    scene = Scene(User.objects.get(handle=FORMER), bob, email, token)
    link = {"label": HERS, "url": f"https://{HERS}.example"}
    changes = {"handle": HANDLE, "bio": HERS, "links": [link]}
    assert api(scene.alice).patch("/api/v1/me", changes, "json").status_code == 200
    scene.alice.refresh_from_db()
    _cruds(scene)
    _relations(scene)
    _messages(scene, shore)
    _elsewhere(scene, api)
    while run_tasks():
        pass
    yield scene
    erase(person_id=str(scene.alice.pk))


@pytest.fixture
def whole_scene(api: Client, scene: Scene, upload: Upload, run_tasks: RunTasks) -> Scene:
    """The same with files: pictures everywhere, and an export."""
    alice = scene.alice
    avatar = upload(alice, png(96, 96), purpose="avatar")
    banner = upload(alice, png(300, 100), purpose="banner", alt=HERS)
    worn = {"avatar_id": avatar["id"], "banner_id": banner["id"]}
    assert api(alice).patch("/api/v1/me", worn, "json").status_code == 200
    shown, kept = (upload(alice, png(), alt=HERS)["id"] for _ in range(2))
    publish_post(author=alice, new=NewPost("", media_ids=[int(shown)]))
    save_draft(owner=alice, posts=[{"text": "", "media_ids": [kept]}])
    his = upload(scene.bob, png())["id"]
    publish_post(author=scene.bob, new=NewPost("Bobwords", media_ids=[int(his)]))
    assert api(alice).post(EXPORT).status_code == 202
    while run_tasks():
        pass
    keys = Media.objects.filter(owner=alice).values_list("key", flat=True)
    scene.keys = (*keys, Export.objects.get().key)
    return scene


def _cruds(scene: Scene) -> None:
    alice, bob, ids = scene.alice, scene.bob, scene.ids
    follow(follower=alice, followee=bob)
    follow(follower=bob, followee=alice)
    ids["hers"] = publish_post(author=alice, new=NewPost(f"{HERS} @bob")).pk
    edit_post(user=alice, post_id=ids["hers"], changes=Changes(text=f"{HERS} #{TAG}"))
    ids["his"] = publish_post(author=bob, new=NewPost(f"Bobwords @{HANDLE}")).pk
    for words, author, other in ((HERS, alice, "his"), ("Bobwords", bob, "hers")):
        reply = publish_post(author=author, new=NewPost(words, reply_to=ids[other]))
        quote = publish_post(author=author, new=NewPost(words, quote_of=ids[other]))
        ids |= {f"reply to {other}": reply.pk, f"quote of {other}": quote.pk}
    for person in (alice, bob):
        for kind in (Like, Repost, Bookmark):
            for post_id in (ids["hers"], ids["his"]):
                marks.mark(kind, user=person, post_id=post_id)
    marks.pin(user=alice, post_id=ids["hers"])
    tomorrow = timezone.now() + timedelta(days=1)
    for publish_at in (None, tomorrow):
        save_draft(owner=alice, posts=[{"text": HERS}], publish_at=publish_at)


def _relations(scene: Scene) -> None:
    alice, bob = scene.alice, scene.bob
    private = UserFactory.create(handle="private", is_private=True)
    follow(follower=alice, followee=private)
    asking, blocked, blocking = UserFactory.create_batch(3)
    FollowRequest.objects.create(requester=asking, target=alice)
    block(blocker=alice, blocked=blocked)
    block(blocker=blocking, blocked=alice)
    mute(muter=alice, muted=private)
    mute(muter=bob, muted=alice, until=timezone.now() + timedelta(days=1))
    mute_word(owner=alice, phrase=HERS)
    follow_tag(person=alice, name=TAG)
    mute_thread(person=alice, post_id=scene.ids["his"])


def _messages(scene: Scene, shore: Shore) -> None:
    UserFactory.create(handle="third")
    direct, _ = messaging.start_conversation(
        creator=scene.alice, handles=["bob"], text=HERS, client_id=f"{HERS}-1"
    )
    group, _ = messaging.start_conversation(
        creator=scene.alice, handles=["bob", "third"], text=HERS, client_id=f"{HERS}-2"
    )
    for number, conversation in enumerate((direct.id, group.id)):
        messaging.send_message(
            sender=scene.bob, conversation_id=conversation, text="Bobwords", client_id=str(number)
        )
    scene.talk, scene.group = direct.id, group.id
    shore.drain(direct.id, group.id)


def _elsewhere(scene: Scene, api: Client) -> None:
    """A session in the admin, a list of people, a job that has failed."""
    User.objects.filter(pk=scene.alice.pk).update(is_staff=True)
    Browser().force_login(scene.alice)
    api(scene.alice).post("/api/v1/me/import", f"{FORMER}\n{HERS}", content_type="text/csv")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status) VALUES"
            " ('default', 'apps.timelines.tasks.clean', %s, 'failed')",
            [f'{{"owner_id": "{scene.alice.pk}"}}'],
        )


def time_is_over(scene: Scene) -> None:
    over = timezone.now() - timedelta(minutes=2)
    User.objects.filter(pk=scene.alice.pk).update(leaves_at=over)


def remove(scene: Scene, run_tasks: RunTasks, shore: Shore) -> None:
    """As the worker does, until there is nothing to do."""
    time_is_over(scene)
    erase_who_left(timestamp=0)
    while run_tasks():
        pass
    shore.drain(scene.talk, scene.group)


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
    assert not Entry.objects.exclude(post__author=bob).exists()


def test_their_conversations_stay(
    api: Client, scene: Scene, shore: Shore, run_tasks: RunTasks
) -> None:
    remove(scene, run_tasks, shore)
    shown = {one["id"]: one for one in api(scene.bob).get("/api/v1/conversations").json()["items"]}
    assert set(shown) == {scene.talk, scene.group}
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
    shore.drain(scene.talk, scene.group)
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
