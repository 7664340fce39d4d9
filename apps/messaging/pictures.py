"""Pictures are put in their place before the message, or the group's change, is written.

Whether it ever was is asked of the table a day later: what was not is removed.
"""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from apps.media.selectors import unsettled_places
from apps.media.services import let_go, settle
from apps.messaging import store_members
from apps.messaging.store import MARKER_LIFE
from apps.messaging.store_messages import sent_message_id

ASKED_AFTER = timedelta(days=1)
# Until then the table knows of each client_id whether it was used.
_KNOWN_FOR = MARKER_LIFE - timedelta(days=1)


def settle_pictures(*, limit: int = 100) -> int:
    """Settle up to `limit` places that pictures were put in a day ago; how many there were.

    Safe to run twice, and beside somebody who tries to send just now. Raises Unavailable.
    """
    now = timezone.now()
    places = unsettled_places(before=now - ASKED_AFTER, limit=limit)
    for owner_id, place, since in places:
        if since > now - _KNOWN_FOR:
            _remove_unused(owner_id, place)
        settle(owner_id=owner_id, place=place, before=now - ASKED_AFTER)
    return len(places)


def _remove_unused(owner_id: UUID, place: str) -> None:
    """`place` is as Message.place, or the id of a group."""
    conversation_id, _, client_id = place.partition("#")
    shown = None
    if client_id:
        if sent_message_id(
            conversation_id=conversation_id, sender=str(owner_id), client_id=client_id
        ):
            return
    elif group := store_members.metas([conversation_id]).get(conversation_id):
        shown = group.picture
    before = timezone.now() - ASKED_AFTER
    let_go(owner_id=owner_id, place=place, but=shown, before=before)
