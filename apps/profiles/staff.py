"""The first administrators: members of both groups of the staff. Without Django: whoever
deploys makes one too, with rights of their own.
"""

import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from apps.profiles.pool import GROUPS

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

# An account that was made for somebody, and that nobody can sign in to yet.
UNUSED = "FORCE_CHANGE_PASSWORD"


def make_admin(cognito: "CognitoIdentityProviderClient", *, pool_id: str, email: str) -> str | None:
    """Make the person with this email an administrator; may run again and again.

    Answers the password of an account that was made for them, which is to be shown once and kept
    nowhere; None where they have one already. It is no temporary one in Cognito's sense: neither
    the app nor the admin asks for another at the first sign-in.
    """
    with suppress(cognito.exceptions.UsernameExistsException):
        cognito.admin_create_user(
            UserPoolId=pool_id,
            Username=email,
            UserAttributes=[
                {"Name": "email", "Value": email},
                {"Name": "email_verified", "Value": "true"},
            ],
            MessageAction="SUPPRESS",
        )
    for group in GROUPS:
        cognito.admin_add_user_to_group(UserPoolId=pool_id, Username=email, GroupName=group)
    if cognito.admin_get_user(UserPoolId=pool_id, Username=email)["UserStatus"] != UNUSED:
        return None
    password = secrets.token_urlsafe(18)
    cognito.admin_set_user_password(
        UserPoolId=pool_id, Username=email, Password=password, Permanent=True
    )
    return password
