"""What drf-spectacular cannot tell of this room's routes."""

from typing import Any

_BODY = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "required": ["handle"],
                "properties": {
                    "handle": {
                        "type": "string",
                        "description": "one's own, once more; empty for who has none yet",
                    }
                },
            }
        }
    },
}


def add_confirmation(
    result: dict[str, Any], generator: Any, request: Any, public: bool
) -> dict[str, Any]:
    """drf-spectacular's hook: what one confirms leaving with, in the body of a DELETE."""
    result["paths"]["/api/v1/me"]["delete"]["requestBody"] = _BODY
    return result
