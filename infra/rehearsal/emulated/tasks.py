"""ECS that runs its tasks: the emulator's own, on an engine whose containers are processes.

The emulator's CloudFormation passes a task definition's inner names on as they are written in
templates and its ECS does not know them so; and it calls a service made before it stands. Both
are set right here.
"""

import hashlib
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ministack.core.responses import (  # type: ignore[import-not-found]
    get_account_id,
    get_region,
)
from ministack.services import ecr, ecs, sts  # type: ignore[import-not-found]
from ministack.services.cloudformation import (  # type: ignore[import-not-found]
    provisioners,
    stacks,
)

from infra.rehearsal.emulated.engine import LABEL, Containers, Engine
from infra.rehearsal.emulated.images import Images
from infra.rehearsal.emulated.world import World

SERVICE = "AWS::ECS::Service"
TASK_DEFINITION = "AWS::ECS::TaskDefinition"
STEADY_SECONDS = 300
POLL_SECONDS = 0.2

Properties = dict[str, Any]


class NotSteady(Exception):
    """A service did not come to stand; the message is what CloudFormation gives as its reason."""


def install(world: World) -> Engine:
    """Let ECS run tasks, and CloudFormation wait for services. Close the engine in the end."""
    images = Images(_pushed)
    engine = Engine(Containers(world, images, _credentials), images)
    ecs._docker = engine
    _tell_the_engine_the_definition()
    _register(TASK_DEFINITION, _with_its_names)
    _register(SERVICE, _when_it_stands)
    # Waiting is done off the event loop: the tasks that are waited for ask the emulator things.
    on_thread = stacks._runs_on_worker_thread
    stacks._runs_on_worker_thread = lambda kind: kind == SERVICE or on_thread(kind)
    return engine


def _pushed(repository: str) -> Sequence[dict[str, Any]]:
    found: Sequence[dict[str, Any]] = ecr._images.get(repository) or ()
    return found


def _credentials(labels: Mapping[str, str]) -> dict[str, str]:
    """Those of a session of the task's role, so that the emulator asks its policies.

    Fargate gives them by an address that is asked; the region it sets as here.
    """
    family, version = (labels[f"{LABEL}task-definition-{part}"] for part in ("family", "version"))
    role = ecs._task_defs[f"{family}:{version}"].get("taskRoleArn", "").rsplit("/", 1)[-1]
    session = labels[f"{LABEL}task-arn"].rsplit("/", 1)[-1]
    digest = hashlib.sha256(f"{role} {session}".encode()).hexdigest()
    key, secret, token = f"ASIA{digest[:16].upper()}", digest[16:56], digest
    sts.register_session(
        key,
        {
            "Arn": f"arn:aws:sts::{get_account_id()}:assumed-role/{role}/{session}",
            "UserId": f"{role}:{session}",
            "SecretAccessKey": secret,
            "SessionToken": token,
        },
    )
    return {
        "AWS_ACCESS_KEY_ID": key,
        "AWS_SECRET_ACCESS_KEY": secret,
        "AWS_SESSION_TOKEN": token,
        "AWS_REGION": get_region(),
        "AWS_DEFAULT_REGION": get_region(),
    }


def _tell_the_engine_the_definition() -> None:
    """Health check, ports and time to stop are in it, and a Docker client is not told."""
    start = ecs._run_docker_container

    def start_with_definition(
        client: Engine, definition: Properties, arguments: Properties, **options: Any
    ) -> Any:
        arguments["definition"] = definition
        return start(client, definition, arguments, **options)

    ecs._run_docker_container = start_with_definition


def _register(kind: str, wrap: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    handler = provisioners._RESOURCE_HANDLERS[kind]
    handler["create"] = wrap(handler["create"])
    handler["update"] = wrap(handler["update"])


def _with_its_names(make: Callable[..., Any]) -> Callable[..., Any]:
    """Write the inner names of containers as ECS does; as they come, secrets would be left out."""

    def made(*arguments: Any, **named: Any) -> Any:
        arn, attributes = make(*arguments, **named)
        definition = ecs._task_defs[arn.rsplit("/", 1)[-1]]
        for container in definition["containerDefinitions"]:
            for key in ("secrets", "healthCheck", "dependsOn", "linuxParameters", "ulimits"):
                if key in container:
                    container[key] = provisioners._pascal_to_camel(container[key])
        return arn, attributes

    return made


def _when_it_stands(make: Callable[..., Any]) -> Callable[..., Any]:
    """Answer when the deployment is done, and fail when the circuit breaker has ended it."""

    def made(*arguments: Any, **named: Any) -> Any:
        arn, attributes = make(*arguments, **named)
        cluster, name = arn.rsplit("/", 2)[-2:]
        _wait_until_steady(f"{cluster}/{name}")
        return arn, attributes

    return made


def _wait_until_steady(key: str) -> None:
    wanted = ecs._services[key]["taskDefinition"]
    deadline = time.monotonic() + STEADY_SECONDS
    while time.monotonic() < deadline:
        service = ecs._services[key]
        primary = ecs._primary_deployment(service)
        if primary["taskDefinition"] != wanted or primary["rolloutState"] == "FAILED":
            raise NotSteady(
                "Error occurred during operation 'ECS Deployment Circuit Breaker was triggered'."
                + _last_reason(service)
            )
        if primary["rolloutState"] == "COMPLETED" and not _others(service, primary):
            return
        threading.Event().wait(POLL_SECONDS)
    raise NotSteady(f"{key} did not become steady within {STEADY_SECONDS} s")


def _others(service: Properties, primary: Properties) -> bool:
    """Whether tasks of an earlier deployment are still there."""
    return any(
        each.get("runningCount") or each.get("pendingCount")
        for each in service["deployments"]
        if each is not primary
    )


def _last_reason(service: Properties) -> str:
    """What the task that stopped last gave as its reason."""
    stopped = [
        task
        for task in ecs._tasks.values()
        if task.get("group") == f"service:{service['serviceName']}"
        and task.get("stopCode") in ("TaskFailedToStart", "EssentialContainerExited")
    ]
    latest: Properties = max(stopped, key=lambda task: str(task.get("stoppedAt")), default={})
    # What it said itself is in its log; here there is room for a line.
    said = str(latest.get("stoppedReason") or "").splitlines()
    return f" {said[0]}" if said else ""
