"""Starting conversations."""

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

from apps.core.errors import Invalid, NotFound
from apps.core.text import clean_text
from apps.messaging import conversations, store
from apps.messaging.records import Conversation, Kind
from apps.messaging.services import TEXT_LENGTH, check_client_id, send_message
from apps.profiles.selectors import people_by_handles

if TYPE_CHECKING:
    from apps.profiles.models import User

# The one who starts it included.
MEMBERS = 50


def start_conversation(
    *,
    creator: "User",
    handles: Sequence[str],
    text: str | None = None,
    client_id: str | None = None,
) -> tuple[Conversation, bool]:
    """Start a conversation, with `text` as what is said in it now; whether it was made now.

    With one other person it is the one the two have, whoever started it. With more it is a
    new group, once for each `client_id`. Raises Invalid (`conversation_with_oneself`,
    `too_many_members`, `client_id_invalid`, the text's codes) and NotFound `person_not_found`.
    """
    # All that can be refused is refused before anything is made.
    text = None if text is None else clean_text(text, max_length=TEXT_LENGTH)
    if client_id is not None:
        check_client_id(client_id)
    members = _members(creator, handles)
    conversation_id, created = _create(creator, members, client_id)
    if text is not None:
        send_message(
            sender=creator,
            conversation_id=conversation_id,
            text=text,
            client_id=client_id or uuid.uuid4().hex,
        )
    return conversations.conversation(viewer=creator, conversation_id=conversation_id), created


def _members(creator: "User", handles: Sequence[str]) -> list[str]:
    """The ids of the creator and the others. One query."""
    wanted = {handle.lower() for handle in handles} - {creator.handle}
    if not wanted:
        raise Invalid.field(
            "handles", "conversation_with_oneself", "Choose somebody else to talk to."
        )
    if len(wanted) >= MEMBERS:
        raise Invalid.field(
            "handles",
            "too_many_members",
            f"A conversation has up to {MEMBERS} people, you included.",
        )
    people = people_by_handles(wanted)
    missing = sorted(wanted - people.keys())
    if missing:
        raise NotFound("Not everybody you named is here.", code="person_not_found")
    return [str(creator.pk), *sorted(str(person.pk) for person in people.values())]


def _create(creator: "User", members: list[str], client_id: str | None) -> tuple[str, bool]:
    kind: Kind = "direct" if len(members) == 2 else "group"
    try:
        made = store.create_conversation(
            kind=kind, creator=str(creator.pk), members=members, client_id=client_id
        )
    except store.Taken as taken:
        return taken.conversation_id, False
    return made, True
