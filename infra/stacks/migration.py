"""`migrate` as a resource: its task runs, and is waited for, before a release's services roll."""

from pathlib import Path

from aws_cdk import CustomResource, Duration, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra import nag
from infra.config import Config
from infra.stacks.logbooks import log_group, writing_to
from infra.stacks.rights import Right, statements
from infra.stacks.tasks import Task
from infra.stacks.wildcards import acknowledge_stars

FUNCTIONS = Path(__file__).parents[1] / "functions"
MINUTES = 15


class Migration(Construct):
    """Whatever runs the release depends on this."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        config: Config,
        cluster: ecs.ICluster,
        task: Task,
        group: ec2.ISecurityGroup,
        vpc: ec2.IVpc,
    ) -> None:
        super().__init__(scope, id)
        log = log_group(self, config, "migration")
        self.function = lambda_.Function(
            self,
            "Function",
            description="Runs the migrations of a release, and tells CloudFormation how it went",
            runtime=lambda_.Runtime.PYTHON_3_13,
            architecture=lambda_.Architecture.ARM_64,
            handler="migrate.handler",
            code=lambda_.Code.from_asset(str(FUNCTIONS), exclude=["*", "!migrate.py"]),
            timeout=Duration.minutes(MINUTES),
            memory_size=256,
            role=_role(self, cluster, task, log),
            log_group=log,
        )
        self.done = CustomResource(
            self,
            "Done",
            resource_type="Custom::Migration",
            service_token=self.function.function_arn,
            # Later than the function: it is to be the one that says what took so long.
            service_timeout=Duration.minutes(MINUTES + 5),
            # A new release is a new definition; where nothing has changed nothing is run.
            properties={
                "Cluster": cluster.cluster_name,
                "TaskDefinition": task.definition.task_definition_arn,
                "Subnets": vpc.select_subnets(
                    subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS
                ).subnet_ids,
                "SecurityGroups": [group.security_group_id],
                "LogGroup": task.log.log_group_name,
            },
        )
        self.done.node.add_dependency(self.function, task)
        nag.acknowledge(self.function, {"L1": "The Python that the image has."})


def _role(scope: Construct, cluster: ecs.ICluster, task: Task, log: logs.LogGroup) -> iam.Role:
    rights = [
        *_running(cluster, task),
        *statements([Right(("logs:GetLogEvents",), (task.log.log_group_arn,)), writing_to(log)]),
    ]
    role = iam.Role(
        scope,
        "Role",
        assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
        inline_policies={"Rights": iam.PolicyDocument(statements=rights)},
    )
    places = [place for right in rights for place in right.resources]
    acknowledge_stars(role, places, "Any revision of one family, any task of one cluster.")
    return role


def _running(cluster: ecs.ICluster, task: Task) -> list[iam.PolicyStatement]:
    """To run this task in this cluster. Any revision: a release that is taken back runs its own."""
    stack = Stack.of(task)
    family = stack.format_arn(
        service="ecs", resource="task-definition", resource_name=f"{task.family}:*"
    )
    tasks = stack.format_arn(
        service="ecs", resource="task", resource_name=f"{cluster.cluster_name}/*"
    )
    roles = (task.role, task.definition.obtain_execution_role())
    here = {"ArnEquals": {"ecs:cluster": cluster.cluster_arn}}
    return [
        iam.PolicyStatement(actions=["ecs:RunTask"], resources=[family], conditions=here),
        iam.PolicyStatement(actions=["ecs:DescribeTasks"], resources=[tasks], conditions=here),
        iam.PolicyStatement(
            actions=["iam:PassRole"],
            resources=[role.role_arn for role in roles],
            conditions={"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}},
        ),
    ]
