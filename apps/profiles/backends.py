"""Staff sign in to the admin with their Cognito email and password."""

from typing import Any
from uuid import UUID

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from apps.core import aws
from apps.profiles.models import User
from apps.profiles.services import ensure_user, set_roles
from apps.profiles.tokens import AccessTokenValidator

# What a moderator may do that is not an administrator, who may do everything.
MODERATOR_PERMISSIONS = {"profiles.view_user", "posts.view_post"}


class CognitoStaffBackend(ModelBackend):
    """Lets members of the Cognito groups `moderators` and `admins` into the admin.

    The password goes to Cognito, over the server's own app client, and is kept nowhere here.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        if not username or not password or "@" not in username:
            return None
        code = request.POST.get("code", "") if request is not None else ""
        token = _sign_in(username, password, code.strip())
        if token is None:
            return None
        claims = AccessTokenValidator(settings.COGNITO_ADMIN_CLIENT_ID).validate(token)
        user = _staff_member(UUID(claims["sub"]), token)
        set_roles(user=user, groups=claims.get("cognito:groups", []))
        return user if self.user_can_authenticate(user) and user.is_staff else None

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        if not user_obj.is_active or not user_obj.is_staff or obj is not None:
            return set()
        return MODERATOR_PERMISSIONS


def _sign_in(email: str, password: str, code: str) -> str | None:
    """An access token of the admin's app client, or None where Cognito refuses."""
    try:
        answer = aws.cognito().admin_initiate_auth(
            UserPoolId=settings.COGNITO_USER_POOL_ID,
            ClientId=settings.COGNITO_ADMIN_CLIENT_ID,
            AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": email, "PASSWORD": password},
        )
        if answer.get("ChallengeName") == "SOFTWARE_TOKEN_MFA" and code:
            return _answer_with_code(email, code, answer["Session"])
    except (ClientError, BotoCoreError):
        return None
    return answer.get("AuthenticationResult", {}).get("AccessToken")


def _answer_with_code(email: str, code: str, session: str) -> str | None:
    answer = aws.cognito().admin_respond_to_auth_challenge(
        UserPoolId=settings.COGNITO_USER_POOL_ID,
        ClientId=settings.COGNITO_ADMIN_CLIENT_ID,
        ChallengeName="SOFTWARE_TOKEN_MFA",
        Session=session,
        ChallengeResponses={"USERNAME": email, "SOFTWARE_TOKEN_MFA_CODE": code},
    )
    return answer.get("AuthenticationResult", {}).get("AccessToken")


def _staff_member(sub: UUID, token: str) -> User:
    user = User.objects.filter(pk=sub).first()
    if user is not None:
        return user
    attributes = aws.cognito().get_user(AccessToken=token)["UserAttributes"]
    named = {a["Name"]: a.get("Value", "") for a in attributes}
    return ensure_user(
        sub=sub,
        handle=named.get("preferred_username", ""),
        display_name=named.get("name", ""),
    )
