"""Puts the built frontend into the site's bucket so that no visitor meets half of a release.

What carries a hash in its name goes first and is never changed; the page that names it goes last.
What no release names any more stays for 30 days: pages that are open, and public pages that the
CDN keeps, still ask for it. Since when that is so is kept in the bucket itself.
"""

import hashlib
import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cruddur.devtools.console import Refusal

if TYPE_CHECKING:
    from mypy_boto3_cloudfront import CloudFrontClient
    from mypy_boto3_s3 import S3Client

HASHED = "assets/"
PAGE = "index.html"
# No page and no script: which keys have gone out of use, and when.
RETIRED = "releases/retired.json"
KEPT_FOR = timedelta(days=30)
FOR_EVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"
# Said here, not looked up: Python's own table differs by version and by machine.
TYPES = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True)
class Uploaded:
    """Keys: what was sent, what was there already, what was removed for its age."""

    sent: list[str]
    present: list[str]
    removed: list[str]

    def __str__(self) -> str:
        return (
            f"{len(self.sent)} files sent, {len(self.present)} there already,"
            f" {len(self.removed)} old ones removed"
        )


def upload(
    s3: "S3Client", bucket: str, directory: Path, *, now: datetime | None = None
) -> Uploaded:
    """Raises Refusal where there is no build, or a file in it whose type nobody has named."""
    files = _files(directory)
    there = _there(s3, bucket)
    sent, present = [], []
    for key in _in_order(files):
        body = files[key].read_bytes()
        if there.get(key) == hashlib.md5(body, usedforsecurity=False).hexdigest():
            present.append(key)
            continue
        s3.put_object(
            Bucket=bucket,
            Key=key,
            Body=body,
            ContentType=TYPES[files[key].suffix],
            CacheControl=FOR_EVER if key.startswith(HASHED) else ASK_EACH_TIME,
        )
        sent.append(key)
    unnamed = there.keys() - files.keys() - {RETIRED}
    return Uploaded(sent, present, _retire(s3, bucket, unnamed, now or datetime.now(UTC)))


def invalidate(cloudfront: "CloudFrontClient", distribution: str, directory: Path) -> str:
    """Have the CDN forget what keeps its name over releases; the invalidation's id."""
    paths = ["/", *(f"/{key}" for key in _files(directory) if not key.startswith(HASHED))]
    made = cloudfront.create_invalidation(
        DistributionId=distribution,
        InvalidationBatch={
            "Paths": {"Quantity": len(paths), "Items": paths},
            "CallerReference": f"release-{time.time_ns()}",
        },
    )
    return made["Invalidation"]["Id"]


def _files(directory: Path) -> dict[str, Path]:
    """By key; what is hidden is Vite's own."""
    if not (directory / PAGE).is_file():
        raise Refusal(f"There is no built frontend in {directory}: `make deploy` builds it.")
    files = {
        path.relative_to(directory).as_posix(): path
        for path in sorted(directory.rglob("*"))
        if path.is_file() and not any(part[0] == "." for part in path.relative_to(directory).parts)
    }
    if nameless := [key for key, path in files.items() if path.suffix not in TYPES]:
        raise Refusal(
            f"Nobody has said of what type {nameless[0]} is: add it to TYPES in infra/upload.py."
        )
    return files


def _in_order(files: dict[str, Path]) -> list[str]:
    return sorted(files, key=lambda key: (not key.startswith(HASHED), key == PAGE, key))


def _there(s3: "S3Client", bucket: str) -> dict[str, str]:
    """The hash of each object, which S3 calls its ETag."""
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    return {
        each["Key"]: each["ETag"].strip('"') for page in pages for each in page.get("Contents", [])
    }


def _retire(s3: "S3Client", bucket: str, unnamed: set[str], now: datetime) -> list[str]:
    """Write down what is no longer named, and remove what has been so for long.

    It is written first: who is cut off in between removes it the next time.
    """
    before = _retired(s3, bucket)
    since = {key: before.get(key, now.isoformat()) for key in sorted(unnamed)}
    if since != before:
        s3.put_object(
            Bucket=bucket,
            Key=RETIRED,
            Body=json.dumps(since, indent=1).encode(),
            ContentType=TYPES[".json"],
            CacheControl=ASK_EACH_TIME,
        )
    old = [key for key, at in since.items() if datetime.fromisoformat(at) <= now - KEPT_FOR]
    for key in old:
        s3.delete_object(Bucket=bucket, Key=key)
    return old


def _retired(s3: "S3Client", bucket: str) -> dict[str, str]:
    try:
        text = s3.get_object(Bucket=bucket, Key=RETIRED)["Body"].read()
    except s3.exceptions.NoSuchKey:
        return {}
    found: dict[str, str] = json.loads(text)
    return found
