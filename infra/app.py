"""The CDK app: the stacks of one stage.

python -m infra.app, which the CDK's command runs (infra/cdk.json) with, as context:
    stage   one of infra.config.STAGES; `small` where nothing is said
    image   the tag to release; without it the CDK builds an image itself
"""

import os
import sys
from dataclasses import dataclass
from typing import Any

import aws_cdk as cdk

from infra import nag
from infra.config import Config, WrongSetting, load
from infra.stacks.app import AppStack
from infra.stacks.data import DataStack
from infra.stacks.delivery import DeliveryStack
from infra.stacks.edge import EdgeStack
from infra.stacks.foundation import FoundationStack
from infra.stacks.web import WebStack

DEFAULT_STAGE = "small"
EDGE_REGION = "us-east-1"
# How the CDK behaves, said here so that it does so however it is called.
BEHAVIOUR = {
    "@aws-cdk/aws-ecs:arnFormatIncludesClusterName": True,
    "@aws-cdk/aws-ecs:removeDefaultDeploymentAlarm": True,
    "@aws-cdk/aws-iam:minimizePolicies": True,
    "@aws-cdk/aws-iam:standardizedServicePrincipals": True,
    "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy": True,
    "@aws-cdk/core:checkSecretUsage": True,
    "@aws-cdk/core:enablePartitionLiterals": True,
    "@aws-cdk/core:target-partitions": ["aws"],
}


@dataclass(frozen=True)
class Stacks:
    """In the order in which they are deployed; each knows only those before it."""

    foundation: FoundationStack
    data: DataStack
    edge: EdgeStack
    web: WebStack
    app: AppStack
    delivery: DeliveryStack | None


def new_app(outdir: str | None = None) -> cdk.App:
    return cdk.App(outdir=outdir, context=BEHAVIOUR, analytics_reporting=False)


def build(app: cdk.App, config: Config, *, image: str | None) -> Stacks:
    """Put the stage's stacks into the app."""
    here = _place(config, config.region)
    foundation = FoundationStack(app, _id(config, "foundation"), config=config, **here)
    data = DataStack(app, _id(config, "data"), config=config, foundation=foundation, **here)
    edge = EdgeStack(app, _id(config, "edge"), config=config, **_place(config, EDGE_REGION))
    web = WebStack(
        *(app, _id(config, "web")),
        config=config,
        foundation=foundation,
        data=data,
        edge=edge,
        **here,
    )
    release = AppStack(
        *(app, _id(config, "app")),
        config=config,
        foundation=foundation,
        data=data,
        web=web,
        image=image,
        **here,
    )
    delivery = _delivery(app, config, foundation, data, web) if config.repository else None
    cdk.Tags.of(app).add("cruddur:stage", config.stage)
    nag.check(app)
    return Stacks(foundation, data, edge, web, release, delivery)


def _delivery(
    app: cdk.App,
    config: Config,
    foundation: FoundationStack,
    data: DataStack,
    web: WebStack,
) -> DeliveryStack:
    return DeliveryStack(
        *(app, _id(config, "delivery")),
        config=config,
        foundation=foundation,
        data=data,
        web=web,
        **_place(config, config.region),
    )


def _id(config: Config, name: str) -> str:
    return f"cruddur-{config.stage}-{name}"


def _place(config: Config, region: str) -> dict[str, Any]:
    """Where a stack goes. What is in `edge` is told to the others across regions."""
    return {
        "env": cdk.Environment(account=config.account, region=region),
        "cross_region_references": config.region != EDGE_REGION,
    }


def main() -> None:
    app = new_app()
    stage = app.node.try_get_context("stage") or DEFAULT_STAGE
    try:
        config = load(stage, os.environ)
    except WrongSetting as error:
        sys.exit(str(error))
    build(app, config, image=app.node.try_get_context("image"))
    app.synth()


if __name__ == "__main__":
    main()
