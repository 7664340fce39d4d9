"""From the rows of the floors' queries to the JSON of pages, as the API writes it."""

import base64
from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any
from uuid import UUID

import orjson

Row = Sequence[Any]
Card = dict[str, Any]
# By id, what the cruds of a page quote and answer.
Linked = dict[int, Row]
LIMIT = 20
# Where in a row its author's handle, name and picture are, and where what only some pages have.
AUTHOR = slice(17, 20)
BESIDES = 27
DELETED_PERSON = {"handle": None, "display_name": "Deleted person", "avatar_url": None}


def feed(rows: Sequence[Row], viewer: UUID | None) -> bytes:
    page, linked = _split(rows)
    items = [_card(row, viewer, linked) for row in page[:LIMIT]]
    return orjson.dumps({"items": items, "next": _next(page)})


def home(rows: Sequence[Row], viewer: UUID) -> bytes:
    """Rows end with how many reposted it, who first did, and the hashtag that brought it."""
    page, linked = _split(rows)
    items = [_at_home(row, viewer, linked) for row in page[:LIMIT]]
    return orjson.dumps({"items": items, "next": _next(page)})


def fingerprint(rows: Sequence[Row]) -> str:
    """The same as long as nothing on the page has changed."""
    return blake2b(orjson.dumps(rows), digest_size=16).hexdigest()


def thread(rows: Sequence[Row], viewer: UUID | None) -> bytes:
    """Rows end with the place on the way to the crud, and why it would be empty."""
    page, linked = _split(rows)
    way = [row for row in page if row[0] <= 0]
    replies = page[len(way) :]
    *ancestors, crud = [_place(row, viewer, linked) for row in way]
    items = [_card(row, viewer, linked) for row in replies[:LIMIT]]
    return orjson.dumps(
        {"ancestors": ancestors, "post": crud, "items": items, "next": _next(replies)}
    )


def one(rows: Sequence[Row], viewer: UUID | None) -> bytes:
    page, linked = _split(rows)
    return orjson.dumps(_card(page[0], viewer, linked))


def _split(rows: Sequence[Row]) -> tuple[list[Row], Linked]:
    page = [row for row in rows if row[0] is not None]
    return page, {row[1]: row for row in rows[len(page) :]}


def _next(page: Sequence[Row]) -> str | None:
    if len(page) <= LIMIT:
        return None
    return base64.urlsafe_b64encode(str(page[LIMIT - 1][0]).encode()).rstrip(b"=").decode()


def _at_home(row: Row, viewer: UUID, linked: Linked) -> Card:
    card = _card(row, viewer, linked)
    reposters, reposter, tag = row[BESIDES:]
    if reposters is not None:
        card["reposted_by"] = author_card(*reposter) if reposter else DELETED_PERSON
        card["reposters"] = reposters
    if tag is not None:
        card["tag"] = tag
    return card


def _place(row: Row, viewer: UUID | None, linked: Linked) -> Card:
    place, gone = row[BESIDES:]
    return {"id": str(place), "gone": gone} if row[1] is None else _card(row, viewer, linked)


def _card(row: Row, viewer: UUID | None, linked: Linked | None) -> Card:
    """A crud; without `linked` it is itself one that is quoted."""
    (
        _, post, author_id, text, warning, visibility, reply_policy, reply_to, quote_of, hidden,
        created_at, edited_at, expires_at, replies, reposts, quotes, likes,
        handle, display_name, avatar_url, is_private,
        liked, reposted, bookmarked, may_reply, mutes_thread, pictures,
    ) = row[:BESIDES]  # fmt: skip
    is_author = author_id == viewer
    return {
        "id": str(post),
        "author": author_card(handle, display_name, avatar_url),
        "text": text,
        "warning": warning,
        "visibility": "followers" if is_private else visibility,
        "reply_policy": reply_policy,
        "media": [picture_card(*picture) for picture in pictures] if pictures else [],
        "created_at": timestamp(created_at),
        "edited_at": timestamp(edited_at) if edited_at else None,
        "expires_at": timestamp(expires_at) if expires_at else None,
        "hidden": hidden,
        "counts": {"replies": replies, "reposts": reposts, "quotes": quotes, "likes": likes},
        "viewer": {
            "is_author": is_author,
            "liked": liked,
            "reposted": reposted,
            "bookmarked": bookmarked,
            "can_reply": viewer is not None
            and (is_author or reply_policy == "everyone" or bool(may_reply)),
            "thread_muted": mutes_thread,
        },
        "reply_to": _parent(reply_to, linked) if reply_to else None,
        "quote": _quote(quote_of, viewer, linked) if quote_of and linked is not None else None,
    }


def author_card(handle: str, display_name: str, avatar_url: str) -> Card:
    return {"handle": handle, "display_name": display_name, "avatar_url": avatar_url or None}


def _parent(post: int, linked: Linked | None) -> Card:
    row = linked.get(post) if linked else None
    return {"id": str(post), "author": author_card(*row[AUTHOR]) if row else None}


def _quote(post: int, viewer: UUID | None, linked: Linked) -> Card:
    row = linked.get(post)
    if row is None:
        return {"state": "unavailable", "post": None}
    return {"state": "visible", "post": _card(row, viewer, None)}


def picture_card(
    picture: str, alt: str, width: int, height: int, blur: str, animated: bool, key: str,
    sources: list[Card],
) -> Card:  # fmt: skip
    return {
        "id": picture,
        "alt": alt,
        "width": width,
        "height": height,
        "blur": blur,
        "animated": animated,
        "sources": [
            {"url": f"/media/{key}/{each['name']}", "width": each["width"], "type": each["type"]}
            for each in sources
        ],
    }


def timestamp(moment: datetime) -> str:
    """The pool's connections tell times in UTC."""
    return moment.isoformat(timespec="milliseconds")[:23] + "Z"
