"""Who may do what in a conversation, and who hears of it: role x route, and role x event.

Every route of this room is in CELLS, with every method it answers: one that is not fails the
test, so whoever adds one says here what each role gets from it.
"""

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import boto3
import pytest
from django.conf import settings
from django.utils import timezone
from rest_framework.test import APIClient

from apps.core.errors import Conflict
from apps.messaging import changes, groups, receipts, requests, urls
from apps.messaging.entries import Moved
from apps.messaging.services import send_message
from apps.messaging.starting import start_conversation
from apps.profiles.models import User
from apps.profiles.services import block, follow
from tests.factories import UserFactory
from tests.messaging.conftest import Published, Shore

pytestmark = pytest.mark.django_db

# What was said before the person came, while they were there, and after they may have gone.
EARLY, SECRET, LATE = "early-words", "secret-words", "late-words"
TITLE = "secret-title"
IN = ("owner", "member", "blocked", "blocking")
GROUP = (*IN, "invited", "declined", "former", "removed", "stranger", "suspended", "leaving",
         "nobody")  # fmt: skip
DIRECT = ("member", "blocked", "blocking", "invited", "declined", "stranger", "suspended",
          "leaving", "nobody")  # fmt: skip
SCENES = [("group", role) for role in GROUP] + [("direct", role) for role in DIRECT]


@dataclass
class Scene:
    """A conversation with a person in one role, with the one who began it, and another."""

    kind: str
    role: str
    host: User
    other: User
    person: User
    extra: User
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def talk(self) -> str:
        return self.ids["c"]

    def say(self, user: User, text: str) -> str:
        message, _ = send_message(
            sender=user, conversation_id=self.talk, text=text, client_id=uuid.uuid4().hex
        )
        return message.id


def build(kind: str, role: str) -> Scene:
    host, other, person, extra = (
        UserFactory.create(handle=f"{name}_{uuid.uuid4().hex[:8]}")
        for name in ("host", "other", "person", "extra")
    )
    following = [other, extra] if role in ("invited", "declined") else [other, extra, person]
    for one in following:
        follow(follower=one, followee=host)
    scene = Scene(kind, role, host, other, person, extra)
    (_group if kind == "group" else _direct)(scene)
    scene.ids |= {"late": scene.say(host, LATE)} if _may_talk(scene) else {"late": ""}
    if role == "suspended":
        User.objects.filter(pk=person.pk).update(is_active=False)
    if role == "leaving":
        User.objects.filter(pk=person.pk).update(leaves_at=timezone.now() + timedelta(days=7))
    names = {"host": host, "other": other, "me": person, "extra": extra}
    scene.ids |= {name: str(user.handle) for name, user in names.items()}
    return scene


def _may_talk(scene: Scene) -> bool:
    return scene.kind == "group" or scene.role not in ("blocked", "blocking")


def _group(scene: Scene) -> None:
    host, person, role = scene.host, scene.person, scene.role
    begun, _ = start_conversation(creator=host, handles=[str(scene.other.handle)], group=True)
    scene.ids["c"] = begun.id
    groups.edit_conversation(
        editor=host, conversation_id=begun.id, changes=groups.Changes(title=TITLE)
    )
    scene.ids["early"] = scene.say(host, EARLY)
    if role not in ("stranger", "nobody"):
        given: groups.Role | None = "owner" if role == "owner" else None
        put = {"conversation_id": begun.id, "handle": str(person.handle)}
        groups.put_member(owner=host, **put, role=given)
    _talk_and_change(scene)
    if role == "former":
        groups.leave(person=person, conversation_id=begun.id)
    if role == "removed":
        groups.remove_member(owner=host, conversation_id=begun.id, handle=str(person.handle))


def _direct(scene: Scene) -> None:
    outside = scene.role in ("stranger", "nobody")
    with_whom = scene.other if outside else scene.person
    begun, _ = start_conversation(creator=scene.host, handles=[str(with_whom.handle)])
    # Between two there is no time before.
    scene.ids |= {"c": begun.id, "early": begun.id}
    _talk_and_change(scene)


