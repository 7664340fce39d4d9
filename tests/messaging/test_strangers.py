"""Who is no member sees nothing of a conversation, not even that it is there."""

from collections.abc import Callable

import pytest

from apps.messaging import store, store_members
from apps.messaging.ids import new_ulid
from apps.profiles.models import User
from tests.conftest import Client
from tests.messaging.conftest import Published

pytestmark = pytest.mark.django_db
Say = Callable[[User, str, str], str]

ROUTES = [
    ("get", "", None),
    ("get", "/messages", None),
    ("post", "/messages", {"text": "Let me in", "client_id": "1"}),
    ("post", "/read", {"message_id": "MESSAGE"}),
]
NO_IDS = ["x", "META", "0" * 27, "u" * 26, "é" * 26, "%00" * 26, "a b", "0" * 26 + "%0A"]


@pytest.mark.parametrize(("method", "route", "body"), ROUTES)
def test_a_stranger_gets_what_one_gets_for_nothing_at_all(
    api: Client,
    alice: User,
    charlie: User,
    talk: str,
    say: Say,
    published: Published,
    method: str,
    route: str,
    body: dict[str, str] | None,
) -> None:
    message_id = say(alice, talk, "Secret")
    published.clear()
    if body and "message_id" in body:
        body = {"message_id": message_id}
    answers = []
    for conversation_id in (talk, new_ulid(), *NO_IDS):
        response = getattr(api(charlie), method)(
            f"/api/v1/conversations/{conversation_id}{route}", body, format="json"
        )
        assert response.status_code == 404
        assert response["content-type"] == "application/problem+json"
        assert b"Secret" not in response.content
        answers.append(response.json())
    assert answers[0] == answers[1]
    assert published == []
    texts = [m.text for m in store.messages(conversation_id=talk, before=None, limit=10)]
    assert texts == ["Secret"]
    roster = store_members.roster(talk)
    assert roster is not None
    assert {member.read_to for member in roster.members.values()} == {""}


def test_a_strangers_inbox_has_nothing_of_it(api: Client, charlie: User, talk: str) -> None:
    assert api(charlie).get("/api/v1/conversations").json() == {"items": [], "next": None}


@pytest.mark.parametrize(("method", "route", "body"), ROUTES)
def test_who_is_signed_out_is_asked_to_sign_in(
    api: Client, talk: str, method: str, route: str, body: object
) -> None:
    address = f"/api/v1/conversations/{talk}{route}"
    response = getattr(api(None), method)(address, body, format="json")
    assert response.status_code == 401
