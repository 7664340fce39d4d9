"""IAM that judges calls to ECS as AWS does: by the task or its definition, within a cluster.

The emulator asks about the cluster that a call names, and tells conditions nothing of it.
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
        if service != "ecs":
            return found
        _, _, headers, body = rest[:4]
        return _of_ecs(_read(body), headers.get("x-amz-target", "")) or found

    def context(service: str, action: str, body: bytes, *rest: Any) -> Any:
        told = tell_tags(service, action, body, *rest)
        cluster = _read(body).get("cluster") if service == "ecs" else None
        return {**told, "ecs:cluster": _arn(f"cluster/{cluster}")} if cluster else told

    iam_actions.extract_resource_arn = resource
    iam_actions.request_tag_context = context


def _of_ecs(body: Body, target: str) -> str | None:
    """The ARN that the call is about, where it is not about the cluster itself."""
    operation = target.rpartition(".")[2]
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