def _talk_and_change(scene: Scene) -> None:
    host, person, role = scene.host, scene.person, scene.role
    scene.ids |= {"secret": scene.say(host, SECRET), "mine": "0" * 26}
    if role not in ("stranger", "nobody", "invited", "declined"):
        scene.ids["mine"] = scene.say(person, "my own words")
    if role == "declined":
        requests.decline(person=person, conversation_id=scene.talk)
    if role == "blocked":
        block(blocker=host, blocked=person)
    if role == "blocking":
        block(blocker=person, blocked=host)


Answers = Callable[[Scene], int]


@dataclass(frozen=True)
class Cell:
    """A request, and its status for who is in; what it is for others is the same everywhere.

    `invited` and `declined` where they differ from who is in, and from a stranger; `apart`
    where two of whom one blocks the other get something else.
    """

    method: str
    path: str
    group: int
    direct: int
    body: dict[str, Any] | None = None
    owner: int | None = None
    invited: int | None = None
    declined: int = 404
    apart: int | None = None

    def status(self, kind: str, role: str) -> int:
        """The rule, written a second time and independently of the code."""
        if role in ("nobody", "suspended"):
            return 401
        if role == "leaving":
            return 409
        if "{c}" not in self.path:
            return self._of_ones_own(role)
        if role in ("stranger", "former", "removed"):
            return 404
        if role == "declined":
            return self.declined
        if role == "invited" and self.invited is not None:
            return self.invited
        if kind == "direct" and role in ("blocked", "blocking") and self.apart is not None:
            return self.apart
        if role == "owner" and self.owner is not None:
            return self.owner
        return self.group if kind == "group" else self.direct

    def _of_ones_own(self, role: str) -> int:
        return 404 if self.method == "post" and role in ("blocked", "blocking") else self.group


ONE = "conversations/{c}"
SAY = {"text": "Let me in", "client_id": "1"}
CELLS = (
    Cell("get", "conversations", 200, 200),
    Cell("get", "conversations?box=requests", 200, 200),
    Cell("get", "conversations/summary", 200, 200),
    Cell("get", ONE, 200, 200),
    Cell("patch", ONE, 403, 403, {"title": "New"}, owner=200),
    Cell("patch", ONE, 403, 403, {"picture_id": None}, owner=200),
    Cell("patch", ONE, 403, 200, {"lasts": 3600}, owner=200, apart=409),
    Cell("patch", f"{ONE}/me", 200, 200, {"muted": True}),
    Cell("post", f"{ONE}/accept", 200, 200),
    Cell("post", f"{ONE}/decline", 409, 409, invited=204, declined=204),
    Cell("post", f"{ONE}/read", 200, 200, {"message_id": "{secret}"}),
    Cell("post", f"{ONE}/read", 404, 404, {"message_id": "{early}"}),
    Cell("post", f"{ONE}/typing", 204, 204),
    Cell("put", f"{ONE}/members/{{extra}}", 403, 403, {}, owner=200),
    Cell("put", f"{ONE}/members/{{me}}", 403, 403, {"role": "owner"}, owner=200),
    Cell("put", f"{ONE}/members/{{other}}", 403, 403, {"role": "owner"}, owner=200),
    Cell("delete", f"{ONE}/members/{{other}}", 403, 403, owner=200),
    Cell("delete", f"{ONE}/members/{{me}}", 204, 403),
    Cell("get", f"{ONE}/messages", 200, 200),
    Cell("get", f"{ONE}/messages?around={{early}}", 200, 200),
    Cell("post", f"{ONE}/messages", 201, 201, SAY, apart=409),
    Cell("post", f"{ONE}/messages", 400, 400, {**SAY, "reply_to": "{early}"}, apart=409),
    Cell("patch", f"{ONE}/messages/{{secret}}", 403, 403, {"text": "New"}, apart=409),
    Cell("patch", f"{ONE}/messages/{{early}}", 404, 404, {"text": "New"}, apart=409),
    Cell("patch", f"{ONE}/messages/{{mine}}", 200, 200, {"text": "N"}, invited=404, apart=409),
    Cell("delete", f"{ONE}/messages/{{secret}}", 403, 403),
    Cell("delete", f"{ONE}/messages/{{early}}", 404, 404),
    Cell("delete", f"{ONE}/messages/{{mine}}", 200, 200, invited=404),
    Cell("put", f"{ONE}/messages/{{secret}}/reaction", 200, 200, {"emoji": "👍"}, apart=409),
    Cell("put", f"{ONE}/messages/{{early}}/reaction", 404, 404, {"emoji": "👍"}, apart=409),
    Cell("delete", f"{ONE}/messages/{{secret}}/reaction", 200, 200, apart=409),
    # Last, for it begins something of the two alone.
    Cell("post", "conversations", 201, 200, {"handles": ["{host}"]}),
)


