"""The first person who may administer: made when nobody else is there to do it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from apps.profiles.staff import make_admin
from cruddur.devtools.console import step
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
        cognito = operator.session.client("cognito-idp")
        with step(f"Making {email} an administrator"):
            password = make_admin(cognito, pool_id=pool, email=email)
        yield f"{email} may sign in at /admin/ and in the app"
        if password:
            # Of this terminal alone: a task's words would stand in its log.
            yield f"with the password {password} (shown this once; change it under Settings)"
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
