"""What must be so before anything is deployed. What is not is said in words, with what to do."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from cruddur.devtools.console import Refusal
from infra import registry
from infra.config import Config, WrongSetting, load

VPCS_USUALLY_ALLOWED = 5
ADDRESSES_USUALLY_ALLOWED = 5
NOBODY = (
    "AWS does not know who you are: sign in first (`aws sso login`, or `aws configure`), and say"
    " whom to use where there are several (AWS_PROFILE=...)."
)


@dataclass(frozen=True)
class Operator:
    """Who deploys what to where: a session of the stage's region, and the account it is in."""

    config: Config
    session: boto3.Session
    account: str
    who: str

    @property
    def environ(self) -> dict[str, str]:
        """What tells the CDK and what it runs the same."""
        return {
            "CRUDDUR_ACCOUNT": self.account,
            "AWS_REGION": self.config.region,
            "AWS_DEFAULT_REGION": self.config.region,
        }


@dataclass(frozen=True)
class Image:
    """The tag to deploy; `builder` makes it where it is not in the repository, if there is one."""

    tag: str
    builder: registry.Builder | None


def operator(stage: str, environ: Mapping[str, str]) -> Operator:
    """Raises Refusal where the settings are wrong, or AWS does not know us or knows another."""
    try:
        config = load(stage, environ)
    except WrongSetting as error:
        raise Refusal(str(error)) from error
    try:
        session = boto3.Session(region_name=config.region)
        found = session.client("sts").get_caller_identity()
    except (BotoCoreError, ClientError) as error:
        raise Refusal(f"{NOBODY}\nIt said: {error}") from error
    account = found["Account"]
    if config.account and config.account != account:
        raise Refusal(
            f"You are signed in to the account {account}, and the stage {stage} is for"
            f" {config.account}: nothing was done."
        )
    return Operator(config, session, account, found["Arn"])


def image(root: Path, environ: Mapping[str, str], is_pushed: Callable[[str], bool]) -> Image:
    """What IMAGE names, else this clone's own. Raises Refusal where nothing could build it."""
    if named := environ.get("IMAGE"):
        return Image(named, None)
    tag, builder = registry.tag_of(root), registry.found_builder()
    if is_pushed(tag):
        return Image(tag, None)
    if builder is None:
        raise Refusal(
            f"Building the image needs one of {', '.join(registry.BUILDERS)}: install one, or name"
            " an image that is pushed already (IMAGE=<tag>)."
        )
    builder.check()
    return Image(tag, builder)


def warnings(operator: Operator, image: Image, *, is_new: bool) -> Iterator[str]:
    """What may go wrong later, as far as it is quick to see. A doubt stops nobody.

    `is_new` says that the stage has no network yet.
    """
    if "-dirty" in image.tag:
        yield f"Not all of this clone is committed: the image is called {image.tag}."
    if is_new:
        # Who may not look may still be allowed to deploy.
        with suppress(ClientError):
            yield from _near_quotas(operator.session.client("ec2"))


def _near_quotas(ec2: Any) -> Iterator[str]:
    if len(ec2.describe_vpcs()["Vpcs"]) >= VPCS_USUALLY_ALLOWED:
        yield f"There are {VPCS_USUALLY_ALLOWED} VPCs already, usually the most that are allowed."
    if len(ec2.describe_addresses()["Addresses"]) >= ADDRESSES_USUALLY_ALLOWED:
        yield (
            f"There are {ADDRESSES_USUALLY_ALLOWED} elastic addresses already, usually the most"
            " that are allowed."
        )
