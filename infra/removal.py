"""Removes for good what outlives its stack: each kind of store has its own way to be let go."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import boto3

Remove = Callable[[boto3.Session, str], None]


def empty_bucket(session: boto3.Session, bucket: str) -> None:
    """Every object in every version: S3 removes no bucket that holds anything."""
    s3 = session.client("s3")
    with suppress(s3.exceptions.NoSuchBucket):
        for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
            found = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
            if found:
                s3.delete_objects(
                    Bucket=bucket,
                    Delete={
                        "Objects": [
                            {"Key": each["Key"], "VersionId": each["VersionId"]} for each in found
                        ],
                        "Quiet": True,
                    },
                )


def _bucket(session: boto3.Session, bucket: str) -> None:
    s3 = session.client("s3")
    with suppress(s3.exceptions.NoSuchBucket):
        empty_bucket(session, bucket)
        s3.delete_bucket(Bucket=bucket)


def _table(session: boto3.Session, table: str) -> None:
    dynamodb = session.client("dynamodb")
    with suppress(dynamodb.exceptions.ResourceNotFoundException):
        dynamodb.update_table(TableName=table, DeletionProtectionEnabled=False)
        dynamodb.delete_table(TableName=table)


def _user_pool(session: boto3.Session, pool: str) -> None:
    cognito = session.client("cognito-idp")
    with suppress(cognito.exceptions.ResourceNotFoundException):
        cognito.update_user_pool(UserPoolId=pool, DeletionProtection="INACTIVE")
        cognito.delete_user_pool(UserPoolId=pool)


def _secret(session: boto3.Session, secret: str) -> None:
    client: Any = session.client("secretsmanager")
    with suppress(client.exceptions.ResourceNotFoundException):
        client.delete_secret(SecretId=secret, ForceDeleteWithoutRecovery=True)


def _repository(session: boto3.Session, repository: str) -> None:
    client: Any = session.client("ecr")
    with suppress(client.exceptions.RepositoryNotFoundException):
        client.delete_repository(repositoryName=repository, force=True)


def _log_group(session: boto3.Session, group: str) -> None:
    client: Any = session.client("logs")
    with suppress(client.exceptions.ResourceNotFoundException):
        client.delete_log_group(logGroupName=group)


def _queue(session: boto3.Session, url: str) -> None:
    sqs = session.client("sqs")
    with suppress(sqs.exceptions.QueueDoesNotExist):
        sqs.delete_queue(QueueUrl=url)


def _key(session: boto3.Session, key: str) -> None:
    """The soonest that KMS permits is a week."""
    client: Any = session.client("kms")
    with suppress(client.exceptions.KMSInvalidStateException, client.exceptions.NotFoundException):
        client.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)


def _vault(session: boto3.Session, vault: str) -> None:
    client: Any = session.client("backup")
    with suppress(client.exceptions.ResourceNotFoundException):
        pages = client.get_paginator("list_recovery_points_by_backup_vault")
        for page in pages.paginate(BackupVaultName=vault):
            for point in page["RecoveryPoints"]:
                client.delete_recovery_point(
                    BackupVaultName=vault, RecoveryPointArn=point["RecoveryPointArn"]
                )
        client.delete_backup_vault(BackupVaultName=vault)


def release_database(session: boto3.Session, database: str) -> None:
    """Permit that it goes; its stack takes the last snapshot."""
    rds: Any = session.client("rds")
    with suppress(rds.exceptions.DBInstanceNotFoundFault):
        rds.modify_db_instance(
            DBInstanceIdentifier=database, DeletionProtection=False, ApplyImmediately=True
        )


def _database(session: boto3.Session, database: str) -> None:
    """Its stack has left a snapshot and what RDS keeps; and itself, where it was to be retained."""
    rds: Any = session.client("rds")
    with suppress(rds.exceptions.DBInstanceNotFoundFault):
        rds.delete_db_instance(
            DBInstanceIdentifier=database, SkipFinalSnapshot=True, DeleteAutomatedBackups=True
        )
    named = {"DBInstanceIdentifier": database}
    for snapshot in rds.describe_db_snapshots(**named, SnapshotType="manual")["DBSnapshots"]:
        rds.delete_db_snapshot(DBSnapshotIdentifier=snapshot["DBSnapshotIdentifier"])
    backups = rds.describe_db_instance_automated_backups(**named)["DBInstanceAutomatedBackups"]
    for backup in backups:
        rds.delete_db_instance_automated_backup(DbiResourceId=backup["DbiResourceId"])


REMOVE: dict[str, Remove] = {
    "AWS::S3::Bucket": _bucket,
    "AWS::DynamoDB::Table": _table,
    "AWS::DynamoDB::GlobalTable": _table,
    "AWS::Cognito::UserPool": _user_pool,
    "AWS::SecretsManager::Secret": _secret,
    "AWS::ECR::Repository": _repository,
    "AWS::Logs::LogGroup": _log_group,
    "AWS::SQS::Queue": _queue,
    "AWS::KMS::Key": _key,
    "AWS::Backup::BackupVault": _vault,
    "AWS::RDS::DBInstance": _database,
}
