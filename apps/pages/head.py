"""What the head of a page says of it: to readers' tabs, to search engines, to who shows a link."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from apps.core.rendering import timestamp
from apps.pages.shown import Crud, Picture, absolute, seconds_left
from apps.pages.words import one_line, person_path, tag_path

if TYPE_CHECKING:
    from apps.posts.shown import Author
    from apps.profiles.models import User

_TITLE_LENGTH = 60


@dataclass(frozen=True)
class Feed:
    title: str
    url: str


@dataclass(frozen=True)
class Image:
    """`url` with the site; sizes in pixels, 0 where they are not known."""

    url: str
    type: str = ""
    width: int = 0
    height: int = 0
    alt: str = ""


@dataclass(frozen=True)
class Head:
    """`kind` and `properties` are Open Graph's; `robots` what crawlers must keep to."""

    title: str
    name: str
    description: str
    url: str
    kind: str
    robots: str = ""
    image: Image | None = None
    large_image: bool = False
    properties: Sequence[tuple[str, str]] = ()
    feed: Feed | None = None
    oembed: str = ""


def of_person(person: "User", cruds: Sequence[Crud], avatar: Picture | None) -> Head:
    name = full_name(person)
    return Head(
        title=name,
        name=name,
        description=one_line(person.bio) or f"{name} on Cruddur.",
        url=absolute(person_path(str(person.handle))),
        kind="profile",
        robots=_robots(person.indexable, cruds),
        image=_image(avatar) if avatar else None,
        properties=(("profile:username", str(person.handle)),),
        feed=person_feed(person),
    )


def of_crud(crud: Crud) -> Head:
    name = full_name(crud.author)
    said = summary(crud)
    # A warning is for what it shows as much as for what it says.
    pictures = () if crud.warning else crud.pictures
    return Head(
        title=f"{one_line(crud.author.display_name)}: {one_line(said, _TITLE_LENGTH)}",
        name=name,
        description=said,
        url=crud.url,
        kind="article",
        robots=crud_robots(crud),
        image=_image(pictures[0]) if pictures else _face(crud.author),
        large_image=bool(pictures),
        properties=tuple(_article(crud)),
        feed=person_feed(crud.author),
        oembed=absolute(f"/api/v1/oembed?{urlencode({'url': crud.url, 'format': 'json'})}"),
    )


def of_tag(tag: str, cruds: Sequence[Crud]) -> Head:
    return Head(
        title=f"#{tag}",
        name=f"#{tag} on Cruddur",
        description=f"The latest public cruds about #{tag}.",
        url=absolute(tag_path(tag)),
        kind="website",
        robots=_robots(True, cruds),
        feed=tag_feed(tag),
    )


def person_feed(person: "User | Author") -> Feed:
    return Feed(full_name(person), absolute(f"/api/v1/users/{person.handle}.rss"))


def tag_feed(tag: str) -> Feed:
    return Feed(f"#{tag} on Cruddur", absolute(f"/api/v1{tag_path(tag)}.rss"))


def full_name(person: "User | Author") -> str:
    return f"{one_line(person.display_name)} (@{person.handle})"


def summary(crud: Crud) -> str:
    """What a crud says, in one line; of one with a warning, the warning."""
    if crud.warning:
        return one_line(f"Content warning: {crud.warning}")
    pictured = next((picture.alt for picture in crud.pictures if picture.alt), "")
    return one_line(crud.text) or one_line(pictured) or "A picture."


def crud_robots(crud: Crud) -> str:
    until = [f"unavailable_after: {timestamp(crud.expires_at)}"] if crud.expires_at else []
    return ", ".join(filter(None, [_robots(crud.author.indexable, [crud]), *until]))


def _robots(indexable: bool, cruds: Sequence[Crud]) -> str:
    """Nobody may keep a copy of what will be gone."""
    burning = not math.isinf(seconds_left(cruds))
    rules = [("noindex", not indexable), ("noarchive", burning)]
    return ", ".join(rule for rule, holds in rules if holds)


def _article(crud: Crud) -> list[tuple[str, str]]:
    properties = [
        ("article:published_time", timestamp(crud.created_at)),
        ("article:author", absolute(person_path(str(crud.author.handle)))),
    ]
    if crud.edited_at:
        properties.append(("article:modified_time", timestamp(crud.edited_at)))
    if crud.expires_at:
        properties.append(("article:expiration_time", timestamp(crud.expires_at)))
    return properties


def _image(picture: Picture) -> Image:
    return Image(
        absolute(picture.url), picture.type, picture.width, picture.height, one_line(picture.alt)
    )


def _face(person: "User | Author") -> Image | None:
    return Image(absolute(person.avatar_url)) if person.avatar_url else None
