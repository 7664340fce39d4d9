"""The event stream in the API document. Its code is no Django view: see asgi.py."""

from copy import deepcopy
from typing import Any

_EVENTS = {
    "get": {
        "operationId": "events",
        "description": (
            "The event stream of the person whose token it is, open until the token ends. It "
            "begins with `hello`, which names it; `resync` says to fetch again what is shown, and "
            "`bye` to open another one. All kinds are in docs/events.md."
        ),
        "parameters": [
            {
                "in": "header",
                "name": "Last-Event-ID",
                "schema": {"type": "string"},
                "description": "the id of the last event seen, to be given what was missed",
            }
        ],
        "tags": ["events"],
        "security": [{"cognito": []}],
        "responses": {
            "200": {
                "description": "Server-sent events with JSON data",
                "content": {"text/event-stream": {"schema": {"type": "string"}}},
            }
        },
    }
}


def add_event_stream(
    result: dict[str, Any], generator: Any, request: Any, public: bool
) -> dict[str, Any]:
    """drf-spectacular's hook."""
    result["paths"]["/api/v1/events"] = deepcopy(_EVENTS)
    return result
