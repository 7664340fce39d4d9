"""`make deploy` and `make destroy`: from whatever is there to a working Cruddur, and back.

python -m infra.release deploy    STAGE, STACKS, IMAGE and ADMIN in the environment say what
python -m infra.release destroy   STAGE and KEEP
python -m infra.release synth     STAGE: the templates alone; needs no account

Every step finds out whether it still has something to do, so that a run that was cut off is
finished by the next one. With `--assembly` (the pipeline) stacks and image are made already.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from cruddur.devtools.console import Refusal, show, step
from cruddur.devtools.install import FRONTEND, ROOT, VAR
from infra import prerequisites, registry, staff
from infra.cdk import Cdk, is_bootstrapped
from infra.deployed import EDGE_REGION, STACKS, Deployed
from infra.farewell import Farewell
from infra.prerequisites import Image, Operator
from infra.upload import invalidate, upload

DEFAULT_STAGE = "small"
# Templates are the same for any.
NO_ACCOUNT = "111111111111"
ECS = "ecs.amazonaws.com"
# IAM calls it invalid to make a role that is there, the emulator says that it exists. Who may not
# make it may still deploy.
THERE_OR_NOT_OURS = ("InvalidInput", "EntityAlreadyExists", "AccessDenied")
BEFORE_THE_IMAGE = ("foundation",)
BEFORE_THE_APP = ("data", "edge", "web")

Action = tuple[str, Callable[[], None]]


@dataclass
class Release:
    """One deployment. `image` is None where the assembly names it already."""

    operator: Operator
    cdk: Cdk
    image: Image | None
    frontend: Path
    wanted: tuple[str, ...] = STACKS
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.stage = self.operator.config.stage
        self.deployed = Deployed(self.operator.session, self.stage)

    def go(self) -> None:
        """Raises Refusal at the first thing that fails, with what is done and what is not."""
        actions = [*self.actions()]
        for number, (name, action) in enumerate(actions):
            try:
                action()
            except (Refusal, ClientError, BotoCoreError, LookupError) as error:
                left = [name for name, _ in actions[number:]]
                raise Refusal(f"{error}\n\n{_where(self.done, left)}") from error
            self.done.append(name)

    def actions(self) -> Iterator[Action]:
        """In the order that never shows anybody half of a release (docs/cloud.md)."""
        image = self.image
        if image:
            yield "the account prepared", self.prepare
            yield "the stacks synthesised", partial(self.cdk.synth, self.stage, image.tag)
        yield from self._stacks(BEFORE_THE_IMAGE)
        if image and "app" in self.wanted:
            yield "the image pushed", partial(self.push, image)
        yield from self._stacks(BEFORE_THE_APP)
        if "web" in self.wanted:
            yield "the frontend uploaded", self.upload
        yield from self._stacks(("app",))
        if "web" in self.wanted:
            yield "the CDN told", self.invalidate
        # The pipeline does not deploy itself: what it may do is for an operator to change.
        if image and self.operator.config.repository:
            yield from self._stacks(("delivery",))

    def _stacks(self, names: tuple[str, ...]) -> Iterator[Action]:
        for name in names:
            if name in self.wanted:
                yield name, partial(self.cdk.deploy, self.deployed.name_of(name))

    def prepare(self) -> None:
        """What an account needs once, whatever is deployed to it."""
        _let_ecs_act(self.operator.session.client("iam"))
        for region in sorted({self.operator.config.region, EDGE_REGION}):
            ssm = self.operator.session.client("ssm", region_name=region)
            if not is_bootstrapped(ssm):
                self.cdk.bootstrap(self.operator.account, region)

    def push(self, image: Image) -> None:
        tag, builder = image.tag, image.builder
        if is_pushed(self.operator, self.deployed, tag):
            show(f"  ✓ The image {tag} is there")
        elif builder is None:
            raise Refusal(f"There is no image {tag} in this stage's repository.")
        else:
            ecr = self.operator.session.client("ecr")
            repository, arm64 = _repository(self.deployed), self.operator.config.arm64
            registry.put(ecr, repository, tag, builder, ROOT, arm64=arm64, logs=self.cdk.logs)

    def upload(self) -> None:
        bucket = self.deployed.output("web", "SiteBucket")
        with step("Uploading the frontend"):
            uploaded = upload(self.operator.session.client("s3"), bucket, self.frontend)
        show(f"    {uploaded}")

    def invalidate(self) -> None:
        distribution = self.deployed.output("web", "DistributionId")
        with step("Having the CDN forget the page of before"):
            invalidate(self.operator.session.client("cloudfront"), distribution, self.frontend)


def deploy(
    stage: str,
    environ: Mapping[str, str],
    *,
    assembly: Path | None = None,
    frontend: Path = FRONTEND / "dist",
) -> str:
    """Deploy what is checked out, or what `assembly` holds; the site's address. Raises Refusal."""
    operator = prerequisites.operator(stage, environ)
    show(f"Cruddur, stage {stage}, to {operator.account} in {operator.config.region},")
    show(f"as {operator.who}")
    deployed = Deployed(operator.session, stage)
    there = partial(is_pushed, operator, deployed)
    image = None if assembly else prerequisites.image(ROOT, environ, there)
    logs = VAR / "log" / f"deploy-{stage}"
    made = assembly.resolve() if assembly else VAR / "cdk" / stage
    cdk = Cdk(operator.environ, made, logs)
    release = Release(operator, cdk, image, frontend, _wanted(environ))
    if image:
        is_new = not deployed.is_there("foundation")
        for warning in prerequisites.warnings(operator, image, is_new=is_new):
            show(f"  ! {warning}")
    release.go()
    return _greet(release, environ)


