"""The conversations in an export: with the others' messages, which their owner could read."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any
from uuid import UUID

from apps.account.archive import Archive, numbered, page_name
from apps.account.progress import Progress
from apps.core.rendering import timestamp
from apps.messaging.own_data import all_messages, conversation
from apps.profiles.selectors import author_card, people_by_id

if TYPE_CHECKING:
    from apps.messaging.own_data import OwnConversation
    from apps.messaging.records import Message, News
    from apps.profiles.models import User

MESSAGES_A_PAGE = 1000

Card = dict[str, str | None]

_NEWS = {
    "started": "started the group with",
    "added": "added",
    "removed": "removed",
    "left": "left",
    "renamed": "changed the title:",
    "pictured": "changed the picture",
    "owner_made": "made an owner:",
    "owner_unmade": "made no owner any more:",
    "lasts": "changed how long messages last",
}


@dataclass(frozen=True)
class Talk:
    """A conversation as the first page tells of it: with whom, where to read it, how long."""

    title: str
    file: str
    messages: int


def write(
    archive: Archive, owner: "User", conversation_ids: Iterable[str], progress: Progress
) -> list[Talk]:
    """Write a person's conversations, for programs and to read."""
    talks = []
    for number, conversation_id in enumerate(conversation_ids, start=1):
        found = conversation(user_id=owner.pk, conversation_id=conversation_id)
        if found is not None:
            talks.append(_write_one(archive, owner, found, number))
        progress.step()
    return talks


def _write_one(archive: Archive, owner: "User", found: "OwnConversation", number: int) -> Talk:
    # One's own account is not to be seen while one is leaving.
    people = people_by_id(found.member_ids) | {owner.pk: owner}
    cards = {id: author_card(people.get(id)) for id in found.member_ids}
    others = [card for id, card in cards.items() if id != owner.pk] or [author_card(None)]
    title = found.title or ", ".join(str(card["display_name"]) for card in others)
    name = f"messages/{number}-{_slug(others)}"
    head = {
        "id": found.id,
        "kind": found.kind,
        "title": found.title,
        "lasts": found.lasts,
        "created_at": timestamp(found.created_at),
        "members": [
            {**card, "role": "owner" if id in found.owner_ids else "member"}
            for id, card in cards.items()
        ],
    }
    written = 0
    with archive.growing(f"data/conversations/{found.id}.json", head) as add:
        for page_number, page, more in numbered(_pages(all_messages(found))):
            records = [_record(message, cards) for message in page]
            written += sum(add(record) for record in records)
            mine = (message.sender_id == owner.pk for message in page)
            told = (_told(record) for record in records)
            said = list(zip(records, mine, told, strict=True))
            _page(archive, name, page_number, more, title=title, said=said)
    return Talk(title, page_name(name, 1), written)


def _page(archive: Archive, name: str, number: int, more: bool, **context: object) -> None:
    archive.page(
        page_name(name, number),
        "messages.html",
        before=page_name(name, number - 1) if number > 1 else None,
        after=page_name(name, number + 1) if more else None,
        **context,
    )


def _slug(people: Sequence[Card]) -> str:
    """Who they are, as part of the name of a file."""
    names = "-".join(card["handle"] or "deleted" for card in people)
    return re.sub(r"[^a-z0-9_-]", "", names)[:60]


def _pages(messages: Iterable["Message"]) -> Iterator[list["Message"]]:
    rest = iter(messages)
    while page := list(islice(rest, MESSAGES_A_PAGE)):
        yield page


def _record(message: "Message", cards: Mapping[UUID, Card]) -> dict[str, Any]:
    return {
        "id": message.id,
        "sender": cards.get(message.sender_id) or author_card(None),
        "text": message.text,
        "deleted": message.deleted,
        "created_at": timestamp(message.created_at),
        "edited_at": _time(message.edited_at),
        "expires_at": _time(message.expires_at),
        "media": [str(id) for id in message.media_ids],
        "post": str(message.post_id) if message.post_id is not None else None,
        "reply_to": message.reply_to,
        "reactions": dict(Counter(message.reactions.values())),
        "news": _news(message.news, cards) if message.news else None,
    }


def _told(record: Mapping[str, Any]) -> str:
    """News in words; "" for what somebody has said."""
    if record["news"] is None:
        return ""
    news = record["news"]
    people = ", ".join(str(one["display_name"]) for one in news["people"])
    return " ".join(filter(None, (_NEWS[news["what"]], people, news["title"])))


def _news(news: "News", cards: Mapping[UUID, Card]) -> dict[str, Any]:
    people = [cards.get(UUID(id)) or author_card(None) for id in news.people]
    return {"what": news.what, "people": people, "title": news.title, "lasts": news.lasts}


def _time(moment: datetime | None) -> str | None:
    return timestamp(moment) if moment else None
