"""Loads the demo data: accounts in Cognito, and all else through the app's own services.

`make run` calls `load` at the first start, in a process with Django set up; calling it again
adds nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from unittest.mock import patch
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from apps.core import aws
from apps.messaging.receipts import mark_read
from apps.messaging.services import send_message
from apps.messaging.starting import start_conversation
from apps.posts.services import NewPost, publish_post
from apps.profiles.editing import Changes, edit_account
from apps.profiles.services import ensure_user, follow
from cruddur.devtools import wardrobe
from cruddur.devtools.cast import (
    CONVERSATION,
    CRUDS,
    HOUR,
    JONAS,
    MIRA,
    PASSWORD,
    PEOPLE,
    Person,
)

if TYPE_CHECKING:
    from apps.profiles.models import User

Cast = dict[str, "User"]


def load() -> None:
    now = timezone.now()
    with transaction.atomic():
        cast = {person.handle: _join(person) for person in PEOPLE}
    # The worker makes the pictures while the rest is said.
    uploads = [each for person in PEOPLE for each in wardrobe.upload(person, cast[person.handle])]
    with transaction.atomic():
        if not cast[MIRA.handle].post_count:
            _follow_each_other(cast)
            _publish(cast, now)
    _talk(cast, now)
    wardrobe.put_on(uploads)


def _join(person: Person) -> "User":
    user = ensure_user(sub=_account(person), handle=person.handle, display_name=person.display_name)
    return edit_account(user=user, changes=Changes(bio=person.bio))


def _account(person: Person) -> UUID:
    """The `sub` of the person's confirmed Cognito account, made where it is missing."""
    cognito = aws.cognito()
    name = {"UserPoolId": settings.COGNITO_USER_POOL_ID, "Username": person.email}
    attributes = {
        "email": person.email,
        "email_verified": "true",
        "preferred_username": person.handle,
        "name": person.display_name,
    }
    with suppress(cognito.exceptions.UsernameExistsException):
        cognito.admin_create_user(
            **name,
            UserAttributes=[{"Name": key, "Value": value} for key, value in attributes.items()],
            MessageAction="SUPPRESS",
        )
    cognito.admin_set_user_password(**name, Password=PASSWORD, Permanent=True)
    for group in person.groups:
        cognito.admin_add_user_to_group(**name, GroupName=group)
    found = cognito.admin_get_user(**name)["UserAttributes"]
    return UUID(next(each["Value"] for each in found if each["Name"] == "sub"))


def _follow_each_other(cast: Cast) -> None:
    for person in PEOPLE:
        for handle in person.follows:
            follow(follower=cast[person.handle], followee=cast[handle])


def _publish(cast: Cast, now: datetime) -> None:
    for crud in sorted(CRUDS, key=lambda crud: -crud.age):
        moment = now - timedelta(minutes=crud.age)
        lasts = None if crud.lasts is None else crud.lasts * 60
        with _clock_at(moment):
            post = publish_post(author=cast[crud.author], new=NewPost(crud.text, expires_in=lasts))
        post.created_at = moment
        post.save(update_fields=["created_at"])


def _talk(cast: Cast, now: datetime) -> None:
    """All but the last message is read. The client ids are fixed: nothing is said twice."""
    with _clock_at(now - timedelta(minutes=HOUR)):
        conversation, _ = start_conversation(creator=cast[JONAS.handle], handles=[MIRA.handle])
    sent = [
        _say(
            cast[speaker.handle],
            conversation.id,
            text,
            f"demo-{number}",
            at=now - timedelta(minutes=minutes),
        )
        for number, (speaker, minutes, text) in enumerate(CONVERSATION)
    ]
    for reader in (JONAS, MIRA):
        mark_read(reader=cast[reader.handle], conversation_id=conversation.id, message_id=sent[-2])


def _say(sender: "User", conversation_id: str, text: str, client_id: str, *, at: datetime) -> str:
    with _clock_at(at):
        message, _ = send_message(
            sender=sender, conversation_id=conversation_id, text=text, client_id=client_id
        )
    return message.id


@contextmanager
def _clock_at(moment: datetime) -> Iterator[None]:
    """Turn this process's clock back, so that what is said in the demo has an age."""
    nanoseconds = int(moment.timestamp()) * 10**9
    with (
        patch("time.time_ns", return_value=nanoseconds),
        patch("django.utils.timezone.now", return_value=moment),
    ):
        yield
