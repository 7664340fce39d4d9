"""From the bytes of an upload to the sizes that are shown. Pillow and nothing of Django.

What goes in was made by strangers: sandbox.make_picture runs this in a process of its own.
"""

import base64
import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PIL import (
    ExifTags,
    Image,
    ImageCms,
    ImageFile,
    ImageSequence,
    UnidentifiedImageError,
)

from apps.media.limits import TYPES
from apps.media.recipes import RECIPES, Recipe

# A file may be so many times as tall as wide; WebP ends at 16,383 pixels.
TALLEST = 4
BLUR_SIDE = 16

MEGAPIXEL: Final = 1_000_000
MAX_PIXELS: Final = 40 * MEGAPIXEL
MAX_FRAMES: Final = 400
# All frames together; they are in memory at once, at four bytes a pixel.
MAX_ANIMATED_PIXELS: Final = 80 * MEGAPIXEL

# What browsers make of a frame that says nothing of its time.
DEFAULT_FRAME_MILLISECONDS: Final = 100

# EXIF's orientations, and what sets them right; from 5 on the picture lies on its side.
UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS: Final = (5, 6, 7, 8)
# Pillow's names of TYPES. A JPEG that turns out to be an MPO (a phone's, with a second picture
# in it) is a still picture like any other.
FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
ANIMATED_FORMATS: Final = ("PNG", "WEBP", "GIF", "AVIF")

STILL_OPTIONS: Final = {
    "AVIF": {"quality": 62, "speed": 7},
    "WEBP": {"quality": 80, "method": 4},
}

NOT_A_PICTURE = (
    f"This is not a whole picture of a kind that is shown here: {', '.join(TYPES.values())}."
)
AN_SVG = "An SVG can hold a program, so it is not shown here. Please save it as a PNG."
BROKEN = "This picture is broken or incomplete. Please try another copy of it."
TOO_MANY_PIXELS = (
    f"This picture is too large: it has more than {MAX_PIXELS // MEGAPIXEL} megapixels."
)
TOO_SMALL = "This picture is too small: it has to be at least {} by {} pixels."
TOO_LONG = "This animation is too long or too large. Please shorten it."

Size = tuple[int, int]
# Left, top, right, bottom.
Box = tuple[float, float, float, float]

_SRGB = ImageCms.createProfile("sRGB")


