"""Where the lines of a process or function go: one log group each, kept for as long as is said."""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.config import Config


def log_group(scope: Construct, config: Config, name: str) -> logs.CfnLogGroup:
    """It goes with its stack. Named, for people type it."""
    group = logs.CfnLogGroup(
        scope,
        "Log",
        log_group_name=f"/cruddur/{config.stage}/{name}",
        retention_in_days=config.log_days,
    )
    group.apply_removal_policy(RemovalPolicy.DESTROY)
    return group
