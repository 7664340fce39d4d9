"""AWS clients, one of each per process (they are safe to share between threads).

boto3 reads the endpoint, region and credentials from the usual environment variables.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from django.conf import settings

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

_CONFIG = Config(
    connect_timeout=2,
    read_timeout=5,
    max_pool_connections=32,
    retries={"mode": "standard", "max_attempts": 4},
)


def cognito() -> "CognitoIdentityProviderClient":
    client: CognitoIdentityProviderClient = _client("cognito-idp")
    return client


@cache
def _client(service: str) -> Any:
    return boto3.client(service, region_name=settings.AWS_REGION, config=_CONFIG)  # type: ignore[call-overload]
