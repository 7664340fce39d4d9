"""Draws the pictures of the demo people, so that there are none to keep or to fetch."""

import io
from collections.abc import Callable, Mapping
from math import pi, sin
from typing import Final

from PIL import Image, ImageColor, ImageDraw

from cruddur.devtools.cast import Colours

AVATAR_SIDE = 768
# Drawn twice as large as it is sent, for smooth edges.
BANNER: Final = (2400, 800)


class Pen:
    """Draws on a square whose sides are 1."""

    def __init__(self, image: Image.Image) -> None:
        self.side = image.width
        self.draw = ImageDraw.Draw(image)

    def disc(self, x: float, y: float, wide: float, high: float, colour: str) -> None:
        box = self._pixels(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        self.draw.ellipse(box, fill=colour)

    def block(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        box = self._pixels(left, top, right, bottom)
        self.draw.rounded_rectangle(box, radius=self.side * 0.1, fill=colour)

    def shape(self, *corners: float, colour: str) -> None:
        self.draw.polygon(self._pixels(*corners), fill=colour)

    def line(self, *points: float, width: float, colour: str) -> None:
        thick = round(width * self.side)
        self.draw.line(self._pixels(*points), fill=colour, width=thick, joint="curve")

    def _pixels(self, *values: float) -> list[float]:
        return [value * self.side for value in values]


def avatar(shows: str, colours: Colours) -> bytes:
    """A square PNG of what is named in AVATARS."""
    image = Image.new("RGB", (AVATAR_SIDE, AVATAR_SIDE), colours[0])
    AVATARS[shows](Pen(image), *colours[1:])
    return _png(image)


def banner(colours: Colours) -> bytes:
    """A PNG three times as wide as tall: hills, and something round behind them."""
    ground, far, near = colours
    image = Image.new("RGB", BANNER, ground)
    draw = ImageDraw.Draw(image)
    draw.ellipse((1630, 120, 2020, 510), fill=far)
    for hill in (0, 1, 2):
        draw.polygon(_hill(hill), fill=_between(far, near, (hill + 1) / 3))
    return _png(image.reduce(2))


def _hill(number: int) -> list[tuple[float, float]]:
    """Its outline in pixels; the higher the number, the nearer and the lower it is."""
    width, height = BANNER
    waves = (1.6 - 0.3 * number) / width
    top = [
        (x, height * (0.5 + 0.16 * number + 0.09 * sin(2 * pi * waves * x + 2.1 * number)))
        for x in range(0, width + 1, 4)
    ]
    return [(0, height), *top, (width, height)]


def _between(one: str, other: str, share: float) -> tuple[int, ...]:
    pairs = zip(ImageColor.getrgb(one), ImageColor.getrgb(other), strict=True)
    return tuple(round(a + (b - a) * share) for a, b in pairs)


def _loaf(pen: Pen, on: str, detail: str) -> None:
    pen.disc(0.5, 0.5, 0.72, 0.5, on)
    pen.block(0.14, 0.44, 0.86, 0.76, on)
    for x in (0.3, 0.46, 0.62):
        pen.line(x, 0.56, x + 0.09, 0.36, width=0.045, colour=detail)


def _map(pen: Pen, on: str, detail: str) -> None:
    for ring in range(5):
        size = 1.06 - 0.2 * ring
        pen.disc(0.54 - 0.02 * ring, 0.6 - 0.03 * ring, size, size * 0.86, (on, detail)[ring % 2])


def _talk(pen: Pen, on: str, detail: str) -> None:
    pen.block(0.16, 0.2, 0.7, 0.54, on)
    pen.shape(0.26, 0.5, 0.44, 0.5, 0.26, 0.68, colour=on)
    pen.block(0.4, 0.44, 0.84, 0.74, detail)
    pen.shape(0.6, 0.7, 0.76, 0.7, 0.76, 0.86, colour=detail)


def _pot(pen: Pen, on: str, detail: str) -> None:
    for step in range(201):
        down = step / 200
        half = 0.13 + 0.17 * sin(pi * down**0.8) ** 1.5
        y = 0.2 + 0.62 * down
        colour = detail if 0.36 < down < 0.42 else on
        pen.line(0.5 - half, y, 0.5 + half, y, width=0.006, colour=colour)
    pen.disc(0.5, 0.2, 0.3, 0.07, detail)


def _bird(pen: Pen, on: str, detail: str) -> None:
    pen.shape(0.72, 0.46, 0.96, 0.3, 0.86, 0.58, colour=on)
    pen.disc(0.52, 0.58, 0.56, 0.42, on)
    pen.disc(0.32, 0.4, 0.3, 0.3, on)
    pen.shape(0.19, 0.36, 0.19, 0.46, 0.06, 0.42, colour=detail)
    pen.disc(0.29, 0.37, 0.05, 0.05, detail)
    pen.shape(0.44, 0.5, 0.76, 0.54, 0.56, 0.7, colour=detail)


def _lights(pen: Pen, on: str, detail: str) -> None:
    for lamp, foot, colour in ((0.2, 0.42, on), (0.8, 0.58, on), (0.5, 0.5, detail)):
        left, right = foot - 0.2, foot + 0.2
        pen.shape(lamp - 0.03, 0, lamp + 0.03, 0, right, 0.84, left, 0.84, colour=colour)
        pen.disc(foot, 0.84, 0.4, 0.12, colour)


def _waves(pen: Pen, on: str, detail: str) -> None:
    for row in range(5):
        points: list[float] = []
        for step in range(-1, 66):
            x = step / 64
            points += (x, 0.22 + 0.14 * row + 0.055 * sin(2 * pi * x * (1 + row * 0.5)))
        pen.line(*points, width=0.045, colour=(on, detail)[row % 2])


AVATARS: Final[Mapping[str, Callable[[Pen, str, str], None]]] = {
    "A loaf of bread": _loaf,
    "A map of hills": _map,
    "Two speech bubbles": _talk,
    "A clay pot": _pot,
    "A bird": _bird,
    "Stage lights": _lights,
    "Waves of sound": _waves,
}


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()