def synth(stage: str, environ: Mapping[str, str]) -> Path:
    """Write the templates of a stage; where they are. Raises Refusal."""
    account = environ.get("CRUDDUR_ACCOUNT") or NO_ACCOUNT
    cdk = Cdk({"CRUDDUR_ACCOUNT": account}, VAR / "cdk" / stage, VAR / "log" / f"deploy-{stage}")
    cdk.synth(stage, environ.get("IMAGE") or registry.tag_of(ROOT))
    return cdk.assembly


def is_pushed(operator: Operator, deployed: Deployed, tag: str) -> bool:
    """Whether the stage has a repository, and the image is in it."""
    if not deployed.is_there("foundation"):
        return False
    return registry.is_pushed(operator.session.client("ecr"), _repository(deployed), tag)


def destroy(stage: str, environ: Mapping[str, str], *, ask: Callable[[str], str] = input) -> None:
    """Take the stage down, after its name has been typed. Raises Refusal."""
    operator = prerequisites.operator(stage, environ)
    farewell = Farewell(operator, keep=environ.get("KEEP", "1") != "0", ask=ask)
    farewell.go()


def _let_ecs_act(iam: Any) -> None:
    """Make the role by which ECS acts. Left to itself ECS makes it with the first cluster of an
    account, and then cannot assume it yet.
    """
    try:
        iam.create_service_linked_role(AWSServiceName=ECS)
    except ClientError as error:
        if error.response["Error"]["Code"] not in THERE_OR_NOT_OURS:
            raise


def _repository(deployed: Deployed) -> str:
    return deployed.one("foundation", "AWS::ECR::Repository")


def _wanted(environ: Mapping[str, str]) -> tuple[str, ...]:
    """What STACKS names, as `STACKS=web,app`; all where it is not there."""
    named = [name for name in environ.get("STACKS", "").replace(",", " ").split() if name]
    if unknown := [name for name in named if name not in STACKS]:
        raise Refusal(f"There is no stack {unknown[0]}; there are {', '.join(STACKS)}.")
    return tuple(named) or STACKS


def _where(done: list[str], left: list[str]) -> str:
    return (
        f"Done: {', '.join(done) or 'nothing'}.\nNot done: {', '.join(left)}.\n"
        "The same command again goes on from here."
    )


def _greet(release: Release, environ: Mapping[str, str]) -> str:
    if not release.deployed.is_there("web"):
        return ""
    address = release.deployed.output("web", "Address")
    show(f"\nCruddur is at {address}")
    if release.image and release.deployed.is_there("app"):
        for line in staff.first_admin(release.operator, release.deployed, environ.get("ADMIN")):
            show(line)
    return address


def main(argv: list[str]) -> int:
    asked = argparse.ArgumentParser(prog="python -m infra.release")
    asked.add_argument("what", choices=["deploy", "destroy", "synth"])
    asked.add_argument("--stage", default=os.environ.get("STAGE") or DEFAULT_STAGE)
    asked.add_argument("--assembly", type=Path, help="synthesised stacks, their image pushed")
    asked.add_argument("--frontend", type=Path, default=FRONTEND / "dist", help="its build")
    given = asked.parse_args(argv)
    try:
        if given.what == "destroy":
            destroy(given.stage, os.environ)
        elif given.what == "synth":
            show(f"\nThe templates are in {synth(given.stage, os.environ)}")
        else:
            deploy(given.stage, os.environ, assembly=given.assembly, frontend=given.frontend)
    except (Refusal, ClientError, BotoCoreError) as error:
        show(f"\n{error}")
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
