"""A command of `manage.py` as a task of its own, in the emulator's ECS, which runs no containers:
the test ends the task, and says in its log what the command would have said.
"""

import threading
import time
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from cruddur.devtools.console import Refusal
from infra import by_hand
from infra.by_hand import ByHand
from infra.deployed import Deployed
from tests.infra import stages


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(by_hand, "POLL_SECONDS", 0.1)
    stage = stages.new_stage()
    stages.make(stage, "app")
    boto3.client("logs").create_log_group(logGroupName=f"/cruddur/{stage}/hand")
    yield stage
    stages.forget(stage)


class Container(threading.Thread):
    """Waits for the task, says something, and ends."""

    def __init__(self, stage: str, says: str) -> None:
        super().__init__(daemon=True)
        self.ecs: Any = boto3.client("ecs")
        self.logs: Any = boto3.client("logs")
        self.cluster, self.group, self.says = f"cruddur-{stage}", f"/cruddur/{stage}/hand", says
        self.command: list[str] = []
        self.start()

    def run(self) -> None:
        while not (found := self.ecs.list_tasks(cluster=self.cluster)["taskArns"]):
            time.sleep(0.05)
        (task,) = self.ecs.describe_tasks(cluster=self.cluster, tasks=found)["tasks"]
        self.command = task["overrides"]["containerOverrides"][0]["command"]
        place = {
            "logGroupName": self.group,
            "logStreamName": f"hand/hand/{found[0].rsplit('/', 1)[1]}",
        }
        self.logs.create_log_stream(**place)
        said = {"timestamp": int(time.time() * 1000), "message": self.says}
        self.logs.put_log_events(**place, logEvents=[said])
        self.ecs.stop_task(cluster=self.cluster, task=found[0], reason="it ended")

    def streams(self) -> list[Any]:
        found: list[Any] = self.logs.describe_log_streams(logGroupName=self.group)["logStreams"]
        return found


@pytest.fixture
def hand(stage: str) -> ByHand:
    session = boto3.Session()
    return ByHand(session, Deployed(session, stage))


def ends_badly(hand: ByHand, monkeypatch: pytest.MonkeyPatch) -> None:
    """The emulator says of every task that it ended well."""
    wait = hand._wait

    def badly(arn: str) -> dict[str, Any]:
        task = wait(arn)
        task["containers"][0]["exitCode"] = 1
        return task

    monkeypatch.setattr(hand, "_wait", badly)


def test_it_shows_what_the_command_says(stage: str, hand: ByHand) -> None:
    container = Container(stage, "0 feeds differ")
    assert hand.manage("feeds_rebuild", "--dry-run") == "0 feeds differ"
    assert container.command == ["python", "manage.py", "feeds_rebuild", "--dry-run"]
    assert len(container.streams()) == 1


def test_a_password_is_not_left_in_the_log(stage: str, hand: ByHand) -> None:
    container = Container(stage, "password: x")
    assert hand.manage("create_admin", forget=True) == "password: x"
    assert container.streams() == []


def test_a_failure_is_told_with_its_words(
    stage: str, hand: ByHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends_badly(hand, monkeypatch)
    Container(stage, "Traceback")
    with pytest.raises(Refusal, match=r"`manage.py feeds_rebuild` failed \(.+\):\nTraceback"):
        hand.manage("feeds_rebuild")
