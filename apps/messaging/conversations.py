"""Reading conversations as their members see them: one, the inbox and the requests.

People are read from PostgreSQL, in one query a page.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from apps.core.pagination import Page, cut_page, decode_cursor, invalid_cursor
from apps.core.rendering import timestamp
from apps.media.selectors import cards_by_ids
from apps.messaging import store, store_members, table
from apps.messaging.errors import no_conversation
from apps.messaging.members import Conversation, Entry, Member, Roster, Seat
from apps.messaging.records import Message
from apps.messaging.selectors import check_id
from apps.messaging.shown import message_card, show
from apps.profiles.selectors import author_card

if TYPE_CHECKING:
    from apps.profiles.models import User

    People = Mapping[UUID, User]

Box = Literal["inbox", "requests"]


@dataclass(frozen=True)
class _Draft:
    """What is known of a conversation before its people are. `receipts`: members are whole."""

    roster: Roster
    member: Member
    last: Message | None
    unread: int
    last_activity: str
    receipts: bool = False


def inbox(
    *, viewer: "User", box: Box = "inbox", cursor: str | None, limit: int
) -> Page[Conversation]:
    """The viewer's conversations, or the requests, by last activity, newest first.

    Three calls of DynamoDB and one query, one more where there are pictures of groups and one
    where there are such in messages, whatever the number.
    """
    state = table.REQUEST if box == "requests" else None
    entries = store_members.inbox(
        box=str(table.box_of(str(viewer.pk), state)),
        after=_inbox_position(cursor),
        limit=limit + 1,
    )
    page = cut_page(
        entries, limit=limit, position=lambda entry: (entry.last_activity, entry.conversation_id)
    )
    return Page(_finished(viewer, _drafts(viewer, page.items)), page.next)


def _inbox_position(cursor: str | None) -> tuple[str, str] | None:
    if cursor is None:
        return None
    match decode_cursor(cursor):
        case [str(activity), str(id)] if table.is_ulid(activity) and table.is_ulid(id):
            return activity, id
    raise invalid_cursor()


def _drafts(viewer: "User", entries: Sequence[Entry]) -> list[_Draft]:
    if not entries:
        return []
    rosters = store_members.metas(entry.conversation_id for entry in entries)
    lasts = store.messages_by_id(
        (entry.conversation_id, entry.last_message) for entry in entries if entry.last_message
    )
    drafts = []
    for entry in entries:
        roster = rosters.get(entry.conversation_id)
        # The entry of a former member may be there a moment longer than the membership.
        if roster is not None and str(viewer.pk) in roster.members:
            last = lasts.get(entry.last_message)
            if last is not None and last.is_over:
                last = None
            drafts.append(_Draft(roster, entry.member, last, entry.unread, entry.last_activity))
    return drafts


def conversation(*, viewer: "User", conversation_id: str) -> Conversation:
    """One conversation, as its own items tell it now, not as the inbox has it.

    Raises NotFound, also to who has declined it. Two calls of DynamoDB and one query, one more
    of the latter for each of the pictures of the group and of the last message.
    """
    return shown(viewer, roster_for(viewer, conversation_id))


def roster_for(viewer: "User", conversation_id: str) -> Roster:
    """A conversation with its members, for one of them. Raises NotFound. One call of DynamoDB."""
    check_id(conversation_id)
    roster = store_members.roster(conversation_id)
    member = roster.members.get(str(viewer.pk)) if roster else None
    if roster is None or member is None or member.state == table.DECLINED:
        raise no_conversation()
    return roster


def shown(viewer: "User", roster: Roster) -> Conversation:
    """A conversation as a member of it sees it."""
    member = roster.members[str(viewer.pk)]
    last, unread = last_and_unread(roster.id, str(viewer.pk), member)
    activity = last.id if last else roster.id
    [found] = _finished(viewer, [_Draft(roster, member, last, unread, activity, receipts=True)])
    return found


def last_and_unread(conversation_id: str, user: str, member: Member) -> tuple[Message | None, int]:
    """The last message that is a member's to read, and how many they have not read.

    One call of DynamoDB, a second one where what they have read last is gone.
    """
    floor = table.unread_after(member.read_to, member.since)
    newest = store.newest_messages(conversation_id, down_to=floor, at_most=table.LOOK_BACK)
    lasting = (message for message in newest if not message.is_over)
    last = next(lasting, None)
    if last is not None:
        counted = _countable(chain([last], lasting))
        return last, table.count_unread(counted, {user: floor})[user]
    if floor > member.since:
        before = store.messages(
            conversation_id=conversation_id, before=floor, since=member.since, limit=1
        )
        last = next(iter(before), None)
    return last, 0


def _countable(messages: Iterator[Message]) -> Iterator[tuple[str, str]]:
    """News are told and not said, and of what is deleted only the place is left."""
    for message in messages:
        if message.news is None and not message.deleted:
            yield message.id, str(message.sender_id)


def _finished(viewer: "User", drafts: Sequence[_Draft]) -> list[Conversation]:
    """Conversations with the people and pictures in them."""
    if not drafts:
        return []
    said = [draft.last for draft in drafts if draft.last]
    member_ids = {id for draft in drafts for id in draft.roster.member_ids}
    messages, people = show(said, viewer=viewer, people=member_ids)
    lasts = {message.id: message for message in messages}
    picture_ids = {draft.roster.picture for draft in drafts if draft.roster.picture}
    pictures = cards_by_ids(picture_ids) if picture_ids else {}
    return [
        Conversation(
            roster=draft.roster,
            member=draft.member,
            seats=_seats(viewer, draft, people),
            is_owner=str(viewer.pk) in draft.roster.owners,
            can_send=_can_send(viewer, draft.roster, people),
            picture=pictures.get(draft.roster.picture or 0),
            last_message=lasts[draft.last.id] if draft.last else None,
            unread=draft.unread,
            last_activity=draft.last_activity,
        )
        for draft in drafts
    ]


def _can_send(viewer: "User", roster: Roster, people: "People") -> bool:
    """As distance.may_talk says it."""
    if roster.kind == "group":
        return True
    others = [people.get(id) for id in roster.member_ids if id != viewer.pk]
    return any(other is not None and not is_apart(other) for other in others)


def is_apart(person: "User") -> bool:
    """Whether there is a block between the viewer and a person of `talking_partners`."""
    apart: bool = person.is_apart  # type: ignore[attr-defined]
    return apart


def _seats(viewer: "User", draft: _Draft, people: "People") -> list[Seat]:
    roster = draft.roster
    shows = draft.receipts and viewer.read_receipts and draft.member.state is None
    seats = [
        Seat(
            people.get(id),
            is_owner=str(id) in roster.owners,
            read_to=_read_to(roster, str(id), people.get(id)) if shows else None,
        )
        for id in roster.member_ids
    ]
    alone = roster.kind == "direct" and len(seats) == 1
    return [*seats, Seat(None)] if alone else seats


def _read_to(roster: Roster, user: str, person: "User | None") -> str | None:
    """How far a member has read, where they let others see it."""
    member = roster.members[user]
    if person is None or not person.read_receipts or member.state is not None:
        return None
    return None if roster.kind == "direct" and is_apart(person) else member.read_to


def receipt_hearers(*, reader: "User", conversation: Conversation) -> list[UUID]:
    """Who is told how far the reader has read: who would see it, and shows their own."""
    roster = conversation.roster
    if not reader.read_receipts or conversation.member.state or not conversation.can_send:
        return []
    return [
        seat.person.pk
        for seat in conversation.seats
        if seat.person is not None
        and seat.person.pk != reader.pk
        and seat.person.read_receipts
        and roster.members[str(seat.person.pk)].state is None
    ]


def summary(*, viewer: "User") -> dict[str, int]:
    """How many conversations have something unread, and how many requests wait; each up to 100.

    Two calls of DynamoDB.
    """
    user = str(viewer.pk)
    return {
        "unread": store_members.count_unread_conversations(user),
        "requests": store_members.count_requests(user),
    }


def conversation_card(conversation: Conversation) -> dict[str, Any]:
    """The JSON of a conversation (shape: serializers.ConversationSerializer)."""
    roster, member, last = conversation.roster, conversation.member, conversation.last_message
    return {
        "id": roster.id,
        "kind": roster.kind,
        "title": roster.title,
        "picture": conversation.picture,
        "lasts": roster.lasts,
        "members": [_seat_card(seat) for seat in conversation.seats],
        "role": _role(conversation.is_owner),
        "state": "request" if member.state == table.REQUEST else "in",
        "muted": member.muted,
        "marked_unread": member.marked,
        "read_to": member.read_to or None,
        "can_send": conversation.can_send,
        "last_message": message_card(last) if last else None,
        "unread": conversation.unread,
        "created_at": timestamp(conversation.created_at),
        "last_activity_at": timestamp(conversation.last_activity_at),
    }


def _seat_card(seat: Seat) -> dict[str, Any]:
    return {
        **author_card(seat.person),
        "role": _role(seat.is_owner),
        "read_to": seat.read_to or None,
    }


def _role(is_owner: bool) -> str:
    return "owner" if is_owner else "member"
