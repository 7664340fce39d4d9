"""What other rooms may care about."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class InboxMoved:
    """The entries of these people for a conversation are not as they were.

    `message_id`: the last message, "" for none. `requests`: for whom of them it is among the
    requests. A hint: it may come twice, and what it tells may be over already.
    """

    conversation_id: str
    message_id: str
    people: tuple[UUID, ...]
    requests: tuple[UUID, ...] = ()
