"""A resource of CloudFormation: runs the task `migrate`, waits for it, and says how it ended.

Everything of the app stack that runs the release depends on it. It has to answer CloudFormation
whatever happens, or a deployment hangs for an hour.
"""

import json
import time
import urllib.request
from collections.abc import Callable
from typing import Any

import boto3

RESOURCE = "migrate"
# CloudFormation takes 4 kB in all.
LONGEST_REASON = 2000
LONGEST_LOG = 1500
LAST_LINES = 8
POLL_SECONDS = 5
# What must be left of the function's time to read the log and to answer.
SPARE_SECONDS = 30
ANSWER_TRIES = 4


class Failed(Exception):
    """Why the schema is not the one of this release, in words for whoever deploys."""


def handler(event: dict[str, Any], context: Any) -> None:
    """Called by CloudFormation, whose address for the answer is in the event."""
    status, reason = "SUCCESS", ""
    try:
        # Migrations only go forward, so taking the stack down leaves the schema as it is.
        if event["RequestType"] != "Delete":
            migrate(event, lambda: context.get_remaining_time_in_millis() / 1000 - SPARE_SECONDS)
    except Failed as failure:
        status, reason = "FAILED", str(failure)
    except Exception as error:  # an answer, whatever it is
        status, reason = "FAILED", f"migrate could not be run: {error!r}"
    answer(event, status, reason)


def migrate(event: dict[str, Any], time_left: Callable[[], float]) -> None:
    """Run the task to its end. Raises Failed."""
    settings = event["ResourceProperties"]
    ecs = boto3.client("ecs")
    arn = start(ecs, settings, token=event["RequestId"])
    task = wait(ecs, settings["Cluster"], arn, time_left)
    container = task["containers"][0]
    code = container.get("exitCode")
    if code is None:
        why = [task.get("stoppedReason", ""), container.get("reason", "")]
        raise Failed(f"migrate could not start: {' '.join(filter(None, why)) or 'no reason given'}")
    if code != 0:
        raise Failed(f"migrate ended with exit code {code}: {last_words(settings, arn)}")


def start(ecs: Any, settings: dict[str, Any], *, token: str) -> str:
    """The task's ARN; the same one when the same request comes twice. Raises Failed."""
    answered = ecs.run_task(
        cluster=settings["Cluster"],
        taskDefinition=settings["TaskDefinition"],
        launchType="FARGATE",
        startedBy="cloudformation",
        clientToken=token,
        networkConfiguration={
            "awsvpcConfiguration": {
                "subnets": settings["Subnets"],
                "securityGroups": settings["SecurityGroups"],
                "assignPublicIp": "DISABLED",
            }
        },
    )
    if not answered["tasks"]:
        reasons = [one.get("reason", "") for one in answered.get("failures", [])]
        raise Failed(f"migrate could not be placed: {', '.join(reasons) or 'no reason given'}")
    arn: str = answered["tasks"][0]["taskArn"]
    return arn


def wait(ecs: Any, cluster: str, arn: str, time_left: Callable[[], float]) -> dict[str, Any]:
    """The task, stopped. Raises Failed for one that takes longer than this function may."""
    while time_left() > 0:
        # A task that was just made may not be known for a moment.
        for task in ecs.describe_tasks(cluster=cluster, tasks=[arn])["tasks"]:
            if task["lastStatus"] == "STOPPED":
                found: dict[str, Any] = task
                return found
        time.sleep(POLL_SECONDS)
    raise Failed(
        "migrate is still at work. It is left to end by itself: see its log, and deploy again"
        f" when it has. Task {arn}"
    )


def last_words(settings: dict[str, Any], arn: str) -> str:
    """The end of the task's log, or where it is."""
    group = settings["LogGroup"]
    try:
        lines = boto3.client("logs").get_log_events(
            logGroupName=group,
            logStreamName=f"{RESOURCE}/{RESOURCE}/{arn.rpartition('/')[2]}",
            limit=LAST_LINES,
            startFromHead=False,
        )["events"]
    except Exception as error:  # the exit code is worth telling without it
        return f"its log could not be read ({error!r}): see {group}"
    said = "\n".join(line["message"] for line in lines)[-LONGEST_LOG:]
    return said or f"it said nothing: see {group}"


def answer(event: dict[str, Any], status: str, reason: str) -> None:
    """Tell CloudFormation. Raises OSError when it does not listen, after some tries."""
    print(json.dumps({"status": status, "reason": reason, "request": event["RequestType"]}))
    body = {
        "Status": status,
        "Reason": reason[:LONGEST_REASON] or "done",
        "PhysicalResourceId": RESOURCE,
        **{name: event[name] for name in ("StackId", "RequestId", "LogicalResourceId")},
    }
    request = urllib.request.Request(  # noqa: S310 - CloudFormation's own address
        event["ResponseURL"],
        data=json.dumps(body).encode(),
        method="PUT",
        # The address is signed for no type.
        headers={"Content-Type": ""},
    )
    for attempt in range(1, ANSWER_TRIES + 1):
        try:
            urllib.request.urlopen(request, timeout=10).close()  # noqa: S310
        except OSError:
            if attempt == ANSWER_TRIES:
                raise
            time.sleep(2**attempt)
        else:
            return
