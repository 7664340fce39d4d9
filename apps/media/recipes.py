"""What is made of a picture, by what it is for. Nothing of Django: the sandbox reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Recipe:
    """`widths` are in pixels; a picture narrower than one of them is not made larger.

    `ratio`, width by height, is what the middle is cut out in, and `smallest` what of it there
    has to be at least; without a ratio all of a picture is shown. An animation without
    `animated_widths` is shown as its first frame. `formats` are Pillow's names.
    """

    widths: tuple[int, ...]
    formats: tuple[str, ...] = ("AVIF", "WEBP")
    ratio: float | None = None
    smallest: tuple[int, int] = (1, 1)
    animated_widths: tuple[int, ...] = ()


_SHOWN_WHOLE: Final = Recipe((480, 960, 1920), animated_widths=(480, 960))
# At these sizes AVIF is as large as WebP, or larger.
_FACE: Final = Recipe((96, 192, 384), formats=("WEBP",), ratio=1, smallest=(32, 32))

# By Media.Purpose.
RECIPES: Final[Mapping[str, Recipe]] = {
    "post": _SHOWN_WHOLE,
    "avatar": _FACE,
    "banner": Recipe((600, 1200, 1800), ratio=3, smallest=(300, 100)),
    "message": _SHOWN_WHOLE,
    "group": _FACE,
}
