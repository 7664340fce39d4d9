"""Messages made to be shown: with the people, the pictures and what they answer."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

import regex

from apps.core.rendering import timestamp
from apps.media.selectors import cards_by_ids
from apps.messaging import store
from apps.messaging.records import DELETED_PERSON, Answered, Message, News
from apps.profiles.selectors import author_card, talking_partners

if TYPE_CHECKING:
    from apps.profiles.models import User

    People = Mapping[UUID, User]

# Characters of what a message answers.
EXCERPT_LENGTH = 140
_EXCERPT = regex.compile(rf"\X{{0,{EXCERPT_LENGTH}}}")


def show(
    messages: Sequence[Message],
    *,
    viewer: "User",
    people: Collection[UUID] = (),
    since: str | None = None,
) -> tuple[list[Message], "dict[UUID, User]"]:
    """Messages as `viewer` sees them, and by id everybody in them and in `people`.

    With `since` they are of one conversation, and what they answer is read with them, unless
    it was said before `since`; without it that is left out. One query, one more where there
    are pictures, and one call of DynamoDB where something is answered that is not among them.
    """
    answered = {} if since is None else _answered(messages, since)
    ids = (_ids_in([*messages, *answered.values()]) | set(people)) - {DELETED_PERSON}
    # Who is looking is known.
    alone = ids <= {viewer.pk} and not people
    found = {viewer.pk: viewer} if alone else talking_partners(ids, viewer=viewer)
    media_ids = {id for message in messages for id in message.media_ids}
    cards = cards_by_ids(media_ids) if media_ids else {}
    shown = [
        replace(
            message,
            sender=found.get(message.sender_id),
            news_people=_people_of(message.news, found),
            pictures=[cards[id] for id in message.media_ids if id in cards],
            answered=_excerpt(message.reply_to, answered, found) if since is not None else None,
            handles=_handles_of(message.reactions, found),
            viewer_id=viewer.pk,
        )
        for message in messages
    ]
    return shown, found


def _answered(messages: Sequence[Message], since: str) -> dict[str, Message]:
    """By id what these messages answer, as far as it is there for who came at `since`."""
    known = {message.id: message for message in messages}
    wanted = {m.reply_to: m.conversation_id for m in messages if m.reply_to}
    missing = [(talk, id) for id, talk in wanted.items() if id not in known and id >= since]
    found = known | (store.messages_by_id(missing) if missing else {})
    return {id: found[id] for id in wanted if id in found and not found[id].is_over}


def _ids_in(messages: Iterable[Message]) -> set[UUID]:
    found = {message.sender_id for message in messages}
    for message in messages:
        found.update(map(UUID, message.news.people if message.news else ()))
        found.update(map(UUID, message.reactions))
    return found


def _people_of(news: News | None, people: "People") -> list["User | None"]:
    return [people.get(UUID(id)) for id in news.people] if news else []


def _handles_of(users: Iterable[str], people: "People") -> dict[str, str]:
    found = {user: people.get(UUID(user)) for user in users}
    return {user: one.handle for user, one in found.items() if one and one.handle}


def _excerpt(
    message_id: str | None, answered: Mapping[str, Message], people: "People"
) -> Answered | None:
    if message_id is None:
        return None
    message = answered.get(message_id)
    if message is None:
        return Answered(message_id, "gone")
    sender = people.get(message.sender_id)
    if message.deleted:
        return Answered(message_id, "deleted", sender)
    beginning = _EXCERPT.match(message.text)
    return Answered(message_id, "there", sender, beginning.group() if beginning else "")


def message_card(message: Message) -> dict[str, Any]:
    """The JSON of a message that `show` has made (shape: serializers.MessageSerializer)."""
    return {
        "id": message.id,
        "conversation_id": message.conversation_id,
        "sender": author_card(message.sender),
        "text": message.text,
        "media": message.pictures,
        "post_id": str(message.post_id) if message.post_id is not None else None,
        "reply_to": _answered_card(message.answered) if message.answered else None,
        "reactions": _reaction_cards(message) if message.reactions else [],
        "edited_at": timestamp(message.edited_at) if message.edited_at else None,
        "deleted": message.deleted,
        "expires_at": timestamp(message.expires_at) if message.expires_at else None,
        "news": _news_card(message.news, message.news_people) if message.news else None,
        "created_at": timestamp(message.created_at),
        "client_id": message.client_id,
    }


def _answered_card(answered: Answered) -> dict[str, Any]:
    return {
        "id": answered.id,
        "sender": None if answered.state == "gone" else author_card(answered.sender),
        "text": answered.text,
        "state": answered.state,
    }


def _reaction_cards(message: Message) -> list[dict[str, Any]]:
    viewer = str(message.viewer_id)
    users: defaultdict[str, list[str]] = defaultdict(list)
    for user, emoji in message.reactions.items():
        users[emoji].append(user)
    # DynamoDB keeps no order; this one is the same for everybody.
    ordered = sorted(users.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [
        {
            "emoji": emoji,
            "count": len(them),
            "mine": viewer in them,
            "others": sorted(
                message.handles[user] for user in them if user != viewer and user in message.handles
            ),
        }
        for emoji, them in ordered
    ]


def _news_card(news: News, people: Iterable["User | None"]) -> dict[str, Any]:
    return {
        "what": news.what,
        "people": [author_card(person) for person in people],
        "title": news.title,
        "lasts": news.lasts,
    }
