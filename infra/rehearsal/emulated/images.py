"""The images that tasks are made from: only the names are, and each names a folder of code.

The rehearsal pushes a manifest without layers to the emulated ECR. So a tag that was never pushed
is not found, here as there, and a release is the code that was pushed under its tag.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CODE = "org.cruddur.code"
MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json"

Manifest = dict[str, Any]


class ImageMissing(Exception):
    """There is no such image; the message names it."""


@dataclass(frozen=True)
class Image:
    id: str
    code: Path

    def tag(self, repository: str, tag: str) -> bool:
        """Asked for after a pull by digest; here there is nothing to name anew."""
        return True


@dataclass(frozen=True)
class Images:
    """`repository` answers the images of an ECR repository, as the emulator keeps them."""

    repository: Callable[[str], Sequence[Manifest]]

    def find(self, reference: str) -> Image:
        """The image `registry/repository:tag` or `registry/repository@digest`."""
        name, tag, digest = split(reference)
        for record in self.repository(name):
            if record["imageDigest"] == digest or (tag and tag in record.get("imageTags", ())):
                annotations = json.loads(record["imageManifest"]).get("annotations", {})
                return Image(record["imageDigest"], Path(annotations[CODE]))
        raise ImageMissing(f"{reference} was never pushed")

    # What a Docker client is asked for.
    def get(self, reference: str) -> Image:
        return self.find(reference)

    def get_registry_data(self, reference: str, **_: object) -> Image:
        return self.find(reference)

    def pull(self, reference: str, **_: object) -> Image:
        return self.find(reference)


def manifest(code: Path, tag: str) -> str:
    """What is pushed in place of an image. The tag is in it, so that no two are the same."""
    return json.dumps(
        {
            "schemaVersion": 2,
            "mediaType": MEDIA_TYPE,
            "config": {"mediaType": "application/vnd.oci.empty.v1+json", "digest": "", "size": 0},
            "layers": [],
            "annotations": {CODE: str(code), "org.opencontainers.image.version": tag},
        }
    )


def split(reference: str) -> tuple[str, str, str]:
    """Repository, tag and digest of a reference; of the last two one is empty."""
    path, _, digest = reference.partition("@")
    name = path.partition("/")[2]
    repository, _, tag = name.partition(":")
    return repository, "" if digest else tag or "latest", digest
