"""A release: where it runs, how it replaces the one before, and how many there are."""

import re

import pytest

from infra.config import Service
from infra.processes import EVENTS, SERVICES, WEB, WORKER, Process
from tests.infra.reading import Template, joined, listed, of_kind, one, statements, text
from tests.infra.synthesised import Synthesised


@pytest.fixture
def app(small: Synthesised) -> Template:
    return small.templates["app"]


def service(app: Template, process: Process) -> Template:
    return one(app, "AWS::ECS::Service", f"{process.name.title()}Service")


def service_resource(app: Template, process: Process) -> Template:
    (found,) = [
        resource
        for name, resource in app["Resources"].items()
        if resource["Type"] == "AWS::ECS::Service"
        and name.startswith(f"{process.name.title()}Service")
    ]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("process", SERVICES, ids=lambda process: process.name)
def test_a_service_is_private(app: Template, process: Process) -> None:
    network = service(app, process)["NetworkConfiguration"]["AwsvpcConfiguration"]
    assert network["AssignPublicIp"] == "DISABLED"
    assert len(network["Subnets"]) == 2
    assert "Private" in text(network["Subnets"])
    assert "Public" not in text(network["Subnets"])


def test_nothing_comes_in_but_from_the_load_balancer(app: Template) -> None:
    for name, group in of_kind(app, "AWS::EC2::SecurityGroup").items():
        assert not group.get("SecurityGroupIngress"), name
    ingress = of_kind(app, "AWS::EC2::SecurityGroupIngress")
    for name, rule in ingress.items():
        assert "CidrIp" not in rule, name
        assert "CidrIpv6" not in rule, name
    ports = sorted(rule["FromPort"] for rule in ingress.values())
    # The load balancer to what answers; both groups to the database.
    assert ports == [5432, 5432, 8000]


def test_tasks_speak_to_the_world_by_https_alone(app: Template) -> None:
    for name, group in of_kind(app, "AWS::EC2::SecurityGroup").items():
        out = [(each["CidrIp"], each["FromPort"]) for each in group["SecurityGroupEgress"]]
        assert out == [("0.0.0.0/0", 443)], name


def test_only_the_stream_itself_goes_to_events(app: Template) -> None:
    rules = {
        each["Priority"]: each["Conditions"]
        for each in of_kind(app, "AWS::ElasticLoadBalancingV2::ListenerRule").values()
    }
    paths = {
        priority: conditions[0]["PathPatternConfig"]["Values"]
        for priority, conditions in rules.items()
    }
    assert paths == {10: ["/api/v1/events"], 20: ["/*"]}


@pytest.mark.parametrize("process", [WEB, EVENTS], ids=lambda process: process.name)
def test_targets_are_asked_whether_they_are_well_and_are_let_finish(
    app: Template, process: Process
) -> None:
    group = one(app, "AWS::ElasticLoadBalancingV2::TargetGroup", f"{process.name.title()}Targets")
    assert group["HealthCheckPath"] == "/healthz"
    assert group["Matcher"] == {"HttpCode": "200"}
    assert group["TargetType"] == "ip"
    attributes = {each["Key"]: each["Value"] for each in group["TargetGroupAttributes"]}
    assert attributes["deregistration_delay.timeout_seconds"] == str(process.drain_seconds)


def test_a_process_has_ended_before_it_is_killed() -> None:
    for process in (WEB, EVENTS):
        (graceful,) = re.findall(r"--graceful-timeout=(\d+)", " ".join(process.command))
        assert int(graceful) < process.drain_seconds < process.stop_seconds


@pytest.mark.parametrize("process", SERVICES, ids=lambda process: process.name)
def test_a_release_replaces_tasks_one_healthy_one_for_another(
    app: Template, process: Process
) -> None:
    deployment = service(app, process)["DeploymentConfiguration"]
    assert deployment["DeploymentCircuitBreaker"] == {"Enable": True, "Rollback": True}
    assert deployment["MinimumHealthyPercent"] == 100
    assert deployment["MaximumPercent"] == 200
    # Scaling's own, which a release does not reset.
    assert "DesiredCount" not in service(app, process)


def test_what_people_get_puts_a_release_back(app: Template) -> None:
    alarms = service(app, WEB)["DeploymentConfiguration"]["Alarms"]
    assert (alarms["Enable"], alarms["Rollback"]) == (True, True)
    names = [each["Ref"] for each in alarms["AlarmNames"]]
    assert [re.sub("[0-9A-F]{8}$", "", name) for name in names] == ["Errors", "Slow"]


@pytest.mark.parametrize("process", SERVICES, ids=lambda process: process.name)
def test_migrations_are_done_before_a_service_rolls(app: Template, process: Process) -> None:
    (migration,) = of_kind(app, "Custom::Migration")
    assert migration in service_resource(app, process)["DependsOn"]


