"""What routes of several rooms say of themselves in the API document."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework.serializers import CharField, Serializer

from apps.core.pagination import DEFAULT_LIMIT, MAX_LIMIT

View = TypeVar("View", bound=Callable[..., Any])


class CognitoScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "apps.profiles.auth.CognitoAuthentication"
    name = "cognito"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "A Cognito access token",
        }


# One page class for each component, however many routes answer with it.
@cache
def _page_of(component: str | type[Serializer[Any]]) -> Any:
    if not isinstance(component, str):
        name = component.__name__.removesuffix("Serializer")
        fields = {"items": component(many=True), "next": CharField(allow_null=True)}
        return inline_serializer(f"{name}Page", fields)
    return {
        "type": "object",
        "required": ["items", "next"],
        "properties": {
            "items": {"type": "array", "items": {"$ref": f"#/components/schemas/{component}"}},
            "next": {"type": "string", "nullable": True, "description": "cursor of what follows"},
        },
    }


def list_schema(
    component: str | type[Serializer[Any]], operation_id: str
) -> Callable[[View], View]:
    """`extend_schema` for a list route: its page parameters, and pages of `component`.

    Another room's component is given by name, since rooms do not import each other's serializers.
    """
    page: Any = _page_of(component)
    decorator: Callable[[View], View] = extend_schema(
        parameters=[
            OpenApiParameter("cursor", str, description="`next` of the page before"),
            OpenApiParameter(
                "limit", int, description=f"1 to {MAX_LIMIT}, {DEFAULT_LIMIT} unless told"
            ),
        ],
        responses={200: page},
        operation_id=operation_id,
    )
    return decorator


_PROBLEM = {
    "type": "object",
    "description": "RFC 9457 problem document",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "for people"},
        "code": {"type": "string", "description": "stable, for programs"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "code", "detail"],
                "properties": {
                    "field": {"type": "string"},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}


def add_problem_answers(
    result: dict[str, Any], generator: Any, request: Any, public: bool
) -> dict[str, Any]:
    """drf-spectacular's hook: add the problem document to every operation as `default`."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = _PROBLEM
    answer = {
        "description": "Refused",
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        },
    }
    for operations in result["paths"].values():
        for operation in operations.values():
            operation["responses"]["default"] = answer
    return result
