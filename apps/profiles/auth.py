"""Who is asking: from the bearer token to the person."""

import logging
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django_cognito_jwt.backend import JSONWebTokenAuthentication
from django_cognito_jwt.validator import TokenError
from rest_framework.request import Request

from apps.core import aws
from apps.core.errors import Unauthenticated, Unavailable
from apps.profiles.models import User
from apps.profiles.selectors import person_by_id
from apps.profiles.services import ensure_user
from apps.profiles.tokens import AccessTokenValidator
from apps.realtime.services import publish

logger = logging.getLogger(__name__)

# What Cognito answers when the token's person or session is gone.
_GONE = {"NotAuthorizedException", "UserNotFoundException", "UserNotConfirmedException"}


def person_for_token(token: str) -> tuple[User, dict[str, Any]]:
    """The person a token belongs to, made at first sight, and the token's claims.

    Raises Unauthenticated, and Unavailable where Cognito is needed and does not answer.
    """
    try:
        claims = AccessTokenValidator(settings.COGNITO_CLIENT_ID).validate(token)
        sub = UUID(claims["sub"])
    except (TokenError, ValueError, AttributeError) as error:
        raise Unauthenticated(code="token_invalid") from error
    user = person_by_id(sub)
    if user is None:
        user = _meet(sub, token)
    else:
        _check_session(user, claims, token)
    return user, claims


def ended_sessions(tokens: Iterable[str]) -> set[str]:
    """Those of these tokens, once good, of which no session stands any more.

    One query, and for each token now and then a question to Cognito.
    """
    validator = AccessTokenValidator(settings.COGNITO_CLIENT_ID)
    ended, claims = set[str](), dict[str, dict[str, Any]]()
    for token in tokens:
        try:
            claims[token] = validator.validate(token)
        except TokenError:
            ended.add(token)
    people = User.objects.in_bulk([UUID(one["sub"]) for one in claims.values()])
    return ended | {
        token
        for token, one in claims.items()
        if not _stands(people.get(UUID(one["sub"])), one, token)
    }


def _stands(user: User | None, claims: dict[str, Any], token: str) -> bool:
    if user is None:
        return False
    try:
        _check_session(user, claims, token)
    except Unauthenticated:
        return False
    return True


def _check_session(user: User, claims: dict[str, Any], token: str) -> None:
    """Raises Unauthenticated where the person, or this session of theirs, may come in no more."""
    if not user.is_active:
        raise Unauthenticated("This account is not active.", code="account_inactive")
    _check_issued_since(user, claims)
    _recheck(claims, token)


def _check_issued_since(user: User, claims: dict[str, Any]) -> None:
    """Refuses what was issued before the person signed out everywhere."""
    # Tokens tell their time in whole seconds.
    if user.signed_out_at is not None and claims["iat"] <= int(user.signed_out_at.timestamp()):
        raise Unauthenticated(code="session_ended")


def sign_out_everywhere(*, user: User, token: str) -> None:
    """End all of a person's sessions, in Cognito and here. Raises Unavailable, and nothing is
    changed, where Cognito does not answer.
    """
    try:
        aws.cognito().global_sign_out(AccessToken=token)
    except ClientError as error:
        if error.response["Error"]["Code"] not in _GONE:
            raise Unavailable(code="cognito_unreachable") from error
    except BotoCoreError as error:
        raise Unavailable(code="cognito_unreachable") from error
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(signed_out_at=timezone.now())
        publish([user.pk], "signed_out", {})


def bearer_token(request: Request) -> str:
    """The access token that a request came with."""
    token: bytes = JSONWebTokenAuthentication().get_jwt_token(request)
    return token.decode("latin-1")


def _meet(sub: UUID, token: str) -> User:
    """Make the profile of a person seen for the first time. Cognito knows what they asked for."""
    try:
        attributes = _ask_cognito(token)
    except (BotoCoreError, ClientError) as error:
        raise Unavailable(code="cognito_unreachable") from error
    return ensure_user(
        sub=sub,
        handle=attributes.get("preferred_username", ""),
        display_name=attributes.get("name", ""),
    )


def _recheck(claims: dict[str, Any], token: str) -> None:
    """Ask Cognito now and then whether the session still stands.

    A token by itself stays good until it ends, also after a sign-out everywhere, a deletion or
    a block in Cognito. Where Cognito does not answer, the token is believed.
    """
    key = f"token-checked:{claims.get('jti', token)}"
    if not cache.add(key, True, timeout=settings.COGNITO_RECHECK_SECONDS):
        return
    try:
        _ask_cognito(token)
    except Unauthenticated:
        cache.delete(key)
        raise
    except (BotoCoreError, ClientError):
        logger.warning("Cognito could not be asked about a session", exc_info=True)


def _ask_cognito(token: str) -> dict[str, str]:
    """The attributes of the token's person. Raises Unauthenticated where they are gone."""
    try:
        answer = aws.cognito().get_user(AccessToken=token)
    except ClientError as error:
        if error.response["Error"]["Code"] in _GONE:
            raise Unauthenticated(code="session_ended") from error
        raise
    return {a["Name"]: a.get("Value", "") for a in answer["UserAttributes"]}


class CognitoAuthentication(JSONWebTokenAuthentication):  # type: ignore[misc]
    """DRF's way in: `Authorization: Bearer <access token>`; no header is nobody."""

    def authenticate(self, request: Request) -> tuple[User, dict[str, Any]] | None:
        token = self.get_jwt_token(request)
        return None if token is None else person_for_token(token.decode("latin-1"))

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="cruddur"'
