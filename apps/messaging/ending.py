"""The end of a conversation in which nobody is left."""

from apps.media.services import let_go
from apps.messaging import store, store_changes


def end(conversation_id: str) -> None:
    """Delete a conversation with its pictures. Stopped anywhere, the next call goes on."""
    for message in store.all_messages(conversation_id):
        if message.media_ids:
            let_go(owner_id=message.sender_id, place=message.place)
    let_go(place=conversation_id)
    store_changes.delete(conversation_id)
