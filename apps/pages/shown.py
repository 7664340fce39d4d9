"""Cruds, people and pictures as our templates show them."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString

from apps.pages.words import crud_path, linked
from apps.posts.cards import card

if TYPE_CHECKING:
    from apps.posts.shown import Author, ShownPost

# Pixels: what a column of our pages shows on a fine screen.
_SHOWN_WIDTH = 960
# In how many steps a fuse burns down, so that a page stays the same in between.
_STEPS = 200


@dataclass(frozen=True)
class Picture:
    """`url` is a path, `shown` that of the file for our own pages; sizes are those of `url`."""

    url: str
    shown: str
    type: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Fuse:
    """So many steps of a crud's time are left, and they burn for `seconds`."""

    steps: int
    seconds: int

    @property
    def percent(self) -> str:
        return f"{self.steps * 100 / _STEPS:g}%"

    @property
    def late(self) -> bool:
        """In its last tenth, as in the app (fuse.css)."""
        return self.steps * 10 <= _STEPS


@dataclass(frozen=True)
class Link:
    """Another crud: its path and whose it is (None: that cannot be seen)."""

    path: str
    handle: str


@dataclass(frozen=True)
class Crud:
    id: int
    author: "Author"
    text: str
    warning: str
    html: SafeString
    created_at: datetime
    edited_at: datetime | None
    expires_at: datetime | None
    pictures: tuple[Picture, ...]
    is_reply: bool
    answers: Link | None
    quotes: Link | None

    @property
    def answers_others(self) -> bool:
        return self.is_reply and (self.answers is None or self.answers.handle != self.author.handle)

    @property
    def path(self) -> str:
        return crud_path(str(self.author.handle), self.id)

    @property
    def url(self) -> str:
        return absolute(self.path)

    @property
    def fuse(self) -> Fuse | None:
        if self.expires_at is None:
            return None
        life = (self.expires_at - self.created_at).total_seconds()
        steps = math.ceil(self.seconds_left / life * _STEPS)
        return Fuse(steps, max(1, round(steps * life / _STEPS)))

    @property
    def seconds_left(self) -> float:
        """Until it is gone; infinite for one that stays."""
        if self.expires_at is None:
            return math.inf
        return max(0.0, (self.expires_at - timezone.now()).total_seconds())


def absolute(path: str) -> str:
    """The address of a path of ours, wherever it is read."""
    return f"{settings.SITE_URL}{path}"


def shown(
    posts: Sequence["ShownPost"], linked: dict[int, "ShownPost"], *, site: str = ""
) -> list[Crud]:
    """Posts that anybody may see, in their order; `linked` are those that they point to."""
    return [_crud(post, card(post, linked, viewer_id=None), site) for post in posts]


def seconds_left(cruds: Iterable[Crud]) -> float:
    """Until the first of them is gone."""
    return min((crud.seconds_left for crud in cruds), default=math.inf)


def _crud(post: "ShownPost", card: dict[str, Any], site: str) -> Crud:
    return Crud(
        id=post.pk,
        author=post.author,
        text=post.text,
        warning=post.warning,
        html=linked(post.text, site=site),
        created_at=post.created_at,
        edited_at=post.edited_at,
        expires_at=post.expires_at,
        pictures=tuple(picture(media) for media in card["media"]),
        is_reply=post.reply_to is not None,
        answers=_link(card["reply_to"]),
        quotes=_link((card["quote"] or {}).get("post")),
    )


def _link(card: dict[str, Any] | None) -> Link | None:
    """To the crud of a card, if it can be seen."""
    if card is None or not card["author"]:
        return None
    handle = card["author"]["handle"]
    return Link(crud_path(handle, card["id"]), handle)


def picture(card: dict[str, Any]) -> Picture:
    """From the card of media.selectors: its largest WebP, and a smaller one where there is."""
    webp = [source for source in card["sources"] if source["type"] == "image/webp"]
    largest = webp[-1]
    shown = next((s for s in webp if s["width"] >= _SHOWN_WIDTH), largest)
    return Picture(
        url=largest["url"],
        shown=shown["url"],
        type=largest["type"],
        width=largest["width"],
        height=round(largest["width"] * card["height"] / card["width"]),
        alt=card["alt"],
    )
