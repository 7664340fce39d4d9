import pytest

from apps.profiles.models import User
from tests.conftest import Client

pytestmark = pytest.mark.django_db


def test_a_free_handle_is_available(api: Client) -> None:
    body = api(None).get("/api/v1/handles/Sunny_Day").json()
    assert body["handle"] == "sunny_day"
    assert body["available"] is True


def test_a_taken_handle_comes_with_free_ones_like_it(api: Client, alice: User) -> None:
    body = api(None).get("/api/v1/handles/ALICE").json()
    assert body["available"] is False
    assert body["reason"] == "handle_taken"
    assert body["suggestions"]
    for handle in body["suggestions"]:
        assert api(None).get(f"/api/v1/handles/{handle}").json()["available"] is True


@pytest.mark.parametrize(
    ("handle", "reason"),
    [("ab", "handle_invalid"), ("a" * 21, "handle_invalid"), ("a-b-c", "handle_invalid"),
     ("аlice", "handle_invalid"), ("___", "handle_invalid"), ("a%00b", "handle_invalid"),
     ("admin", "handle_reserved"), ("Support", "handle_reserved")],
)  # fmt: skip
def test_a_handle_that_is_not_allowed_says_why(api: Client, handle: str, reason: str) -> None:
    body = api(None).get(f"/api/v1/handles/{handle}").json()
    assert body["available"] is False
    assert body["reason"] == reason
