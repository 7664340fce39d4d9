"""Lists in pages: opaque cursors, one shape, always a limit."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import orjson
from rest_framework.request import Request

from apps.core.errors import Invalid

DEFAULT_LIMIT = 20
MAX_LIMIT = 100

Item = TypeVar("Item")


@dataclass(frozen=True)
class Page(Generic[Item]):
    """Some items and the cursor of what follows them (None at the end)."""

    items: Sequence[Item]
    next: str | None


def encode_cursor(position: Any) -> str:
    """`position` (any JSON value) as text that fits a URL."""
    return base64.urlsafe_b64encode(orjson.dumps(position)).rstrip(b"=").decode()


def decode_cursor(cursor: str) -> Any:
    """The position that `encode_cursor` was given. Raises Invalid `invalid_cursor`."""
    try:
        return orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as error:
        raise invalid_cursor() from error


def decode_id_cursor(cursor: str | None) -> int | None:
    """The id after which a list ordered by id goes on."""
    if cursor is None:
        return None
    position = decode_cursor(cursor)
    if type(position) is not int or not 0 <= position < 2**63:
        raise invalid_cursor()
    return position


def invalid_cursor() -> Invalid:
    return Invalid.field("cursor", "invalid_cursor", "This cursor is not one of ours.")


def cut_page(rows: Sequence[Item], *, limit: int, position: Callable[[Item], Any]) -> Page[Item]:
    """A page of `limit` from `rows`, of which one more than `limit` was asked for."""
    items = rows[:limit]
    more = len(rows) > limit
    return Page(items, encode_cursor(position(items[-1])) if more else None)


def render_page(page: Page[Item], render: Callable[[Item], dict[str, Any]]) -> dict[str, Any]:
    """The JSON of a list."""
    return {"items": [render(item) for item in page.items], "next": page.next}


def page_request(request: Request) -> tuple[str | None, int]:
    """The `cursor` and `limit` of a list request. Raises Invalid for a limit that is no number."""
    cursor = request.query_params.get("cursor") or None
    text = request.query_params.get("limit", str(DEFAULT_LIMIT))
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MAX_LIMIT):
        raise Invalid.field(
            "limit", "invalid_limit", f"The limit is a number from 1 to {MAX_LIMIT}."
        )
    return cursor, int(text)
