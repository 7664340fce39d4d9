"""The frontend in the site's bucket, in the emulator's S3."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import pytest

from cruddur.devtools.console import Refusal
from infra.upload import RETIRED, invalidate, upload

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

TODAY = datetime(2026, 11, 20, tzinfo=UTC)
FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture
def s3() -> "S3Client":
    return boto3.client("s3")


@pytest.fixture
def bucket(s3: "S3Client") -> str:
    name = f"site-{uuid.uuid4().hex[:12]}"
    s3.create_bucket(Bucket=name)
    return name


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    build(tmp_path, "one")
    write(tmp_path, "favicon.svg", "<svg/>")
    write(tmp_path, "theme.js", "dark()")
    write(tmp_path, ".vite/manifest.json", "{}")
    return tmp_path


def build(dist: Path, release: str) -> None:
    """What changes with a release: a script with a hash in its name, and the page that names it."""
    for old in (dist / "assets").glob("*"):
        old.unlink()
    write(dist, f"assets/index-{release}.js", f"run('{release}')")
    write(dist, "index.html", f'<script src="/assets/index-{release}.js">')


def write(dist: Path, name: str, text: str) -> None:
    (dist / name).parent.mkdir(exist_ok=True)
    (dist / name).write_text(text)


def keys(s3: "S3Client", bucket: str) -> set[str]:
    found = s3.list_objects_v2(Bucket=bucket).get("Contents", [])
    return {each["Key"] for each in found}


def test_files_are_what_they_are_and_kept_as_long_as_they_are_true(
    s3: "S3Client", bucket: str, dist: Path
) -> None:
    write(dist, "assets/font-x.woff2", "a font")
    upload(s3, bucket, dist)
    said = {
        key: (head["ContentType"], head["CacheControl"])
        for key in keys(s3, bucket)
        for head in [s3.head_object(Bucket=bucket, Key=key)]
    }
    assert said == {
        "assets/index-one.js": ("text/javascript; charset=utf-8", FOR_EVER),
        "assets/font-x.woff2": ("font/woff2", FOR_EVER),
        "favicon.svg": ("image/svg+xml", "no-cache"),
        "theme.js": ("text/javascript; charset=utf-8", "no-cache"),
        "index.html": ("text/html; charset=utf-8", "no-cache"),
    }


def test_the_page_comes_after_what_it_names(s3: "S3Client", bucket: str, dist: Path) -> None:
    assert upload(s3, bucket, dist).sent == [
        "assets/index-one.js",
        "favicon.svg",
        "theme.js",
        "index.html",
    ]


def test_what_is_there_is_not_sent_again(s3: "S3Client", bucket: str, dist: Path) -> None:
    upload(s3, bucket, dist)
    again = upload(s3, bucket, dist)
    assert (again.sent, again.removed, len(again.present)) == ([], [], 4)

    build(dist, "two")
    assert upload(s3, bucket, dist).sent == ["assets/index-two.js", "index.html"]


def test_who_is_cut_off_has_changed_nothing_that_is_seen(
    s3: "S3Client", bucket: str, dist: Path
) -> None:
    upload(s3, bucket, dist)
    build(dist, "two")
    write(dist, "theme.js", "light()")

    def cut(params: dict[str, Any], **more: Any) -> None:
        if params["Key"] == "theme.js":
            raise ConnectionError("cut off")

    s3.meta.events.register("provide-client-params.s3.PutObject", cut)
    with pytest.raises(ConnectionError):
        upload(s3, bucket, dist)
    page = s3.get_object(Bucket=bucket, Key="index.html")["Body"].read().decode()
    assert "index-one" in page
    assert {"assets/index-one.js", "assets/index-two.js"} <= keys(s3, bucket)

    s3.meta.events.unregister("provide-client-params.s3.PutObject", cut)
    assert upload(s3, bucket, dist).sent == ["theme.js", "index.html"]


def test_old_files_stay_for_thirty_days_from_when_they_went_out_of_use(
    s3: "S3Client", bucket: str, dist: Path
) -> None:
    # However long they had been in use: a page that was opened a minute ago names them.
    upload(s3, bucket, dist, now=TODAY - timedelta(days=300))
    build(dist, "two")
    assert upload(s3, bucket, dist, now=TODAY).removed == []
    assert upload(s3, bucket, dist, now=TODAY + timedelta(days=29)).removed == []
    assert "assets/index-one.js" in keys(s3, bucket)

    later = upload(s3, bucket, dist, now=TODAY + timedelta(days=30))
    assert later.removed == ["assets/index-one.js"]
    assert keys(s3, bucket) == {
        *("assets/index-two.js", "favicon.svg", "theme.js", "index.html", RETIRED)
    }


def test_what_is_put_back_is_in_use_again(s3: "S3Client", bucket: str, dist: Path) -> None:
    upload(s3, bucket, dist, now=TODAY)
    build(dist, "two")
    upload(s3, bucket, dist, now=TODAY)
    build(dist, "one")
    assert upload(s3, bucket, dist, now=TODAY + timedelta(days=1)).sent == ["index.html"]

    upload(s3, bucket, dist, now=TODAY + timedelta(days=40))
    assert "assets/index-one.js" in keys(s3, bucket)
    retired = json.loads(s3.get_object(Bucket=bucket, Key=RETIRED)["Body"].read())
    assert "assets/index-one.js" not in retired


def test_without_a_build_nothing_is_done(s3: "S3Client", bucket: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no built frontend"):
        upload(s3, bucket, tmp_path)


def test_a_file_of_no_known_type_is_asked_about(s3: "S3Client", bucket: str, dist: Path) -> None:
    write(dist, "clip.mp4", "a film")
    with pytest.raises(Refusal, match=r"what type clip\.mp4 is"):
        upload(s3, bucket, dist)
    assert keys(s3, bucket) == set()


def test_the_cdn_forgets_what_keeps_its_name(dist: Path) -> None:
    cloudfront = boto3.client("cloudfront")
    origin = {
        "Id": "site",
        "DomainName": "site.s3.amazonaws.com",
        "S3OriginConfig": {"OriginAccessIdentity": ""},
    }
    config: Any = {
        "CallerReference": uuid.uuid4().hex,
        "Comment": "",
        "Enabled": True,
        "Origins": {"Quantity": 1, "Items": [origin]},
        "DefaultCacheBehavior": {
            "TargetOriginId": "site",
            "ViewerProtocolPolicy": "redirect-to-https",
        },
    }
    made = cloudfront.create_distribution(DistributionConfig=config)
    distribution = made["Distribution"]["Id"]
    asked = invalidate(cloudfront, distribution, dist)
    found = cloudfront.get_invalidation(DistributionId=distribution, Id=asked)["Invalidation"]
    assert found["InvalidationBatch"]["Paths"]["Items"] == [
        *("/", "/favicon.svg", "/index.html", "/theme.js")
    ]
