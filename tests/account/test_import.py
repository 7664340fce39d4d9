"""Bringing follows in: from our own files, from Mastodon's, and from plain lists."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from apps.account import follow_lists, importing
from apps.account.models import GIVEN_UP_AFTER, FollowImport
from apps.account.tasks import import_follows, sweep
from apps.core.errors import Invalid
from apps.profiles.models import Follow, FollowRequest, User
from apps.profiles.services import block, follow, lock_people
from tests.account.conftest import Download
from tests.conftest import Client
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
RunTasks = Callable[[], int]
IMPORT = "/api/v1/me/import"
HEADER = "Account address,Show boosts,Notify on new posts,Languages\n"


def post(api: Client, user: User, text: str | bytes) -> Any:
    return api(user).post(IMPORT, text, content_type="text/csv")


@pytest.fixture
def bring(api: Client, run_tasks: RunTasks) -> Callable[[User, str], dict[str, Any]]:
    """`bring(alice, "bob")` imports a list; how it went."""

    def whole(user: User, text: str) -> dict[str, Any]:
        response = post(api, user, text)
        assert response.status_code == 202, response.content
        while FollowImport.objects.exclude(state="done").exists():
            run_tasks()
        went: dict[str, Any] = api(user).get(IMPORT).json()
        return went

    return whole


Bring = Callable[[User, str], dict[str, Any]]


@pytest.mark.parametrize(
    "text",
    [
        HEADER + "bob@testserver,true,false,\n",
        HEADER.replace("\n", "\r\n") + "bob@TestServer,true,false,en\r\n",
        "\ufeff" + HEADER + '"bob@testserver",true,false,"en, de"\n',
        "Show boosts,Account address\ntrue,bob\n",
        "Account address\nbob\n",
        "bob@testserver\n",
        "\n@Bob\n\n",
        "bob",
        "bob,true",
    ],
)
def test_all_kinds_of_lists(alice: User, bob: User, bring: Bring, text: str) -> None:
    went = bring(alice, text)
    assert (went["state"], went["done"], went["total"]) == ("done", 1, 1)
    assert (went["followed"], went["missing"]) == (1, [])
    assert Follow.objects.filter(follower=alice, followee=bob, hides_reposts=False).exists()


def test_counters_and_feeds_follow(alice: User, bob: User, bring: Bring) -> None:
    bring(alice, "bob\nbob@testserver")
    alice.refresh_from_db()
    bob.refresh_from_db()
    assert (alice.following_count, bob.follower_count) == (1, 1)


@pytest.mark.parametrize("text", [HEADER + "bob@testserver,false,false,\n", "bob,FALSE"])
def test_boosts_that_were_hidden_stay_hidden(
    alice: User, bob: User, bring: Bring, text: str
) -> None:
    bring(alice, text)
    assert Follow.objects.get().hides_reposts


def test_what_went_out_comes_in_again(
    api: Client, alice: User, bob: User, charlie: User, take_out: Callable[[User], Download],
    bring: Bring,
) -> None:  # fmt: skip
    follow(follower=alice, followee=bob, hides_reposts=True)
    follow(follower=alice, followee=charlie)
    before = set(Follow.objects.values_list("followee", "hides_reposts"))
    text = take_out(alice).text("following_accounts.csv")
    Follow.objects.all().delete()
    assert bring(alice, text)["followed"] == 2
    assert set(Follow.objects.values_list("followee", "hides_reposts")) == before


def test_everybody_is_told_apart(alice: User, bob: User, charlie: User, bring: Bring) -> None:
    private = UserFactory.create(handle="private", is_private=True)
    UserFactory.create(handle="hidden", is_active=False)
    UserFactory.create(handle="leaving", leaves_at=timezone.now())
    follow(follower=alice, followee=bob)
    ours = ["bob", "charlie", "private", "hidden", "leaving", "nobody", "alice"]
    went = bring(alice, "\n".join([*ours, "bob@elsewhere.example"]))
    assert (went["done"], went["total"]) == (8, 8)
    assert (went["followed"], went["requested"], went["already"]) == (1, 1, 1)
    assert went["missing"] == ["hidden", "leaving", "nobody", "bob@elsewhere.example"]
    assert FollowRequest.objects.filter(requester=alice, target=private).exists()
    assert set(Follow.objects.values_list("followee__handle", flat=True)) == {"bob", "charlie"}


def test_a_block_either_way_looks_like_nobody(
    alice: User, bob: User, charlie: User, bring: Bring
) -> None:
    block(blocker=bob, blocked=alice)
    block(blocker=alice, blocked=charlie)
    went = bring(alice, "bob\ncharlie\nnobody")
    assert went["missing"] == ["bob", "charlie", "nobody"]
    assert not Follow.objects.exists()
    assert not FollowRequest.objects.exists()


def test_a_handle_that_is_kept_leads_to_its_owner(
    api: Client, alice: User, bob: User, bring: Bring
) -> None:
    assert api(bob).patch("/api/v1/me", {"handle": "robert"}, "json").status_code == 200
    assert bring(alice, "bob")["followed"] == 1
    assert Follow.objects.filter(followee=bob).exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "nobody"),
        (HEADER, "nobody"),
        ("\n \n", "nobody"),
        (b"bob\xff", "UTF-8"),
        ("bob\nnot an address\n", "Line 2"),
        ("bob;charlie", "Line 1"),
        ("bob\n@", "Line 2"),
        ("a@b@c", "Line 1"),
        ('bob\n"bob', "Line 2"),
        ('bob\n"b"ob', "Line 2"),
        ("x" * 321, "Line 1"),
        ("bob\0", "Line 1"),
        ('{"json": true}', "Line 1"),
    ],
)
def test_what_is_no_list_is_refused_with_its_line(
    api: Client, alice: User, text: str | bytes, words: str
) -> None:
    refused = post(api, alice, text)
    assert (refused.status_code, refused.json()["code"]) == (400, "csv_invalid")
    assert words in refused.json()["detail"]
    assert not FollowImport.objects.exists()


def test_up_to_ten_thousand() -> None:
    lines = [f"person_{n}" for n in range(10_000)]
    assert len(follow_lists.parse("\n".join(lines).encode())) == 10_000
    with pytest.raises(Invalid, match="Line 10001"):
        follow_lists.parse("\n".join([*lines, "one_more"]).encode())


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [("x" * 1_000_001, "text/csv", 413), ("bob", "application/json", 415)],
)
def test_only_csv_and_not_too_much(
    api: Client, alice: User, body: str, content_type: str, status: int
) -> None:
    response = api(alice).post(IMPORT, body, content_type=content_type)
    assert response.status_code == status
    assert response["content-type"] == "application/problem+json"


def test_one_at_a_time(api: Client, alice: User, bob: User, run_tasks: RunTasks) -> None:
    assert api(alice).get(IMPORT).json()["state"] == "none"
    assert post(api, alice, "bob").json()["state"] == "waiting"
    refused = post(api, alice, "charlie")
    assert (refused.status_code, refused.json()["code"]) == (409, "import_running")
    run_tasks()
    assert post(api, alice, "nobody").status_code == 202


def test_one_that_was_given_up_is_in_nobodys_way(api: Client, alice: User) -> None:
    post(api, alice, "bob")
    FollowImport.objects.update(created_at=timezone.now() - GIVEN_UP_AFTER)
    assert post(api, alice, "bob").status_code == 409
    sweep(timestamp=0)
    assert api(alice).get(IMPORT).json()["state"] == "done"
    assert post(api, alice, "bob").status_code == 202


def test_a_long_list_goes_on_in_parts(
    api: Client, alice: User, run_tasks: RunTasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "CHUNK", 2)
    told: list[Any] = []
    monkeypatch.setattr(importing, "tell_devices", told.append)
    people = UserFactory.create_batch(5)
    post(api, alice, "\n".join(str(person.handle) for person in people))
    seen = []
    for _ in range(3):
        run_tasks()
        seen.append((api(alice).get(IMPORT).json()["state"], FollowImport.objects.get().done))
    assert seen == [("running", 2), ("running", 4), ("done", 5)]
    assert Follow.objects.count() == 5
    assert told == [alice.pk] * 3
    assert FollowImport.objects.get().rows == []


def test_twice_is_once(api: Client, alice: User, bob: User) -> None:
    post(api, alice, "bob")
    row = FollowImport.objects.get()
    for _ in range(2):
        import_follows(import_id=row.pk)
    row.refresh_from_db()
    assert (row.done, row.followed, row.already) == (1, 1, 0)


def test_stopped_in_the_middle_of_a_part_it_begins_the_part_again(
    api: Client, alice: User, bob: User, charlie: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(api, alice, "bob\ncharlie")
    row = FollowImport.objects.get()
    with monkeypatch.context() as patched:
        patched.setattr(FollowImport, "save", lambda self: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            import_follows(import_id=row.pk)
    assert not Follow.objects.exists()
    import_follows(import_id=row.pk)
    row.refresh_from_db()
    assert (row.followed, row.already) == (2, 0)


def test_who_leaves_follows_nobody_any_more(
    api: Client, alice: User, bob: User, run_tasks: RunTasks
) -> None:
    post(api, alice, "bob")
    api(alice).delete("/api/v1/me", {"handle": "alice"}, "json")
    run_tasks()
    alice.refresh_from_db()
    went = api(alice).get(IMPORT).json()
    assert (went["state"], went["done"], went["total"]) == ("done", 0, 1)
    assert not Follow.objects.exists()
    refused = post(api, alice, "bob")
    assert (refused.status_code, refused.json()["code"]) == (409, "account_leaving")


def test_signed_out_nothing_is_told(api: Client, alice: User) -> None:
    assert api(None).get(IMPORT).status_code == 401
    assert api(None).post(IMPORT, "bob", content_type="text/csv").status_code == 401


def test_the_people_of_a_part_are_locked_in_one_order(
    alice: User, monkeypatch: pytest.MonkeyPatch, api: Client
) -> None:
    """Or two lists at once would wait for each other."""
    locked: list[set[Any]] = []

    def lock(*ids: Any) -> Any:
        locked.append(set(ids))
        return lock_people(*ids)

    monkeypatch.setattr(importing, "lock_people", lock)
    people = UserFactory.create_batch(3)
    post(api, alice, "\n".join(str(person.handle) for person in people))
    import_follows(import_id=FollowImport.objects.get().pk)
    assert locked == [{alice.pk, *(person.pk for person in people)}]
