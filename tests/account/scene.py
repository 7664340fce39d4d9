"""Two people who have done everything with each other, and one of whom goes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client as Browser
from django.utils import timezone

from apps.account.models import Export
from apps.account.tasks import erase
from apps.media.models import Media
from apps.messaging import changes
from apps.messaging import services as messaging
from apps.messaging.groups import leave
from apps.messaging.starting import start_conversation
from apps.posts import marks
from apps.posts.drafts import save_draft
from apps.posts.editing import Changes, edit_post
from apps.posts.follows import follow_tag, mute_thread
from apps.posts.models import Bookmark, Like, Repost
from apps.posts.services import NewPost, publish_post
from apps.profiles.models import FollowRequest, User
from apps.profiles.muted_words import mute_word
from apps.profiles.people_lists import add_person, create_list
from apps.profiles.services import block, follow, mute
from tests.conftest import Client
from tests.factories import UserFactory
from tests.media.conftest import Upload, png
from tests.messaging.conftest import Shore
from tests.profiles.conftest import SignUp, sign_in

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
    left: str = ""
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
    assert api(alice).post("/api/v1/me/export").status_code == 202
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
    for owner, person, name in ((alice, bob, HERS), (bob, alice, "Bobwords")):
        add_person(owner=owner, list_id=create_list(owner=owner, name=name), person=person)


def _messages(scene: Scene, shore: Shore) -> None:
    UserFactory.create(handle="third")
    direct, _ = start_conversation(
        creator=scene.alice, handles=["bob"], text=HERS, client_id=f"{HERS}-1"
    )
    group, _ = start_conversation(
        creator=scene.alice, handles=["bob", "third"], text=HERS, client_id=f"{HERS}-2"
    )
    for number, conversation in enumerate((direct.id, group.id)):
        messaging.send_message(
            sender=scene.bob, conversation_id=conversation, text="Bobwords", client_id=str(number)
        )
    scene.talk, scene.group = direct.id, group.id
    _more_messages(scene)
    shore.drain(direct.id, group.id, scene.left)


def _more_messages(scene: Scene) -> None:
    """What is done to messages and groups; and a group that she has left, with her words in it."""
    alice, bob = scene.alice, scene.bob
    group = scene.group
    hers, _ = messaging.send_message(
        sender=alice, conversation_id=group, text="At first", client_id=f"{HERS}-3"
    )
    his, _ = messaging.send_message(
        sender=bob, conversation_id=group, text="Bobwords", client_id="his"
    )
    changes.edit(sender=alice, conversation_id=group, message_id=hers.id, text=f"{HERS} again")
    for person, message in ((alice, his), (bob, hers)):
        changes.react(person=person, conversation_id=group, message_id=message.id, emoji="👍")
    left, _ = start_conversation(creator=bob, handles=[HANDLE], group=True, title="Bobwords")
    messaging.send_message(sender=alice, conversation_id=left.id, text=HERS, client_id=f"{HERS}-4")
    leave(person=alice, conversation_id=left.id)
    scene.left = left.id


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
