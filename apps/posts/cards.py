"""The JSON of posts. Shape: serializers.PostSerializer.

Written out by hand: rendering is what lists spend most of their time on.
"""

from typing import TYPE_CHECKING, Any

from apps.core.audience import Visibility
from apps.core.rendering import timestamp
from apps.media.selectors import picture_card
from apps.posts.selectors import may_reply

if TYPE_CHECKING:
    from uuid import UUID

    from apps.posts.shown import ShownPage, ShownPost

Card = dict[str, Any]


def page_cards(page: "ShownPage", *, viewer_id: "UUID | None") -> list[Card]:
    """The posts of a page, in its order. No query."""
    return [card(post, page.linked, viewer_id=viewer_id) for post in page.items]


def card(post: "ShownPost", linked: "dict[int, ShownPost]", *, viewer_id: "UUID | None") -> Card:
    """A post; `linked` are, by id, those that it may point to."""
    return {
        **_card(post, viewer_id),
        "reply_to": _parent(post, linked),
        "quote": _quote(post, linked, viewer_id),
    }


def _parent(post: "ShownPost", linked: "dict[int, ShownPost]") -> Card | None:
    if post.reply_to is None:
        return None
    parent = linked.get(post.reply_to)
    return {"id": str(post.reply_to), "author": _author(parent) if parent else None}


def _quote(
    post: "ShownPost", linked: "dict[int, ShownPost]", viewer_id: "UUID | None"
) -> Card | None:
    if post.quote_of is None:
        return None
    quoted = linked.get(post.quote_of)
    if quoted is None:
        return {"state": "unavailable", "post": None}
    reply_to = {"id": str(quoted.reply_to), "author": None} if quoted.reply_to else None
    inner = {**_card(quoted, viewer_id), "reply_to": reply_to, "quote": None}
    return {"state": "visible", "post": inner}


def _author(post: "ShownPost") -> Card:
    return {
        "handle": post.handle,
        "display_name": post.display_name,
        "avatar_url": post.avatar_url or None,
    }


def _card(post: "ShownPost", viewer_id: "UUID | None") -> Card:
    is_author = viewer_id == post.author_id
    return {
        "id": str(post.pk),
        "author": _author(post),
        "text": post.text,
        "warning": post.warning,
        "visibility": Visibility.PUBLIC if post.is_public else Visibility.FOLLOWERS,
        "reply_policy": post.reply_policy,
        "media": [picture_card(picture) for picture in post.pictures or ()],
        "created_at": timestamp(post.created_at),
        "edited_at": timestamp(post.edited_at) if post.edited_at else None,
        "expires_at": timestamp(post.expires_at) if post.expires_at else None,
        "hidden": post.hidden,
        "counts": {
            "replies": post.reply_count,
            "reposts": post.repost_count,
            "quotes": post.quote_count,
            "likes": post.like_count,
        },
        "viewer": {
            "is_author": is_author,
            "liked": post.liked,
            "reposted": post.reposted,
            "bookmarked": post.bookmarked,
            "can_reply": viewer_id is not None and may_reply(post, is_author=is_author),
            "thread_muted": post.thread_muted,
        },
    }
