"""Who is in conversations, and inboxes, as the table has them. Unavailable (503) as in store.py."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import cast

from pynamodb.exceptions import TransactWriteError, UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from apps.messaging import store, table
from apps.messaging.dynamo import CONDITION_FAILED, failed, retrying, talking
from apps.messaging.items import InboxEntry, Item, MemberItem, RosterItem
from apps.messaging.members import Entry, Member, Roster
from apps.messaging.records import Kind

# Reading


def roster(conversation_id: str) -> Roster | None:
    """A conversation with its members; None where there is none. One query."""
    items = store.roster_items(conversation_id)
    if not items:
        return None
    *members, meta = items
    by_user = {item.sk.removeprefix(table.MEMBER_PREFIX): _member(item) for item in members}
    return _roster(meta, by_user)


def _roster(meta: RosterItem, members: Mapping[str, Member]) -> Roster:
    return Roster(
        id=meta.pk.removeprefix(table.CONVERSATION_PREFIX),
        # What was written before there were versions has none.
        version=int(meta.version or 0),
        kind=cast(Kind, meta.kind),
        creator=str(meta.creator),
        members=members,
        owners=frozenset(meta.owners or ()),
        title=meta.title,
        picture=int(meta.picture) if meta.picture else None,
        lasts=int(meta.lasts) if meta.lasts else None,
    )


def _member(item: RosterItem) -> Member:
    return Member(
        since=item.since or "",
        read_to=item.read_to or "",
        marked=bool(item.marked),
        muted=bool(item.muted),
        state=item.state,
        alone=bool(item.alone),
    )


def metas(conversation_ids: Iterable[str]) -> dict[str, Roster]:
    """Up to 100 conversations by id, without what is kept of each member. One batch."""
    keys = [(table.conversation_pk(id), table.META_SK) for id in conversation_ids]
    with talking():
        found = list(RosterItem.batch_get(keys, consistent_read=True))
    rosters = (_roster(item, dict.fromkeys(item.members, Member())) for item in found)
    return {one.id: one for one in rosters}


def inbox(*, box: str, after: tuple[str, str] | None, limit: int) -> list[Entry]:
    """Up to `limit` lines of a box (see table.box_of) by last activity, newest first.

    `after` is the last activity and conversation id of the line before. One query of the index.
    """
    with talking():
        items = InboxEntry.by_activity.query(
            box,
            scan_index_forward=False,
            last_evaluated_key=_inbox_key(box, *after) if after else None,
            limit=limit,
        )
        return [_entry(item, box) for item in items]


def _entry(item: InboxEntry, box: str) -> Entry:
    return Entry(
        conversation_id=item.sk.removeprefix(table.CONVERSATION_PREFIX),
        last_activity=item.last_activity,
        last_message=item.last_message,
        unread=int(item.unread),
        member=Member(
            read_to=item.read_to,
            marked=bool(item.marked),
            muted=bool(item.muted),
            state=table.state_in(box),
        ),
    )


def _inbox_key(box: str, last_activity: str, conversation_id: str) -> dict[str, dict[str, str]]:
    user, _, _ = box.partition("#")
    return {
        table.PK: {"S": table.user_pk(user)},
        table.SK: {"S": table.inbox_sk(conversation_id)},
        table.INBOX_USER: {"S": box},
        table.LAST_ACTIVITY: {"S": last_activity},
    }


def count_unread_conversations(user: str) -> int:
    """In how many conversations of the inbox there is something unread, up to 100."""
    return _count(table.UNREAD_INDEX, user)


def count_requests(user: str) -> int:
    """How many conversations wait among a person's requests, up to 100."""
    return _count(table.INBOX_INDEX, str(table.box_of(user, table.REQUEST)))


def _count(index: str, key: str) -> int:
    with talking():
        answer = Item.table().query(key, index_name=index, limit=table.UNREAD_CAP, select="COUNT")
    return int(answer["Count"])


# What a member keeps for themselves


def move_read_position(*, conversation_id: str, user: str, message_id: str) -> bool:
    """Move a member's read position forward, and take away that it is marked as unread.

    False where nothing moved: they are ahead, or no member.
    """
    actions = [MemberItem.read_to.set(message_id), MemberItem.marked.remove()]
    further = MemberItem.read_to.does_not_exist() | (MemberItem.read_to < message_id)
    return _update_member(conversation_id, user, actions, MemberItem.pk.exists() & further)


def keep_as(
    *,
    conversation_id: str,
    user: str,
    muted: bool | None = None,
    marked: bool | None = None,
) -> bool:
    """How a member keeps a conversation; None changes nothing. False for who is no member."""
    actions = []
    for attribute, value in ((MemberItem.muted, muted), (MemberItem.marked, marked)):
        if value is not None:
            actions.append(attribute.set(True) if value else attribute.remove())
    return not actions or _update_member(conversation_id, user, actions, MemberItem.pk.exists())


def _update_member(
    conversation_id: str, user: str, actions: Sequence[Action], condition: Condition
) -> bool:
    item = MemberItem(pk=table.conversation_pk(conversation_id), sk=table.member_sk(user))
    try:
        retrying(lambda: item.update(list(actions), condition))
    except UpdateError as error:
        if error.cause_response_code not in CONDITION_FAILED:
            raise
        return False
    return True


def change_state(
    *, conversation_id: str, user: str, now: str | None, was: Collection[str], line: Entry
) -> bool:
    """Move a membership, and its inbox entry with it, to another state (see table.STATE).

    `line` is what the entry is to say where there is none yet, and whether there is something
    unread. False where the state is none of `was`. One transaction.
    """
    member = MemberItem(table.conversation_pk(conversation_id), table.member_sk(user))
    entry = InboxEntry(table.user_pk(user), table.inbox_sk(conversation_id))
    state = MemberItem.state

    def write() -> None:
        with TransactWrite(connection=Item.connection()) as transaction:
            set_state = state.set(now) if now else state.remove()
            transaction.update(member, [set_state], state.is_in(*was))
            transaction.update(entry, _entry_actions(user, now, line))

    try:
        retrying(write)
    except TransactWriteError as error:
        if not failed(error, 0):
            raise
        return False
    return True


def _entry_actions(user: str, state: str | None, line: Entry) -> list[Action]:
    box, entry = table.box_of(user, state), InboxEntry
    tells = box == user and not line.member.muted and bool(line.unread or line.member.marked)
    return [
        entry.inbox_user.set(box) if box else entry.inbox_user.remove(),
        entry.unread_user.set(user) if tells else entry.unread_user.remove(),
        entry.last_activity.set(entry.last_activity | line.last_activity),
        entry.last_message.set(entry.last_message | line.last_message),
        entry.read_to.set(entry.read_to | line.member.read_to),
        entry.unread.set(entry.unread | line.unread),
    ]
