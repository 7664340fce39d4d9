"""Telling members' devices what happened. It has happened: failing to tell undoes nothing."""

import logging
from collections.abc import Callable, Collection, Iterable, Mapping

from apps.messaging import facts as memory
from apps.messaging.facts import Facts
from apps.realtime.services import publish

logger = logging.getLogger(__name__)


def tell(facts: Facts, kind: str, message_id: str, *, only: Iterable[str] | None = None) -> None:
    """Tell those who hear of the conversation, or `only` some, of one of its messages."""
    data = {"conversation_id": facts.conversation_id, "message_id": message_id}
    _told(lambda: memory.hearers(facts) if only is None else only, kind, data)


def tell_people(people: Collection[str], kind: str, data: Mapping[str, str]) -> None:
    """Tell these people, if there are any."""
    if people:
        _told(lambda: people, kind, data)


def _told(hearers: Callable[[], Iterable[str]], kind: str, data: Mapping[str, str]) -> None:
    try:
        publish(hearers(), kind, data)
    except Exception:
        logger.exception("%s not published", kind, extra=dict(data))
