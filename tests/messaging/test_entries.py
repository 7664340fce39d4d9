"""What inbox entries hold, whatever has happened to the conversation."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from pynamodb.expressions.update import Action

from apps.messaging import entries, projection, stream, table
from apps.messaging.entries import Change
from apps.messaging.ids import new_ulid
from apps.messaging.items import InboxEntry, MemberItem, MessageItem
from apps.messaging.starting import start_conversation
from apps.profiles.models import User
from tests.messaging.conftest import Shore, subs
from tests.messaging.pump import Pump

pytestmark = pytest.mark.django_db
Say = Callable[[User, str, str], str]
Pokes = list[entries.Moved]
LATER = "~"


def entry(user: User, conversation_id: str) -> Any:
    """A person's entry as it is in the table; None for none."""
    try:
        key = table.user_pk(str(user.pk)), table.inbox_sk(conversation_id)
        return InboxEntry.get(*key, consistent_read=True)
    except InboxEntry.DoesNotExist:
        return None


def told(user: User, conversation_id: str) -> tuple[str, int]:
    """(last message, unread) of a person's entry."""
    one = entry(user, conversation_id)
    assert one
    return one.last_message, int(one.unread)


def member(user: User, conversation_id: str) -> MemberItem:
    return MemberItem(table.conversation_pk(conversation_id), table.member_sk(str(user.pk)))


def change_message(conversation_id: str, message_id: str, *actions: Action) -> None:
    key = table.conversation_pk(conversation_id), table.message_sk(message_id)
    MessageItem(*key).update(list(actions))


def test_a_request_is_in_its_own_box_and_tells_nothing(
    alice: User, bob: User, talk: str, shore: Shore, say: Say, pokes: Pokes
) -> None:
    member(bob, talk).update([MemberItem.state.set(table.REQUEST)])
    last = say(alice, talk, "a")
    shore.drain(talk)
    found = entry(bob, talk)
    assert found
    assert (found.inbox_user, found.unread_user) == (f"{bob.pk}#requests", None)
    assert told(bob, talk) == (last, 1)
    assert [(set(moved.recipients), moved.requests) for moved in pokes] == [
        (subs(alice, bob), [str(bob.pk)])
    ]


def test_who_has_declined_has_it_nowhere_and_is_not_told(
    alice: User, bob: User, talk: str, shore: Shore, say: Say, pokes: Pokes
) -> None:
    member(bob, talk).update([MemberItem.state.set(table.DECLINED)])
    say(alice, talk, "a")
    shore.drain(talk)
    found = entry(bob, talk)
    assert found
    assert (found.inbox_user, found.unread_user) == (None, None)
    assert [set(moved.recipients) for moved in pokes] == [subs(alice)]
    member(bob, talk).update([MemberItem.state.remove()])
    shore.drain(talk)
    found = entry(bob, talk)
    assert found
    assert found.inbox_user == found.unread_user == str(bob.pk)


def test_unread_is_told_unless_muted(
    alice: User, bob: User, talk: str, shore: Shore, say: Say
) -> None:
    say(alice, talk, "a")
    shore.drain(talk)
    found = entry(bob, talk)
    assert found
    assert found.unread_user == str(bob.pk)
    member(bob, talk).update([MemberItem.muted.set(True)])
    shore.drain(talk)
    found = entry(bob, talk)
    assert found
    assert (found.unread_user, found.muted, int(found.unread)) == (None, True, 1)
    own = entry(alice, talk)
    assert own
    assert own.unread_user is None


def test_marked_unread_is_told_without_a_message(
    alice: User, bob: User, talk: str, shore: Shore
) -> None:
    member(bob, talk).update([MemberItem.marked.set(True)])
    shore.drain(talk)
    found = entry(bob, talk)
    assert found
    assert (found.marked, found.unread_user, int(found.unread)) == (True, str(bob.pk), 0)
    member(bob, talk).update([MemberItem.marked.remove()])
    shore.drain(talk)
    found = entry(bob, talk)
    assert found
    assert (found.marked, found.unread_user) == (None, None)


