"""POST /api/v1/conversations/{id}/typing"""

import pytest

from apps.messaging import facts, telling
from apps.messaging.starting import start_conversation
from apps.profiles.models import User
from apps.profiles.services import block
from tests.conftest import Client
from tests.factories import UserFactory
from tests.messaging.conftest import Published, subs

pytestmark = pytest.mark.django_db
URL = "/api/v1/conversations"


def type_in(api: Client, user: User, id: str) -> int:
    status: int = api(user).post(f"{URL}/{id}/typing").status_code
    return status


def test_the_others_are_told(
    api: Client, alice: User, bob: User, talk: str, published: Published
) -> None:
    assert type_in(api, alice, talk) == 204
    assert published == [(subs(bob), "typing", {"conversation_id": talk, "handle": "alice"})]


def test_who_has_not_accepted_is_neither_told_nor_told_of(
    api: Client, alice: User, bob: User, published: Published
) -> None:
    dora = UserFactory.create(handle="dora")
    group = start_conversation(creator=alice, handles=["bob", "dora"])[0].id
    assert type_in(api, dora, group) == 204
    assert published == []
    type_in(api, alice, group)
    assert published[0][0] == subs(bob)


@pytest.mark.parametrize("blocker", ["alice", "bob"])
def test_nothing_passes_a_block_between_two(
    api: Client, alice: User, bob: User, talk: str, published: Published, blocker: str
) -> None:
    one, other = (alice, bob) if blocker == "alice" else (bob, alice)
    block(blocker=one, blocked=other)
    assert (type_in(api, alice, talk), type_in(api, bob, talk)) == (204, 204)
    assert published == []


def test_who_was_removed_is_not_told_though_the_facts_are_old(
    api: Client, alice: User, bob: User, charlie: User, published: Published,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    group = start_conversation(creator=alice, handles=["bob", "charlie"])[0].id
    old = facts.read(group)
    api(alice).delete(f"{URL}/{group}/members/bob")
    monkeypatch.setattr(facts, "known", lambda id: old)
    published.clear()
    assert type_in(api, charlie, group) == 204
    assert [to for to, _, _ in published] == [subs(alice)]
    assert type_in(api, bob, group) == 404


def test_that_nobody_can_be_told_is_no_error(
    api: Client, alice: User, talk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(telling, "publish", broken)
    assert type_in(api, alice, talk) == 204
