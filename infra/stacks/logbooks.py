"""Where the lines of a process or function go: one log group each, kept for as long as is said."""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.config import Config
from infra.retention import days
from infra.stacks.rights import Right


def log_group(scope: Construct, config: Config, name: str) -> logs.LogGroup:
    """It goes with its stack. Named, for people type it."""
    return logs.LogGroup(
        scope,
        "Log",
        log_group_name=f"/cruddur/{config.stage}/{name}",
        retention=days(config.log_days),
        removal_policy=RemovalPolicy.DESTROY,
    )


def writing_to(group: logs.ILogGroup) -> Right:
    return Right(("logs:CreateLogStream", "logs:PutLogEvents"), (group.log_group_arn,))