@pytest.mark.parametrize(
    "action",
    [
        MessageItem.deleted.set(True),
        MessageItem.news.set({"what": "renamed"}),
        MessageItem.sender.set(table.DELETED_PERSON),
    ],
)
def test_what_is_deleted_or_news_is_shown_and_not_counted(
    alice: User, bob: User, talk: str, shore: Shore, say: Say, action: Action
) -> None:
    say(alice, talk, "a")
    last = say(alice, talk, "b")
    shore.drain(talk)
    assert told(bob, talk) == (last, 2)
    change_message(talk, last, action)
    shore.drain(talk)
    assert told(bob, talk) == (last, 1)


def test_what_has_expired_is_neither_shown_nor_counted_and_moves_nothing(
    alice: User, bob: User, talk: str, shore: Shore, say: Say
) -> None:
    first = say(alice, talk, "a")
    last = say(alice, talk, "b")
    change_message(talk, last, MessageItem.expires_at.set(datetime.now(UTC)))
    shore.drain(talk)
    assert told(bob, talk) == (first, 1)
    MessageItem(table.conversation_pk(talk), table.message_sk(last)).delete()
    shore.drain(talk)
    assert told(bob, talk) == (first, 1)
    found = entry(bob, talk)
    assert found
    assert found.last_activity == last


def test_where_all_that_was_read_last_is_gone_the_one_before_is_shown(
    alice: User, bob: User, talk: str, shore: Shore, say: Say
) -> None:
    first = say(alice, talk, "a")
    last = say(alice, talk, "b")
    for person in (alice, bob):
        member(person, talk).update([MemberItem.read_to.set(last)])
    MessageItem(table.conversation_pk(talk), table.message_sk(last)).delete()
    shore.drain(talk)
    assert told(bob, talk) == told(alice, talk) == (first, 0)


def test_what_was_said_before_one_came_is_neither_shown_nor_counted(
    alice: User, bob: User, talk: str, shore: Shore, say: Say
) -> None:
    say(alice, talk, "a")
    member(bob, talk).update([MemberItem.since.set(new_ulid())])
    shore.drain(talk)
    assert told(bob, talk) == ("", 0)
    last = say(alice, talk, "b")
    shore.drain(talk)
    assert told(bob, talk) == (last, 1)


def test_only_what_is_said_moves_a_conversation_up(
    alice: User, bob: User, talk: str, shore: Shore, say: Say
) -> None:
    first = say(alice, talk, "a")
    shore.drain(talk)
    change_message(talk, first, MessageItem.deleted.set(True))
    member(bob, talk).update([MemberItem.read_to.set(first)])
    shore.drain(talk)
    found = entry(bob, talk)
    assert found
    assert found.last_activity == first
    last = say(bob, talk, "b")
    shore.drain(talk)
    found = entry(alice, talk)
    assert found
    assert found.last_activity == last


def test_what_no_inbox_depends_on_is_left_out(
    alice: User, bob: User, talk: str, shore: Shore, say: Say, pokes: Pokes
) -> None:
    last = say(alice, talk, "a")
    shore.drain(talk)
    pokes.clear()
    change_message(talk, last, MessageItem.text.set("b"), MessageItem.edited.set(5))
    change_message(talk, last, MessageItem.reactions.set({str(bob.pk): "👍"}))
    member(bob, talk).update([MemberItem.version.set(2)])
    records = shore.records(talk)
    assert len(records) == 3
    Pump(stream.handler).feed(records)
    assert pokes == []


def test_who_reads_moves_their_own_entry_only(
    alice: User, bob: User, talk: str, shore: Shore, say: Say, pokes: Pokes
) -> None:
    last = say(alice, talk, "a")
    shore.drain(talk)
    pokes.clear()
    member(bob, talk).update([MemberItem.read_to.set(last)])
    shore.drain(talk)
    assert [moved.recipients for moved in pokes] == [[str(bob.pk)]]
    assert told(bob, talk) == (last, 0)


