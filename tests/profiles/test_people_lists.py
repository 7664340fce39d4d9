"""Lists of people: made, filled, and nobody else's to know of."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from apps.core.errors import CruddurError
from apps.profiles.models import Listed, PeopleList, User
from apps.profiles.people_lists import (
    add_person,
    create_list,
    delete_list,
    own_list,
    remove_person,
)
from apps.profiles.services import block, mute, unblock
from tests.conftest import Client
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

LISTS = "/api/v1/me/lists"


def make(api: Client, who: User, name: Any = "Friends") -> Any:
    return api(who).post(LISTS, {"name": name}, format="json")


def put_together(owner: User, *people: User, name: str = "Friends") -> int:
    list_id = create_list(owner=owner, name=name)
    for person in people:
        add_person(owner=owner, list_id=list_id, person=person)
    return list_id


def handles(api: Client, who: User, list_id: int) -> list[str]:
    page = api(who).get(f"{LISTS}/{list_id}/people").json()
    return [one["handle"] for one in page["items"]]


def test_a_list_is_made_filled_renamed_and_deleted(
    api: Client, alice: User, bob: User, charlie: User
) -> None:
    made = make(api, alice, " Friends ")
    assert made.status_code == 201
    friends = made.json()
    assert friends == {"id": friends["id"], "name": "Friends", "people": 0}
    address = f"{LISTS}/{friends['id']}"
    # Also oneself, and twice is once.
    for number, handle in enumerate(("bob", "charlie", "alice"), start=1):
        for _ in range(2):
            assert api(alice).put(f"{address}/people/{handle}").json()["people"] == number
    assert handles(api, alice, friends["id"]) == ["alice", "charlie", "bob"]
    for _ in range(2):
        assert api(alice).delete(f"{address}/people/alice").json()["people"] == 2
    renamed = api(alice).patch(address, {"name": "friends"}, format="json")
    assert renamed.json() == {**friends, "name": "friends", "people": 2}
    assert api(alice).get(LISTS).json() == {"items": [renamed.json()], "next": None}
    assert api(alice).get(address).json() == renamed.json()
    assert api(alice).delete(address).status_code == 204
    assert api(alice).delete(address).json()["code"] == "list_not_found"
    assert not Listed.objects.exists()
    assert User.objects.filter(pk=bob.pk).exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [("  ", "text_empty"), ("x" * 51, "text_too_long"), ("a\nb", "text_forbidden_character"),
     (5, "invalid"), (None, "null")],
)  # fmt: skip
def test_a_bad_name_is_refused(api: Client, alice: User, name: Any, code: str) -> None:
    list_id = put_together(alice)
    for refused in (
        make(api, alice, name),
        api(alice).patch(f"{LISTS}/{list_id}", {"name": name}, format="json"),
    ):
        assert refused.status_code == 400
        assert [(one["field"], one["code"]) for one in refused.json()["errors"]] == [("name", code)]
    assert [one.name for one in PeopleList.objects.all()] == ["Friends"]


def test_fifty_characters_are_those_that_a_reader_counts(api: Client, alice: User) -> None:
    assert make(api, alice, "👩‍👩‍👧‍👦" * 50).status_code == 201


def test_a_name_is_one_lists_alone_in_any_case(api: Client, alice: User, bob: User) -> None:
    first, second = make(api, alice, "Ärger").json(), make(api, alice, "other").json()
    address = f"{LISTS}/{second['id']}"
    for taken in (
        make(api, alice, "äRGER"),
        api(alice).patch(address, {"name": "ÄRGER"}, format="json"),
    ):
        assert (taken.status_code, taken.json()["code"]) == (409, "list_exists")
    assert api(alice).get(LISTS).json()["items"] == [second, first]
    assert make(api, bob, "Ärger").status_code == 201


def test_lists_come_by_name_page_by_page(api: Client, alice: User) -> None:
    for name in ("cats", "Bees", "ants", "Ärger", "dogs"):
        make(api, alice, name)
    names, cursor = [], ""
    while cursor is not None:
        page = api(alice).get(f"{LISTS}?limit=2&cursor={cursor}").json()
        names += [one["name"] for one in page["items"]]
        cursor = page["next"]
    assert names == ["ants", "Bees", "cats", "dogs", "Ärger"]


@pytest.mark.parametrize("cursor", ["x", "e30", "bnVsbA", "WzEsMl0", "Ilx1MDAwMCI"])
def test_a_cursor_that_is_none_of_ours_is_refused(api: Client, alice: User, cursor: str) -> None:
    people = f"me/lists/{put_together(alice)}/people"
    for path in ("me/lists", people, "profiles/alice/lists"):
        refused = api(alice).get(f"/api/v1/{path}?cursor={cursor}")
        assert (refused.status_code, refused.json()["code"]) == (400, "invalid_cursor")


def test_there_is_room_for_so_many(
    api: Client, alice: User, bob: User, charlie: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("apps.profiles.people_lists.MOST_LISTS", 1)
    monkeypatch.setattr("apps.profiles.people_lists.MOST_IN_LIST", 1)
    list_id = put_together(alice, bob)
    refused = make(api, alice, "more")
    assert (refused.status_code, refused.json()["code"]) == (400, "too_many_lists")
    address = f"{LISTS}/{list_id}/people"
    refused = api(alice).put(f"{address}/charlie")
    assert (refused.status_code, refused.json()["code"]) == (400, "too_many_in_list")
    assert api(alice).put(f"{address}/bob").status_code == 200
    assert handles(api, alice, list_id) == ["bob"]


ROUTES = [
    ("get", ""), ("patch", ""), ("delete", ""), ("get", "/people"), ("put", "/people/charlie"),
    ("delete", "/people/bob"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_nobody_else_reads_or_changes_a_list(
    api: Client, alice: User, bob: User, charlie: User, method: str, path: str
) -> None:
    list_id = put_together(alice, bob)
    create_list(owner=bob, name="His own")
    before = api(alice).get(LISTS).json()

    def ask(who: User | None, number: int = list_id) -> Any:
        return getattr(api(who), method)(f"{LISTS}/{number}{path}", {"name": "Mine"}, format="json")

    # Who is in it learns no more than a stranger, and both no more than of a list that is not.
    for other in (bob, charlie):
        answers = [ask(other), ask(other, 1)]
        assert [one.status_code for one in answers] == [404, 404]
        assert answers[0].json() == answers[1].json()
        assert answers[0].json()["code"] == "list_not_found"
    assert ask(None).status_code == 401
    assert api(alice).get(LISTS).json() == before
    assert handles(api, alice, list_id) == ["bob"]
    assert ask(alice).status_code in (200, 204)


def test_others_lists_are_in_no_list(api: Client, alice: User, bob: User) -> None:
    put_together(alice, bob)
    for path in ("me/lists", "profiles/alice/lists", "profiles/bob/lists"):
        assert api(bob).get(f"/api/v1/{path}").json() == {"items": [], "next": None}
        assert api(None).get(f"/api/v1/{path}").status_code == 401
    assert api(None).post(LISTS, {"name": "x"}, format="json").status_code == 401


def test_a_profile_tells_which_of_ones_lists_the_person_is_in(
    api: Client, alice: User, bob: User
) -> None:
    put_together(alice, bob, name="With Bob")
    put_together(alice, alice, name="Without")
    items = api(alice).get("/api/v1/profiles/bob/lists").json()["items"]
    assert [(one["name"], one["people"], one["contains"]) for one in items] == [
        ("With Bob", 1, True), ("Without", 1, False),
    ]  # fmt: skip
    assert api(alice).get("/api/v1/profiles/nobody/lists").json()["code"] == "person_not_found"


@pytest.mark.parametrize("blocker", ["alice", "bob"])
def test_who_blocks_whom_is_in_none_of_the_others_lists(
    api: Client, alice: User, bob: User, charlie: User, blocker: str
) -> None:
    hers, his = put_together(alice, bob, charlie), put_together(bob, alice, charlie)
    others = put_together(charlie, alice, bob)
    people = {"alice": alice, "bob": bob}
    blocked = people.pop(blocker)
    [other] = people.values()
    block(blocker=blocked, blocked=other)
    assert handles(api, alice, hers) == handles(api, bob, his) == ["charlie"]
    assert handles(api, charlie, others) == ["bob", "alice"]
    refused = [
        api(alice).put(f"{LISTS}/{hers}/people/bob"), api(bob).put(f"{LISTS}/{his}/people/alice"),
    ]  # fmt: skip
    codes = {"alice": ["blocked", "person_not_found"], "bob": ["person_not_found", "blocked"]}
    assert [one.json()["code"] for one in refused] == codes[blocker]
    unblock(blocker=blocked, blocked=other)
    assert handles(api, alice, hers) == ["charlie"]


@pytest.mark.parametrize("state", [{"is_active": False}, {"leaves_at": timezone.now()}])
def test_who_cannot_be_seen_is_not_there_and_not_counted(
    api: Client, alice: User, bob: User, state: dict[str, Any]
) -> None:
    list_id = put_together(alice, bob, alice)
    User.objects.filter(pk=bob.pk).update(**state)
    assert handles(api, alice, list_id) == ["alice"]
    assert api(alice).get(f"{LISTS}/{list_id}").json()["people"] == 1
    other = put_together(alice, name="Other")
    assert api(alice).put(f"{LISTS}/{other}/people/bob").json()["code"] == "person_not_found"
    assert Listed.objects.filter(people_list=other).count() == 0


def test_who_is_muted_or_private_may_be_in_it(api: Client, alice: User, bob: User) -> None:
    mute(muter=alice, muted=bob)
    User.objects.filter(pk=bob.pk).update(is_private=True)
    list_id = put_together(alice, bob)
    assert handles(api, alice, list_id) == ["bob"]


@pytest.mark.parametrize("size", [2, 9])
def test_queries_do_not_grow(
    api: Client, alice: User, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = UserFactory.create_batch(size)
    list_id, *_ = [put_together(alice, *people, name=str(n)) for n in range(size)]
    for path, queries in (
        ("me/lists", 1), (f"me/lists/{list_id}", 1), (f"me/lists/{list_id}/people", 2),
        (f"profiles/{people[0].handle}/lists", 2),
    ):  # fmt: skip
        with django_assert_num_queries(queries):
            assert api(alice).get(f"/api/v1/{path}").status_code == 200


def outcome(act: Any, **arguments: Any) -> str:
    """What came of it, in a connection of its own."""
    try:
        act(**arguments)
    except CruddurError as refused:
        return refused.code
    finally:
        connection.close()
    return "done"


@pytest.mark.django_db(transaction=True)
def test_added_by_many_at_once_one_is_in_it_once_and_no_more_than_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("apps.profiles.people_lists.MOST_IN_LIST", 2)
    alice, *people = UserFactory.create_batch(5)
    list_id = create_list(owner=alice, name="Friends")

    def add(person: User) -> str:
        return outcome(add_person, owner=alice, list_id=list_id, person=person)

    with ThreadPoolExecutor(6) as threads:
        assert set(threads.map(add, [people[0]] * 6)) == {"done"}
        assert Listed.objects.count() == 1
        added = sorted(threads.map(add, people[1:]))
    assert added == ["done", "too_many_in_list", "too_many_in_list"]
    assert own_list(owner=alice, list_id=list_id).people == 2  # type: ignore[attr-defined]


@pytest.mark.django_db(transaction=True)
def test_made_at_once_there_is_one_of_a_name_and_no_more_than_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("apps.profiles.people_lists.MOST_LISTS", 2)
    alice = UserFactory.create()

    def make_one(name: str) -> str:
        return outcome(create_list, owner=alice, name=name)

    with ThreadPoolExecutor(6) as threads:
        same = sorted(threads.map(make_one, ["a"] * 4))
        others = sorted(threads.map(make_one, "bcd"))
    assert same == ["done", "list_exists", "list_exists", "list_exists"]
    assert others == ["done", "too_many_lists", "too_many_lists"]


@pytest.mark.django_db(transaction=True)
def test_a_list_that_is_being_deleted_takes_nobody_in() -> None:
    alice, bob = UserFactory.create_batch(2)
    list_id = create_list(owner=alice, name="Friends")
    act: dict[str, Any] = {"owner": alice, "list_id": list_id}
    with ThreadPoolExecutor(2) as threads:
        with transaction.atomic():
            delete_list(**act)
            late = [
                threads.submit(outcome, one, person=bob, **act)
                for one in (add_person, remove_person)
            ]
        assert [one.result(timeout=10) for one in late] == ["list_not_found"] * 2
    assert not PeopleList.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_block_and_an_addition_at_once_leave_nobody_in_a_list() -> None:
    alice, bob = UserFactory.create_batch(2)
    list_id = create_list(owner=alice, name="Friends")
    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            block(blocker=bob, blocked=alice)
            late = threads.submit(outcome, add_person, owner=alice, list_id=list_id, person=bob)
        assert late.result(timeout=10) == "person_not_found"
    assert not Listed.objects.exists()
