"""Making conversations, and changing them and who is in them: in one transaction each.

Every change raises the version of META and of all its members, see docs/messaging.md.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from apps.messaging import table
from apps.messaging.dynamo import existing, failed, retrying
from apps.messaging.ids import new_ulid
from apps.messaging.items import (
    ClaimItem,
    InboxEntry,
    Item,
    MemberItem,
    MessageItem,
    RosterItem,
)
from apps.messaging.members import Member, Roster
from apps.messaging.records import News
from apps.messaging.store import MARKER_LIFE


class Taken(Exception):
    """The pair, or the client_id, has this conversation already."""

    def __init__(self, conversation_id: str) -> None:
        super().__init__(conversation_id)
        self.conversation_id = conversation_id


class Lost(Exception):
    """The conversation is not as it was read any more: another change came first."""


def create(roster: Roster, *, client_id: str | None, news: News | None) -> None:
    """Make a conversation, which begins with `news`, and put it in its creator's inbox.

    The Lambda sees to the others'. Raises Taken where the two have theirs already (direct), or
    where the creator has used this `client_id` before (group).
    """
    claim = _claim(roster, client_id)
    items = list(_founding_items(roster, news))

    def write() -> None:
        with TransactWrite(connection=Item.connection()) as transaction:
            if claim is not None:
                transaction.save(claim, ClaimItem.pk.does_not_exist(), return_values="ALL_OLD")
            for item in items:
                transaction.save(item)

    try:
        retrying(write)
    except TransactWriteError as error:
        taken = existing(error, 0, "conversation_id")
        if taken is None:
            raise
        # A retry inside botocore may meet the claim that its own first try has left.
        if taken != roster.id:
            raise Taken(taken) from error


def _claim(roster: Roster, client_id: str | None) -> ClaimItem | None:
    if roster.kind == "direct":
        pk = table.direct_pk(*roster.members)
        return ClaimItem(pk=pk, sk=table.DIRECT_SK, conversation_id=roster.id)
    if client_id is None:
        return None
    return ClaimItem(
        pk=table.user_pk(roster.creator),
        sk=table.start_sk(client_id),
        conversation_id=roster.id,
        expires_at=MARKER_LIFE,
    )


def _founding_items(roster: Roster, news: News | None) -> Iterator[Item]:
    said = ""
    if news is not None:
        said = new_ulid()
        yield news_item(roster.id, said, by=roster.creator, news=news)
    yield RosterItem(
        pk=table.conversation_pk(roster.id),
        sk=table.META_SK,
        kind=roster.kind,
        creator=roster.creator,
        members=set(roster.members),
        owners=set(roster.owners) or None,
        version=roster.version,
        title=roster.title,
    )
    for user, member in roster.members.items():
        yield _member_item(roster, user, member)
    yield InboxEntry(
        pk=table.user_pk(roster.creator),
        sk=table.inbox_sk(roster.id),
        inbox_user=roster.creator,
        last_activity=said or roster.id,
        last_message=said,
    )


def _member_item(roster: Roster, user: str, member: Member) -> MemberItem:
    return MemberItem(
        pk=table.conversation_pk(roster.id),
        sk=table.member_sk(user),
        version=roster.version,
        since=member.since,
        state=member.state,
    )


def news_item(conversation_id: str, message_id: str, *, by: str, news: News) -> MessageItem:
    told: dict[str, Any] = {"what": news.what, "people": list(news.people)}
    told |= {"title": news.title} if news.title else {}
    told |= {"lasts": news.lasts} if news.lasts else {}
    return MessageItem(
        pk=table.conversation_pk(conversation_id),
        sk=table.message_sk(message_id),
        sender=by,
        text="",
        client_id="",
        news=told,
    )


def write(
    before: Roster,
    after: Roster,
    *,
    news: Sequence[MessageItem] = (),
    pair: Sequence[str] = (),
    traces: bool = True,
) -> Roster:
    """Make a conversation what `after` says; as it is then, with its new version.

    Of members who stay only whether they are alone is written. The inbox entry of who leaves
    goes, and unless `traces` are not wanted a mark leads from them to what they said.
    `pair`: the two whose direct conversation this is no more. Raises Lost where the
    conversation is not as in `before` any more.
    """
    after = replace(after, version=before.version + 1)

    def transact() -> None:
        with TransactWrite(connection=Item.connection()) as transaction:
            meta = RosterItem(pk=table.conversation_pk(after.id), sk=table.META_SK)
            transaction.update(meta, _meta_actions(before, after), _is_at(before.version))
            _write_members(transaction, before, after)
            for user in before.members.keys() - after.members.keys() if traces else ():
                mark = Item(pk=table.user_pk(user), sk=table.left_sk(after.id))
                transaction.save(mark)
            for item in news:
                transaction.save(item)
            if pair:
                transaction.delete(ClaimItem(table.direct_pk(*pair), table.DIRECT_SK))

    try:
        retrying(transact)
    except TransactWriteError as error:
        if not any(failed(error, index) for index in range(len(error.cancellation_reasons))):
            raise
        raise Lost from error
    return after


def _meta_actions(before: Roster, after: Roster) -> list[Action]:
    actions: list[Action] = [RosterItem.version.set(after.version)]
    if before.members.keys() != after.members.keys():
        actions.append(RosterItem.members.set(set(after.members)))
    changes: tuple[tuple[Any, Any, Any], ...] = (
        (RosterItem.creator, before.creator, after.creator),
        (RosterItem.owners, before.owners, set(after.owners)),
        (RosterItem.title, before.title, after.title),
        (RosterItem.picture, before.picture, after.picture and str(after.picture)),
        (RosterItem.lasts, before.lasts, after.lasts),
    )
    for attribute, was, value in changes:
        if was != value:
            actions.append(attribute.set(value) if value else attribute.remove())
    return actions


def _is_at(version: int) -> Condition:
    # What was written before there were versions is at 0.
    before_versions = RosterItem.version.does_not_exist() & RosterItem.pk.exists()
    return RosterItem.version == version if version else before_versions


def _write_members(transaction: TransactWrite, before: Roster, after: Roster) -> None:
    for user in before.members.keys() - after.members.keys():
        transaction.delete(_member_of(user, after.id))
        transaction.delete(_entry_of(user, after.id))
    for user, member in after.members.items():
        was = before.members.get(user)
        if was is None:
            transaction.save(_member_item(after, user, member))
        else:
            actions = _member_actions(was, member, after.version)
            transaction.update(_member_of(user, after.id), actions, MemberItem.pk.exists())


def _member_actions(was: Member, member: Member, version: int) -> list[Action]:
    actions: list[Action] = [MemberItem.version.set(version)]
    if was.alone != member.alone:
        actions.append(MemberItem.alone.set(member.alone))
    return actions


def _member_of(user: str, conversation_id: str) -> MemberItem:
    return MemberItem(table.conversation_pk(conversation_id), table.member_sk(user))


def _entry_of(user: str, conversation_id: str) -> InboxEntry:
    return InboxEntry(table.user_pk(user), table.inbox_sk(conversation_id))


def delete(conversation_id: str) -> None:
    """Delete a conversation in which nobody is left.

    Its messages first: the Lambda would take some without the rest for a broken one.
    """
    pk = table.conversation_pk(conversation_id)
    messages = Item.sk.startswith(table.MESSAGE_PREFIX)
    delete_items(Item.query(pk, messages, consistent_read=True))
    delete_items(Item.query(pk, consistent_read=True))


def delete_entry(conversation_id: str, user: str) -> None:
    """Take a conversation that is gone out of an inbox."""
    delete_items([_entry_of(user, conversation_id)])


def delete_items(items: Iterable[Item]) -> None:
    with Item.batch_write() as batch:
        for item in items:
            batch.delete(item)
