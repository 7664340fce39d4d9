"""Messages that last for a time: gone from every read in that second, then from the table."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from apps.media.models import Media
from apps.messaging import store, tasks
from apps.messaging.expiring import TooEarly
from apps.messaging.items import MessageItem
from apps.profiles.models import User
from tests.conftest import Client
from tests.media.conftest import made
from tests.messaging.conftest import Published, subs
from tests.messaging.writing import write

pytestmark = pytest.mark.django_db
URL = "/api/v1/conversations"
Lasting = Callable[[int], str]


@pytest.fixture
def lasting(api: Client, alice: User, talk: str) -> Lasting:
    """`lasting(seconds)`: the conversation's messages last so long now. Its messages' address."""

    def set_lasts(seconds: int) -> str:
        body = {"lasts": seconds}
        assert api(alice).patch(f"{URL}/{talk}", body, "json").status_code == 200
        return f"{URL}/{talk}/messages"

    return set_lasts


def items(client: Any, address: str) -> list[str]:
    return [one["text"] for one in client.get(address).json()["items"] if not one["news"]]


def expire(conversation_id: str, message_id: str) -> None:
    tasks.expire(conversation_id=conversation_id, message_id=message_id)


def later(monkeypatch: pytest.MonkeyPatch, **by: float) -> None:
    """What is asked of the time answers that it is later."""

    class Later(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + timedelta(**by)

    monkeypatch.setattr("apps.messaging.records.datetime", Later)
    monkeypatch.setattr("apps.messaging.expiring.datetime", Later)


def test_a_message_says_when_it_is_over_and_the_worker_is_told(
    api: Client, alice: User, talk: str, lasting: Lasting
) -> None:
    sent = api(alice).post(lasting(3600), {"text": "Soon", "client_id": "1"}, "json").json()
    over = datetime.fromisoformat(sent["expires_at"])
    assert over - datetime.fromisoformat(sent["created_at"]) in (
        timedelta(seconds=3600) - timedelta(milliseconds=n) for n in range(1000)
    )
    [job] = ProcrastinateJob.objects.filter(task_name="apps.messaging.tasks.expire")
    assert (job.scheduled_at, job.args["message_id"]) == (over, sent["id"])
    assert MessageItem.get(f"CONV#{talk}", f"MSG#{sent['id']}").expires_at == over


def test_what_was_said_before_stays_and_so_does_what_is_said_after(
    api: Client, alice: User, talk: str, lasting: Lasting, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(talk, alice, text="Before")
    address = lasting(3600)
    api(alice).post(address, {"text": "Between", "client_id": "1"}, "json")
    api(alice).patch(f"{URL}/{talk}", {"lasts": None}, "json")
    api(alice).post(address, {"text": "After", "client_id": "2"}, "json")
    later(monkeypatch, hours=1, seconds=1)
    assert items(api(alice), address) == ["After", "Before"]


def test_nothing_reads_it_from_that_second_on(
    api: Client,
    alice: User,
    bob: User,
    talk: str,
    lasting: Lasting,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = lasting(3600)
    first = api(alice).post(address, {"text": "Secret", "client_id": "1"}, "json").json()
    answer = {"text": "Answer", "client_id": "2", "reply_to": first["id"]}
    api(alice).patch(f"{URL}/{talk}", {"lasts": None}, "json")
    api(bob).post(address, answer, "json")
    later(monkeypatch, hours=1, seconds=1)
    page = api(bob).get(address)
    assert b"Secret" not in page.content
    [reply] = [one for one in page.json()["items"] if one["text"] == "Answer"]
    assert reply["reply_to"] == {"id": first["id"], "sender": None, "text": "", "state": "gone"}
    around = api(bob).get(address, {"around": first["id"]})
    assert b"Secret" not in around.content
    again = api(bob).post(address, {**answer, "client_id": "3"}, "json")
    assert (again.status_code, again.json()["code"]) == (400, "reply_to_not_found")
    assert b"Secret" not in api(bob).get(f"{URL}/{talk}").content


def test_the_worker_deletes_it_with_its_pictures_and_tells(
    api: Client,
    alice: User,
    bob: User,
    talk: str,
    lasting: Lasting,
    published: Published,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = lasting(3600)
    [picture, other] = made(alice, 2, purpose="message")
    body = {"text": "", "client_id": "1", "media_ids": [str(picture)]}
    id = api(alice).post(address, body, "json").json()["id"]
    published.clear()
    with pytest.raises(TooEarly):
        expire(talk, id)
    assert store.message(conversation_id=talk, message_id=id) is not None
    assert published == []
    later(monkeypatch, hours=1, seconds=1)
    for _ in range(2):
        expire(talk, id)
    assert store.message(conversation_id=talk, message_id=id) is None
    assert set(Media.objects.values_list("pk", flat=True)) == {other}
    data = {"conversation_id": talk, "message_id": id}
    assert published[0] == (subs(alice, bob), "message_changed", data)


def test_a_message_without_end_is_never_deleted(
    alice: User, talk: str, published: Published
) -> None:
    id = write(talk, alice).id
    published.clear()
    with pytest.raises(TooEarly):
        expire(talk, id)
    assert store.message(conversation_id=talk, message_id=id) is not None
    assert published == []


def test_it_is_sent_though_its_expiry_cannot_be_deferred(
    api: Client, alice: User, talk: str, lasting: Lasting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TTL deletes it."""

    def broken(**options: object) -> None:
        raise ConnectionError

    address = lasting(3600)
    monkeypatch.setattr(tasks.expire, "configure", broken)
    response = api(alice).post(address, {"text": "Soon", "client_id": "1"}, "json")
    assert response.status_code == 201
    assert items(api(alice), address) == ["Soon"]


def test_a_page_is_full_though_some_are_over(api: Client, alice: User, talk: str) -> None:
    over = datetime.now(UTC) - timedelta(seconds=1)
    for n in range(4):
        write(talk, alice, text=f"{n}")
        write(talk, alice, text="Over", expires_at=over)
    page = api(alice).get(f"{URL}/{talk}/messages", {"limit": 3}).json()
    assert [one["text"] for one in page["items"]] == ["3", "2", "1"]
    assert page["next"] is not None


def test_a_conversation_that_has_ended_is_no_trouble(db: None, published: Published) -> None:
    expire("0" * 26, "0" * 26)
    assert published == []
