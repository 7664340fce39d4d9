"""What is made of a picture. Everything is made here and now, with Pillow."""

import base64
import contextlib
import io
import random
import signal
import subprocess
from typing import Any

import pytest
from PIL import ExifTags, Image, ImageChops, ImageCms, ImageDraw, ImageOps, ImageStat

from apps.media import pictures, sandbox
from apps.media.pictures import make_picture
from tests.media.conftest import encoded, frames, is_near, opened, png

SECRET = b"51.4778N"


def two_halves(width: int, height: int) -> Image.Image:
    """Red above, blue below."""
    image = Image.new("RGB", (width, height), "red")
    ImageDraw.Draw(image).rectangle((0, height // 2, width, height), fill="blue")
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_every_kind_is_shown_in_avif_and_webp(kind: str) -> None:
    picture = make_picture(encoded(two_halves(1000, 500), kind))
    assert (picture.width, picture.height, picture.animated) == (1000, 500, False)
    assert [(file.name, file.width, file.type) for file in picture.files] == [
        ("480.avif", 480, "image/avif"),
        ("480.webp", 480, "image/webp"),
        ("960.avif", 960, "image/avif"),
        ("960.webp", 960, "image/webp"),
        ("1000.avif", 1000, "image/avif"),
        ("1000.webp", 1000, "image/webp"),
    ]
    for image, file in zip(opened(picture), picture.files, strict=True):
        assert f"image/{image.format}".lower() == file.type
        assert image.size == (file.width, file.width // 2)
        assert is_near(image, (file.width // 2, 9), (255, 0, 0))
        assert is_near(image, (file.width // 2, file.width // 2 - 9), (0, 0, 255))


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((1, 1), {(1, 1)}),
        ((300, 200), {(300, 200)}),
        ((480, 480), {(480, 480)}),
        ((4000, 2000), {(480, 240), (960, 480), (1920, 960)}),
        ((5000, 1), {(480, 1), (960, 1), (1920, 1)}),
        ((100, 20_000), {(10, 1920), (19, 3840), (38, 7680)}),
    ],
)
def test_nothing_is_made_larger_than_it_was(
    size: tuple[int, int], widths: set[tuple[int, int]]
) -> None:
    picture = make_picture(png(*size))
    assert (picture.width, picture.height) == size
    assert {image.size for image in opened(picture)} == widths


def with_secrets(kind: str) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = SECRET.decode()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSAreaInformation] = SECRET
    return encoded(two_halves(600, 400), kind, exif=exif, xmp=SECRET, comment=SECRET)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_no_place_and_no_camera_are_told(kind: str) -> None:
    original = with_secrets(kind)
    assert SECRET in original
    picture = make_picture(original)
    for image, file in zip(opened(picture), picture.files, strict=True):
        assert SECRET not in file.body
        assert not image.getexif()
        assert not image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        assert not {"exif", "xmp", "icc_profile", "comment"} & image.info.keys()
    assert SECRET not in base64.b64decode(picture.blur.partition(",")[2])


@pytest.mark.parametrize(
    ("kind", "size"),
    [
        ("JPEG", (600, 400)),
        ("JPEG", (4000, 2400)),
        ("PNG", (600, 400)),
        ("WEBP", (600, 400)),
        ("AVIF", (600, 400)),
    ],
)
def test_a_picture_stands_upright(kind: str, size: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6  # what is above is on the right
    sideways = two_halves(*size[::-1]).transpose(Image.Transpose.ROTATE_90)
    picture = make_picture(encoded(sideways, kind, exif=exif))
    assert (picture.width, picture.height) == size[::-1]
    for image in opened(picture):
        assert image.height > image.width
        assert is_near(image, (image.width // 2, 5), (255, 0, 0))
        assert is_near(image, (image.width // 2, image.height - 5), (0, 0, 255))


@pytest.mark.parametrize("orientation", range(10))
def test_every_orientation_is_set_right(orientation: int) -> None:
    """As Pillow itself would, for values that mean something and values that do not."""
    image = two_halves(60, 40)
    image.paste("lime", (0, 0, 20, 10))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    original = encoded(image, "PNG", exif=exif)
    expected = ImageOps.exif_transpose(Image.open(io.BytesIO(original))).convert("RGB")
    for made in opened(make_picture(original)):
        assert made.size == expected.size
        difference = ImageChops.difference(made.convert("RGB"), expected)
        assert max(ImageStat.Stat(difference).mean) < 12


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_stays_so(mode: str) -> None:
    hole = Image.new("RGBA", (600, 400), (0, 128, 0, 255))
    ImageDraw.Draw(hole).rectangle((0, 0, 300, 400), fill=(0, 0, 0, 0))
    original = encoded(hole, "GIF") if mode == "P" else encoded(hole.convert(mode), "PNG")
    for image in opened(make_picture(original)):
        alpha = image.convert("RGBA").getchannel("A")
        assert alpha.getpixel((20, 20)) == 0
        assert alpha.getpixel((image.width - 20, 20)) == 255


def test_a_picture_without_holes_has_no_transparency() -> None:
    assert {image.mode for image in opened(make_picture(png()))} == {"RGB"}


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animation_plays_on(kind: str) -> None:
    first, *others = frames(5, (700, 200))
    durations = [40, 80, 120, 160, 200]
    original = encoded(first, kind, save_all=True, append_images=others, duration=durations, loop=0)
    picture = make_picture(original)
    assert picture.animated
    assert [file.name for file in picture.files] == ["480.webp", "700.webp"]
    for image in opened(picture):
        played = []
        for n in range(getattr(image, "n_frames", 1)):
            image.seek(n)
            image.load()
            played.append(image.info["duration"])
        assert played == durations
        assert image.info["loop"] == 0
    assert base64.b64decode(picture.blur.partition(",")[2])


def test_a_phones_double_jpeg_is_a_still_picture() -> None:
    second = two_halves(64, 64)
    original = encoded(two_halves(500, 300), "MPO", save_all=True, append_images=[second])
    picture = make_picture(original)
    assert (picture.width, picture.height, picture.animated) == (500, 300, False)


def test_colours_of_another_space_are_translated() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    red_is_blue = srgb.replace(b"rXYZ", b"....").replace(b"bXYZ", b"rXYZ").replace(b"....", b"bXYZ")
    red = Image.new("RGB", (50, 50), "red")
    for image in opened(make_picture(encoded(red, "PNG", icc_profile=red_is_blue))):
        assert is_near(image, (9, 9), (0, 0, 255))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16"])
def test_pictures_of_every_mode(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    if mode == "I;16":
        image = Image.new("I;16", (40, 30), 65535)
    else:
        image = Image.new("RGB", (40, 30), "white").convert(mode)
    for made in opened(make_picture(encoded(image, kind))):
        assert is_near(made, (20, 15), (255, 255, 255))


def test_a_profile_that_makes_no_sense_is_passed_over() -> None:
    picture = make_picture(png(icc_profile=b"no profile"))
    assert is_near(opened(picture)[0], (5, 5), (0, 128, 128))


def test_the_placeholder_is_tiny() -> None:
    blur = make_picture(encoded(two_halves(1600, 900), "JPEG")).blur
    assert len(blur) < 400
    assert Image.open(io.BytesIO(base64.b64decode(blur.partition(",")[2]))).size == (16, 9)


def refusal(original: bytes) -> str:
    """Why it is refused, here and in the sandbox alike."""
    reasons = set()
    for make in (make_picture, sandbox.make_picture):
        with pytest.raises(pictures.Refused) as refused:
            make(original)
        reasons.add(refused.value.reason)
    (reason,) = reasons
    return reason


def bomb(side: int) -> bytes:
    """A small file whose header promises a square of `side` pixels, and holds it."""
    return encoded(Image.new("1", (side, side)), "PNG", optimize=True)


@pytest.mark.parametrize("side", [6400, 10_000])
def test_a_bomb_is_not_decoded(side: int, monkeypatch: pytest.MonkeyPatch) -> None:
    original = bomb(side)
    assert len(original) < 100_000
    with monkeypatch.context() as patched:
        patched.setattr(Image.Image, "load", lambda self: pytest.fail("decoded"))
        assert "more than 40 megapixels" in refusal(original)


@pytest.mark.parametrize(
    "original",
    [
        b"MZ\x90\x00" + bytes(500),
        b"\x89PNG\r\n\x1a\nMZ\x90\x00" + bytes(500),
        b"\x7fELF" + bytes(500),
        b"%PDF-1.7\n" + bytes(500),
        b"<html><script>alert(1)</script></html>",
        encoded(Image.new("RGB", (9, 9)), "TIFF"),
        encoded(Image.new("RGB", (9, 9)), "BMP"),
        b"\x00",
    ],
)
def test_what_is_no_picture_is_refused(original: bytes) -> None:
    assert "not a whole picture of a kind" in refusal(original)


@pytest.mark.parametrize(
    "original",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<?xml version='1.0'?>\n<!-- x -->\n<SVG onload='alert(1)'/>",
    ],
)
def test_an_svg_is_refused(original: bytes) -> None:
    assert "SVG can hold a program" in refusal(original)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("JPEG", "broken or incomplete"),
        ("PNG", "broken or incomplete"),
        ("GIF", "broken or incomplete"),
        ("WEBP", "broken or incomplete"),
        ("AVIF", "not a whole picture"),
    ],
)
def test_half_a_picture_is_refused(kind: str, reason: str) -> None:
    noise = Image.effect_noise((400, 300), 90).convert("RGB")
    whole = encoded(noise, kind)
    assert reason in refusal(whole[: len(whole) // 2])


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's, of the damage
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_damage_is_refused_or_survived(kind: str) -> None:
    """Whatever is wrong with a file, Refused is the only exception."""
    chance = random.Random(kind)  # noqa: S311 - the same in every run
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    whole = encoded(Image.effect_noise((24, 16), 90).convert("RGB"), kind, exif=exif)
    for _ in range(200):
        damaged = bytearray(whole)
        for _ in range(chance.choice([1, 3, 9])):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        with contextlib.suppress(pictures.Refused):
            make_picture(bytes(damaged))


@pytest.mark.parametrize(("count", "size"), [(401, (4, 4)), (9, (3000, 3000))])
def test_too_much_of_an_animation_is_refused(count: int, size: tuple[int, int]) -> None:
    first, *others = frames(count, size)
    original = encoded(first, "GIF", save_all=True, append_images=others)
    assert "animation is too long" in refusal(original)


def test_the_sandbox_makes_what_is_made_here() -> None:
    original = encoded(two_halves(600, 400), "JPEG")
    assert sandbox.make_picture(original) == make_picture(original)


def test_the_largest_picture_fits_into_the_sandbox() -> None:
    original = encoded(Image.new("RGBA", (6320, 6320), "teal"), "PNG", compress_level=1)
    assert sandbox.make_picture(original).width == 6320


def test_what_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 0.001)
    with pytest.raises(pictures.Refused, match="too much work"):
        sandbox.make_picture(png())


def ending(monkeypatch: pytest.MonkeyPatch, returncode: int) -> None:
    """Have the sandbox's process end like this."""
    ended = subprocess.CompletedProcess([], returncode, b"", b"MemoryError")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: ended)


@pytest.mark.parametrize("returncode", [1, -signal.SIGSEGV, -signal.SIGXCPU])
def test_a_picture_that_breaks_its_decoder_is_refused(
    monkeypatch: pytest.MonkeyPatch, returncode: int
) -> None:
    ending(monkeypatch, returncode)
    with pytest.raises(pictures.Refused, match="too much work"):
        sandbox.make_picture(png())


def test_a_decoder_that_somebody_killed_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ending(monkeypatch, -signal.SIGKILL)
    with pytest.raises(RuntimeError):
        sandbox.make_picture(png())


def test_the_sandbox_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}
    run = subprocess.run
    monkeypatch.setattr(
        subprocess, "run", lambda *args, **named: given.update(named) or run(*args, **named)
    )
    sandbox.make_picture(png())
    assert given["env"] == {}
