"""Who is in a conversation, and the conversation as one of them sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from apps.messaging.ids import made_at
from apps.messaging.records import Kind, Message

if TYPE_CHECKING:
    from apps.profiles.models import User


@dataclass(frozen=True)
class Member:
    """A membership: what is the member's begins with the message `since`, "" for all of it.

    `read_to`: the last message they have read, or "". `state`: None for who is in, else
    table.REQUEST or DECLINED. `alone`: the other one of the two is deleted.
    """

    since: str = ""
    read_to: str = ""
    marked: bool = False
    muted: bool = False
    state: str | None = None
    alone: bool = False


@dataclass(frozen=True)
class Roster:
    """A conversation as META and its members' items tell it. Members by `sub`."""

    id: str
    version: int
    kind: Kind
    creator: str
    members: Mapping[str, Member]
    owners: frozenset[str] = frozenset()
    title: str | None = None
    picture: int | None = None
    lasts: int | None = None

    @property
    def member_ids(self) -> list[UUID]:
        return [UUID(user) for user in sorted(self.members)]

    @property
    def waiting(self) -> frozenset[str]:
        """Who has not accepted it, or has declined."""
        return frozenset(user for user, member in self.members.items() if member.state)

    def with_member(self, user: str, member: Member) -> "Roster":
        return replace(self, members={**self.members, user: member})

    def without(self, user: str) -> "Roster":
        """Without a member; where no owner is left who has been there longest becomes one.

        Those who have accepted come before those who have not.
        """
        members = {one: member for one, member in self.members.items() if one != user}
        owners = self.owners - {user}
        if self.owners and members and not owners:
            owners = frozenset([min(members, key=lambda one: _seniority(one, members[one]))])
        return replace(self, members=members, owners=owners)


def _seniority(user: str, member: Member) -> tuple[bool, str, str]:
    return member.state is not None, member.since, user


@dataclass(frozen=True)
class Entry:
    """A line of somebody's inbox or requests: what it says of their membership, of the last
    message (an id, or "") and of what is unread."""

    conversation_id: str
    last_activity: str
    last_message: str = ""
    unread: int = 0
    member: Member = Member()


@dataclass(frozen=True)
class Seat:
    """A member as another one sees them; `read_to` is None where that is not for the reader.

    `person` is None for who is deleted or away; beside who is left of two stands an empty seat.
    """

    person: "User | None"
    is_owner: bool = False
    read_to: str | None = None


@dataclass(frozen=True)
class Conversation:
    """One conversation as one of its members sees it; `member` is their own membership.

    In lists the roster's members are not whole. `picture` is a card. `unread` counts up to
    table.UNREAD_CAP. `last_activity` is the id of the last message, or the conversation's.
    """

    roster: Roster
    member: Member
    seats: Sequence[Seat]
    is_owner: bool
    can_send: bool
    picture: Mapping[str, Any] | None
    last_message: Message | None
    unread: int
    last_activity: str

    @property
    def id(self) -> str:
        return self.roster.id

    @property
    def kind(self) -> Kind:
        return self.roster.kind

    @property
    def created_at(self) -> datetime:
        return made_at(self.id)

    @property
    def last_activity_at(self) -> datetime:
        return made_at(self.last_activity)