class Refused(Exception):
    """This is not going to be shown; `reason` is for the person who uploaded it."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class File:
    """One size in one format. `width` in pixels, `type` as in TYPES."""

    name: str
    width: int
    type: str
    body: bytes


@dataclass(frozen=True)
class Picture:
    """What is shown of an upload.

    `width` and `height` are those of the upload, upright, and of what was cut out of it.
    """

    width: int
    height: int
    animated: bool
    blur: str
    files: Sequence[File]


def make_picture(original: bytes, purpose: str = "post") -> Picture:
    """The sizes of a picture, upright, in sRGB, and with nothing else in them. Raises Refused.

    `purpose` is one of RECIPES.
    """
    # Half a picture is none; and a header that promises too much is refused before it is believed.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    Image.init()
    try:
        with warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning):
            return _make(_open(original), RECIPES[purpose])
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Refused(TOO_MANY_PIXELS) from error
    except (OSError, SyntaxError, ValueError, EOFError, RuntimeError) as error:
        # What Pillow's decoders raise for data that is not what it should be.
        raise Refused(BROKEN) from error


def _open(original: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(original), formats=FORMATS)
    except UnidentifiedImageError as error:
        raise Refused(AN_SVG if b"<svg" in original[:4096].lower() else NOT_A_PICTURE) from error


def _make(image: Image.Image, recipe: Recipe) -> Picture:
    moves = image.format in ANIMATED_FORMATS and getattr(image, "is_animated", False)
    if moves and recipe.animated_widths:
        return _make_animated(image, recipe)
    return _make_still(image, recipe)


def _make_still(image: Image.Image, recipe: Recipe) -> Picture:
    orientation = image.getexif().get(ExifTags.Base.Orientation, 1)
    sideways = orientation in SIDEWAYS
    ratio = 1 / recipe.ratio if sideways and recipe.ratio else recipe.ratio
    width, height = _turned(_size(_middle(image.size, ratio)), sideways)
    if width < recipe.smallest[0] or height < recipe.smallest[1]:
        raise Refused(TOO_SMALL.format(*recipe.smallest))
    sizes = _sizes(width, height, recipe.widths)
    # A JPEG is decoded no larger than it is needed, and everything shrunk before it is copied.
    image.draft(None, (recipe.widths[-1], recipe.widths[-1]))
    middle = _middle(image.size, ratio)
    shrunk = _resized(_resizable(image), _turned(sizes[-1], sideways), middle)
    # By hand: ImageOps.exif_transpose also writes the EXIF anew, and fails on a camera's odd one.
    turn = UPRIGHT.get(orientation)
    largest = _clean(shrunk if turn is None else shrunk.transpose(turn))
    files = [
        _still_file(_resized(largest, size), kind) for size in sizes for kind in recipe.formats
    ]
    return Picture(width, height, False, _blur(largest), files)


def _middle(size: Size, ratio: float | None) -> Box:
    """The largest part in this ratio in the middle; without a ratio all there is."""
    width, height = size
    if ratio is None:
        return (0, 0, width, height)
    wide, high = min(width, height * ratio), min(height, width / ratio)
    left, top = (width - wide) / 2, (height - high) / 2
    return (left, top, left + wide, top + high)


def _size(box: Box) -> Size:
    left, top, right, bottom = box
    return round(right - left), round(bottom - top)


def _turned(size: Size, sideways: bool) -> Size:
    return size[::-1] if sideways else size


def _make_animated(image: Image.Image, recipe: Recipe) -> Picture:
    """Every frame, in WebP only: animated AVIF plays in too few places."""
    width, height = image.size
    count: int = getattr(image, "n_frames", 1)
    if count > MAX_FRAMES or count * width * height > MAX_ANIMATED_PIXELS:
        raise Refused(TOO_LONG)
    loop: int = image.info.get("loop", 1)
    sizes = _sizes(width, height, recipe.animated_widths)
    frames, durations = [], []
    for frame in ImageSequence.Iterator(image):
        frames.append(_clean(_resized(_resizable(frame), sizes[-1])))
        durations.append(frame.info.get("duration") or DEFAULT_FRAME_MILLISECONDS)
    files = [_animated_file([_resized(f, size) for f in frames], durations, loop) for size in sizes]
    return Picture(width, height, True, _blur(frames[0]), files)


def _sizes(width: int, height: int, widths: Sequence[int]) -> list[Size]:
    """The sizes to make of a picture, smallest first: as wide as asked, never larger than it is."""
    scales = {min(1, wide / width, TALLEST * wide / height) for wide in widths}
    return [
        (max(1, round(width * scale)), max(1, round(height * scale))) for scale in sorted(scales)
    ]


def _resizable(image: Image.Image) -> Image.Image:
    """In a mode that can be made smaller: no palette, one byte a channel. Decodes all of it."""
    if image.mode.startswith("I"):
        return image.point(lambda value: value / 256).convert("L")
    if image.mode in ("RGB", "RGBA", "L", "CMYK") and "transparency" not in image.info:
        image.load()
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _resized(image: Image.Image, size: Size, box: Box | None = None) -> Image.Image:
    """What is in the box, at this size; without a box all of it."""
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS, box)


def _clean(image: Image.Image) -> Image.Image:
    """In sRGB, and with nothing but pixels: no place, no camera, no comment, no profile."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    clean = _in_srgb(image, mode).convert(mode)
    clean.info = {}
    return clean


def _in_srgb(image: Image.Image, mode: str) -> Image.Image:
    """Converted from the colour profile it has; as it is where that is none or makes no sense."""
    profile = image.info.get("icc_profile")
    if not profile:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, _SRGB, outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return image
    return converted or image


def _still_file(image: Image.Image, kind: str) -> File:
    return _file(image, kind, **STILL_OPTIONS[kind])


def _animated_file(frames: Sequence[Image.Image], durations: Sequence[int], loop: int) -> File:
    """`durations` in milliseconds; `loop` is how often it plays, 0 for ever."""
    first, *others = frames
    return _file(
        first,
        "WEBP",
        quality=70,
        method=2,
        save_all=True,
        append_images=others,
        duration=durations,
        loop=loop,
    )


def _file(image: Image.Image, kind: str, **options: Any) -> File:
    suffix = kind.lower()
    body = _encoded(image, kind, **options)
    return File(f"{image.width}.{suffix}", image.width, f"image/{suffix}", body)


def _blur(image: Image.Image) -> str:
    """What to show until the picture is there, as a data: URI of some hundred bytes."""
    tiny = image.copy()
    tiny.thumbnail((BLUR_SIDE, BLUR_SIDE))
    encoded = base64.b64encode(_encoded(tiny, "WEBP", quality=30, method=6)).decode()
    return f"data:image/webp;base64,{encoded}"


def _encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()
