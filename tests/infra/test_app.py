"""A release: what runs, how it is replaced, what it may do, and who is told when it fails."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from infra import processes
from infra.processes import ALL, EVENTS, HAND, MIGRATE, SERVICES, WEB, WORKER, Process
from infra.stacks.alarms import RUNBOOKS
from tests.infra.reading import Template, allowed, joined, of_kind, one, statements, text

ROOT = Path(__file__).parents[2]
TAG = "0123abc"
SETTINGS = {
    *("SITE_URL", "ALLOWED_HOSTS", "SECURE_PROXY_HEADER", "AWS_REGION"),
    *("DATABASE_URL", "DATABASE_SECRET_ARN", "DATABASE_POOL_SIZE"),
    *("COGNITO_USER_POOL_ID", "COGNITO_CLIENT_ID", "COGNITO_ADMIN_CLIENT_ID"),
    *("MESSAGES_TABLE", "MESSAGES_DEAD_LETTERS", "MEDIA_BUCKET", "CDN_DISTRIBUTION_ID"),
    *("METRICS", "METRICS_NAMESPACE", "RELEASE"),
}
READING = {"dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"}
DATABASE = {"secretsmanager:GetSecretValue"}
# What each process may do, and nothing else.
RIGHTS = {
    "web": DATABASE
    | READING
    | {
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem",
        "dynamodb:ConditionCheckItem",
        "dynamodb:BatchWriteItem",
        "s3:PutObject",
        "s3:GetObject",
        "cognito-idp:AdminInitiateAuth",
        "cognito-idp:AdminRespondToAuthChallenge",
    },
    "events": DATABASE,
    "worker": DATABASE
    | READING
    | {
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem",
        "dynamodb:BatchWriteItem",
        "s3:GetObject",
        "s3:PutObject",
        "s3:DeleteObject",
        "s3:AbortMultipartUpload",
        "s3:ListBucket",
        "cloudfront:CreateInvalidation",
        "cognito-idp:AdminDeleteUser",
    },
    "migrate": DATABASE,
    "hand": DATABASE
    | READING
    | {
        "dynamodb:Scan",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem",
        "dynamodb:GetShardIterator",
        "dynamodb:GetRecords",
        "sqs:ReceiveMessage",
        "sqs:DeleteMessage",
    },
}
PROCESSES = pytest.mark.parametrize("process", ALL, ids=lambda process: process.name)


def definition(app: Template, process: Process) -> Template:
    (found,) = [
        each
        for each in of_kind(app, "AWS::ECS::TaskDefinition").values()
        if each["Family"] == f"cruddur-small-{process.name}"
    ]
    return found


def container(app: Template, process: Process) -> Template:
    (found,) = definition(app, process)["ContainerDefinitions"]
    assert isinstance(found, dict)
    return found


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


# What runs


@PROCESSES
def test_a_task_runs_its_command_in_the_image_of_the_release(
    app: Template, process: Process
) -> None:
    made = container(app, process)
    assert tuple(made["Command"]) == process.command
    assert joined(made["Image"]).endswith(f":{TAG}")
    assert made["Essential"] is True
    assert made["StopTimeout"] == process.stop_seconds == 40


@PROCESSES
def test_nothing_can_be_written_but_tmp(app: Template, process: Process) -> None:
    made = container(app, process)
    assert made["ReadonlyRootFilesystem"] is True
    assert made["MountPoints"] == [
        {"ContainerPath": "/tmp", "SourceVolume": "tmp", "ReadOnly": False}  # noqa: S108
    ]
    assert definition(app, process)["Volumes"] == [{"Name": "tmp"}]
    assert not made.get("Privileged")


def test_the_image_lets_its_user_write_there() -> None:
    """Fargate makes a volume root's, unless the image says that the folder is one."""
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert re.search(r'^VOLUME \["?/tmp"?\]$', dockerfile, re.MULTILINE)


def test_the_image_runs_web_where_nothing_is_said() -> None:
    (command,) = re.findall(
        r"^CMD (\[.*\])$", (ROOT / "Dockerfile").read_text(), re.MULTILINE
    )
    assert tuple(json.loads(command)) == WEB.command


@PROCESSES
def test_tasks_are_small_arm_machines(app: Template, process: Process) -> None:
    made = definition(app, process)
    assert made["RuntimePlatform"] == {
        "CpuArchitecture": "ARM64",
        "OperatingSystemFamily": "LINUX",
    }
    assert made["NetworkMode"] == "awsvpc"
    assert made["RequiresCompatibilities"] == ["FARGATE"]


