"""GET /api/v1/conversations/{id}/messages"""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from ulid import ULID

from apps.core.pagination import encode_cursor
from apps.messaging.starting import start_conversation
from apps.profiles.models import User
from tests.conftest import Client
from tests.messaging.writing import write

pytestmark = pytest.mark.django_db
Say = Callable[[User, str, str], str]


def url(conversation_id: str) -> str:
    return f"/api/v1/conversations/{conversation_id}/messages"


def put(conversation_id: str, sender: User, numbers: range) -> list[str]:
    """Messages without the rest of sending them, newest last."""
    return [write(conversation_id, sender, text=f"{n}").id for n in numbers]


def test_one_reads_back_through_all_of_them(api: Client, alice: User, bob: User, talk: str) -> None:
    sent = put(talk, alice, range(125)) + put(talk, bob, range(125, 250))
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = api(alice).get(url(talk), {"limit": "50", "cursor": cursor}).json()
        assert len(page["items"]) == 50
        seen += [item["id"] for item in page["items"]]
        cursor = page["next"]
    assert seen == sent[::-1]


def test_what_comes_meanwhile_does_not_shift_the_pages(api: Client, alice: User, talk: str) -> None:
    put(talk, alice, range(4))
    first = api(alice).get(url(talk), {"limit": 2}).json()
    put(talk, alice, range(4, 6))
    second = api(alice).get(url(talk), {"limit": 2, "cursor": first["next"]}).json()
    assert [item["text"] for item in first["items"] + second["items"]] == ["3", "2", "1", "0"]
    assert second["next"] is None


def test_two_in_the_same_millisecond_are_two_in_order(
    api: Client, alice: User, talk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("apps.messaging.ids.time.time_ns", lambda: 2_000_000_000_000_000_000)
    put(talk, alice, range(3))
    items = api(alice).get(url(talk)).json()["items"]
    assert [item["text"] for item in items] == ["2", "1", "0"]
    assert {item["created_at"] for item in items} == {"2033-05-18T03:33:20.000Z"}


def test_last_years_messages_are_there_on_the_first_of_january(
    api: Client, alice: User, bob: User, talk: str
) -> None:
    ids = [
        str(ULID.from_datetime(datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC))),
        str(ULID.from_datetime(datetime(2026, 1, 1, 0, 0, 1, tzinfo=UTC))),
    ]
    for id in ids:
        write(talk, alice, id=id)
    items = api(bob).get(url(talk)).json()["items"]
    assert [item["created_at"] for item in items] == [
        "2026-01-01T00:00:01.000Z",
        "2025-12-31T23:59:59.000Z",
    ]


def test_a_new_name_shows_on_old_messages(api: Client, alice: User, bob: User, talk: str) -> None:
    put(talk, bob, range(1))
    bob.handle, bob.display_name = "robert", "Robert"
    bob.save()
    [message] = api(alice).get(url(talk)).json()["items"]
    assert message["sender"]["handle"] == "robert"
    assert message["sender"]["display_name"] == "Robert"


def test_a_cursor_reads_no_other_conversation(
    api: Client, alice: User, bob: User, charlie: User, talk: str
) -> None:
    put(talk, alice, range(3))
    cursor = api(alice).get(url(talk), {"limit": 1}).json()["next"]
    own, _ = start_conversation(creator=charlie, handles=["alice"])
    assert api(charlie).get(url(own.id), {"cursor": cursor}).json()["items"] == []
    assert api(charlie).get(url(talk), {"cursor": cursor}).status_code == 404


@pytest.mark.parametrize(
    "cursor", ["x", "!!", encode_cursor(5), encode_cursor("a"), encode_cursor(["0" * 26])]
)
def test_a_made_up_cursor_is_refused(api: Client, alice: User, talk: str, cursor: str) -> None:
    response = api(alice).get(url(talk), {"cursor": cursor})
    assert response.status_code == 400
    assert response.json()["code"] == "invalid_cursor"
