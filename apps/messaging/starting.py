"""Starting conversations."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from apps.core.errors import Invalid, NotFound
from apps.core.text import clean_text
from apps.messaging import conversations, store_changes, table
from apps.messaging.ids import new_ulid
from apps.messaging.members import Conversation, Member, Roster
from apps.messaging.records import News
from apps.messaging.requests import accept
from apps.messaging.services import TEXT_LENGTH, check_client_id, send_message
from apps.profiles.selectors import people_to_talk_to

if TYPE_CHECKING:
    from apps.profiles.models import User

# The one who starts it included.
MEMBERS = 50
TITLE_LENGTH = 50


def start_conversation(
    *,
    creator: "User",
    handles: Sequence[str],
    text: str | None = None,
    client_id: str | None = None,
    title: str | None = None,
    group: bool = False,
) -> tuple[Conversation, bool]:
    """Start a conversation, with `text` as what is said in it now; whether it was made now.

    With one other person it is the one the two have, whoever started it, unless it is to be a
    `group`. With more it is a new group, once for each `client_id`. It is a request for whom do
    not follow the creator, and none any more for a creator who had one. A direct conversation
    has no `title`. Raises Invalid (`conversation_with_oneself`, `too_many_members`,
    `client_id_invalid`, the texts' codes), NotFound `person_not_found`, Conflict `cannot_send`.
    """
    # All that can be refused is refused before anything is made.
    text = None if text is None else clean_text(text, max_length=TEXT_LENGTH)
    title = None if title is None else clean_title(title)
    if client_id is not None:
        check_client_id(client_id)
    others = _others(creator, handles)
    if group or len(others) > 1:
        roster = _group(creator, others, title)
    else:
        roster = _direct(creator, others)
    conversation_id, created = _create(creator, roster, client_id)
    if text is not None:
        send_message(
            sender=creator,
            conversation_id=conversation_id,
            text=text,
            client_id=client_id or uuid.uuid4().hex,
        )
    return conversations.conversation(viewer=creator, conversation_id=conversation_id), created


def clean_title(title: str) -> str | None:
    """A group's title; None for an empty one. Raises Invalid, the text's codes."""
    cleaned = clean_text(
        title, max_length=TITLE_LENGTH, field="title", required=False, multiline=False
    )
    return cleaned or None


def _others(creator: "User", handles: Sequence[str]) -> dict[str, Member]:
    """The memberships of the others, by user. One query."""
    wanted = {handle.lower() for handle in handles} - {str(creator.handle)}
    if not wanted:
        raise Invalid.field(
            "handles", "conversation_with_oneself", "Choose somebody else to talk to."
        )
    if len(wanted) >= MEMBERS:
        raise too_many_members("handles")
    people = people_to_talk_to(viewer=creator, handles=wanted)
    if wanted - people.keys():
        raise NotFound("Not everybody you named is here.", code="person_not_found")
    return {str(person.pk): invited(person) for person in people.values()}


def too_many_members(field: str) -> Invalid:
    words = f"A conversation has up to {MEMBERS} people, you included."
    return Invalid.field(field, "too_many_members", words)


def invited(person: "User", since: str = "") -> Member:
    """The membership of one of `people_to_talk_to`: a request, unless they follow the inviter."""
    follows: bool = person.follows_viewer  # type: ignore[attr-defined]
    return Member(since=since, state=None if follows else table.REQUEST)


def _direct(creator: "User", others: Mapping[str, Member]) -> Roster:
    user = str(creator.pk)
    return Roster(new_ulid(), 1, "direct", user, {user: Member(), **others})


def _group(creator: "User", others: Mapping[str, Member], title: str | None) -> Roster:
    user = str(creator.pk)
    members = {user: Member(), **others}
    return Roster(new_ulid(), 1, "group", user, members, frozenset([user]), title)


def _create(creator: "User", roster: Roster, client_id: str | None) -> tuple[str, bool]:
    try:
        store_changes.create(roster, client_id=client_id, news=_started(roster))
    except store_changes.Taken as taken:
        if roster.kind == "direct":
            accept(person=creator, conversation_id=taken.conversation_id, declined_too=True)
        return taken.conversation_id, False
    return roster.id, True


def _started(roster: Roster) -> News | None:
    """What a group begins with."""
    if roster.kind == "direct":
        return None
    others: Collection[str] = roster.members.keys() - {roster.creator}
    return News("started", people=sorted(others), title=roster.title)