def test_the_migration_is_that_of_the_release_in_the_private_network(app: Template) -> None:
    asked = one(app, "Custom::Migration")
    named = app["Resources"][asked["TaskDefinition"]["Ref"]]["Properties"]
    assert named["Family"] == "cruddur-small-migrate"
    assert "Private" in text(asked["Subnets"])
    function = app["Resources"][asked["ServiceToken"]["Fn::GetAtt"][0]]["Properties"]
    assert function["Handler"] == "migrate.handler"
    assert function["Timeout"] < int(asked["ServiceTimeout"]) <= 3600


def test_the_migration_may_run_its_own_task_in_its_own_cluster(app: Template) -> None:
    (role,) = [name for name in of_kind(app, "AWS::IAM::Role") if name.startswith("MigrationRole")]
    by_action = {
        action: statement
        for statement in statements(app, role)
        for action in listed(statement["Action"])
    }
    assert set(by_action) == {
        "ecs:RunTask",
        "ecs:DescribeTasks",
        "iam:PassRole",
        "logs:GetLogEvents",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
    }
    assert "task-definition/cruddur-small-migrate:*" in joined(by_action["ecs:RunTask"]["Resource"])
    for action in ("ecs:RunTask", "ecs:DescribeTasks"):
        assert "ecs:cluster" in text(by_action[action]["Condition"])
    assert "ecs-tasks.amazonaws.com" in text(by_action["iam:PassRole"]["Condition"])
    assert len(by_action["iam:PassRole"]["Resource"]) == 2


def _policies(app: Template, process: Process) -> list[Template]:
    return list(
        of_kind(
            app,
            "AWS::ApplicationAutoScaling::ScalingPolicy",
            f"{process.name.title()}Service",
        ).values()
    )


@pytest.mark.parametrize("process", SERVICES, ids=lambda process: process.name)
def test_there_are_as_many_as_the_settings_say(stage: Synthesised, process: Process) -> None:
    target = one(
        stage.templates["app"],
        "AWS::ApplicationAutoScaling::ScalableTarget",
        f"{process.name.title()}Service",
    )
    wanted: Service = getattr(stage.config, process.name)
    assert (target["MinCapacity"], target["MaxCapacity"]) == (wanted.min, wanted.max)


def test_web_grows_with_its_work_and_with_what_is_asked(app: Template) -> None:
    followed = {
        policy["TargetTrackingScalingPolicyConfiguration"]["PredefinedMetricSpecification"][
            "PredefinedMetricType"
        ]: policy["TargetTrackingScalingPolicyConfiguration"]["TargetValue"]
        for policy in _policies(app, WEB)
    }
    assert set(followed) == {"ECSServiceAverageCPUUtilization", "ALBRequestCountPerTarget"}
    assert followed["ECSServiceAverageCPUUtilization"] == 60


def test_events_grows_with_its_streams(app: Template) -> None:
    (policy,) = _policies(app, EVENTS)
    followed = policy["TargetTrackingScalingPolicyConfiguration"]
    metric = followed["CustomizedMetricSpecification"]
    assert (metric["Namespace"], metric["MetricName"]) == ("Cruddur/small", "Streams")
    assert metric["Statistic"] == "Average"
    assert followed["TargetValue"] == 2000


def test_the_worker_grows_with_what_waits(app: Template) -> None:
    steps = [
        step["ScalingAdjustment"]
        for policy in _policies(app, WORKER)
        for step in policy["StepScalingPolicyConfiguration"]["StepAdjustments"]
    ]
    assert sorted(steps) == [-1, 1, 2]
    metrics = {
        alarm["MetricName"]
        for alarm in of_kind(app, "AWS::CloudWatch::Alarm", "WorkerService").values()
    }
    assert metrics == {"Waiting"}


def test_only_what_nobody_talks_to_may_be_taken_away(full: Synthesised) -> None:
    """`spot` is a third of the price and two minutes' notice."""
    app = full.templates["app"]
    (used,) = service(app, WORKER)["CapacityProviderStrategy"]
    assert used["CapacityProvider"] == "FARGATE_SPOT"
    for process in (WEB, EVENTS):
        assert service(app, process)["LaunchType"] == "FARGATE"
        assert "CapacityProviderStrategy" not in service(app, process)


def test_a_service_has_its_rights_before_it_runs(app: Template) -> None:
    """Else its first tasks could not fetch the image."""
    for process in SERVICES:
        (policy,) = of_kind(
            app, "AWS::IAM::Policy", f"{process.name.title()}DefinitionExecutionRole"
        )
        assert policy in service_resource(app, process)["DependsOn"]
