"""Signing out everywhere: at once, here and in Cognito, for all tokens issued until then."""

import time
from typing import Any

import boto3
import pytest
from botocore.config import Config
from django.core.cache import cache
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from apps.core import aws
from apps.profiles.auth import ended_sessions
from apps.profiles.models import User
from apps.profiles.services import set_active
from tests.profiles.conftest import SignUp, sign_in

pytestmark = pytest.mark.django_db


def ask(token: str, method: str = "get", path: str = "me") -> Any:
    client = APIClient(raise_request_exception=False)
    ask = getattr(client, method)
    return ask(f"/api/v1/{path}", headers={"authorization": f"Bearer {token}"})


def test_no_token_issued_before_is_good_any_more(
    sign_up: SignUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[Any, str]] = []
    monkeypatch.setattr(
        "apps.profiles.auth.publish", lambda to, kind, data: told.append((list(to), kind))
    )
    email = sign_up("sunny_day")
    here, elsewhere = sign_in(email), sign_in(email)
    assert ask(elsewhere["AccessToken"]).status_code == 200
    assert ask(here["AccessToken"], "delete", "me/sessions").status_code == 204
    # At once: the other one has been checked a moment ago and is not asked about again.
    for tokens in (here, elsewhere):
        refused = ask(tokens["AccessToken"])
        assert (refused.status_code, refused.json()["code"]) == (401, "session_ended")
    assert told == [([User.objects.get().pk], "signed_out")]

    time.sleep(1.1)  # tokens tell their time in whole seconds
    assert ask(sign_in(email)["AccessToken"]).status_code == 200


def test_others_stay_signed_in(sign_up: SignUp) -> None:
    one, other = sign_in(sign_up("sunny_day")), sign_in(sign_up("rainy_day"))
    ask(other["AccessToken"])
    ask(one["AccessToken"], "delete", "me/sessions")
    assert ask(other["AccessToken"]).status_code == 200


def test_nothing_changes_where_cognito_does_not_answer(
    sign_up: SignUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = sign_in(sign_up("sunny_day"))["AccessToken"]
    ask(token)
    no_retries = Config(retries={"max_attempts": 0})
    away = boto3.client("cognito-idp", endpoint_url="http://127.0.0.1:9", config=no_retries)
    monkeypatch.setattr(aws, "cognito", lambda: away)
    assert ask(token, "delete", "me/sessions").status_code == 503
    assert ask(token).status_code == 200


def test_signed_out_there_is_nothing_to_end() -> None:
    assert APIClient().delete("/api/v1/me/sessions").status_code == 401


def test_of_many_sessions_those_that_ended_are_found_by_one_query(
    sign_up: SignUp, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    stays, leaves, is_kept_out, is_gone = (
        sign_in(sign_up(name))["AccessToken"] for name in ("stays", "leaves", "kept_out", "gone")
    )
    for token in (stays, leaves, is_kept_out, is_gone):
        assert ask(token).status_code == 200
    ask(leaves, "delete", "me/sessions")
    set_active(user_id=User.objects.get(handle="kept_out").pk, active=False)
    User.objects.filter(handle="gone").delete()
    with django_assert_num_queries(1):
        ended = ended_sessions([stays, leaves, is_kept_out, is_gone, "nonsense"])
    assert ended == {leaves, is_kept_out, is_gone, "nonsense"}


def test_what_was_ended_in_cognito_is_found_when_it_is_asked_again(sign_up: SignUp) -> None:
    token = sign_in(sign_up("sunny_day"))["AccessToken"]
    for _ in range(2):  # at first sight it is asked for another reason
        ask(token)
    aws.cognito().global_sign_out(AccessToken=token)
    assert ended_sessions([token]) == set()
    cache.clear()
    assert ended_sessions([token]) == {token}


def test_who_is_kept_out_is_told_and_who_is_let_in_is_not(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[Any, str]] = []
    monkeypatch.setattr(
        "apps.profiles.services.publish", lambda to, kind, data: told.append((list(to), kind))
    )
    for active in (False, True):
        set_active(user_id=alice.pk, active=active)
        assert User.objects.get(pk=alice.pk).is_active == active
    assert told == [([alice.pk], "signed_out")]
