"""Doing something in a conversation as one of its members."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from apps.core.errors import Unavailable
from apps.messaging import facts as memory
from apps.messaging import requests, table
from apps.messaging.errors import no_conversation
from apps.messaging.facts import Facts
from apps.messaging.selectors import check_id
from apps.messaging.store_messages import Stale

if TYPE_CHECKING:
    from apps.profiles.models import User

Answer = TypeVar("Answer")

# Each time the group has changed, or the person has come in, while it was being tried.
_ATTEMPTS = 5


def as_member(person: "User", conversation_id: str, act: Callable[[Facts], Answer]) -> Answer:
    """What `act` answers by the facts of the conversation; again by newer ones where it was Stale.

    Who has it among the requests accepts it. Raises NotFound to who is no member or has
    declined, Unavailable where it goes on changing, and what `act` raises.
    """
    check_id(conversation_id)
    facts = memory.known(conversation_id)
    for _ in range(_ATTEMPTS):
        facts = _with(person, facts)
        try:
            return act(facts)
        except Stale:
            facts = memory.read(conversation_id)
    raise Unavailable


def _with(person: "User", facts: Facts) -> Facts:
    """The facts, with `person` in: read anew where they did not say so."""
    if _is_in(person, facts):
        return facts
    facts = memory.read(facts.conversation_id)
    if facts.states.get(str(person.pk)) == table.REQUEST:
        requests.accept(person=person, conversation_id=facts.conversation_id)
        facts = memory.read(facts.conversation_id)
    if not _is_in(person, facts):
        raise no_conversation()
    return facts


def _is_in(person: "User", facts: Facts) -> bool:
    user = str(person.pk)
    return user in facts.members and user not in facts.states
