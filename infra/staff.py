"""The first person who may administer: made when nobody else is there to do it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cruddur.devtools.console import step
from infra.by_hand import ByHand
from infra.deployed import Deployed
from infra.prerequisites import Operator

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

GROUP = "admins"


def first_admin(operator: Operator, deployed: Deployed, email: str | None) -> Iterator[str]:
    """What to tell of who administers. Makes `email` an administrator where there is none yet."""
    pool = deployed.one("data", "AWS::Cognito::UserPool")
    if there := _admins(operator.session.client("cognito-idp"), pool):
        yield f"Administered at /admin/ by {', '.join(there)}"
    elif email:
        with step(f"Making {email} an administrator"):
            # It says a password.
            command = ("create_admin", "--email", email)
            said = ByHand(operator.session, deployed).manage(*command, forget=True)
        yield said
    else:
        yield "Nobody administers it yet: `make deploy ADMIN=you@example.com` makes it you."


def _admins(cognito: "CognitoIdentityProviderClient", pool: str) -> list[str]:
    users = cognito.list_users_in_group(UserPoolId=pool, GroupName=GROUP)["Users"]
    return [
        attribute["Value"]
        for user in users
        for attribute in user["Attributes"]
        if attribute["Name"] == "email"
    ]
