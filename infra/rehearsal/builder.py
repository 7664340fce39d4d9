"""Stands in for Docker in a rehearsal: build, sign in, push. What is pushed has no layers.

python -m infra.rehearsal.builder <what docker would be told>
"""

import sys

import boto3

from cruddur.devtools.console import show
from cruddur.devtools.install import ROOT
from infra.rehearsal.emulated.images import MEDIA_TYPE, manifest, split


def main(argv: list[str]) -> int:
    command = next((word for word in argv if not word.startswith("-")), "")
    if command == "push":
        push(argv[-1])
    elif command in ("build", "login", "info", "version", "logout"):
        show(f"docker {command}: a stand-in")
    else:
        show(f"The stand-in for docker does not know {command}.")
        return 1
    return 0


def push(reference: str) -> None:
    repository, tag, _ = split(reference)
    boto3.client("ecr").put_image(
        repositoryName=repository,
        imageManifest=manifest(ROOT, tag),
        imageManifestMediaType=MEDIA_TYPE,
        imageTag=tag,
    )
    show(f"Pushed {reference}: its code is this clone's")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
