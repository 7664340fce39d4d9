"""What wakes somebody, and which page says what to do then."""

from dataclasses import dataclass

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_elasticloadbalancingv2 as elbv2
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from constructs import Construct

RUNBOOKS = "docs/runbooks"
MINUTE = Duration.minutes(1)
FIVE_MINUTES = Duration.minutes(5)
OVER = cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD
UNDER = cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD
# Few requests make no share: one error in three is no reason to put a release back.
REQUESTS_FOR_A_SHARE = 20
ERRORS_IN_PERCENT = "100 * (FILL(app, 0) + FILL(door, 0)) / asked"


@dataclass(frozen=True, kw_only=True)
class Watch:
    """One alarm. `of` so many periods, `times` must be beyond the threshold."""

    id: str
    what: str
    runbook: str
    metric: cloudwatch.IMetric
    threshold: float
    when: cloudwatch.ComparisonOperator = OVER
    times: int = 3
    of: int = 3
    # What nothing being said means; else that all is well.
    silence: cloudwatch.TreatMissingData = cloudwatch.TreatMissingData.NOT_BREACHING


def watch(scope: Construct, topic: sns.ITopic, wanted: Watch) -> cloudwatch.Alarm:
    """An alarm that tells the topic when it begins and when it is over."""
    alarm = cloudwatch.Alarm(
        scope,
        wanted.id,
        alarm_description=f"{wanted.what} See {RUNBOOKS}/{wanted.runbook}.md",
        metric=wanted.metric,
        threshold=wanted.threshold,
        comparison_operator=wanted.when,
        evaluation_periods=wanted.of,
        datapoints_to_alarm=wanted.times,
        treat_missing_data=wanted.silence,
    )
    told = actions.SnsAction(topic)
    alarm.add_alarm_action(told)
    alarm.add_ok_action(told)
    return alarm


def of_answers(
    load_balancer: elbv2.ApplicationLoadBalancer, targets: elbv2.ApplicationTargetGroup
) -> tuple[Watch, Watch]:
    """Errors and slowness of `web`. They also trip a release: what people get counts, not why."""
    share = cloudwatch.MathExpression(
        expression=f"IF(asked > {REQUESTS_FOR_A_SHARE}, {ERRORS_IN_PERCENT}, 0)",
        using_metrics={
            "asked": targets.metrics.request_count(period=MINUTE),
            "app": targets.metrics.http_code_target(
                elbv2.HttpCodeTarget.TARGET_5XX_COUNT, period=MINUTE
            ),
            "door": load_balancer.metrics.http_code_elb(
                elbv2.HttpCodeElb.ELB_5XX_COUNT, period=MINUTE
            ),
        },
        period=MINUTE,
        label="Errors, in percent of requests",
    )
    return (
        Watch(
            id="Errors",
            what="More than 5 in 100 requests fail.",
            runbook="bad-release",
            metric=share,
            threshold=5,
        ),
        Watch(
            id="Slow",
            what="One request in 100 takes more than 2 seconds.",
            runbook="slow",
            metric=targets.metrics.target_response_time(period=MINUTE, statistic="p99"),
            threshold=2,
            times=5,
            of=5,
        ),
    )


def of_targets(name: str, targets: elbv2.ApplicationTargetGroup, *, wanted: int) -> Watch:
    """That there are as many tasks as there should at least be. None at all says nothing."""
    return Watch(
        id=f"{name.title()}Missing",
        what=f"Fewer than {wanted} healthy tasks of {name} for 5 minutes.",
        runbook="bad-release",
        metric=targets.metrics.healthy_host_count(period=MINUTE, statistic="Minimum"),
        threshold=wanted,
        when=UNDER,
        times=5,
        of=5,
        silence=cloudwatch.TreatMissingData.BREACHING,
    )


def of_messages(dead_letters: sqs.IQueue, function: lambda_.IFunction) -> tuple[Watch, Watch]:
    """What the stream's function could not do, and how far behind it is."""
    return (
        Watch(
            id="DeadLetters",
            what="Changes of conversations could not be handled; inboxes are wrong.",
            runbook="dead-letters",
            metric=dead_letters.metric_approximate_number_of_messages_visible(
                period=MINUTE, statistic="Maximum"
            ),
            threshold=0,
            times=1,
            of=1,
        ),
        Watch(
            id="StreamBehind",
            what="Inboxes follow what is said by more than 5 minutes.",
            runbook="stream-behind",
            metric=function.metric("IteratorAge", period=MINUTE, statistic="Maximum"),
            threshold=Duration.minutes(5).to_milliseconds(),
        ),
    )


def of_worker(oldest: cloudwatch.IMetric) -> Watch:
    """A worker that is gone says nothing, which is the same to whoever waits."""
    return Watch(
        id="WorkerBehind",
        what="Work has waited for more than 15 minutes, or no worker says how it is.",
        runbook="worker-behind",
        metric=oldest,
        threshold=Duration.minutes(15).to_seconds(),
        silence=cloudwatch.TreatMissingData.BREACHING,
    )


def of_database(database: str, *, storage_gb: int) -> tuple[Watch, Watch]:
    """By the instance's identifier."""
    return (
        Watch(
            id="DatabaseFull",
            what="Less than 15 % of the database's storage is free.",
            runbook="database",
            metric=_of_rds("FreeStorageSpace", database, "Minimum"),
            threshold=storage_gb * 2**30 * 0.15,
            when=UNDER,
        ),
        Watch(
            id="DatabaseBusy",
            what="The database's processors are busy by more than 80 % for 15 minutes.",
            runbook="database",
            metric=_of_rds("CPUUtilization", database, "Average"),
            threshold=80,
        ),
    )


def _of_rds(name: str, database: str, statistic: str) -> cloudwatch.Metric:
    return cloudwatch.Metric(
        namespace="AWS/RDS",
        metric_name=name,
        dimensions_map={"DBInstanceIdentifier": database},
        statistic=statistic,
        period=FIVE_MINUTES,
    )
