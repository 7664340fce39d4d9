"""IAM that judges calls by what AWS judges them by.

Calls to ECS by the task or its definition, within a cluster: the emulator asks about the cluster
that a call names, and tells conditions nothing of it. What is said in logs by their streams.
"""

import json
from typing import Any

from ministack.core import iam_actions  # type: ignore[import-not-found]
from ministack.core.responses import (  # type: ignore[import-not-found]
    get_account_id,
    get_region,
)

Body = dict[str, Any]


def install() -> None:
    name_resource, tell_tags = iam_actions.extract_resource_arn, iam_actions.request_tag_context

    def resource(service: str, *rest: Any, **named: Any) -> Any:
        found = name_resource(service, *rest, **named)
        if service not in ("ecs", "logs"):
            return found
        _, _, headers, body = rest[:4]
        operation = headers.get("x-amz-target", "").rpartition(".")[2]
        if service == "logs":
            return _of_logs(_read(body), operation, found)
        return _of_ecs(_read(body), operation) or found

    def context(service: str, action: str, body: bytes, *rest: Any) -> Any:
        told = tell_tags(service, action, body, *rest)
        cluster = _read(body).get("cluster") if service == "ecs" else None
        return {**told, "ecs:cluster": _arn(f"cluster/{cluster}")} if cluster else told

    iam_actions.extract_resource_arn = resource
    iam_actions.request_tag_context = context


def _of_logs(body: Body, operation: str, group: str) -> str:
    if operation in ("GetLogEvents", "PutLogEvents") and group != "*":
        return f"{group.removesuffix(':*')}:log-stream:{body.get('logStreamName', '')}"
    return group


def _of_ecs(body: Body, operation: str) -> str | None:
    """The ARN that the call is about, where it is not about the cluster itself."""
    if operation == "RunTask":
        return _arn(f"task-definition/{body['taskDefinition']}")
    if operation == "DescribeTasks" and body.get("tasks"):
        return _arn(f"task/{body.get('cluster', 'default')}/{body['tasks'][0]}")
    if operation == "StopTask":
        return _arn(f"task/{body.get('cluster', 'default')}/{body['task']}")
    return None


def _arn(resource: str) -> str:
    """Of what was named: by its ARN already, or by its name."""
    if ":" in resource and "arn:" in resource:
        return resource[resource.index("arn:") :]
    return f"arn:aws:ecs:{get_region()}:{get_account_id()}:{resource}"


def _read(body: bytes) -> Body:
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