@PROCESSES
def test_every_process_has_the_settings_and_no_secret_in_the_open(
    app: Template, process: Process
) -> None:
    made = container(app, process)
    told = {each["Name"]: joined(each["Value"]) for each in made["Environment"]}
    assert set(told) == SETTINGS
    secrets = {each["Name"]: joined(each["ValueFrom"]) for each in made["Secrets"]}
    assert set(secrets) == {"SECRET_KEY", "POKE_SECRET"}
    assert secrets["SECRET_KEY"] != secrets["POKE_SECRET"]


def test_the_database_is_asked_who_it_is_and_its_password_is_nowhere(app: Template) -> None:
    told = {
        each["Name"]: joined(each["Value"]) for each in container(app, WEB)["Environment"]
    }
    url = told["DATABASE_URL"]
    assert url.startswith("postgresql://cruddur@<")
    assert url.endswith(":5432/cruddur?sslmode=verify-full&sslrootcert=/app/rds.pem")
    assert "Secret" in told["DATABASE_SECRET_ARN"]


def test_web_is_told_by_a_header_that_only_cloudfront_sets(app: Template) -> None:
    told = {each["Name"]: each["Value"] for each in container(app, WEB)["Environment"]}
    assert told["SECURE_PROXY_HEADER"] == "CloudFront-Forwarded-Proto"
    assert told["RELEASE"] == TAG


@pytest.mark.parametrize("process", [WEB, EVENTS], ids=lambda process: process.name)
def test_what_answers_is_asked_whether_it_does(app: Template, process: Process) -> None:
    made = container(app, process)
    assert made["HealthCheck"]["Command"] == ["CMD", *processes.HEALTH_COMMAND]
    assert [each["ContainerPort"] for each in made["PortMappings"]] == [8000]


@pytest.mark.parametrize("process", [WORKER, MIGRATE, HAND], ids=lambda process: process.name)
def test_what_does_not_answer_has_no_port(app: Template, process: Process) -> None:
    assert "PortMappings" not in container(app, process)
    assert "HealthCheck" not in container(app, process)


@PROCESSES
def test_every_process_has_a_log_that_ends(app: Template, process: Process) -> None:
    options = container(app, process)["LogConfiguration"]["Options"]
    group = app["Resources"][options["awslogs-group"]["Ref"]]["Properties"]
    assert group["LogGroupName"] == f"/cruddur/small/{process.name}"
    assert options["awslogs-stream-prefix"] == process.name


def test_every_log_group_has_an_end(app: Template) -> None:
    for name, group in of_kind(app, "AWS::Logs::LogGroup").items():
        assert group["RetentionInDays"] == 30, name


# What it may do


@PROCESSES
def test_rights_are_what_the_code_calls(app: Template, process: Process) -> None:
    role = definition(app, process)["TaskRoleArn"]["Fn::GetAtt"][0]
    assert allowed(app, role) == RIGHTS[process.name]


@PROCESSES
def test_rights_are_for_places_of_ours(app: Template, process: Process) -> None:
    role = definition(app, process)["TaskRoleArn"]["Fn::GetAtt"][0]
    for statement in statements(app, role):
        assert statement["Effect"] == "Allow"
        for resource in _listed(statement["Resource"]):
            assert joined(resource) != "*"
            assert "<" in joined(resource), "names something that is made here"
        for action in _listed(statement["Action"]):
            assert "*" not in action


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_tasks_may_not_read_what_only_starting_them_takes(app: Template) -> None:
    """The secrets that are put into the environment, by another role."""
    for process in ALL:
        role = definition(app, process)["TaskRoleArn"]["Fn::GetAtt"][0]
        for statement in statements(app, role):
            assert "PokeSecret" not in text(statement)
            assert "SecretKey" not in text(statement)


def test_files_are_reached_by_their_folders(app: Template) -> None:
    web = definition(app, WEB)["TaskRoleArn"]["Fn::GetAtt"][0]
    places = {
        action: joined(statement["Resource"])
        for statement in statements(app, web)
        for action in _listed(statement["Action"])
        if action.startswith("s3:")
    }
    assert places["s3:PutObject"].endswith("/uploads/*")
    assert places["s3:GetObject"].endswith("/exports/*")


