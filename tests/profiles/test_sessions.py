"""From Cognito to a profile, with the real tokens of a real user pool."""

import uuid
from typing import Any

import boto3
import pytest
from botocore.config import Config
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings
from rest_framework.test import APIClient

from apps.core import aws
from apps.profiles.models import User
from apps.profiles.services import ensure_user
from tests.factories import UserFactory
from tests.profiles.conftest import PASSWORD, SignUp, sign_in

pytestmark = pytest.mark.django_db


def me(token: str) -> Any:
    client = APIClient(raise_request_exception=False)
    return client.get("/api/v1/me", headers={"authorization": f"Bearer {token}"})


def test_the_profile_is_made_at_first_sight(sign_up: SignUp) -> None:
    token = sign_in(sign_up("Sunny_Day", name=" Sunny  "))["AccessToken"]
    response = me(token)
    assert response.status_code == 200
    assert response.json()["handle"] == "sunny_day"
    assert response.json()["display_name"] == "Sunny"
    assert me(token).json() == response.json()
    assert User.objects.count() == 1


def test_an_id_token_is_refused(sign_up: SignUp) -> None:
    assert me(sign_in(sign_up("sunny_day"))["IdToken"]).status_code == 401
    assert not User.objects.exists()


def test_a_handle_taken_in_between_loses_nothing(sign_up: SignUp) -> None:
    UserFactory.create(handle="sunny_day")
    token = sign_in(sign_up("sunny_day", name="Sunny"))["AccessToken"]
    account = me(token).json()
    assert account["handle"] is None
    assert account["wanted_handle"] == "sunny_day"
    assert account["display_name"] == "Sunny"

    client = APIClient(raise_request_exception=False)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    refused = client.post("/api/v1/posts", {"text": "hi"}, format="json")
    assert refused.status_code == 409
    assert refused.json()["code"] == "handle_required"

    taken = client.patch("/api/v1/me", {"handle": "sunny_day"}, format="json")
    assert taken.status_code == 409
    assert taken.json()["code"] == "handle_taken"
    assert "Still free: " in taken.json()["detail"]

    chosen = client.patch("/api/v1/me", {"handle": "Sunny_Day_2"}, format="json")
    assert chosen.json()["handle"] == "sunny_day_2"
    assert client.post("/api/v1/posts", {"text": "hi"}, format="json").status_code == 201


@pytest.mark.parametrize("name", ["", " ", "x" * 200, "a\u202eb"])
def test_a_name_that_cannot_be_shown_is_replaced(name: str) -> None:
    user = ensure_user(sub=uuid.uuid4(), handle="sunny_day", display_name=name)
    assert user.display_name == "sunny_day"


@pytest.mark.parametrize("handle", ["", "no", "admin", "ünicode", "a b c", "123", "x" * 300])
def test_a_handle_that_is_not_allowed_has_to_be_chosen_again(handle: str) -> None:
    assert ensure_user(sub=uuid.uuid4(), handle=handle, display_name="A").handle is None


def test_somebody_disabled_in_cognito_before_being_seen_is_refused(sign_up: SignUp) -> None:
    email = sign_up("sunny_day")
    token = sign_in(email)["AccessToken"]
    aws.cognito().admin_disable_user(
        UserPoolId=django_settings.COGNITO_USER_POOL_ID, Username=email
    )
    assert me(token).status_code == 401
    assert not User.objects.exists()


@pytest.mark.parametrize("end", ["admin_disable_user", "admin_delete_user"])
def test_somebody_ended_in_cognito_is_refused_within_the_recheck(
    sign_up: SignUp, settings: Settings, end: str
) -> None:
    email = sign_up("sunny_day")
    token = sign_in(email)["AccessToken"]
    assert me(token).status_code == 200
    getattr(aws.cognito(), end)(UserPoolId=settings.COGNITO_USER_POOL_ID, Username=email)
    cache.clear()  # as when the time of the last check is over
    assert me(token).status_code == 401


def test_while_cognito_is_away_those_it_knew_stay_in(
    sign_up: SignUp, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = sign_in(sign_up("sunny_day"))["AccessToken"]
    assert me(token).status_code == 200
    cache.clear()
    no_retries = Config(retries={"max_attempts": 0})
    away = boto3.client("cognito-idp", endpoint_url="http://127.0.0.1:9", config=no_retries)
    monkeypatch.setattr(aws, "cognito", lambda: away)
    assert me(token).status_code == 200


def admin_sign_in(client: Client, username: str, password: str = PASSWORD) -> bool:
    client.post("/admin/login/", {"username": username, "password": password})
    return client.get("/admin/").status_code == 200


def test_a_moderator_signs_in_to_the_admin_and_looks(sign_up: SignUp, client: Client) -> None:
    UserFactory.create(handle="findme")
    assert admin_sign_in(client, sign_up("the_mod", groups=("moderators",)))
    found = client.get("/admin/profiles/user/", {"q": "findme"})
    assert b"findme" in found.content
    assert client.get("/admin/posts/post/").status_code == 200
    assert client.get("/admin/posts/post/add/").status_code == 403


def test_anybody_else_does_not(sign_up: SignUp, client: Client) -> None:
    assert not admin_sign_in(client, sign_up("sunny_day"))
    assert not admin_sign_in(client, sign_up("the_mod", groups=("moderators",)), "wrong")
    assert not admin_sign_in(client, "nobody@example.com")


def test_who_leaves_the_group_is_out_at_the_next_sign_in(sign_up: SignUp, client: Client) -> None:
    email = sign_up("the_mod", groups=("moderators",))
    assert admin_sign_in(client, email)
    client.logout()
    aws.cognito().admin_remove_user_from_group(
        UserPoolId=django_settings.COGNITO_USER_POOL_ID, Username=email, GroupName="moderators"
    )
    assert not admin_sign_in(client, email)


def test_the_admin_cookie_is_only_the_admins(sign_up: SignUp, client: Client) -> None:
    admin_sign_in(client, sign_up("the_mod", groups=("moderators",)))
    assert {cookie["path"] for cookie in client.cookies.values()} == {"/admin/"}


def test_a_local_administrator_signs_in_without_cognito(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", "--noinput", "--handle=emergency", verbosity=0)
    assert not admin_sign_in(client, "emergency", "wrong")
    assert admin_sign_in(client, "emergency")
    assert client.get("/admin/profiles/user/").status_code == 200
