"""Cognito access tokens: whose they are, and whether they are good."""

from functools import cache, lru_cache
from time import time
from typing import Any

import jwt
from django.conf import settings
from django_cognito_jwt.validator import TokenError, TokenValidator

from apps.core.errors import Unavailable

_REQUIRED_CLAIMS = ["exp", "iat", "iss", "sub", "token_use", "client_id"]


@cache
def _key_set(url: str) -> jwt.PyJWKClient:
    """The pool's public keys: fetched once, again only for an unknown key id (at most twice a
    minute), so that Cognito being away does not matter to those who have signed in."""
    return jwt.PyJWKClient(url, lifespan=24 * 60 * 60, timeout=3)


def key_set_url() -> str:
    pool = settings.COGNITO_USER_POOL_ID
    endpoint = settings.COGNITO_ENDPOINT or issuer().removesuffix(f"/{pool}")
    return f"{endpoint}/{pool}/.well-known/jwks.json"


def issuer() -> str:
    region, pool = settings.AWS_REGION, settings.COGNITO_USER_POOL_ID
    return f"https://cognito-idp.{region}.amazonaws.com/{pool}"


class AccessTokenValidator(TokenValidator):  # type: ignore[misc]
    """django-cognito-jwt's validator, made strict.

    As shipped it fetches the keys on every request, fails on tokens without a usable `kid`,
    and looks at neither the token's use nor its client.
    """

    def __init__(self, client_id: str) -> None:
        super().__init__(settings.AWS_REGION, settings.COGNITO_USER_POOL_ID, client_id)

    def validate(self, token: bytes | str) -> dict[str, Any]:
        """The claims of a good access token.

        Raises TokenError for any other token, Unavailable where the keys cannot be had.
        """
        claims = _checked(token, key_set_url(), issuer(), self.audience)
        if claims["exp"] <= time():
            raise TokenError("expired")
        return claims


# The same token comes with every request of an hour; its signature is checked once. What is
# refused is not remembered.
@lru_cache(maxsize=5_000)
def _checked(token: bytes | str, key_set: str, issuer: str, client_id: str) -> dict[str, Any]:
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _signing_key(token, key_set),
            algorithms=["RS256"],
            issuer=issuer,
            options={"require": _REQUIRED_CLAIMS, "verify_aud": False},
        )
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise TokenError(str(error)) from error
    if (claims["token_use"], claims["client_id"]) != ("access", client_id):
        raise TokenError("not an access token for this client")
    return claims


def _signing_key(token: bytes | str, key_set: str) -> jwt.PyJWK:
    key_id = jwt.get_unverified_header(token).get("kid")
    if not isinstance(key_id, str):
        raise TokenError("no key id")
    try:
        return _key_set(key_set).get_signing_key(key_id)
    except jwt.PyJWKClientConnectionError as error:
        raise Unavailable(
            "Sign-in cannot be checked right now. Please try again in a moment.",
            code="key_set_unreachable",
        ) from error
