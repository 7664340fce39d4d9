"""PostgreSQL: where no way leads in or out, and with a password that nobody has to know."""

from typing import Any

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_rds as rds
from constructs import Construct

from infra import nag
from infra.config import Config

NAME = "cruddur"
# The storage grows by itself, up to so many times what it begins with.
MAY_GROW = 5
SLOW_MILLISECONDS = "1000"


class Database(Construct):
    """`secret_arn` is RDS's own secret: it changes the password every seven days."""

    def __init__(self, scope: Construct, id: str, *, config: Config, vpc: ec2.IVpc) -> None:
        super().__init__(scope, id)
        self.group = ec2.SecurityGroup(
            self,
            "Group",
            vpc=vpc,
            # Who may come in is added with each service, in the app stack.
            description="PostgreSQL: who may reach it is said by those who do",
            allow_all_outbound=False,
        )
        self.instance = self._instance(config, vpc)
        if self.instance.secret is None:
            raise ValueError("RDS is to keep the master password itself")
        self.secret_arn = self.instance.secret.secret_arn
        self._acknowledge(config)

    def _instance(self, config: Config, vpc: ec2.IVpc) -> rds.DatabaseInstance:
        return rds.DatabaseInstance(
            self,
            "Instance",
            # The major version alone: RDS brings the minor ones in the maintenance window.
            engine=rds.DatabaseInstanceEngine.postgres(version=rds.PostgresEngineVersion.VER_18),
            auto_minor_version_upgrade=True,
            instance_type=ec2.InstanceType(config.database_class),
            multi_az=config.database_multi_az,
            vpc=vpc,
            vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_ISOLATED),
            security_groups=[self.group],
            publicly_accessible=False,
            database_name=NAME,
            credentials=rds.Credentials.from_username(NAME),
            manage_master_user_password=True,
            parameters={
                "rds.force_ssl": "1",
                "log_min_duration_statement": SLOW_MILLISECONDS,
            },
            ca_certificate=rds.CaCertificate.RDS_CA_RSA2048_G1,
            storage_type=rds.StorageType.GP3,
            allocated_storage=config.database_storage_gb,
            max_allocated_storage=config.database_storage_gb * MAY_GROW,
            storage_encrypted=True,
            enable_performance_insights=True,
            performance_insight_retention=rds.PerformanceInsightRetention.DEFAULT,
            **_kept(config),
        )

    def _acknowledge(self, config: Config) -> None:
        reasons = {
            "RDS11": "The port hides nothing: only the tasks' security groups are let in.",
        }
        if not config.database_multi_az:
            reasons["RDS3"] = "By setting: this stage can be down while AWS replaces an instance."
        nag.acknowledge(self.instance, reasons)


def _kept(config: Config) -> dict[str, Any]:
    """What becomes of the data when something happens to the instance, or to its stack."""
    return {
        "backup_retention": Duration.days(config.backup_days),
        "delete_automated_backups": False,
        "copy_tags_to_snapshot": True,
        "deletion_protection": config.database_protected,
        "removal_policy": RemovalPolicy.SNAPSHOT,
    }
