"""A person's conversations: all of them to take away, and taking the person out of them.

Taking out may be stopped anywhere and run again: a membership goes only after the words, and
what leads to a conversation only after the membership.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.update import Action

from apps.messaging import ending, store, store_changes, store_members, table
from apps.messaging.dynamo import CONDITION_FAILED, talking
from apps.messaging.ids import made_at
from apps.messaging.items import Item, MessageItem
from apps.messaging.members import Roster
from apps.messaging.records import Kind, Message
from apps.messaging.telling import tell_people


def conversation_ids(*, user_id: UUID) -> list[str]:
    """The ids of all of a person's conversations, oldest first. One call for each 1 MB of inbox."""
    with talking():
        entries = Item.query(
            table.user_pk(str(user_id)),
            Item.sk.startswith(table.CONVERSATION_PREFIX),
            consistent_read=True,
        )
        return [entry.sk.removeprefix(table.CONVERSATION_PREFIX) for entry in entries]


@dataclass(frozen=True)
class OwnConversation:
    """A conversation of somebody's, with who is in it, themselves included.

    `since`: what was said before is not theirs.
    """

    id: str
    kind: Kind
    title: str | None
    lasts: int | None
    member_ids: tuple[UUID, ...]
    owner_ids: frozenset[UUID]
    since: str

    @property
    def created_at(self) -> datetime:
        return made_at(self.id)


def conversation(*, user_id: UUID, conversation_id: str) -> OwnConversation | None:
    """One of a person's conversations; None where they are not in it, or have declined it.

    One call.
    """
    roster = store_members.roster(conversation_id)
    member = roster.members.get(str(user_id)) if roster else None
    if roster is None or member is None or member.state == table.DECLINED:
        return None
    return OwnConversation(
        id=conversation_id,
        kind=roster.kind,
        title=roster.title,
        lasts=roster.lasts,
        member_ids=tuple(roster.member_ids),
        owner_ids=frozenset(UUID(user) for user in roster.owners),
        since=member.since,
    )


def all_messages(own: OwnConversation) -> Iterator[Message]:
    """Everything in a conversation that is a person's to read, oldest first; read as it is used."""
    return (m for m in store.all_messages(own.id, since=own.since) if not m.is_over)


def erase_messages(*, user_id: UUID, limit: int = 25) -> int:
    """Take a person out of some of their conversations; how many items of theirs went.

    For a person who goes: again and again until there are none. Their messages leave their
    places, without words or sender. Raises Unavailable where DynamoDB does not answer, and Lost
    where a conversation was changed meanwhile: to be tried again.
    """
    user = str(user_id)
    with talking():
        own = list(Item.query(table.user_pk(user), consistent_read=True, limit=limit))
        for conversation_id in sorted(_conversations(own)):
            _leave(conversation_id, user)
        left = (item.sk for item in own if item.sk.startswith(table.LEFT_PREFIX))
        for sk in sorted(left):
            _take_words(sk.removeprefix(table.LEFT_PREFIX), user)
        _forget(own)
    return len(own)


def _forget(own: Iterable[Item]) -> None:
    store_changes.delete_items(own)


def _conversations(own: Iterable[Item]) -> set[str]:
    """The conversations that a person's own items lead to, if they are in them still."""
    return {
        item.sk.split("#")[1]
        for item in own
        if item.sk.startswith((table.CONVERSATION_PREFIX, table.SENT_PREFIX))
    }


def _leave(conversation_id: str, user: str) -> None:
    roster = store_members.roster(conversation_id)
    if roster is None or user not in roster.members:
        return
    _take_words(conversation_id, user)
    if len(roster.members) == 1:
        ending.end(conversation_id)
    else:
        _remove_member(roster, user)


def _remove_member(roster: Roster, user: str) -> None:
    """In one transaction, which fails where the conversation has changed since it was read."""
    after = roster.without(user)
    if roster.creator == user:
        after = replace(after, creator=table.DELETED_PERSON)
    if roster.kind == "direct":
        [(other, member)] = after.members.items()
        after = after.with_member(other, replace(member, alone=True))
    pair = tuple(roster.members) if roster.kind == "direct" else ()
    store_changes.write(roster, after, pair=pair, traces=False)
    told = [one for one, member in after.members.items() if member.state != table.DECLINED]
    tell_people(told, "conversation", {"conversation_id": roster.id})


def _take_words(conversation_id: str, user: str) -> None:
    """Leave the places of a person's messages, and take them out of what others said."""
    messages = MessageItem.query(
        table.conversation_pk(conversation_id),
        MessageItem.sk.startswith(table.MESSAGE_PREFIX),
        consistent_read=True,
    )
    for message in messages:
        actions = list(_forgetting(message, user))
        if actions:
            _update_if_there(message, actions)


def _forgetting(item: MessageItem, user: str) -> Iterator[Action]:
    """What takes a person out of a message."""
    if item.sender == user:
        yield MessageItem.sender.set(table.DELETED_PERSON)
        yield MessageItem.text.set("")
        yield MessageItem.client_id.set("")
        for attribute in (MessageItem.media, MessageItem.post, MessageItem.reply_to):
            yield attribute.remove()
        yield MessageItem.edited.remove()
        yield MessageItem.reactions.remove()
    elif user in item.message().reactions:
        yield MessageItem.reactions[user].remove()
    news = item.message().news
    if news is not None and user in news.people:
        people = [table.DELETED_PERSON if one == user else one for one in news.people]
        yield MessageItem.news["people"].set(people)


def _update_if_there(item: MessageItem, actions: list[Action]) -> None:
    try:
        item.update(actions, MessageItem.pk.exists())
    except UpdateError as error:
        # Its time was over.
        if error.cause_response_code not in CONDITION_FAILED:
            raise
