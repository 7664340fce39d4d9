"""The resource that runs `migrate`: whatever happens, CloudFormation is answered."""

import json
import urllib.request
from collections.abc import Callable
from typing import Any
from urllib.error import URLError

import pytest

from infra.functions import migrate

TASK = "arn:aws:ecs:us-east-1:111111111111:task/cruddur-small/0123456789abcdef"
SETTINGS = {
    "Cluster": "cruddur-small",
    "TaskDefinition": "cruddur-small-migrate:7",
    "Subnets": ["subnet-1", "subnet-2"],
    "SecurityGroups": ["sg-1"],
    "LogGroup": "/cruddur/small/migrate",
}


def asked(kind: str = "Create") -> dict[str, Any]:
    return {
        "RequestType": kind,
        "RequestId": "8f2c4e1a-0000-4000-8000-000000000000",
        "StackId": "stack",
        "LogicalResourceId": "Migration",
        "ResponseURL": "https://cloudformation.example/answer",
        "ResourceProperties": SETTINGS,
    }


class Lambda:
    """What AWS hands to a function: how much of its time is left."""

    def __init__(self, seconds: float = 900) -> None:
        self.seconds = seconds

    def get_remaining_time_in_millis(self) -> float:
        self.seconds -= 10
        return self.seconds * 1000


class Ecs:
    """Runs one task, which is in these states one after the other."""

    def __init__(self, *states: dict[str, Any]) -> None:
        self.states = list(states)
        self.asked: list[dict[str, Any]] = []
        self.failures: list[dict[str, str]] = []

    def run_task(self, **arguments: Any) -> dict[str, Any]:
        self.asked.append(arguments)
        return {
            "tasks": [] if self.failures else [{"taskArn": TASK}],
            "failures": self.failures,
        }

    def describe_tasks(self, **arguments: Any) -> dict[str, Any]:
        assert arguments == {"cluster": "cruddur-small", "tasks": [TASK]}
        state = self.states.pop(0) if len(self.states) > 1 else self.states[0]
        return {"tasks": [state] if state else []}


class Logs:
    """The log of the task, or none."""

    def __init__(self, *lines: str, broken: bool = False) -> None:
        self.lines = lines
        self.broken = broken

    def get_log_events(self, **arguments: Any) -> dict[str, Any]:
        assert arguments["logGroupName"] == "/cruddur/small/migrate"
        assert arguments["logStreamName"] == "migrate/migrate/0123456789abcdef"
        if self.broken:
            raise RuntimeError("no such stream")
        return {"events": [{"message": line} for line in self.lines]}


Answers = list[dict[str, Any]]
Run = Callable[..., Answers]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Ask for the resource with these in AWS's place; what CloudFormation was answered."""

    def asked_of(
        ecs: Any, *, logs: Any = None, event: dict[str, Any] | None = None, seconds: float = 900
    ) -> Answers:
        answers: Answers = []
        clients = {"ecs": ecs, "logs": logs or Logs()}
        monkeypatch.setattr("infra.functions.migrate.boto3.client", clients.__getitem__)
        monkeypatch.setattr("infra.functions.migrate.time.sleep", lambda seconds: None)
        monkeypatch.setattr("urllib.request.urlopen", _answered_into(answers))
        migrate.handler(event or asked(), Lambda(seconds))
        return answers

    return asked_of


def _answered_into(answers: Answers) -> Callable[..., Any]:
    class Taken:
        def close(self) -> None: ...

    def urlopen(request: urllib.request.Request, timeout: float) -> Taken:
        assert request.method == "PUT"
        assert request.full_url == "https://cloudformation.example/answer"
        assert request.get_header("Content-type") == ""
        assert isinstance(request.data, bytes)
        answers.append(json.loads(request.data))
        return Taken()

    return urlopen


def stopped(code: int | None, **more: Any) -> dict[str, Any]:
    container = {} if code is None else {"exitCode": code}
    return {"lastStatus": "STOPPED", "containers": [container | more.pop("container", {})], **more}


def test_it_is_waited_for_until_it_has_ended(run: Run) -> None:
    ecs = Ecs({}, {"lastStatus": "PENDING"}, {"lastStatus": "RUNNING"}, stopped(0))
    (answer,) = run(ecs)
    assert answer == {
        "Status": "SUCCESS",
        "Reason": "done",
        "PhysicalResourceId": "migrate",
        "StackId": "stack",
        "RequestId": asked()["RequestId"],
        "LogicalResourceId": "Migration",
    }
    assert len(ecs.states) == 1


