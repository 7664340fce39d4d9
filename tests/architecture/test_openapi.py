"""The API document: committed, true, and with a limit on every list."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer

COMMITTED = Path(__file__).resolve().parent.parent.parent / "docs" / "openapi.yaml"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    generated = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    document: dict[str, Any] = yaml.safe_load(
        OpenApiYamlRenderer().render(generated, None, {})  # type: ignore[no-untyped-call]
    )
    return document


def test_the_committed_document_is_what_the_code_says(schema: dict[str, Any]) -> None:
    assert yaml.safe_load(COMMITTED.read_text()) == schema, "run `make schema`"


def test_every_list_has_a_cursor_and_a_limit(schema: dict[str, Any]) -> None:
    lists = []
    for path, operations in schema["paths"].items():
        answer = operations.get("get", {}).get("responses", {}).get("200", {})
        shape = answer.get("content", {}).get("application/json", {}).get("schema", {})
        if "$ref" in shape:
            shape = schema["components"]["schemas"][shape["$ref"].rsplit("/", 1)[1]]
        if shape.get("type") == "array" or "items" in shape.get("properties", {}):
            lists.append(path)
            parameters = {p["name"] for p in operations["get"].get("parameters", [])}
            assert {"cursor", "limit"} <= parameters, path
            assert {"items", "next"} <= set(shape["properties"]), path
    assert len(lists) >= 5


def test_every_route_answers_with_problem_documents(schema: dict[str, Any]) -> None:
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            content = operation["responses"]["default"]["content"]
            assert "application/problem+json" in content, (method, path)


def test_routes_are_public_only_where_meant(schema: dict[str, Any]) -> None:
    public = {
        (method, path.removeprefix("/api/v1"))
        for path, operations in schema["paths"].items()
        for method, operation in operations.items()
        if not operation.get("security") or {} in operation["security"]
    }
    assert public == {
        ("get", "/config"),
        ("get", "/handles/{handle}"),
        ("get", "/profiles/{handle}"),
        ("get", "/profiles/{handle}/posts"),
        ("get", "/profiles/{handle}/followers"),
        ("get", "/profiles/{handle}/following"),
        ("get", "/tags/{tag}"),
        ("get", "/users/{handle}.rss"),
        ("get", "/tags/{tag}.rss"),
        ("get", "/oembed"),
        ("get", "/posts/{post_id}"),
        ("get", "/posts/{post_id}/thread"),
        ("get", "/posts/{post_id}/history"),
        ("get", "/posts/{post_id}/likes"),
        ("get", "/posts/{post_id}/reposts"),
        ("get", "/posts/{post_id}/quotes"),
        ("get", "/feeds/public"),
        ("get", "/feeds/tags/{tag}"),
    }
