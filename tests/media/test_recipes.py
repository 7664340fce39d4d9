"""What is made of pictures for profiles."""

import base64
import io

import pytest
from PIL import ExifTags, Image

from apps.media import sandbox
from apps.media.models import Media
from apps.media.pictures import Refused, make_picture
from apps.media.recipes import RECIPES
from tests.media.conftest import encoded, frames, is_near, opened, png

LIME, RED = (0, 255, 0), (255, 0, 0)
Size = tuple[int, int]


def with_a_middle(size: Size, middle: Size, **options: object) -> bytes:
    """Lime in the middle, red around it."""
    image = Image.new("RGB", size, "red")
    left, top = (size[0] - middle[0]) // 2, (size[1] - middle[1]) // 2
    image.paste("lime", (left, top, left + middle[0], top + middle[1]))
    return encoded(image, "PNG", **options)


def corners(image: Image.Image) -> list[Size]:
    right, low = image.width - 3, image.height - 3
    return [(2, 2), (right, 2), (2, low), (right, low)]


def test_every_purpose_has_a_recipe() -> None:
    assert set(RECIPES) == set(Media.Purpose.values)


@pytest.mark.parametrize("size", [(900, 600), (600, 900), (600, 600)])
def test_an_avatar_is_the_square_in_the_middle(size: Size) -> None:
    picture = make_picture(with_a_middle(size, (600, 600)), "avatar")
    assert (picture.width, picture.height) == (600, 600)
    assert [file.name for file in picture.files] == ["96.webp", "192.webp", "384.webp"]
    for image, file in zip(opened(picture), picture.files, strict=True):
        assert (image.format, image.size) == ("WEBP", (file.width, file.width))
        assert all(is_near(image, corner, LIME) for corner in corners(image))


@pytest.mark.parametrize("size", [(1800, 1800), (2400, 600), (1800, 600)])
def test_a_banner_is_three_times_as_wide_as_tall(size: Size) -> None:
    picture = make_picture(with_a_middle(size, (1800, 600)), "banner")
    assert (picture.width, picture.height) == (1800, 600)
    widths = [600, 600, 1200, 1200, 1800, 1800]
    kinds = ["avif", "webp"] * 3
    assert [file.name for file in picture.files] == [
        f"{width}.{kind}" for width, kind in zip(widths, kinds, strict=True)
    ]
    for image, file in zip(opened(picture), picture.files, strict=True):
        assert image.size == (file.width, file.width // 3)
        assert all(is_near(image, corner, LIME) for corner in corners(image))


def test_no_more_is_cut_away_than_has_to_be() -> None:
    for image in opened(make_picture(with_a_middle((900, 600), (500, 600)), "avatar")):
        assert is_near(image, (2, image.height // 2), RED)
        assert is_near(image, (image.width - 3, image.height // 2), RED)
        assert is_near(image, (image.width // 2, 2), LIME)


@pytest.mark.parametrize(("purpose", "ratio"), [("avatar", 1), ("banner", 3)])
def test_what_lies_on_its_side_is_cut_as_it_is_seen(purpose: str, ratio: int) -> None:
    """Also of a JPEG so large that it is decoded smaller."""
    seen = Image.new("RGB", (4000, 3000), "red")
    wide, high = min(4000, 3000 * ratio), min(3000, 4000 // ratio)
    left, top = (4000 - wide) // 2, (3000 - high) // 2
    seen.paste("lime", (left, top, left + wide, top + high // 2))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    original = encoded(seen.transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif)
    picture = make_picture(original, purpose)
    assert (picture.width, picture.height) == (wide, high)
    for image in opened(picture):
        assert is_near(image, (image.width // 2, 3), LIME)
        assert is_near(image, (image.width // 2, image.height - 4), RED)


@pytest.mark.parametrize(
    ("purpose", "size", "widths"),
    [
        ("avatar", (32, 32), [32]),
        ("avatar", (100, 400), [96, 100]),
        ("avatar", (384, 384), [96, 192, 384]),
        ("banner", (300, 100), [300]),
        ("banner", (1000, 3000), [600, 1000]),
    ],
)
def test_nothing_is_made_larger_than_what_was_cut_out(
    purpose: str, size: Size, widths: list[int]
) -> None:
    made = {file.width for file in make_picture(png(*size), purpose).files}
    assert sorted(made) == widths


@pytest.mark.parametrize(
    ("purpose", "size", "least"),
    [
        ("avatar", (31, 400), "at least 32 by 32"),
        ("avatar", (400, 31), "at least 32 by 32"),
        ("banner", (299, 300), "at least 300 by 100"),
        ("banner", (900, 99), "at least 300 by 100"),
        ("banner", (5000, 1), "at least 300 by 100"),
    ],
)
def test_what_is_too_small_is_refused_in_words(purpose: str, size: Size, least: str) -> None:
    with pytest.raises(Refused, match=least):
        make_picture(png(*size), purpose)


@pytest.mark.parametrize("purpose", ["avatar", "banner"])
@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_an_animation_the_first_picture_is_shown(kind: str, purpose: str) -> None:
    first = Image.new("RGB", (600, 400), "lime")
    later = [Image.new("RGB", (600, 400), "red"), Image.new("RGB", (600, 400), "blue")]
    original = encoded(first, kind, save_all=True, append_images=later, duration=40)
    picture = make_picture(original, purpose)
    assert not picture.animated
    for image in opened(picture):
        assert getattr(image, "n_frames", 1) == 1
        assert is_near(image, (9, 9), LIME)


def test_of_too_long_an_animation_there_is_a_first_picture() -> None:
    first, *others = frames(401, (40, 40))
    original = encoded(first, "GIF", save_all=True, append_images=others)
    assert make_picture(original, "avatar").width == 40


@pytest.mark.parametrize("purpose", ["avatar", "banner"])
def test_nothing_but_the_picture_is_kept(purpose: str) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "51.4778N"
    original = with_a_middle((900, 600), (9, 9), exif=exif)
    assert b"51.4778N" in original
    picture = make_picture(original, purpose)
    assert all(b"51.4778N" not in file.body for file in picture.files)
    assert not any(image.getexif() for image in opened(picture))


def test_the_placeholder_has_the_shape_of_what_was_cut_out() -> None:
    blur = make_picture(png(900, 900), "banner").blur
    assert Image.open(io.BytesIO(base64.b64decode(blur.partition(",")[2]))).size == (16, 5)


@pytest.mark.parametrize("purpose", Media.Purpose.values)
def test_the_sandbox_makes_what_is_made_here(purpose: str) -> None:
    original = with_a_middle((900, 600), (500, 300))
    assert sandbox.make_picture(original, purpose) == make_picture(original, purpose)


@pytest.mark.parametrize("purpose", ["avatar", "banner"])
def test_the_largest_picture_fits_into_the_sandbox(purpose: str) -> None:
    original = encoded(Image.new("RGBA", (6320, 6320), "teal"), "PNG", compress_level=1)
    assert sandbox.make_picture(original, purpose).width == 6320


@pytest.mark.parametrize("purpose", ["avatar", "banner"])
def test_what_is_no_picture_is_refused_there_too(purpose: str) -> None:
    with pytest.raises(Refused, match="not a whole picture"):
        sandbox.make_picture(b"%PDF-1.7\n" + bytes(500), purpose)