def test_every_route_of_the_room_is_in_the_matrix() -> None:
    def shape(path: str) -> str:
        return re.sub(r"<[^>]+>|\{\w+\}", "{}", path.partition("?")[0])

    known = {(cell.method, shape(cell.path)) for cell in CELLS}
    unknown = [
        (method, str(route.pattern))
        for route in urls.urlpatterns
        # Only the Lambda comes here, with a secret of its own: test_inbox_moved.py.
        if str(route.pattern) != "internal/inbox-moved"
        for method in ("get", "post", "put", "patch", "delete")
        if hasattr(route.callback.view_class, method)  # type: ignore[attr-defined]
        and (method, shape(str(route.pattern))) not in known
    ]
    assert not unknown


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Callable[[Scene, Cell], Any]:
    """Ask as the person, through the real authentication; only the signature is taken on trust."""
    monkeypatch.setattr(
        "apps.profiles.auth.AccessTokenValidator.validate",
        lambda self, token: {"sub": token, "exp": 0, "jti": uuid.uuid4().hex},
    )
    monkeypatch.setattr("apps.profiles.auth._ask_cognito", lambda token: {})
    client = APIClient(raise_request_exception=False)

    def ask(scene: Scene, cell: Cell) -> Any:
        headers = {"authorization": f"Bearer {scene.person.pk}"} if scene.role != "nobody" else {}
        method = getattr(client, cell.method)
        path = f"/api/v1/{cell.path.format(**scene.ids)}"
        body = _filled(cell.body, scene.ids)
        return method(path, body, headers=headers, **({} if cell.method == "get" else JSON))

    return ask


JSON = {"format": "json"}


def _filled(body: Any, ids: dict[str, str]) -> Any:
    if isinstance(body, dict):
        return {name: _filled(value, ids) for name, value in body.items()}
    if isinstance(body, list):
        return [_filled(value, ids) for value in body]
    return body.format(**ids) if isinstance(body, str) else body


def readable(scene: Scene, cell: Cell) -> set[str]:
    """What of the conversation the person may read. To begin one with who was declined takes it
    up again."""
    taken_up = scene.role == "declined" and scene.kind == "direct" and cell == CELLS[-1]
    if scene.role not in (*IN, "invited") and not taken_up:
        return set()
    return {SECRET, LATE, TITLE} if scene.kind == "group" else {SECRET, LATE}


def stored(talk: str) -> list[Any]:
    answer = boto3.client("dynamodb").query(
        TableName=settings.MESSAGES_TABLE,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": f"CONV#{talk}"}},
        ConsistentRead=True,
    )
    return answer["Items"]


@pytest.mark.parametrize(("kind", "role"), SCENES)
def test_nobody_gets_or_does_what_is_not_theirs(
    kind: str, role: str, ask: Callable[[Scene, Cell], Any], published: Published
) -> None:
    wrong, leaks, effects = [], [], []
    scene: Scene | None = None
    for cell in CELLS:
        scene = scene or build(kind, role)
        before = stored(scene.talk)
        published.clear()
        answer = ask(scene, cell)
        expected = cell.status(kind, role)
        if "{c}" not in cell.path and cell.method == "post" and expected in (200, 201):
            # What begins between the two is the one they have, if they have one.
            theirs = kind == "direct" and role != "stranger"
            expected = 200 if theirs else 201
        if answer.status_code != expected:
            wrong.append((cell.method, cell.path, cell.body, answer.status_code, expected))
        text = answer.content.decode()
        unread = {EARLY, SECRET, LATE, TITLE} - readable(scene, cell)
        leaks += [(cell.method, cell.path, words) for words in unread if words in text]
        leaks += [
            (cell.method, cell.path, "sub")
            for one in (scene.host, scene.other)
            if str(one.pk) in text
        ]
        same = stored(scene.talk) == before
        refused = answer.status_code >= 400 and role != "invited"
        if refused and (published or not same):
            effects.append((cell.method, cell.path))
        scene = scene if same else None
    assert not wrong
    assert not leaks
    assert not effects


