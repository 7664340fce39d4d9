"""What runs: the commands, the settings and the logs of tasks."""

import json
import re
from pathlib import Path

import pytest

from infra import processes
from infra.processes import ALL, EVENTS, HAND, MIGRATE, WEB, WORKER, Process
from tests.infra.reading import Template, definition, joined, of_kind
from tests.infra.synthesised import IMAGE, Synthesised

ROOT = Path(__file__).parents[2]
SETTINGS = {
    *("SITE_URL", "ALLOWED_HOSTS", "SECURE_PROXY_HEADER", "AWS_REGION"),
    *("DATABASE_URL", "DATABASE_SECRET_ARN", "DATABASE_POOL_SIZE"),
    *("COGNITO_USER_POOL_ID", "COGNITO_CLIENT_ID", "COGNITO_ADMIN_CLIENT_ID"),
    *("MESSAGES_TABLE", "MESSAGES_DEAD_LETTERS", "MEDIA_BUCKET", "CDN_DISTRIBUTION_ID"),
    *("METRICS", "METRICS_NAMESPACE", "RELEASE"),
}
PROCESSES = pytest.mark.parametrize("process", ALL, ids=lambda process: process.name)


@pytest.fixture
def app(small: Synthesised) -> Template:
    return small.templates["app"]


def container(app: Template, process: Process) -> Template:
    (found,) = definition(app, process)["ContainerDefinitions"]
    assert isinstance(found, dict)
    return found


@PROCESSES
def test_a_task_runs_its_command_in_the_image_of_the_release(
    app: Template, process: Process
) -> None:
    made = container(app, process)
    assert tuple(made["Command"]) == process.command
    assert joined(made["Image"]).endswith(f":{IMAGE}")
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
    (command,) = re.findall(r"^CMD (\[.*\])$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
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
    told = {each["Name"]: joined(each["Value"]) for each in container(app, WEB)["Environment"]}
    url = told["DATABASE_URL"]
    assert url.startswith("postgresql://cruddur@<")
    assert url.endswith(":5432/cruddur?sslmode=verify-full&sslrootcert=/app/rds.pem")
    assert "Secret" in told["DATABASE_SECRET_ARN"]


def test_web_is_told_by_a_header_that_only_cloudfront_sets(app: Template) -> None:
    told = {each["Name"]: each["Value"] for each in container(app, WEB)["Environment"]}
    assert told["SECURE_PROXY_HEADER"] == "CloudFront-Forwarded-Proto"
    assert told["RELEASE"] == IMAGE


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
