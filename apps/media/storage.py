"""The files of pictures in S3, and in the CDN before it.

The bucket is private. What is under `media/` the CDN may read; what is under `uploads/` nobody
but this room, and a lifecycle rule of the bucket removes what is left there after a day.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import TypedDict

from django.conf import settings

from apps.core import aws

# Long enough for a slow phone to send 10 MB.
UPLOAD_SECONDS = 15 * 60
# What S3 deletes at once.
BATCH = 1000
# Browsers keep a picture for an hour. A CDN asks again after half a minute, so that what is
# removed is gone from it within a minute, even where the invalidation is late.
CACHE_CONTROL = "public, max-age=3600, s-maxage=30"


class UploadForm(TypedDict):
    """Where and with which fields a browser posts a file, the field `file` last."""

    url: str
    fields: dict[str, str]


def upload_form(key: str, *, content_type: str, size: int) -> UploadForm:
    """A form that S3 takes for one key, one type and 1 to `size` bytes. No network."""
    form = aws.s3().generate_presigned_post(
        settings.MEDIA_BUCKET,
        _upload(key),
        Fields={"Content-Type": content_type},
        Conditions=[{"Content-Type": content_type}, ["content-length-range", 1, size]],
        ExpiresIn=UPLOAD_SECONDS,
    )
    return UploadForm(url=form["url"], fields=form["fields"])


def read_upload(key: str, *, limit: int) -> bytes | None:
    """At most `limit` bytes of what was uploaded; None where nothing was."""
    s3 = aws.s3()
    try:
        found = s3.get_object(Bucket=settings.MEDIA_BUCKET, Key=_upload(key))
    except s3.exceptions.NoSuchKey:
        return None
    with found["Body"] as body:
        return body.read(limit)


def write_file(key: str, name: str, *, body: bytes, content_type: str) -> None:
    aws.s3().put_object(
        Bucket=settings.MEDIA_BUCKET,
        Key=file_path(key, name),
        Body=body,
        ContentType=content_type,
        CacheControl=CACHE_CONTROL,
    )


def read_file(path: str) -> Iterator[bytes]:
    """A file in parts of 64 kB; none where it is not there."""
    s3 = aws.s3()
    try:
        found = s3.get_object(Bucket=settings.MEDIA_BUCKET, Key=path)
    except s3.exceptions.NoSuchKey:
        return
    with closing(found["Body"]) as body:
        yield from body.iter_chunks(64 * 1024)


def delete_upload(key: str) -> None:
    aws.s3().delete_object(Bucket=settings.MEDIA_BUCKET, Key=_upload(key))


def delete_files(key: str) -> None:
    """Delete everything that was made of an upload, whatever it was called."""
    pages = aws.s3().get_paginator("list_objects_v2")
    for page in pages.paginate(Bucket=settings.MEDIA_BUCKET, Prefix=file_path(key, "")):
        _delete([found["Key"] for found in page.get("Contents", [])])


def purge(paths: Iterable[str]) -> None:
    """Have the CDN forget these paths of ours. Nothing to do where there is none.

    Delete first and purge then: the CDN would fetch again what is still there. Saying the same
    twice counts once.
    """
    if not settings.CDN_DISTRIBUTION_ID:
        return
    for some in _batches(sorted({f"/{path}" for path in paths})):
        aws.cloudfront().create_invalidation(
            DistributionId=settings.CDN_DISTRIBUTION_ID,
            InvalidationBatch={
                "Paths": {"Quantity": len(some), "Items": some},
                "CallerReference": hashlib.sha256("\n".join(some).encode()).hexdigest(),
            },
        )


def file_path(key: str, name: str) -> str:
    """The path of a file, in the bucket and, after a slash, on the site."""
    return f"media/{key}/{name}"


def _upload(key: str) -> str:
    return f"uploads/{key}"


def _delete(paths: list[str]) -> None:
    """Raises RuntimeError where S3 keeps any of them."""
    if not paths:
        return
    answer = aws.s3().delete_objects(
        Bucket=settings.MEDIA_BUCKET,
        Delete={"Objects": [{"Key": path} for path in paths], "Quiet": True},
    )
    if answer.get("Errors"):
        raise RuntimeError(f"not deleted: {answer['Errors']}")


def _batches(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