def test_those_who_may_read_it_do(ask: Callable[[Scene, Cell], Any]) -> None:
    """Else the matrix would be as content with an empty answer everywhere."""
    for kind, role in (("group", "member"), ("group", "invited"), ("direct", "blocked")):
        scene = build(kind, role)
        said = ask(scene, Cell("get", f"{ONE}/messages", 200, 200)).content.decode()
        expected = {SECRET} if role == "blocked" else {SECRET, LATE}
        assert {words for words in expected if words in said} == expected


# What each role hears of what others do in a conversation.
ALL = {"message", "message_changed", "typing", "read", "conversation"}
HEARS = {
    **dict.fromkeys((*IN, "suspended", "leaving"), ALL),
    "invited": {"conversation"},
}


def act(scene: Scene) -> Iterator[None]:
    """All that others do in it, with what it takes."""
    host, other, talk = scene.host, scene.other, scene.talk
    message = scene.say(host, SECRET)
    yield
    changes.edit(sender=host, conversation_id=talk, message_id=message, text=f"{SECRET} 2")
    yield
    changes.react(person=host, conversation_id=talk, message_id=message, emoji="👍")
    yield
    receipts.typing(person=host, conversation_id=talk)
    yield
    reader = other if scene.kind == "group" else host
    receipts.mark_read(reader=reader, conversation_id=talk, message_id=message)
    yield
    changes.delete(sender=host, conversation_id=talk, message_id=message)
    yield
    edit = groups.Changes(lasts=3600)
    groups.edit_conversation(editor=host, conversation_id=talk, changes=edit)
    yield
    if scene.kind == "group":
        extra = str(scene.extra.handle)
        groups.put_member(owner=host, conversation_id=talk, handle=extra, role="owner")
        yield
        groups.remove_member(owner=host, conversation_id=talk, handle=extra)
        yield
        groups.leave(person=other, conversation_id=talk)
        yield


@pytest.mark.parametrize(("kind", "role"), SCENES)
def test_events_go_only_to_those_whom_they_concern(
    kind: str, role: str, shore: Shore, published: Published, pokes: list[Moved]
) -> None:
    scene = build(kind, role)
    shore.drain(scene.talk)
    published.clear()
    pokes.clear()
    _do_all(scene)
    shore.drain(scene.talk)
    me = str(scene.person.pk)
    heard = {event for to, event, _ in published if me in to}
    assert heard <= _hears(kind, role)
    if role in ("owner", "member") and kind == "group":
        assert heard == ALL
    data = str([data for _, _, data in published]) + str(pokes)
    assert not [words for words in (EARLY, SECRET, LATE, TITLE) if words in data]
    in_it = role in (*IN, "invited", "suspended", "leaving")
    poked = any(me in moved.recipients for moved in pokes)
    assert in_it or not poked
    assert poked or not in_it or kind == "direct"


def _hears(kind: str, role: str) -> set[str]:
    apart = ("blocked", "blocking", "suspended", "leaving")
    return set() if kind == "direct" and role in apart else HEARS.get(role, set())


def _do_all(scene: Scene) -> None:
    """Each as far as it goes: between two who cannot talk most of it is refused."""
    steps = act(scene)
    try:
        for _ in steps:
            pass
    except Conflict:
        assert scene.kind == "direct"
        receipts.typing(person=scene.host, conversation_id=scene.talk)
        host, talk, secret = scene.host, scene.talk, scene.ids["secret"]
        receipts.mark_read(reader=host, conversation_id=talk, message_id=scene.ids["mine"])
        changes.delete(sender=host, conversation_id=talk, message_id=secret)


@pytest.mark.parametrize("role", ["invited", "declined", "former", "blocked"])
def test_nothing_is_told_of_who_is_not_in_it(role: str, published: Published) -> None:
    """What they do alone stays theirs."""
    scene = build("direct" if role == "blocked" else "group", role)
    published.clear()
    person, talk = scene.person, scene.talk
    if role in ("invited", "blocked"):
        receipts.typing(person=person, conversation_id=talk)
        receipts.mark_read(reader=person, conversation_id=talk, message_id=scene.ids["secret"])
        requests.keep(person=person, conversation_id=talk, muted=True, marked_unread=True)
    if role == "invited":
        requests.decline(person=person, conversation_id=talk)
    assert all(to == {str(person.pk)} for to, _, _ in published)
