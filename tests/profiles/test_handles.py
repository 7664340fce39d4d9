import threading
import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.models import F

from apps.core.errors import Conflict
from apps.posts.services import NewPost, publish_post
from apps.profiles.editing import Changes, edit_account
from apps.profiles.models import FormerHandle, User
from apps.profiles.services import ensure_user
from apps.profiles.tasks import sweep
from tests.conftest import Client
from tests.factories import UserFactory

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


def change(api: Client, who: User, handle: str) -> Any:
    answer = api(who).patch("/api/v1/me", {"handle": handle}, format="json")
    who.refresh_from_db()
    return answer


def later(days: float) -> None:
    FormerHandle.objects.update(until=F("until") - timedelta(days=days))


@pytest.mark.parametrize("taken", ["alice", "ALICE", "alic3_", "a1ice"])
def test_a_handle_or_what_looks_like_it_is_had_once(
    api: Client, alice: User, bob: User, taken: str
) -> None:
    same = taken != "alic3_"
    assert api(None).get(f"/api/v1/handles/{taken}").json()["available"] is not same
    assert change(api, bob, taken).status_code == (409 if same else 200)


@pytest.mark.parametrize("handle", ["admin", "adm1n", "Admin", "a_d_m_i_n", "supp0rt", "cruddur_"])
def test_what_reads_as_ours_is_reserved(api: Client, alice: User, handle: str) -> None:
    assert change(api, alice, handle).json()["code"] == "handle_reserved"


def test_a_changed_handle_leads_to_the_new_one_for_fourteen_days(
    api: Client, alice: User, bob: User
) -> None:
    publish_post(author=alice, new=NewPost("as alice"))
    assert change(api, alice, "alicia").json()["handle"] == "alicia"
    assert api(bob).get("/api/v1/profiles/alice").json()["handle"] == "alicia"
    posts = api(None).get("/api/v1/profiles/alice/posts").json()["items"]
    assert [post["author"]["handle"] for post in posts] == ["alicia"]
    assert api(bob).put("/api/v1/profiles/ALICE/follow").json()["viewer"]["following"] is True
    later(14)
    assert api(bob).get("/api/v1/profiles/alice").status_code == 404
    assert api(bob).get("/api/v1/profiles/alicia").status_code == 200


@pytest.mark.parametrize("wanted", ["alice", "a1ice"])
def test_nobody_else_takes_a_handle_that_is_kept(
    api: Client, alice: User, bob: User, wanted: str
) -> None:
    change(api, alice, "alicia")
    assert api(None).get(f"/api/v1/handles/{wanted}").json()["available"] is False
    assert change(api, bob, wanted).json()["code"] == "handle_taken"
    met = ensure_user(sub=uuid4(), handle=wanted, display_name="New")
    assert (met.handle, met.wanted_handle) == (None, wanted)
    later(14)
    assert change(api, bob, wanted).status_code == 200


def test_its_owner_takes_it_back(api: Client, alice: User) -> None:
    change(api, alice, "alicia")
    assert api(alice).get("/api/v1/handles/alice").json()["available"] is True
    assert change(api, alice, "alice").json()["handle"] == "alice"
    assert [kept.handle for kept in FormerHandle.objects.all()] == ["alicia"]


def test_three_changes_in_fourteen_days_are_the_most(api: Client, alice: User) -> None:
    for handle in ("second", "third", "fourth"):
        assert change(api, alice, handle).status_code == 200
    assert change(api, alice, "fifth").json()["code"] == "handle_changes_spent"
    assert alice.handle == "fourth"
    later(14)
    assert change(api, alice, "fifth").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_handle_given_up_at_this_moment_is_kept() -> None:
    """Bob waits on the unique index while Alice has not committed, and is refused after it."""
    alice, bob = UserFactory.create(handle="alice"), UserFactory.create(handle="bob")
    waiting = threading.Event()
    outcome: list[str] = []

    def bob_takes_it() -> None:
        waiting.set()
        try:
            edit_account(user=bob, changes=Changes(handle="alice"))
            outcome.append("taken")
        except Conflict as refused:
            outcome.append(refused.code)
        connection.close()

    thread = threading.Thread(target=bob_takes_it)
    with transaction.atomic():
        edit_account(user=alice, changes=Changes(handle="alicia"))
        thread.start()
        waiting.wait()
        time.sleep(0.3)
    thread.join()
    assert outcome == ["handle_taken"]
    bob.refresh_from_db()
    assert bob.handle == "bob"


def test_the_sweep_forgets_what_was_kept_long_enough(api: Client, alice: User) -> None:
    change(api, alice, "second")
    sweep(timestamp=0)
    assert FormerHandle.objects.exists()
    later(14)
    sweep(timestamp=0)
    assert not FormerHandle.objects.exists()
