"""What a process keeps of conversations, and how it learns that it is not so any more."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from apps.messaging import facts, table
from apps.messaging.facts import Facts
from apps.messaging.ids import new_ulid
from apps.messaging.items import MemberItem, RosterItem
from apps.messaging.starting import start_conversation
from apps.profiles.models import User
from tests.conftest import Client
from tests.messaging.conftest import Published, subs
from tests.messaging.test_costs import Calls, calls

__all__ = ["calls"]

pytestmark = pytest.mark.django_db


def url(conversation_id: str) -> str:
    return f"/api/v1/conversations/{conversation_id}/messages"


def body(client_id: str = "1") -> dict[str, str]:
    return {"text": "Hello", "client_id": client_id}


def meta(conversation_id: str) -> RosterItem:
    return RosterItem.get(table.conversation_pk(conversation_id), table.META_SK)


def member(conversation_id: str, user: User) -> MemberItem:
    pk = table.conversation_pk(conversation_id)
    return MemberItem.get(pk, table.member_sk(str(user.pk)))


def elsewhere(conversation_id: str, *users: User, lasts: int) -> None:
    """Another process has changed how long messages last."""
    meta(conversation_id).update(
        [RosterItem.lasts.set(lasts), RosterItem.version.set(RosterItem.version + 1)]
    )
    for user in users:
        member(conversation_id, user).update([MemberItem.version.set(MemberItem.version + 1)])


def test_a_send_by_facts_that_are_known_is_one_transaction(
    api: Client, alice: User, talk: str, calls: Calls
) -> None:
    api(alice).post(url(talk), body("1"), "json")
    calls.clear()
    api(alice).post(url(talk), body("2"), "json")
    assert calls == ["TransactWriteItems"]


def test_what_another_process_has_changed_is_read_and_gone_by(
    api: Client, alice: User, bob: User, talk: str, calls: Calls
) -> None:
    api(alice).post(url(talk), body("1"), "json")
    elsewhere(talk, alice, bob, lasts=3600)
    calls.clear()
    sent = api(alice).post(url(talk), body("2"), "json")
    assert sent.status_code == 201
    assert sent.json()["expires_at"] is not None
    assert calls == ["TransactWriteItems", "Query", "TransactWriteItems"]


def test_who_was_removed_meanwhile_sends_nothing(
    api: Client, alice: User, bob: User, talk: str, published: Published
) -> None:
    api(bob).post(url(talk), body("1"), "json")
    published.clear()
    member(talk, bob).delete()
    assert api(bob).post(url(talk), body("2"), "json").status_code == 404
    assert published == []


def test_a_group_that_never_stays_as_it_is_is_503(
    api: Client, alice: User, bob: User, talk: str, published: Published
) -> None:
    """As where META says another version than the members, which nothing should leave."""
    member(talk, alice).update([MemberItem.version.set(99)])
    response = api(alice).post(url(talk), body(), "json")
    assert (response.status_code, response.json()["code"]) == (503, "unavailable")
    assert published == []


def test_a_conversation_of_an_earlier_release_goes_on(
    api: Client, alice: User, bob: User, talk: str
) -> None:
    meta(talk).update([RosterItem.version.remove()])
    for user in (alice, bob):
        member(talk, user).update([MemberItem.version.remove(), MemberItem.since.remove()])
    facts.read(talk)
    assert api(alice).post(url(talk), body(), "json").status_code == 201
    assert len(api(bob).get(url(talk)).json()["items"]) == 1


def test_who_has_not_accepted_hears_nothing_and_who_has_since_does(
    api: Client, alice: User, bob: User, talk: str, published: Published
) -> None:
    member(talk, bob).update([MemberItem.state.set(table.REQUEST)])
    facts.read(talk)
    api(alice).post(url(talk), body("1"), "json")
    assert [people for people, kind, _ in published if kind == "message"] == [subs(alice)]
    # In another process.
    member(talk, bob).update([MemberItem.state.remove()])
    published.clear()
    api(alice).post(url(talk), body("2"), "json")
    assert [people for people, kind, _ in published if kind == "message"] == [subs(alice, bob)]


def test_to_write_is_to_accept_and_not_after_declining(
    api: Client, alice: User, bob: User, talk: str
) -> None:
    member(talk, bob).update([MemberItem.state.set(table.REQUEST)])
    facts.read(talk)
    assert api(bob).post(url(talk), body("1"), "json").status_code == 201
    assert member(talk, bob).state is None
    member(talk, bob).update([MemberItem.state.set(table.DECLINED)])
    facts.read(talk)
    assert api(bob).post(url(talk), body("2"), "json").status_code == 404
    assert api(bob).get(url(talk)).status_code == 404


def test_facts_used_longest_ago_make_room() -> None:
    memory = facts._Memory(2)
    ids = [new_ulid() for _ in range(3)]
    first, second, third = (Facts(id, "group", 1, {}, {}, frozenset(), None) for id in ids)
    memory.put(first)
    memory.put(second)
    assert memory.get(ids[0]) is first
    memory.put(third)
    assert [memory.get(id) for id in ids] == [first, None, third]


def test_memory_is_shared_between_threads() -> None:
    memory = facts._Memory(10)

    def use(number: int) -> None:
        id = str(number % 20)
        memory.put(Facts(id, "group", 1, {}, {}, frozenset(), None))
        memory.get(id)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(use, range(2000)))
    assert sum(memory.get(str(n)) is not None for n in range(20)) == 10


def test_facts_tell_what_writes_go_by(alice: User, bob: User, charlie: User) -> None:
    group, _ = start_conversation(creator=alice, handles=["bob", "charlie"])
    read = facts.read(group.id)
    assert set(read.members) == subs(alice, bob, charlie)
    assert read.owners == subs(alice)
    assert (read.kind, read.lasts, read.states) == ("group", None, {})
