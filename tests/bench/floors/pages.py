"""From the rows of the floors' queries to the JSON of pages, as the API writes it."""

import base64
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

Row = Sequence[Any]
Card = dict[str, Any]
LIMIT = 20
GONE = {"handle": None, "display_name": "Deleted person", "avatar_url": None}


def feed(rows: Sequence[Row], viewer: UUID | None) -> bytes:
    return orjson.dumps(_feed(rows, viewer))


def home(rows: Sequence[Row], viewer: UUID) -> bytes:
    """A feed whose rows begin with (position, reposter's id, tag) and end with who brought it."""
    page = _feed([(row[0], *row[3:-3]) for row in rows], viewer)
    for row, card in zip(rows, page["items"], strict=False):
        *_, reposter, is_repost, tag = row
        if is_repost:
            card["reposted_by"] = _author(*reposter) if reposter else GONE
        if tag is not None:
            card["tag"] = tag
    return orjson.dumps(page)


def _feed(rows: Sequence[Row], viewer: UUID | None) -> dict[str, Any]:
    """Rows are (position or null, POST, STATE): those of the page, then what they point to."""
    page = [row for row in rows if row[0] is not None]
    linked = {row[1]: row for row in rows[len(page) :]}
    more = len(page) > LIMIT
    shown = page[:LIMIT]
    return {
        "items": [_card(row, viewer, linked) for row in shown],
        "next": _cursor(shown[-1][0]) if more else None,
    }


def _cursor(position: int) -> str:
    return base64.urlsafe_b64encode(str(position).encode()).rstrip(b"=").decode()


def _card(row: Row, viewer: UUID | None, linked: dict[int, Row] | None) -> Card:
    (
        _, post, author, text, warning, visibility, reply_policy, reply_to, _, quote_of, hidden, _,
        created_at, edited_at, expires_at, replies, reposts, quotes, likes,
        handle, display_name, avatar_url, is_private,
        liked, reposted, bookmarked, may_reply, thread_muted, media,
    ) = row  # fmt: skip
    is_author = author == viewer
    return {
        "id": str(post),
        "author": _author(handle, display_name, avatar_url),
        "text": text,
        "warning": warning,
        "visibility": "followers" if is_private else visibility,
        "reply_policy": reply_policy,
        "media": [_picture(*picture) for picture in media] if media else [],
        "created_at": _time(created_at),
        "edited_at": _time(edited_at) if edited_at else None,
        "expires_at": _time(expires_at) if expires_at else None,
        "hidden": hidden,
        "counts": {"replies": replies, "reposts": reposts, "quotes": quotes, "likes": likes},
        "viewer": {
            "is_author": is_author,
            "liked": liked,
            "reposted": reposted,
            "bookmarked": bookmarked,
            "can_reply": viewer is not None
            and (is_author or reply_policy == "everyone" or bool(may_reply)),
            "thread_muted": thread_muted,
        },
        "reply_to": _parent(reply_to, linked) if reply_to else None,
        "quote": _quote(quote_of, viewer, linked) if quote_of and linked is not None else None,
    }


def _author(handle: str, display_name: str, avatar_url: str) -> Card:
    return {"handle": handle, "display_name": display_name, "avatar_url": avatar_url or None}


def _parent(post: int, linked: dict[int, Row] | None) -> Card:
    row = linked.get(post) if linked else None
    return {"id": str(post), "author": _author(*row[19:22]) if row else None}


def _quote(post: int, viewer: UUID | None, linked: dict[int, Row]) -> Card:
    row = linked.get(post)
    if row is None:
        return {"state": "unavailable", "post": None}
    return {"state": "visible", "post": _card(row, viewer, None)}


def _picture(
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
            {"url": f"/media/{key}/{s['name']}", "width": s["width"], "type": s["type"]}
            for s in sources
        ],
    }


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"
