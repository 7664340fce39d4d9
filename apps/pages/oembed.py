"""oEmbed 1.0: how another site shows a crud. https://oembed.com"""

import re
from typing import Any

from django.conf import settings
from django.utils.html import format_html

from apps.core.errors import Invalid, NotFound
from apps.core.ids import LARGEST_ID
from apps.pages.errors import UnknownFormat
from apps.pages.head import full_name
from apps.pages.selectors import crud_by_id
from apps.pages.shown import Crud, absolute
from apps.pages.words import person_path

# Pixels.
WIDTH, NARROWEST = 550, 220
_PATH = re.compile(r"/@\w{1,20}/([0-9]{1,19})/?", re.ASCII)
# High are what is around the words, a line of them, whom it answers, what it quotes, a picture at
# most; wide are what is beside the words and one character.
_FRAME, _LINE, _ANSWERS, _QUOTES, _TALLEST = 190, 28, 22, 52, 512
_BESIDE, _CHARACTER = 90, 10
_NO_LIMIT = 10_000
CACHE_SECONDS = 3600


def oembed(*, url: str, max_width: str, max_height: str, format: str) -> dict[str, Any]:
    """What the provider answers. Raises NotFound, UnknownFormat, and Invalid. Three queries.

    It says nothing of the crud but whose it is: the frame shows what is true when it is looked at.
    """
    if format != "json":
        raise UnknownFormat
    crud = crud_by_id(_post_id(url))
    width = max(NARROWEST, min(WIDTH, _pixels(max_width, "maxwidth")))
    height = min(_height(crud, width), _pixels(max_height, "maxheight"))
    return {
        "version": "1.0",
        "type": "rich",
        "provider_name": "Cruddur",
        "provider_url": settings.SITE_URL,
        "author_name": full_name(crud.author),
        "author_url": absolute(person_path(str(crud.author.handle))),
        "cache_age": int(min(CACHE_SECONDS, crud.seconds_left)),
        "width": width,
        "height": height,
        "html": format_html(
            '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy" frameborder="0"'
            ' sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>',
            absolute(f"/embed/{crud.id}"),
            width,
            height,
            f"A crud by {full_name(crud.author)}",
        ),
    }


def _post_id(url: str) -> int:
    """The id of the crud whose page this is. Raises NotFound."""
    path = url.removeprefix(settings.SITE_URL)
    found = _PATH.fullmatch(re.split("[?#]", path)[0]) if path != url else None
    if found is None or int(found[1]) > LARGEST_ID:
        raise NotFound("This is not the address of a crud.", code="not_a_crud")
    return int(found[1])


def _pixels(text: str, field: str) -> int:
    """Without limit where nothing is said. Raises Invalid."""
    if not text:
        return _NO_LIMIT
    if not (text.isascii() and text.isdigit() and int(text[:6]) > 0):
        raise Invalid.field(field, "invalid_pixels", "This is a number of pixels.")
    return int(text[:6])


def _height(crud: Crud, width: int) -> int:
    """About what the frame needs; it scrolls where that is too little."""
    words, pictures = (crud.warning, ()) if crud.warning else (crud.text, crud.pictures)
    lines = sum(1 + len(line) * _CHARACTER // (width - _BESIDE) for line in words.splitlines())
    links = _ANSWERS * bool(crud.answers) + _QUOTES * bool(crud.quotes)
    shown = sum(min(_TALLEST, width * picture.height / picture.width) for picture in pictures)
    return int(_FRAME + lines * _LINE + links + shown)
