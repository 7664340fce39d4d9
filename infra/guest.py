"""People who exist for a smoke test only: they sign up in Cognito, sign in, and leave again."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import boto3
from botocore import UNSIGNED
from botocore.config import Config

from infra.srp import Exchange
from infra.visitor import NotAsMeant, Visitor

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

# Amazon's own mailbox that takes everything: nothing bounces, and no stranger gets our mail.
MAILBOX = "success+{handle}@simulator.amazonses.com"

Confirm = Callable[["Guest"], None]


@dataclass
class Guest:
    """A person with an account. `config` is what the site's `/api/v1/config` says."""

    config: dict[str, Any]
    handle: str
    password: str
    visitor: Visitor

    @property
    def email(self) -> str:
        return MAILBOX.format(handle=self.handle)

    def sign_up(self) -> None:
        """As the form in the browser does; the account then waits for its confirmation."""
        attributes = {
            "email": self.email,
            "preferred_username": self.handle,
            "name": "Smoke test",
        }
        _cognito(self.config, signature=False).sign_up(
            ClientId=self.config["client_id"],
            Username=self.email,
            Password=self.password,
            UserAttributes=[{"Name": name, "Value": value} for name, value in attributes.items()],
        )

    def sign_in(self) -> None:
        cognito, client = _cognito(self.config, signature=False), self.config["client_id"]
        exchange = Exchange(self.config["user_pool_id"], self.password)
        asked = cognito.initiate_auth(
            ClientId=client,
            AuthFlow="USER_SRP_AUTH",
            AuthParameters={"USERNAME": self.email, "SRP_A": exchange.public},
        )
        answer = cognito.respond_to_auth_challenge(
            ClientId=client,
            ChallengeName="PASSWORD_VERIFIER",
            ChallengeResponses=exchange.answer(asked["ChallengeParameters"]),
        )
        if "AuthenticationResult" not in answer:
            raise NotAsMeant(f"Cognito asks for {answer.get('ChallengeName')} at sign-in.")
        self.visitor.token = answer["AuthenticationResult"]["AccessToken"]

    def leave(self) -> None:
        self.visitor.ask("DELETE", "/api/v1/me", {"handle": self.handle}, expect=202)


def newcomer(config: dict[str, Any], address: str, through: str | None) -> Guest:
    return Guest(
        config=config,
        handle=f"smoke_{secrets.token_hex(5)}",
        password=f"Aa1!{secrets.token_urlsafe(24)}",
        visitor=Visitor(address, through),
    )


def by_code(code: str) -> Confirm:
    """Confirms with the code that was mailed; the emulator's is always the same."""

    def confirm(guest: Guest) -> None:
        _cognito(guest.config, signature=False).confirm_sign_up(
            ClientId=guest.config["client_id"], Username=guest.email, ConfirmationCode=code
        )

    return confirm


def by_right(guest: Guest) -> None:
    """Confirms with the rights of who runs this: nobody reads the throw-away mailbox."""
    _cognito(guest.config).admin_confirm_sign_up(
        UserPoolId=guest.config["user_pool_id"], Username=guest.email
    )


def _cognito(config: dict[str, Any], *, signature: bool = True) -> "CognitoIdentityProviderClient":
    """Where the site says that its Cognito is. What people do themselves is not signed."""
    return boto3.client(
        "cognito-idp",
        region_name=config["region"],
        endpoint_url=config["cognito_endpoint"],
        config=None if signature else Config(signature_version=UNSIGNED),
    )
