"""Whether two people may talk: neither blocks the other, and both are here."""

from typing import TYPE_CHECKING
from uuid import UUID

from apps.messaging.errors import cannot_send
from apps.messaging.facts import Facts
from apps.messaging.members import Roster
from apps.profiles.selectors import within_reach

if TYPE_CHECKING:
    from apps.profiles.models import User


def check_can_send(*, sender: "User", facts: Facts | Roster) -> None:
    """Raises Conflict `cannot_send`. One query in a direct conversation, none in a group."""
    if not may_talk(person=sender, facts=facts):
        raise cannot_send()


def may_talk(*, person: "User", facts: Facts | Roster) -> bool:
    """Whether what a member says or does passes to the others."""
    if facts.kind == "group":
        return True
    others = [UUID(user) for user in facts.members if user != str(person.pk)]
    return len(others) == 1 and within_reach(others[0], viewer=person)