def test_it_runs_where_it_is_told_without_a_public_address(run: Run) -> None:
    ecs = Ecs(stopped(0))
    run(ecs)
    (started,) = ecs.asked
    assert started["cluster"] == "cruddur-small"
    assert started["taskDefinition"] == "cruddur-small-migrate:7"
    assert started["networkConfiguration"]["awsvpcConfiguration"] == {
        "subnets": ["subnet-1", "subnet-2"],
        "securityGroups": ["sg-1"],
        "assignPublicIp": "DISABLED",
    }


def test_the_same_request_twice_is_one_task(run: Run) -> None:
    """AWS may call the function again; ECS knows the token."""
    ecs = Ecs(stopped(0))
    run(ecs)
    run(ecs)
    assert {started["clientToken"] for started in ecs.asked} == {asked()["RequestId"]}


def test_a_new_release_runs_it_again(run: Run) -> None:
    ecs = Ecs(stopped(0))
    (answer,) = run(ecs, event=asked("Update"))
    assert answer["Status"] == "SUCCESS"
    assert len(ecs.asked) == 1


def test_a_failing_migration_fails_with_what_it_said_last(run: Run) -> None:
    log = Logs("Applying posts.0006...", 'column "burns_at" does not exist')
    (answer,) = run(Ecs(stopped(1)), logs=log)
    assert answer["Status"] == "FAILED"
    assert "exit code 1" in answer["Reason"]
    assert answer["Reason"].endswith('column "burns_at" does not exist')


@pytest.mark.parametrize(
    ("log", "said"),
    [(Logs(), "it said nothing"), (Logs(broken=True), "no such stream")],
)
def test_without_words_it_says_where_to_look(run: Run, log: Logs, said: str) -> None:
    (answer,) = run(Ecs(stopped(2)), logs=log)
    assert answer["Status"] == "FAILED"
    assert said in answer["Reason"]
    assert "/cruddur/small/migrate" in answer["Reason"]


def test_a_long_log_does_not_burst_the_answer(run: Run) -> None:
    (answer,) = run(Ecs(stopped(1)), logs=Logs("x" * 10_000, "the end"))
    assert len(json.dumps(answer)) < 4096
    assert answer["Reason"].endswith("the end")


def test_a_task_that_cannot_start_fails_with_the_reason(run: Run) -> None:
    task = stopped(
        None,
        stoppedReason="CannotPullContainerError: not found",
        container={"reason": "no such tag"},
    )
    (answer,) = run(Ecs(task))
    assert answer["Status"] == "FAILED"
    assert "CannotPullContainerError: not found no such tag" in answer["Reason"]


def test_a_task_that_cannot_be_placed_fails_with_the_reason(run: Run) -> None:
    ecs = Ecs(stopped(0))
    ecs.failures = [{"reason": "Capacity is unavailable at this time"}]
    (answer,) = run(ecs)
    assert answer["Status"] == "FAILED"
    assert "Capacity is unavailable" in answer["Reason"]


def test_one_that_takes_too_long_is_left_and_told(run: Run) -> None:
    (answer,) = run(Ecs({"lastStatus": "RUNNING"}), seconds=120)
    assert answer["Status"] == "FAILED"
    assert "still at work" in answer["Reason"]
    assert TASK in answer["Reason"]


def test_taking_the_stack_down_leaves_the_schema(run: Run) -> None:
    ecs = Ecs(stopped(0))
    (answer,) = run(ecs, event=asked("Delete"))
    assert answer["Status"] == "SUCCESS"
    assert ecs.asked == []


@pytest.mark.parametrize(
    "broken",
    [
        {"ResourceProperties": {}},
        {"ResourceProperties": SETTINGS | {"Cluster": None}, "RequestType": None},
    ],
)
def test_whatever_is_wrong_is_answered(run: Run, broken: dict[str, Any]) -> None:
    (answer,) = run(object(), event=asked() | broken)
    assert answer["Status"] == "FAILED"
    assert "could not be run" in answer["Reason"]


def test_an_answer_that_does_not_get_through_is_tried_again(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []

    def refuse(request: object, timeout: float) -> None:
        tries.append(1)
        raise URLError("no route")

    event = asked("Delete")
    monkeypatch.setattr("infra.functions.migrate.time.sleep", lambda seconds: None)
    monkeypatch.setattr("urllib.request.urlopen", refuse)
    # Raised in the end, so that AWS calls the function again.
    with pytest.raises(URLError):
        migrate.handler(event, Lambda())
    assert len(tries) == migrate.ANSWER_TRIES
