"""What the CDK makes on AWS, made in the emulator. Every function may run again and again."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from apps.media import bucket
from apps.messaging import table as messages
from apps.profiles import pool

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import (
        CORSRuleTypeDef,
        PublicAccessBlockConfigurationTypeDef,
    )

NAME = "cruddur"
MEDIA_BUCKET = "cruddur-media"
# On AWS the site's origin; here whatever port the site has.
UPLOADS_FROM: "CORSRuleTypeDef" = {
    "AllowedOrigins": ["http://127.0.0.1:*", "http://localhost:*"],
    "AllowedMethods": [*bucket.UPLOAD_METHODS],
    "AllowedHeaders": ["*"],
}
BUT_FOR_THE_POLICY: "PublicAccessBlockConfigurationTypeDef" = {
    "BlockPublicAcls": True,
    "IgnorePublicAcls": True,
    "BlockPublicPolicy": False,
    "RestrictPublicBuckets": False,
}


@dataclass(frozen=True)
class Identity:
    """The user pool and its two app clients: people's browsers, and our own admin scripts."""

    pool_id: str
    client_id: str
    admin_client_id: str


def user_pool(cognito: "CognitoIdentityProviderClient") -> Identity:
    pool_id = _pool_id(cognito) or _create_pool(cognito)
    _offer_second_factor(cognito, pool_id)
    _add_groups(cognito, pool_id)
    return Identity(
        pool_id=pool_id,
        client_id=_app_client(cognito, pool_id, "web"),
        admin_client_id=_app_client(cognito, pool_id, "admin"),
    )


def _pool_id(cognito: "CognitoIdentityProviderClient") -> str | None:
    pools = cognito.list_user_pools(MaxResults=60)["UserPools"]
    return next((found["Id"] for found in pools if found["Name"] == NAME), None)


def _create_pool(cognito: "CognitoIdentityProviderClient") -> str:
    """A new email takes the place of the old one when its code is given.

    The emulator ignores that: there it does at once.
    """
    made = cognito.create_user_pool(
        PoolName=NAME,
        UsernameAttributes=["email"],
        AutoVerifiedAttributes=["email"],
        UserAttributeUpdateSettings={"AttributesRequireVerificationBeforeUpdate": ["email"]},
        Policies={"PasswordPolicy": pool.PASSWORD_POLICY},
        Schema=pool.ATTRIBUTES,
        AccountRecoverySetting={"RecoveryMechanisms": [{"Name": "verified_email", "Priority": 1}]},
    )
    return made["UserPool"]["Id"]


def _offer_second_factor(cognito: "CognitoIdentityProviderClient", pool_id: str) -> None:
    """Codes of an authenticator app, for those who want them; also in a pool made before."""
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool_id,
        SoftwareTokenMfaConfiguration={"Enabled": True},
        MfaConfiguration="OPTIONAL",
    )


def _add_groups(cognito: "CognitoIdentityProviderClient", pool_id: str) -> None:
    present = {group["GroupName"] for group in cognito.list_groups(UserPoolId=pool_id)["Groups"]}
    for name in pool.GROUPS:
        if name not in present:
            cognito.create_group(UserPoolId=pool_id, GroupName=name)


def _app_client(cognito: "CognitoIdentityProviderClient", pool_id: str, name: str) -> str:
    """The id of the app client with this name, made where it is missing. It has no secret."""
    present = cognito.list_user_pool_clients(UserPoolId=pool_id, MaxResults=60)["UserPoolClients"]
    for client in present:
        if client["ClientName"] == name:
            return client["ClientId"]
    made = cognito.create_user_pool_client(
        UserPoolId=pool_id,
        ClientName=name,
        GenerateSecret=False,
        ExplicitAuthFlows=pool.CLIENTS[name],
        AccessTokenValidity=pool.TOKEN_MINUTES,
        IdTokenValidity=pool.TOKEN_MINUTES,
        RefreshTokenValidity=pool.REFRESH_DAYS,
        TokenValidityUnits={"AccessToken": "minutes", "IdToken": "minutes", "RefreshToken": "days"},
        PreventUserExistenceErrors="ENABLED",
        EnableTokenRevocation=True,
    )
    return made["UserPoolClient"]["ClientId"]


def messages_table(dynamodb: "DynamoDBClient", name: str) -> None:
    try:
        dynamodb.create_table(**messages.create_table_arguments(name))
    except dynamodb.exceptions.ResourceInUseException:
        return
    dynamodb.get_waiter("table_exists").wait(TableName=name)
    dynamodb.update_time_to_live(
        TableName=name,
        TimeToLiveSpecification={"Enabled": True, "AttributeName": messages.TTL_ATTRIBUTE},
    )


def media_bucket(s3: "S3Client", name: str = MEDIA_BUCKET) -> str:
    """Private, but for what the CDN may read; browsers post uploads to it."""
    try:
        s3.head_bucket(Bucket=name)
    except ClientError:
        s3.create_bucket(Bucket=name)
    s3.put_bucket_cors(Bucket=name, CORSConfiguration={"CORSRules": [UPLOADS_FROM]})
    s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=BUT_FOR_THE_POLICY)
    s3.put_bucket_policy(Bucket=name, Policy=json.dumps(_read_by_the_cdn(name)))
    s3.put_bucket_lifecycle_configuration(
        Bucket=name, LifecycleConfiguration={"Rules": [*bucket.EXPIRE]}
    )
    return name


def _read_by_the_cdn(name: str) -> dict[str, object]:
    """On AWS the CDN has an identity of its own; what stands in for it here has none."""
    statement = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{name}/{bucket.READABLE}",
    }
    return {"Version": "2012-10-17", "Statement": [statement]}
