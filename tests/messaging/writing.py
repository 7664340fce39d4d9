"""Items written to the table without the rest of what goes with them."""

from typing import Any

from apps.messaging import facts, table
from apps.messaging.ids import new_ulid
from apps.messaging.items import MessageItem
from apps.messaging.records import Message
from apps.messaging.store_messages import add_message
from apps.profiles.models import User


def write(conversation_id: str, sender: User, **more: Any) -> Message:
    """A message with these fields of records.Message, as sending writes it."""
    id = more.pop("id", None) or new_ulid()
    fields = {"text": "Hello", "client_id": id, **more}
    message = Message(id=id, conversation_id=conversation_id, sender_id=sender.pk, **fields)
    add_message(facts.read(conversation_id), message)
    return message


def tell_news(conversation_id: str, sender: User, **news: Any) -> str:
    """News of a conversation; its id."""
    id = new_ulid()
    MessageItem(
        pk=table.conversation_pk(conversation_id),
        sk=table.message_sk(id),
        sender=str(sender.pk),
        text="",
        client_id="",
        news=news,
    ).save()
    return id
