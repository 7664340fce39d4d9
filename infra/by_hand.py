"""Runs `manage.py` with a command of yours in the cloud, once, and shows what it says.

python -m infra.by_hand small messaging_rebuild

It is a task of its own beside the services: the same image, network and settings.
"""

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import boto3

from cruddur.devtools.console import Refusal, show, step
from infra.config import load
from infra.deployed import Deployed
from infra.processes import HAND

POLL_SECONDS = 3
LONGEST_SECONDS = 3600


@dataclass(frozen=True)
class Task:
    """A task definition with its one container, and where its words go."""

    arn: str
    container: str
    group: str
    prefix: str


class ByHand:
    def __init__(self, session: boto3.Session, deployed: Deployed) -> None:
        self.ecs: Any = session.client("ecs")  # its types are not among our boto3-stubs
        self.logs: Any = session.client("logs")
        self.deployed = deployed

    def manage(self, *command: str, forget: bool = False) -> str:
        """What `manage.py` said. Raises Refusal, with it, where it failed.

        With `forget` its log is removed, since nobody else is to read what it says.
        """
        task = self._task()
        arn = self._start(task, ["python", "manage.py", *command])
        ended = self._wait(arn)
        said = self._said(task, arn.rsplit("/", 1)[1], forget=forget)
        container = ended["containers"][0]
        if container.get("exitCode") != 0:
            reason = container.get("reason") or ended.get("stoppedReason") or "it gave no reason"
            raise Refusal(f"`manage.py {command[0]}` failed ({reason}):\n{said}")
        return said

    @property
    def cluster(self) -> str:
        return self.deployed.one("app", "AWS::ECS::Cluster")

    def _task(self) -> Task:
        for each in self.deployed.resources("app"):
            if each.kind == "AWS::ECS::TaskDefinition":
                found = self.ecs.describe_task_definition(taskDefinition=each.id)
                container = found["taskDefinition"]["containerDefinitions"][0]
                if container["name"] == HAND.name:
                    options = container["logConfiguration"]["options"]
                    return Task(
                        each.id,
                        HAND.name,
                        options["awslogs-group"],
                        options["awslogs-stream-prefix"],
                    )
        raise LookupError(f"There is no task named {HAND.name}.")

    def _start(self, task: Task, command: Sequence[str]) -> str:
        """In the network of the services."""
        service = self.deployed.one("app", "AWS::ECS::Service")
        described = self.ecs.describe_services(cluster=self.cluster, services=[service])
        started = self.ecs.run_task(
            cluster=self.cluster,
            taskDefinition=task.arn,
            launchType="FARGATE",
            networkConfiguration=described["services"][0]["networkConfiguration"],
            overrides={"containerOverrides": [{"name": task.container, "command": [*command]}]},
        )
        if started["failures"]:
            raise Refusal(f"The task did not start: {started['failures'][0]['reason']}")
        return str(started["tasks"][0]["taskArn"])

    def _wait(self, arn: str) -> dict[str, Any]:
        until = time.monotonic() + LONGEST_SECONDS
        while time.monotonic() < until:
            task: dict[str, Any] = self.ecs.describe_tasks(cluster=self.cluster, tasks=[arn])[
                "tasks"
            ][0]
            if task["lastStatus"] == "STOPPED":
                return task
            time.sleep(POLL_SECONDS)
        raise Refusal(f"The task {arn} is still running; its words are in its log.")

    def _said(self, task: Task, task_id: str, *, forget: bool) -> str:
        stream = {
            "logGroupName": task.group,
            "logStreamName": f"{task.prefix}/{task.container}/{task_id}",
        }
        try:
            events = self.logs.get_log_events(**stream, startFromHead=True)["events"]
            if forget:
                self.logs.delete_log_stream(**stream)
        except self.logs.exceptions.ResourceNotFoundException:
            return ""
        return "\n".join(each["message"] for each in events)


def main(argv: list[str]) -> int:
    stage, *command = argv
    session = boto3.Session(region_name=load(stage, {}).region)
    try:
        with step(f"manage.py {' '.join(command)}"):
            said = ByHand(session, Deployed(session, stage)).manage(*command)
    except (Refusal, LookupError) as error:
        show(str(error))
        return 1
    show(said)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