def test_who_leaves_loses_the_entry_and_is_not_told_what_was_said(
    alice: User, bob: User, charlie: User, shore: Shore, say: Say, pokes: Pokes
) -> None:
    group, _ = start_conversation(creator=alice, handles=["bob", "charlie"])
    shore.drain(group.id)
    member(bob, group.id).delete()
    last = say(alice, group.id, "a")
    pokes.clear()
    shore.drain(group.id)
    assert entry(bob, group.id) is None
    assert told(charlie, group.id) == (last, 1)
    moves = {(moved.message_id, frozenset(moved.recipients)) for moved in pokes}
    assert moves == {(last, frozenset(subs(alice, charlie))), ("", frozenset(subs(bob)))}


def test_who_has_come_back_keeps_the_entry_when_the_leaving_is_told_late(
    alice: User, bob: User, charlie: User, shore: Shore
) -> None:
    group, _ = start_conversation(creator=alice, handles=["bob", "charlie"])
    shore.drain(group.id)
    member(bob, group.id).delete()
    late = shore.records(group.id)
    member(bob, group.id).save()
    shore.drain(group.id)
    Pump(stream.handler).feed(late)
    assert entry(bob, group.id)


def test_an_entry_made_for_who_has_just_left_is_taken_back(
    alice: User, bob: User, charlie: User, shore: Shore, monkeypatch: pytest.MonkeyPatch
) -> None:
    group, _ = start_conversation(creator=alice, handles=["bob", "charlie"])
    there = projection.members_of(group.id)
    member(bob, group.id).delete()
    views = iter([there])
    read = projection.members_of
    monkeypatch.setattr(projection, "members_of", lambda id: next(views, None) or read(id))
    moved = entries.move(Change(group.id, seq=LATER))
    assert entry(bob, group.id) is None
    assert entry(charlie, group.id)
    assert str(bob.pk) not in moved[0].recipients


def test_a_stream_that_begins_anew_is_later_than_the_one_before(
    alice: User, bob: User, talk: str, shore: Shore, say: Say
) -> None:
    """The table was restored from a backup: its stream's numbers are low again."""
    shore.drain(talk)
    last = say(alice, talk, "a")
    again: list[Any] = [
        {
            **record,
            "eventSourceARN": f"{shore.stream.arn.partition('/stream/')[0]}/stream/2999-01-01",
            "dynamodb": {**record["dynamodb"], "SequenceNumber": "1"},
        }
        for record in shore.records(talk)
    ]
    Pump(stream.handler).feed(again)
    assert told(bob, talk) == (last, 1)


def test_what_the_release_before_has_written_is_read(
    alice: User, bob: User, talk: str, shore: Shore, say: Say
) -> None:
    """Members without version and since, an entry without a place in the stream."""
    last = say(alice, talk, "a")
    for person in (alice, bob):
        member(person, talk).update(
            [MemberItem.version.remove(), MemberItem.since.remove(), MemberItem.read_to.remove()]
        )
    old = InboxEntry(
        table.user_pk(str(bob.pk)),
        table.inbox_sk(talk),
        inbox_user=str(bob.pk),
        last_activity=talk,
        unread=0,
    )
    old.save()
    shore.drain(talk)
    assert told(bob, talk) == (last, 1)


def test_only_the_newest_five_hundred_are_looked_at(
    alice: User, bob: User, talk: str, shore: Shore
) -> None:
    pk = table.conversation_pk(talk)
    with MessageItem.batch_write() as batch:
        for number in range(table.LOOK_BACK + 20):
            sender = alice if number < 20 else bob
            sk = table.message_sk(f"01M{number:023}")
            batch.save(MessageItem(pk, sk, sender=str(sender.pk), text="", client_id=str(number)))
    shore.drain(talk)
    last = f"01M{table.LOOK_BACK + 19:023}"
    assert told(bob, talk) == (last, 0)
    assert told(alice, talk) == (last, table.UNREAD_CAP)
