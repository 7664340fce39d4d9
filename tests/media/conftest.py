"""A person's way to upload: the API, then S3 itself over HTTP, then the worker."""

import io
from collections.abc import Callable
from typing import Any

import pytest
import urllib3
from django.conf import settings
from PIL import Image
from pytest_django import Settings

from apps.core import aws
from apps.media.models import Media
from apps.media.pictures import Picture
from apps.profiles.models import User
from cruddur.devtools.provision import media_bucket
from tests.conftest import Client

http = urllib3.PoolManager()

Upload = Callable[..., dict[str, Any]]


def png(width: int = 64, height: int = 48, **options: Any) -> bytes:
    """A made-up picture."""
    return encoded(Image.new("RGB", (width, height), "teal"), "PNG", **options)


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def opened(picture: Picture) -> list[Image.Image]:
    return [Image.open(io.BytesIO(file.body)) for file in picture.files]


def frames(count: int, size: tuple[int, int] = (60, 40)) -> list[Image.Image]:
    return [Image.new("RGBA", size, (9 * n % 256, 0, 99, 255)) for n in range(count)]


def is_near(image: Image.Image, xy: tuple[int, int], colour: tuple[int, ...]) -> bool:
    found = image.convert("RGBA").getpixel(xy)
    assert isinstance(found, tuple)
    return all(abs(a - b) < 24 for a, b in zip(found, colour, strict=False))


def made(owner: User, count: int = 1, **fields: object) -> list[int]:
    """Rows as processing leaves them."""
    size = {"state": Media.State.READY, "width": 4, "height": 3, **fields}
    rows = Media.objects.bulk_create(Media(owner=owner, **size) for _ in range(count))
    return [row.pk for row in rows]


def post_form(form: dict[str, Any], body: bytes, **changed: str) -> int:
    """Post a file as a browser does; S3's status."""
    fields = {**form["fields"], **changed, "file": ("picture", body)}
    return http.request("POST", form["url"], fields=fields).status


def stored() -> set[str]:
    """Every path in the bucket."""
    found = aws.s3().list_objects_v2(Bucket=settings.MEDIA_BUCKET).get("Contents", [])
    return {item["Key"] for item in found}


@pytest.fixture(scope="session")
def bucket_name(worker_id: str) -> str:
    """A bucket for each of xdist's workers, so that what is stored is what its own test made."""
    return media_bucket(aws.s3(), f"cruddur-media-{worker_id}")


@pytest.fixture(autouse=True)
def bucket(bucket_name: str, settings: Settings) -> None:
    """Nothing is stored yet."""
    settings.MEDIA_BUCKET = bucket_name
    for path in stored():
        aws.s3().delete_object(Bucket=bucket_name, Key=path)


@pytest.fixture
def start(api: Client) -> Upload:
    """`start(alice)` begins an upload; the answer of the API."""

    def begin(owner: User, **body: Any) -> dict[str, Any]:
        asked = {"type": "image/png", "size": 1_000_000, **body}
        response = api(owner).post("/api/v1/media", asked, "json")
        assert response.status_code == 201, response.content
        started: dict[str, Any] = response.json()
        return started

    return begin


@pytest.fixture
def upload(api: Client, start: Upload, run_tasks: Callable[[], int]) -> Upload:
    """`upload(alice, body)` goes the whole way; the upload as its owner then sees it."""

    def whole(owner: User, body: bytes, **asked: Any) -> dict[str, Any]:
        started = start(owner, **asked)
        assert post_form(started["upload"], body) == 204
        assert api(owner).post(f"/api/v1/media/{started['id']}/uploaded").status_code == 202
        run_tasks()
        found: dict[str, Any] = api(owner).get(f"/api/v1/media/{started['id']}").json()
        return found

    return whole


@pytest.fixture
def ready(upload: Upload) -> Callable[..., Media]:
    """`ready(alice)` is a picture that Alice has uploaded and put nowhere yet."""
    return lambda owner, **asked: Media.objects.get(pk=upload(owner, png(480, 360), **asked)["id"])
