"""The admin asks those with a second factor for its code."""

import pytest
from django.conf import settings as django_settings
from django.test import Client

from apps.core import aws
from cruddur.devtools import provision
from tests.profiles.conftest import PASSWORD, SignUp, sign_in
from tests.totp import code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(sign_up: SignUp) -> tuple[str, str]:
    """A moderator with a second factor: their email and its secret."""
    email = sign_up("the_mod", groups=("moderators",))
    token = sign_in(email)["AccessToken"]
    cognito = aws.cognito()
    secret = cognito.associate_software_token(AccessToken=token)["SecretCode"]
    cognito.verify_software_token(AccessToken=token, UserCode=code_of(secret))
    cognito.set_user_mfa_preference(
        AccessToken=token, SoftwareTokenMfaSettings={"Enabled": True, "PreferredMfa": True}
    )
    return email, secret


def post(client: Client, email: str, **more: str) -> str:
    """What the admin's form says, or "" where it lets one in."""
    answer = client.post("/admin/login/", {"username": email, "password": PASSWORD, **more})
    return "" if answer.status_code == 302 else answer.content.decode()


def test_without_the_code_nobody_gets_in_and_is_told_why(
    client: Client, moderator: tuple[str, str]
) -> None:
    assert "the code of its second factor is missing" in post(client, moderator[0])
    assert client.get("/admin/").status_code == 302


def test_a_wrong_code_does_not_help(client: Client, moderator: tuple[str, str]) -> None:
    email, secret = moderator
    assert "second factor" in post(client, email, code=code_of(secret, steps_away=50))
    assert client.get("/admin/").status_code == 302


def test_with_the_code_they_get_in(client: Client, moderator: tuple[str, str]) -> None:
    email, secret = moderator
    assert post(client, email, code=f" {code_of(secret)}") == ""
    assert client.get("/admin/").status_code == 200


def test_a_code_is_no_password(client: Client, moderator: tuple[str, str]) -> None:
    email, secret = moderator
    assert post(client, email, password="wrong", code=code_of(secret))
    assert client.get("/admin/").status_code == 302


def test_a_pool_made_before_learns_of_the_second_factor() -> None:
    cognito, pool = aws.cognito(), django_settings.COGNITO_USER_POOL_ID
    cognito.set_user_pool_mfa_config(UserPoolId=pool, MfaConfiguration="OFF")
    provision.user_pool(cognito)
    config = cognito.get_user_pool_mfa_config(UserPoolId=pool)
    assert config["MfaConfiguration"] == "OPTIONAL"
    assert config["SoftwareTokenMfaConfiguration"] == {"Enabled": True}
