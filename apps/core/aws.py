"""AWS clients, one of each per process (they are safe to share between threads).

boto3 reads the endpoint, region and credentials from the usual environment variables.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from django.conf import settings

if TYPE_CHECKING:
    from mypy_boto3_cloudfront import CloudFrontClient
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sqs import SQSClient

_CONFIG = Config(
    connect_timeout=2,
    read_timeout=5,
    max_pool_connections=32,
    retries={"mode": "standard", "max_attempts": 4},
    # The region's own host for each bucket: a browser's upload cannot follow a redirect.
    s3={"addressing_style": "virtual", "us_east_1_regional_endpoint": "regional"},
)


def cognito() -> "CognitoIdentityProviderClient":
    client: CognitoIdentityProviderClient = _client("cognito-idp")
    return client


def s3() -> "S3Client":
    client: S3Client = _client("s3", signature_version="s3v4")
    return client


def cloudfront() -> "CloudFrontClient":
    client: CloudFrontClient = _client("cloudfront")
    return client


@cache
def secrets() -> Any:
    """Soon tired: who asks has the last answer still, or will ask again."""
    config = Config(connect_timeout=1, read_timeout=2, retries={"total_max_attempts": 2})
    return boto3.client("secretsmanager", region_name=settings.AWS_REGION, config=config)


def sqs() -> "SQSClient":
    client: SQSClient = _client("sqs")
    return client


@cache
def _client(service: str, **options: Any) -> Any:
    config = _CONFIG.merge(Config(**options))
    return boto3.client(service, region_name=settings.AWS_REGION, config=config)  # type: ignore[call-overload]
