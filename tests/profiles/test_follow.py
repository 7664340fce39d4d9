import threading

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from apps.profiles.models import Follow, User
from apps.profiles.services import follow, unfollow
from tests.conftest import Client
from tests.factories import UserFactory

NOTHING = {
    **dict.fromkeys(("is_self", "following", "followed_by", "requested", "requests_me"), False),
    **dict.fromkeys(("blocking", "muting", "hides_reposts"), False),
    "muted_until": None,
    "may_see_posts": True,
}

pytestmark = pytest.mark.django_db


def test_follow_and_unfollow(api: Client, alice: User, bob: User) -> None:
    followed = api(alice).put("/api/v1/profiles/bob/follow")
    assert followed.status_code == 200
    assert followed.json()["viewer"] == {**NOTHING, "following": True}
    assert followed.json()["counts"]["followers"] == 1
    assert api(bob).get("/api/v1/profiles/alice").json()["viewer"]["followed_by"] is True

    unfollowed = api(alice).delete("/api/v1/profiles/bob/follow")
    assert unfollowed.json()["viewer"]["following"] is False
    assert unfollowed.json()["counts"]["followers"] == 0


def test_twice_is_once(api: Client, alice: User, bob: User) -> None:
    for _ in range(2):
        assert api(alice).put("/api/v1/profiles/bob/follow").json()["counts"]["followers"] == 1
    for _ in range(2):
        assert api(alice).delete("/api/v1/profiles/bob/follow").json()["counts"]["followers"] == 0


def test_nobody_follows_themselves(api: Client, alice: User) -> None:
    response = api(alice).put("/api/v1/profiles/alice/follow")
    assert response.status_code == 400
    assert response.json()["code"] == "follow_oneself"
    assert not Follow.objects.exists()


def test_signed_out_nobody_follows(api: Client, alice: User) -> None:
    assert api(None).put("/api/v1/profiles/alice/follow").status_code == 401
    assert not Follow.objects.exists()


@pytest.mark.parametrize("handle", ["nobody", "a%00b", "%F0%9F%98%80", "x" * 300])
def test_an_unknown_person_is_404(api: Client, alice: User, handle: str) -> None:
    assert api(alice).get(f"/api/v1/profiles/{handle}").status_code == 404
    assert api(alice).put(f"/api/v1/profiles/{handle}/follow").status_code == 404


def test_somebody_inactive_is_404(api: Client, alice: User, bob: User) -> None:
    User.objects.filter(pk=bob.pk).update(is_active=False)
    assert api(alice).get("/api/v1/profiles/bob").status_code == 404


def test_a_profile_is_read_in_any_case_and_costs_two_queries(
    api: Client, alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        profile = api(None).get("/api/v1/profiles/Alice").json()
    assert profile["handle"] == "alice"
    assert profile["viewer"] == NOTHING


@pytest.mark.django_db(transaction=True)
def test_counts_stay_exact_when_many_follow_each_other_at_once() -> None:
    people = UserFactory.create_batch(4)

    def follow_all(me: User) -> None:
        for other in people:
            if other != me:
                follow(follower=me, followee=other)
                unfollow(follower=me, followee=other)
                follow(follower=me, followee=other)
        connection.close()

    threads = [threading.Thread(target=follow_all, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Follow.objects.count() == 12
    assert set(User.objects.values_list("follower_count", "following_count")) == {(3, 3)}
