"""People with accounts in the tests' user pool."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from pytest_django import Settings

from apps.core import aws

PASSWORD = "Correct-horse-7"
SignUp = Callable[..., str]


@pytest.fixture
def client_with_passwords(settings: Settings) -> None:
    """An app client like the real one, that also takes a password without SRP."""
    answer = aws.cognito().create_user_pool_client(
        UserPoolId=settings.COGNITO_USER_POOL_ID,
        ClientName="tests",
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    )
    settings.COGNITO_CLIENT_ID = answer["UserPoolClient"]["ClientId"]


@pytest.fixture
def sign_up(client_with_passwords: None) -> SignUp:
    """Sign somebody up in Cognito; answers their email."""

    def sign_up(handle: str, *, name: str = "Someone", groups: tuple[str, ...] = ()) -> str:
        email = f"{uuid.uuid4().hex}@example.com"
        cognito = aws.cognito()
        pool = django_settings.COGNITO_USER_POOL_ID
        cognito.sign_up(
            ClientId=django_settings.COGNITO_CLIENT_ID,
            Username=email,
            Password=PASSWORD,
            UserAttributes=[
                {"Name": "email", "Value": email},
                {"Name": "preferred_username", "Value": handle},
                {"Name": "name", "Value": name},
            ],
        )
        cognito.admin_confirm_sign_up(UserPoolId=pool, Username=email)
        for group in groups:
            cognito.admin_add_user_to_group(UserPoolId=pool, Username=email, GroupName=group)
        return email

    return sign_up


def sign_in(email: str) -> dict[str, Any]:
    answer = aws.cognito().initiate_auth(
        ClientId=django_settings.COGNITO_CLIENT_ID,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": email, "PASSWORD": PASSWORD},
    )
    return dict(answer["AuthenticationResult"])
