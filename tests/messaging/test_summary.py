"""GET /api/v1/conversations/summary"""

from collections.abc import Callable

import pytest

from apps.messaging.items import InboxEntry
from apps.messaging.starting import start_conversation
from apps.profiles.models import User
from tests.conftest import Client
from tests.factories import UserFactory
from tests.messaging.conftest import Shore

pytestmark = pytest.mark.django_db
Say = Callable[[User, str, str], str]
URL = "/api/v1/conversations"


def summary(api: Client, user: User) -> tuple[int, int]:
    """(unread, requests)"""
    answer = api(user).get(f"{URL}/summary").json()
    return answer["unread"], answer["requests"]


def test_it_counts_conversations_and_not_messages(
    api: Client, alice: User, bob: User, charlie: User, shore: Shore, say: Say
) -> None:
    assert summary(api, bob) == (0, 0)
    talks = [start_conversation(creator=one, handles=["bob"])[0].id for one in (alice, charlie)]
    group = start_conversation(creator=alice, handles=["bob", "charlie"])[0].id
    say(alice, talks[0], "a")
    last = say(alice, talks[0], "b")
    say(charlie, talks[1], "c")
    shore.drain(*talks, group)
    assert summary(api, bob) == (2, 0)
    api(bob).post(f"{URL}/{talks[0]}/read", {"message_id": last}, "json")
    shore.drain(*talks)
    assert summary(api, bob) == (1, 0)
    assert summary(api, alice) == (0, 0)


def test_what_is_muted_is_not_unread_and_what_is_marked_is(
    api: Client, alice: User, bob: User, talk: str, shore: Shore, say: Say
) -> None:
    api(bob).patch(f"{URL}/{talk}/me", {"marked_unread": True}, "json")
    shore.drain(talk)
    assert summary(api, bob) == (1, 0)
    say(alice, talk, "a")
    api(bob).patch(f"{URL}/{talk}/me", {"muted": True}, "json")
    shore.drain(talk)
    assert summary(api, bob) == (0, 0)
    api(bob).patch(f"{URL}/{talk}/me", {"muted": False}, "json")
    shore.drain(talk)
    assert summary(api, bob) == (1, 0)


def test_requests_are_counted_apart(api: Client, alice: User, shore: Shore, say: Say) -> None:
    dora = UserFactory.create(handle="dora")
    talk = start_conversation(creator=alice, handles=["dora"])[0].id
    say(alice, talk, "Hello")
    shore.drain(talk)
    assert summary(api, dora) == (0, 1)


def test_each_is_counted_up_to_a_hundred(api: Client, alice: User) -> None:
    user = str(alice.pk)
    with InboxEntry.batch_write() as batch:
        for n in range(103):
            for kind, box, unread_user in (("A", user, user), ("B", f"{user}#requests", None)):
                id = f"{kind}{n:025}"
                entry = InboxEntry(f"USER#{user}", f"CONV#{id}", last_activity=id, inbox_user=box)
                entry.unread_user = unread_user
                batch.save(entry)
    assert summary(api, alice) == (100, 100)


def test_it_is_for_who_is_signed_in(api: Client) -> None:
    assert api(None).get(f"{URL}/summary").status_code == 401
