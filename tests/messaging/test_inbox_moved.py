"""POST /api/v1/internal/inbox-moved: the stream Lambda says that inboxes have moved."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.conf import settings
from pytest_django.live_server_helper import LiveServer

from apps.messaging import services, stream
from apps.messaging.events import InboxMoved
from apps.profiles.models import User
from tests.conftest import Client
from tests.messaging.conftest import Published, Shore, subs

pytestmark = pytest.mark.django_db
URL = "/api/v1/internal/inbox-moved"
BODY = {
    "conversation_id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
    "message_id": "01ARZ3NDEKTSV4RRFFQ69G5FAW",
    "recipients": ["11111111-1111-4111-8111-111111111111"],
}


def secret() -> dict[str, str]:
    return {"authorization": f"Bearer {settings.POKE_SECRET}"}


def test_it_tells_the_members_devices(api: Client, published: Published) -> None:
    response = api(None).post(URL, BODY, "json", headers=secret())
    assert response.status_code == 204
    data = {key: BODY[key] for key in ("conversation_id", "message_id")}
    assert published == [({BODY["recipients"][0]}, "inbox", data)]


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    events: list[object] = []
    monkeypatch.setattr(services, "announce", events.append)
    return events


@pytest.mark.parametrize("requests", [[], BODY["recipients"]])
def test_it_tells_other_rooms(
    api: Client, published: Published, announced: list[object], requests: list[str]
) -> None:
    assert api(None).post(URL, {**BODY, "requests": requests}, "json", headers=secret())
    api(None).post(URL, BODY, "json", headers=secret())
    talk, message = str(BODY["conversation_id"]), str(BODY["message_id"])
    people = (UUID(BODY["recipients"][0]),)
    now, by_the_release_before = announced
    assert now == InboxMoved(talk, message, people, people if requests else ())
    assert by_the_release_before == InboxMoved(talk, message, people)


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer wrong", "Bearer é", "Basic x"])
def test_nobody_else_may(api: Client, alice: User, published: Published, given: str) -> None:
    for client in (api(None), api(alice)):
        response = client.post(URL, BODY, "json", headers={"authorization": given})
        assert response.status_code == 401
    assert published == []


@pytest.mark.parametrize(
    "body",
    [{}, {**BODY, "recipients": ["x"]}, {**BODY, "recipients": 5}, {**BODY, "message_id": 5}],
)
def test_a_wrong_body_is_refused(api: Client, published: Published, body: object) -> None:
    assert api(None).post(URL, body, "json", headers=secret()).status_code == 400
    assert published == []


@pytest.mark.django_db(transaction=True)
def test_the_lambdas_poke_arrives(
    alice: User,
    bob: User,
    talk: str,
    shore: Shore,
    say: Callable[[User, str, str], str],
    published: Published,
    live_server: LiveServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("POKE_URL", f"{live_server.url}{URL}")
    monkeypatch.setenv("POKE_SECRET", settings.POKE_SECRET)
    last = say(alice, talk, "Hello")
    published.clear()
    stream.handler({"Records": shore.records(talk)}, None)
    data = {"conversation_id": talk, "message_id": last}
    assert published == [(subs(alice, bob), "inbox", data)]
