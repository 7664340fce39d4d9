"""Every body that is not what a route expects gets a problem document and stores nothing."""

import pytest

from apps.posts.models import Post
from apps.profiles.models import User
from tests.conftest import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        (b"{", "application/json", 400, "malformed_json"),
        (b"[1]", "application/json", 400, "malformed_json"),
        (b'"text"', "application/json", 400, "malformed_json"),
        (b'{"text": NaN}', "application/json", 400, "malformed_json"),
        (b'{"text": "\\ud83d"}', "application/json", 400, "malformed_json"),
        (b"\xff\xfe", "application/json", 400, "malformed_json"),
        (b'{"a":' * 5000 + b"1" + b"}" * 5000, "application/json", 400, "malformed_json"),
        (b'{"text": "' + b"x" * 70_000 + b'"}', "application/json", 413, "too_large"),
        (b"text=hello", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
        (b"{}", "application/json", 400, "invalid"),
        (b'{"text": 5}', "application/json", 400, "invalid"),
        (b'{"text": ["a"]}', "application/json", 400, "invalid"),
        (b'{"text": null}', "application/json", 400, "invalid"),
        (b'{"text": "a\\u0000b"}', "application/json", 400, "invalid"),
        (b'{"text": ""}', "application/json", 400, "text_empty"),
        (b'{"text": "\\u202eabc"}', "application/json", 400, "text_forbidden_character"),
        (b'{"text": "a", "expires_in": "3600"}', "application/json", 400, "invalid"),
        (b'{"text": "a", "expires_in": true}', "application/json", 400, "invalid"),
        (b'{"text": "a", "expires_in": 3601}', "application/json", 400, "expiry_invalid"),
        (b'{"text": "a", "expires_in": -1}', "application/json", 400, "expiry_invalid"),
        (b'{"text": "a", "expires_in": 1e400}', "application/json", 400, "malformed_json"),
    ],
)
def test_a_bad_body_is_refused(
    api: Client, alice: User, body: bytes, content_type: str, status: int, code: str
) -> None:
    response = api(alice).post("/api/v1/posts", body, content_type=content_type)
    assert response.status_code == status, response.content
    assert response["content-type"] == "application/problem+json"
    assert response.json()["code"] == code
    assert response.json()["status"] == status
    assert not Post.objects.exists()


def test_a_browser_gets_json_too(api: Client) -> None:
    response = api(None).get("/api/v1/feeds/public", headers={"accept": "text/html"})
    assert response.status_code == 200
    assert response.json() == {"items": [], "next": None}


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v1/posts/", "/api/nothing"])
def test_an_unknown_address_is_a_problem_document(api: Client, path: str) -> None:
    response = api(None).get(path)
    assert response.status_code == 404
    assert response["content-type"] == "application/problem+json"
    assert response.json()["code"] == "not_found"


def test_a_wrong_method_says_which_are_right(api: Client, alice: User) -> None:
    response = api(alice).put("/api/v1/posts")
    assert response.status_code == 405
    assert response.json()["code"] == "method_not_allowed"
    assert "POST" in response["allow"]


@pytest.mark.parametrize("limit", ["0", "-1", "101", "abc", "1e3", "", "9" * 40, "٣"])
def test_a_limit_out_of_range_is_refused(api: Client, limit: str) -> None:
    response = api(None).get("/api/v1/feeds/public", {"limit": limit})
    assert response.status_code == 400
    assert response.json()["code"] == "invalid_limit"


def test_answers_carry_the_request_id(api: Client) -> None:
    given = api(None).get("/healthz", headers={"x-request-id": "trace-me-12345"})
    assert given["x-request-id"] == "trace-me-12345"
    made = api(None).get("/healthz", headers={"x-request-id": "bad\nid"})
    assert len(made["x-request-id"]) == 32


def test_the_api_sets_no_cookie(api: Client, alice: User) -> None:
    for path in ("/api/v1/me", "/api/v1/feeds/public", "/api/v1/config", "/healthz"):
        assert not api(alice).get(path).cookies, path
