"""The files of exports in S3. Nobody but this room reads them: the CDN has no way to them."""

from typing import BinaryIO

from boto3.s3.transfer import TransferConfig
from django.conf import settings

from apps.core import aws

URL_SECONDS = 15 * 60
# Parts of 8 MB, of which two are in memory at a time.
_BY_PARTS = TransferConfig(max_concurrency=2)


def upload(key: str, file: BinaryIO) -> None:
    aws.s3().upload_fileobj(
        file,
        settings.MEDIA_BUCKET,
        _path(key),
        ExtraArgs={"ContentType": "application/zip"},
        Config=_BY_PARTS,
    )


def delete(key: str) -> None:
    """Nothing happens where there is no such file."""
    aws.s3().delete_object(Bucket=settings.MEDIA_BUCKET, Key=_path(key))


def download_url(key: str, *, name: str) -> str:
    """An address that gives the file, called `name`, to whoever asks within 15 minutes."""
    return aws.s3().generate_presigned_url(
        "get_object",
        Params={
            "Bucket": settings.MEDIA_BUCKET,
            "Key": _path(key),
            "ResponseContentDisposition": f'attachment; filename="{name}"',
        },
        ExpiresIn=URL_SECONDS,
    )


def _path(key: str) -> str:
    return f"exports/{key}.zip"
