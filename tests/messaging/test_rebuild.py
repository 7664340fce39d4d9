"""manage.py messaging_rebuild: inboxes are compared with the messages, and mended.

On a table of its own, for it looks at all that is in one.
"""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import boto3
import pytest
from django.core.management import CommandError, call_command
from pynamodb.expressions.update import Action
from pytest_django import Settings

from apps.messaging import entries, table, upkeep
from apps.messaging.items import InboxEntry, MemberItem
from apps.messaging.management.commands import messaging_rebuild
from apps.messaging.starting import start_conversation
from apps.profiles.models import User
from cruddur.devtools import provision
from tests.messaging.conftest import Published, Shore, subs
from tests.messaging.test_stream import entry, in_inbox

pytestmark = pytest.mark.django_db
Say = Callable[[User, str, str], str]


@pytest.fixture(autouse=True)
def own_table(db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    name = f"rebuild-{uuid4().hex}"
    provision.messages_table(boto3.client("dynamodb"), name)
    settings.MESSAGES_TABLE = name
    monkeypatch.setenv("MESSAGES_TABLE", name)
    monkeypatch.setattr(messaging_rebuild, "AGAIN_SECONDS", 0)
    yield
    boto3.client("dynamodb").delete_table(TableName=name)


@pytest.fixture
def said(alice: User, bob: User, charlie: User, shore: Shore, say: Say) -> tuple[str, str]:
    """A conversation of Alice's and Bob's with an unread message, which is in their inboxes."""
    talk, _ = start_conversation(creator=alice, handles=["bob"])
    group, _ = start_conversation(creator=charlie, handles=["alice", "bob"])
    last = say(alice, talk.id, "Secret")
    shore.drain(talk.id, group.id)
    return talk.id, last


def own_entry(user: User, conversation_id: str) -> InboxEntry:
    return InboxEntry(table.user_pk(str(user.pk)), table.inbox_sk(conversation_id))


def rebuild(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """The exit code and what was printed."""
    try:
        call_command("messaging_rebuild", *arguments)
    except SystemExit as end:
        return int(str(end.code)), capsys.readouterr().out
    return 0, capsys.readouterr().out


def test_inboxes_that_are_right_differ_in_nothing(
    said: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert rebuild(capsys, "--check") == (
        0,
        "5 entries compared, 0 not as the messages have it\n",
    )


@pytest.mark.parametrize(
    "action",
    [
        InboxEntry.unread.set(7),
        InboxEntry.last_message.set(""),
        InboxEntry.inbox_user.remove(),
        InboxEntry.unread_user.remove(),
        InboxEntry.muted.set(True),
        InboxEntry.last_activity.set("0"),
    ],
)
def test_what_is_wrong_is_told_and_mended(
    bob: User,
    said: tuple[str, str],
    published: Published,
    capsys: pytest.CaptureFixture[str],
    action: Action,
) -> None:
    talk, last = said
    own_entry(bob, talk).update([action])
    published.clear()
    code, told = rebuild(capsys, "--check")
    assert code == 1
    assert f"conversation {talk}, person {bob.pk}" in told
    assert "Secret" not in told
    assert published == []
    code, told = rebuild(capsys)
    assert (code, told.splitlines()[-1]) == (
        0,
        "5 entries compared, 1 not as the messages have it: 1 mended",
    )
    assert entry(bob, talk) == (last, 1)
    assert rebuild(capsys, "--check")[0] == 0
    [(recipients, kind, _)] = published
    assert (recipients, kind) == (subs(bob), "inbox")


def test_inboxes_that_are_lost_are_made_anew(
    alice: User, bob: User, said: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    talk, last = said
    for person in (alice, bob):
        own_entry(person, talk).delete()
    assert rebuild(capsys)[0] == 0
    assert (entry(alice, talk), entry(bob, talk)) == ((last, 0), (last, 1))
    assert rebuild(capsys, "--check")[0] == 0


def test_an_entry_of_who_is_no_member_goes(
    charlie: User, said: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    talk, _ = said
    stray = own_entry(charlie, talk)
    stray.inbox_user, stray.last_activity = str(charlie.pk), talk
    stray.save()
    assert rebuild(capsys, "--check")[0] == 1
    assert in_inbox(charlie, talk)
    assert rebuild(capsys)[0] == 0
    assert not in_inbox(charlie, talk)


def test_only_one_persons_inbox(
    alice: User, bob: User, said: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    talk, last = said
    for person in (alice, bob):
        own_entry(person, talk).delete()
    assert "2 entries compared, 1 not as" in rebuild(capsys, "--person", "@Bob")[1]
    assert entry(bob, talk) == (last, 1)
    assert not in_inbox(alice, talk)
    with pytest.raises(CommandError):
        rebuild(capsys, "--person", "nobody")


def test_what_is_only_on_its_way_is_no_difference(
    bob: User,
    said: tuple[str, str],
    shore: Shore,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    talk, last = said
    key = table.conversation_pk(talk), table.member_sk(str(bob.pk))
    MemberItem(*key).update([MemberItem.read_to.set(last)])
    whole = upkeep.compare_all

    def compare_all() -> upkeep.Found:
        found = whole()
        assert len(found.differences) == 1
        shore.drain(talk)
        return found

    monkeypatch.setattr(upkeep, "compare_all", compare_all)
    code, told = rebuild(capsys, "--check")
    assert (code, "0 not as" in told) == (0, True)


def test_an_entry_that_moves_meanwhile_is_left_alone(
    alice: User, bob: User, said: tuple[str, str], shore: Shore, say: Say
) -> None:
    talk, _ = said
    own_entry(bob, talk).update([InboxEntry.unread.set(7)])
    [difference] = upkeep.compare(talk).differences
    views: list[Any] = list(upkeep._views(talk, [str(bob.pk)]))
    last = say(alice, talk, "b")
    shore.drain(talk)
    [(truth, due, there)] = views
    assert not entries.mend(truth, due, there)
    assert not upkeep.mend(difference)
    assert entry(bob, talk) == (last, 2)