@pytest.mark.parametrize("kind", ["AWS::IAM::Role", "AWS::IAM::Policy"])
def test_nobody_in_the_stack_may_do_everything_or_anything_everywhere(
    app: Template, kind: str
) -> None:
    for name, properties in of_kind(app, kind).items():
        documents = [each["PolicyDocument"] for each in properties.get("Policies", [])]
        if "PolicyDocument" in properties:
            documents.append(properties["PolicyDocument"])
        for statement in (one for each in documents for one in each["Statement"]):
            actions = _listed(statement["Action"])
            assert not [action for action in actions if "*" in action], name
            if "*" in _listed(statement["Resource"]):
                assert actions == ["ecr:GetAuthorizationToken"], name


# Where it runs


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
    group = one(
        app, "AWS::ElasticLoadBalancingV2::TargetGroup", f"{process.name.title()}Targets"
    )
    assert group["HealthCheckPath"] == "/healthz"
    assert group["Matcher"] == {"HttpCode": "200"}
    assert group["TargetType"] == "ip"
    attributes = {each["Key"]: each["Value"] for each in group["TargetGroupAttributes"]}
    assert attributes["deregistration_delay.timeout_seconds"] == str(process.drain_seconds)


def test_a_process_has_ended_before_it_is_killed() -> None:
    for process in (WEB, EVENTS):
        (graceful,) = re.findall(r"--graceful-timeout=(\d+)", " ".join(process.command))
        assert int(graceful) < process.drain_seconds < process.stop_seconds


# A release


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
        for action in _listed(statement["Action"])
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


# How many


def _policies(app: Template, process: Process) -> list[Template]:
    return list(
        of_kind(
            app,
            "AWS::ApplicationAutoScaling::ScalingPolicy",
            f"{process.name.title()}Service",
        ).values()
    )


@pytest.mark.parametrize(
    ("process", "counts"), [(WEB, (1, 4)), (EVENTS, (1, 4)), (WORKER, (1, 2))]
)
def test_there_are_as_many_as_the_settings_say(
    app: Template, process: Process, counts: tuple[int, int]
) -> None:
    target = one(
        app,
        "AWS::ApplicationAutoScaling::ScalableTarget",
        f"{process.name.title()}Service",
    )
    assert (target["MinCapacity"], target["MaxCapacity"]) == counts


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


# Who is told


def _watches(app: Template) -> dict[str, Template]:
    """The alarms that are for people; scaling has some of its own."""
    return {
        re.sub("[0-9A-F]{8}$", "", name): alarm
        for name, alarm in of_kind(app, "AWS::CloudWatch::Alarm").items()
        if "AlarmDescription" in alarm and "Service" not in name
    }


def test_there_is_an_alarm_for_what_people_would_notice(app: Template) -> None:
    assert set(_watches(app)) == {
        *("Errors", "Slow", "WebMissing", "EventsMissing"),
        *("DeadLetters", "StreamBehind", "WorkerBehind"),
        *("DatabaseFull", "DatabaseBusy"),
    }


def test_every_alarm_tells_somebody_and_names_a_runbook_that_exists(app: Template) -> None:
    for name, alarm in _watches(app).items():
        assert len(alarm["AlarmActions"]) == 1, name
        assert "Alarms" in text(alarm["AlarmActions"]), name
        (runbook,) = re.findall(rf"{RUNBOOKS}/[a-z-]+\.md", alarm["AlarmDescription"])
        assert name in (ROOT / runbook).read_text(), f"{runbook} does not speak of {name}"


def test_every_runbook_is_named_by_an_alarm(app: Template) -> None:
    named = " ".join(alarm["AlarmDescription"] for alarm in _watches(app).values())
    for runbook in (ROOT / RUNBOOKS).glob("*.md"):
        assert runbook.name in named


def test_silence_is_a_bad_sign_of_those_who_should_speak(app: Template) -> None:
    silent = {
        name for name, alarm in _watches(app).items() if alarm["TreatMissingData"] == "breaching"
    }
    assert silent == {"WebMissing", "EventsMissing", "WorkerBehind"}


def test_a_failing_handful_is_no_share(app: Template) -> None:
    (expression,) = [
        each["Expression"] for each in _watches(app)["Errors"]["Metrics"] if "Expression" in each
    ]
    assert expression == "IF(asked > 20, 100 * (FILL(app, 0) + FILL(door, 0)) / asked, 0)"
