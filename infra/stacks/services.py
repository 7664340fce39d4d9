"""The services: what keeps so many tasks of a process running, and how a release replaces them."""

from collections.abc import Sequence

from aws_cdk import Duration
from aws_cdk import aws_applicationautoscaling as scaling
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_elasticloadbalancingv2 as elbv2
from constructs import Construct

from infra.config import Config, Service
from infra.processes import HEALTH_PATH, Process
from infra.stacks.tasks import Task

# A task is held to be busy above this, and more than so many requests a minute ask for another
# one. A page of the home feed takes 1 to 2 ms of a processor (docs/bench.md): half a processor,
# as the small stage has, is at its 60 % with about two hundred of them a second. Others take
# more, and what waits for AWS takes threads; so half of that.
BUSY_PERCENT = 60
REQUESTS_A_MINUTE = 6000
STREAMS_A_TASK = 2000
PRIVATE = ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS)


class Running(Construct):
    """A service in the private subnets. A release that does not become healthy, or that trips
    one of `tripwires`, is put back by ECS itself.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        config: Config,
        size: Service,
        cluster: ecs.ICluster,
        task: Task,
        group: ec2.ISecurityGroup,
        tripwires: Sequence[cloudwatch.Alarm] = (),
        behind: elbv2.ApplicationTargetGroup | None = None,
    ) -> None:
        super().__init__(scope, id)
        self.service = ecs.FargateService(
            self,
            "Service",
            cluster=cluster,
            task_definition=task.definition,
            # No count: that is what scaling has made of it, and no release resets it.
            min_healthy_percent=100,
            max_healthy_percent=200,
            circuit_breaker=ecs.DeploymentCircuitBreaker(enable=True, rollback=True),
            deployment_alarms=_alarms(tripwires),
            assign_public_ip=False,
            vpc_subnets=PRIVATE,
            security_groups=[group],
            capacity_provider_strategies=_capacity(config, task.process),
            health_check_grace_period=Duration.seconds(60) if behind else None,
            availability_zone_rebalancing=ecs.AvailabilityZoneRebalancing.ENABLED,
            propagate_tags=ecs.PropagatedTagSource.SERVICE,
            enable_ecs_managed_tags=True,
        )
        if behind:
            self.service.attach_to_application_target_group(behind)
        self.count = self.service.auto_scale_task_count(
            min_capacity=size.min, max_capacity=size.max
        )


def target_group(scope: Construct, vpc: ec2.IVpc, process: Process) -> elbv2.ApplicationTargetGroup:
    """Where the load balancer finds the tasks of a process."""
    return elbv2.ApplicationTargetGroup(
        scope,
        f"{process.name.title()}Targets",
        vpc=vpc,
        port=process.port,
        protocol=elbv2.ApplicationProtocol.HTTP,
        target_type=elbv2.TargetType.IP,
        deregistration_delay=Duration.seconds(process.drain_seconds),
        health_check=elbv2.HealthCheck(
            path=HEALTH_PATH,
            healthy_http_codes="200",
            interval=Duration.seconds(10),
            timeout=Duration.seconds(5),
            healthy_threshold_count=2,
            unhealthy_threshold_count=3,
        ),
    )


def rule(
    scope: Construct,
    *,
    listener: elbv2.IApplicationListener,
    priority: int,
    paths: Sequence[str],
    targets: elbv2.ApplicationTargetGroup,
) -> elbv2.ApplicationListenerRule:
    """These paths go to these targets."""
    return elbv2.ApplicationListenerRule(
        scope,
        f"Rule{priority}",
        listener=listener,
        priority=priority,
        conditions=[elbv2.ListenerCondition.path_patterns(list(paths))],
        action=elbv2.ListenerAction.forward([targets]),
    )


def scale_web(running: Running, targets: elbv2.ApplicationTargetGroup) -> None:
    """With the work that its processors have, and with what is asked."""
    running.count.scale_on_cpu_utilization("Busy", target_utilization_percent=BUSY_PERCENT)
    running.count.scale_on_request_count(
        "Asked", requests_per_target=REQUESTS_A_MINUTE, target_group=targets
    )


def scale_events(running: Running, streams: cloudwatch.IMetric) -> None:
    """With the streams that a task has open. Slowly down: a task that goes sends its own away."""
    running.count.scale_to_track_custom_metric(
        "Streams",
        metric=streams,
        target_value=STREAMS_A_TASK,
        scale_in_cooldown=Duration.minutes(10),
        scale_out_cooldown=Duration.minutes(1),
    )


def scale_worker(running: Running, waiting: cloudwatch.IMetric) -> None:
    """With what waits to be done, which is not by the task: one queue has it all."""
    running.count.scale_on_metric(
        "Waiting",
        metric=waiting,
        adjustment_type=scaling.AdjustmentType.CHANGE_IN_CAPACITY,
        scaling_steps=[
            scaling.ScalingInterval(upper=5, change=-1),
            scaling.ScalingInterval(lower=100, upper=1000, change=1),
            scaling.ScalingInterval(lower=1000, change=2),
        ],
        evaluation_periods=2,
        cooldown=Duration.minutes(2),
    )


def _alarms(tripwires: Sequence[cloudwatch.Alarm]) -> ecs.DeploymentAlarmConfig | None:
    if not tripwires:
        return None
    return ecs.DeploymentAlarmConfig(
        alarm_names=[alarm.alarm_name for alarm in tripwires],
        behavior=ecs.AlarmBehavior.ROLLBACK_ON_ALARM,
    )


def _capacity(config: Config, process: Process) -> list[ecs.CapacityProviderStrategy] | None:
    """With `spot` what nobody talks to may be taken away at two minutes' notice: it comes back."""
    if process.port or not config.spot:
        return None
    return [ecs.CapacityProviderStrategy(capacity_provider="FARGATE_SPOT", weight=1)]
