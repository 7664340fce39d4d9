"""Boxes, frames and arrows as an SVG that can be read on light and on dark ground."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 1080, 730
LEGEND_TOP = 700
# Colours of the stacks, for light ground and for dark.
COLOURS = {
    "foundation": ("#5d6b7a", "#9fb0c2"),
    "data": ("#1f6f8b", "#6fc3df"),
    "web": ("#2f7d4f", "#7fd1a0"),
    "app": ("#b0521a", "#f2a65a"),
    "delivery": ("#7a3f8f", "#cf9be0"),
}

Point = tuple[int, int]


@dataclass(frozen=True)
class Frame:
    """A place that things are in."""

    x: int
    y: int
    width: int
    height: int
    title: str


@dataclass(frozen=True)
class Box:
    """A thing, in the colour of its stack; without one it is nobody's."""

    name: str
    x: int
    y: int
    width: int
    height: int
    title: str
    lines: tuple[str, ...] = ()
    stack: str = ""


@dataclass(frozen=True)
class Arrow:
    """From the first point over the others to the last; the label is beside its longest part."""

    points: tuple[Point, ...]
    label: str
    dashed: bool = False


def draw(frames: Sequence[Frame], boxes: Sequence[Box], arrows: Sequence[Arrow]) -> str:
    names = ", ".join(box.title for box in boxes)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        ' aria-labelledby="title desc">',
        '<title id="title">Cruddur on AWS</title>',
        f'<desc id="desc">{escape(names)}</desc>',
        f"<style>{_style()}</style>",
        '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7"'
        ' orient="auto"><path class="tip" d="M0 0 8 4 0 8z"/></marker>',
        f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}"/>',
        *(part for frame in frames for part in _frame(frame)),
        *(part for arrow in arrows for part in _arrow(arrow)),
        *(part for box in boxes for part in _box(box)),
        *_legend(),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _style() -> str:
    shared = (
        "text{font:13px system-ui,sans-serif}.b{font-weight:600;font-size:14px}"
        "rect{fill:none;stroke-width:1.5}.arrow{fill:none;stroke-width:1.5}"
        ".dashed,.frame{stroke-dasharray:5 4}"
    )
    return shared + _palette(0) + "@media(prefers-color-scheme:dark){" + _palette(1) + "}"


def _palette(which: int) -> str:
    ground, ink, quiet, panel = (
        ("#fbfaf8", "#22252b", "#5c6470", "#ffffff"),
        ("#17191d", "#e8e6e1", "#a3abb6", "#20242a"),
    )[which]
    colours = "".join(
        f".{name}{{stroke:{pair[which]}}}.{name}-ink{{fill:{pair[which]}}}"
        for name, pair in COLOURS.items()
    )
    return (
        f".ground{{fill:{ground}}}text{{fill:{ink}}}.q{{fill:{quiet}}}"
        f".box{{fill:{panel};stroke:{quiet}}}.frame{{stroke:{quiet}}}"
        f".arrow{{stroke:{quiet}}}.tip{{fill:{quiet}}}{colours}"
    )


def _frame(frame: Frame) -> Iterator[str]:
    yield _rect("frame", frame.x, frame.y, frame.width, frame.height)
    yield _text("q", frame.x + 10, frame.y + 18, frame.title)


def _box(box: Box) -> Iterator[str]:
    yield _rect(f"box {box.stack}".strip(), box.x, box.y, box.width, box.height)
    yield _text(f"b {box.stack}-ink" if box.stack else "b", box.x + 12, box.y + 23, box.title)
    for number, line in enumerate(box.lines):
        yield _text("q", box.x + 12, box.y + 41 + 17 * number, line)


def _arrow(arrow: Arrow) -> Iterator[str]:
    kind = "arrow dashed" if arrow.dashed else "arrow"
    points = " ".join(f"{x},{y}" for x, y in arrow.points)
    yield f'<polyline class="{kind}" points="{points}" marker-end="url(#tip)"/>'
    if arrow.label:
        (x1, y1), (x2, y2) = max(zip(arrow.points, arrow.points[1:], strict=False), key=_length)
        if y1 == y2:
            yield _text("q", (x1 + x2) // 2, y1 - 6, arrow.label, middle=True)
        else:
            yield _text("q", x1 + 8, (y1 + y2) // 2 + 4, arrow.label)


def _length(line: tuple[Point, Point]) -> int:
    (x1, y1), (x2, y2) = line
    return abs(x1 - x2) + abs(y1 - y2)


def _legend() -> Iterator[str]:
    yield _text("q", 20, LEGEND_TOP + 12, "Colours are stacks:")
    for number, name in enumerate(COLOURS):
        x = 160 + 130 * number
        yield _rect(f"box {name}", x, LEGEND_TOP, 18, 14)
        yield _text(f"{name}-ink", x + 26, LEGEND_TOP + 12, name)


def _rect(kind: str, x: int, y: int, width: int, height: int) -> str:
    return f'<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{height}" rx="8"/>'


def _text(kind: str, x: int, y: int, text: str, *, middle: bool = False) -> str:
    anchor = ' text-anchor="middle"' if middle else ""
    return f'<text class="{kind}" x="{x}" y="{y}"{anchor}>{escape(text)}</text>'
