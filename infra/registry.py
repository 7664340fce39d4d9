"""The image: named by its commit, built once, and pushed to the stage's repository."""

import base64
import hashlib
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from cruddur.devtools import console
from cruddur.devtools.console import Refusal

# They take the same words: build, login, push.
BUILDERS = ("docker", "podman", "buildah")
TAG_LENGTH = 12


@dataclass(frozen=True)
class Builder:
    """A program that makes images."""

    name: str

    def check(self) -> None:
        """Raises Refusal where it could not build: docker without its daemon, most of all."""
        done = subprocess.run([self.name, "info"], capture_output=True, text=True)
        if done.returncode:
            said = (done.stderr or done.stdout).strip().splitlines()[-1:]
            raise Refusal(
                f"{self.name} is installed but does not work here: {' '.join(said)}"
                " Start it, or name an image that is pushed already (IMAGE=<tag>)."
            )

    def build(self, root: Path, name: str, *, arm64: bool, log: Path) -> None:
        """For either processor on either: the Dockerfile runs nothing of the other one."""
        argv = [self.name, "build", f"--platform=linux/{'arm64' if arm64 else 'amd64'}"]
        if self.name == "buildah":
            argv.append("--format=docker")  # the other format has no health check
        revision = f"--build-arg=REVISION={name.rpartition(':')[2]}"
        console.run(
            f"Building the image with {self.name}",
            [*argv, revision, f"--tag={name}", "."],
            cwd=root,
            log=log,
        )

    def login(self, registry: str, user: str, password: str) -> None:
        """The password goes by standard input: arguments can be read by everyone here."""
        done = subprocess.run(
            [self.name, "login", f"--username={user}", "--password-stdin", registry],
            input=password,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise Refusal(f"{self.name} could not sign in to {registry}: {done.stderr.strip()}")

    def push(self, root: Path, name: str, *, log: Path) -> None:
        console.run("Pushing the image", [self.name, "push", name], cwd=root, log=log)


def found_builder() -> Builder | None:
    return next((Builder(name) for name in BUILDERS if shutil.which(name)), None)


def tag_of(root: Path) -> str:
    """The commit's; where something is not committed, also that and a hash of it.

    Tags are never given twice, so what differs must be called differently.
    """
    commit = _git(root, "rev-parse", f"--short={TAG_LENGTH}", "HEAD").strip()
    if not _git(root, "status", "--porcelain"):
        return commit
    changed = hashlib.sha256(_git(root, "diff", "HEAD", "--binary").encode())
    for name in _git(root, "ls-files", "--others", "--exclude-standard", "-z").split("\0"):
        path = root / name
        if name and path.is_file():
            changed.update(name.encode() + path.read_bytes())
    return f"{commit}-dirty-{changed.hexdigest()[:8]}"


def is_pushed(ecr: Any, repository: str, tag: str) -> bool:
    try:
        found = ecr.describe_images(repositoryName=repository, imageIds=[{"imageTag": tag}])
    except ClientError as error:
        if error.response["Error"]["Code"] == "ImageNotFoundException":
            return False
        raise
    return bool(found["imageDetails"])


def put(
    ecr: Any, repository: str, tag: str, builder: Builder, root: Path, *, arm64: bool, logs: Path
) -> None:
    """Build and push the image, under a name that its repository gives it."""
    uri = ecr.describe_repositories(repositoryNames=[repository])["repositories"][0]
    name = f"{uri['repositoryUri']}:{tag}"
    builder.build(root, name, arm64=arm64, log=logs / "image.log")
    given = ecr.get_authorization_token()["authorizationData"][0]
    user, _, password = base64.b64decode(given["authorizationToken"]).decode().partition(":")
    builder.login(name.partition("/")[0], user, password)
    builder.push(root, name, log=logs / "push.log")


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True)
    if done.returncode:
        raise Refusal(
            f"git cannot say which commit this is ({done.stderr.strip()}): deploy from a clone,"
            " or name an image that is pushed already (IMAGE=<tag>)."
        )
    return done.stdout
