"""Pictures that were put in a message, or made a group's: whether that was ever written."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.media.models import Media
from apps.media.services import attach_to_group, attach_to_message
from apps.messaging import store_messages, tasks
from apps.messaging.pictures import ASKED_AFTER
from apps.messaging.starting import start_conversation
from apps.profiles.models import User
from tests.conftest import Client
from tests.media.conftest import made

pytestmark = pytest.mark.django_db


def age(by: timedelta = ASKED_AFTER * 2) -> None:
    Media.objects.update(loose_since=timezone.now() - by)


def there() -> set[int]:
    return set(Media.objects.values_list("pk", flat=True))


def send(api: Client, sender: User, conversation_id: str, client_id: str, picture: int) -> int:
    body = {"text": "", "client_id": client_id, "media_ids": [str(picture)]}
    address = f"/api/v1/conversations/{conversation_id}/messages"
    return int(api(sender).post(address, body, "json").status_code)


def test_what_was_never_sent_goes_and_what_was_stays(
    api: Client, alice: User, bob: User, talk: str
) -> None:
    [sent, never], [others] = made(alice, 2, purpose="message"), made(bob, purpose="message")
    assert send(api, alice, talk, "1", sent) == 201
    attach_to_message(owner=alice, media_ids=[never], place=f"{talk}#2")
    # Of somebody else, under the same client_id.
    attach_to_message(owner=bob, media_ids=[others], place=f"{talk}#1")
    tasks.settle_pictures(0)
    assert there() == {sent, never, others}
    age()
    for _ in range(2):
        tasks.settle_pictures(0)
        assert there() == {sent}


def test_who_tries_again_just_now_keeps_theirs(
    api: Client, alice: User, talk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the question and the deletion the retry comes."""
    [picture] = made(alice, purpose="message")
    attach_to_message(owner=alice, media_ids=[picture], place=f"{talk}#1")
    age()
    asked = store_messages.sent_message_id

    def then_sent(**what: str) -> str | None:
        answer = asked(**what)
        assert send(api, alice, talk, "1", picture) == 201
        return answer

    monkeypatch.setattr("apps.messaging.pictures.sent_message_id", then_sent)
    tasks.settle_pictures(0)
    assert there() == {picture}


def test_what_is_too_old_to_be_asked_about_stays(alice: User, talk: str) -> None:
    [picture] = made(alice, purpose="message")
    attach_to_message(owner=alice, media_ids=[picture], place=f"{talk}#1")
    age(timedelta(days=9))
    tasks.settle_pictures(0)
    assert there() == {picture}


def test_a_group_keeps_the_picture_it_shows(
    api: Client, alice: User, bob: User, charlie: User
) -> None:
    group, _ = start_conversation(creator=alice, handles=["bob", "charlie"])
    [shown, never, nowhere] = made(alice, 3, purpose="group")
    body = {"picture_id": str(shown)}
    assert api(alice).patch(f"/api/v1/conversations/{group.id}", body, "json").status_code == 200
    attach_to_group(owner=alice, media_id=never, place=group.id)
    attach_to_group(owner=alice, media_id=nowhere, place="0" * 26)
    age()
    tasks.settle_pictures(0)
    assert there() == {shown}
