"""Copies beside what RDS and DynamoDB keep themselves, which goes when they are deleted."""

from collections.abc import Sequence

from aws_cdk import Aws, Duration, Fn, RemovalPolicy
from aws_cdk import aws_backup as backup
from aws_cdk import aws_events as events
from constructs import Construct

from infra import nag

KEPT_WEEKS = 5


class Backups(Construct):
    """Once a week, kept for five. Any second in between is theirs to give back."""

    def __init__(self, scope: Construct, id: str, *, arns: Sequence[str]) -> None:
        super().__init__(scope, id)
        vault = backup.BackupVault(
            self, "Vault", backup_vault_name=_name(), removal_policy=RemovalPolicy.RETAIN
        )
        plan = backup.BackupPlan(
            self,
            "Plan",
            backup_vault=vault,
            backup_plan_rules=[
                backup.BackupPlanRule(
                    rule_name="weekly",
                    schedule_expression=events.Schedule.cron(week_day="SUN", hour="4", minute="0"),
                    delete_after=Duration.days(7 * KEPT_WEEKS),
                )
            ],
        )
        selection = plan.add_selection(
            "Selection", resources=[backup.BackupResource.from_arn(arn) for arn in arns]
        )
        policy = "arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicy"
        nag.acknowledge(
            selection,
            {f"IAM4[Policy::{policy}ForBackup]": "AWS Backup's own role, with AWS's own rights."},
        )


def _name() -> str:
    """With the end of the stack's own id: a vault that was kept must not be in the way of the next.

    AWS makes no names for vaults, and the CDK's are the same each time.
    """
    unique = Fn.select(2, Fn.split("/", Aws.STACK_ID))
    return Fn.join("-", ["cruddur", Fn.select(4, Fn.split("-", unique))])
