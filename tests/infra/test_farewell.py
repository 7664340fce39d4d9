"""`make destroy`: what is asked, what goes, and what stays, in the emulator."""

from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from cruddur.devtools.console import Refusal
from infra import release
from infra.deployed import Deployed
from tests.infra import stages

ACCOUNT = "000000000000"


@pytest.fixture
def stage() -> Iterator[str]:
    stage = stages.new_stage()
    stages.make(stage)
    s3 = boto3.client("s3")
    for bucket in (f"site-{stage}", f"media-{stage}"):
        s3.put_object(Bucket=bucket, Key="index.html", Body=b"page")
    yield stage
    stages.forget(stage)


def typing(*words: str) -> Callable[[str], str]:
    left = iter(words)
    return lambda question: next(left)


def present(stage: str) -> list[str]:
    return Deployed(boto3.Session(), stage).present()


def bucket_is_there(name: str) -> bool:
    try:
        boto3.client("s3").head_bucket(Bucket=name)
    except ClientError:
        return False
    return True


def rest(stage: str) -> set[str]:
    """What there is of the stage's secret, queue, log and vault."""
    secrets: Any = boto3.client("secretsmanager")
    logs: Any = boto3.client("logs")
    backup: Any = boto3.client("backup")
    queues = boto3.client("sqs").list_queues().get("QueueUrls", [])
    found = (
        *(each["Name"] for each in secrets.list_secrets()["SecretList"]),
        *(url.rsplit("/", 1)[1] for url in queues),
        *(each["logGroupName"] for each in logs.describe_log_groups()["logGroups"]),
        *(each["BackupVaultName"] for each in backup.list_backup_vaults()["BackupVaultList"]),
    )
    return {name for name in found if stage in name}


def pools() -> list[str]:
    found = boto3.client("cognito-idp").list_user_pools(MaxResults=60)["UserPools"]
    return [each["Name"] for each in found]


@pytest.mark.parametrize("typed", ["", "yes", "small"])
def test_it_wants_the_stages_name(stage: str, typed: str) -> None:
    with pytest.raises(Refusal, match="Nothing was touched"):
        release.destroy(stage, {}, ask=typing(typed))
    assert present(stage) == ["foundation", "data", "edge", "web", "app"]


def test_it_says_what_goes_and_what_stays(stage: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Refusal):
        release.destroy(stage, {}, ask=typing("no"))
    goes, stays = capsys.readouterr().out.split("This stays")
    assert "  - bucket\n" in goes
    assert "address (CloudFront)" in goes
    assert f"table of messages: messages-{stage}" in stays
    assert f"bucket: media-{stage}" in stays
    assert f"images: cruddur-{stage}" in stays
    assert "user pool: " in stays


def test_what_people_have_written_stays(stage: str) -> None:
    release.destroy(stage, {}, ask=typing(stage))
    assert present(stage) == []
    assert not bucket_is_there(f"site-{stage}")
    assert bucket_is_there(f"media-{stage}")
    assert f"cruddur-{stage}" in pools()
    boto3.client("dynamodb").describe_table(TableName=f"messages-{stage}")
    assert rest(stage) == {
        *(f"secret-{stage}", f"letters-{stage}", f"/cruddur/{stage}/web", f"vault-{stage}")
    }


def test_all_of_it_goes_only_when_asked_for_twice(stage: str) -> None:
    with pytest.raises(Refusal, match="Nothing was touched"):
        release.destroy(stage, {"KEEP": "0"}, ask=typing(stage, stage))
    assert len(present(stage)) == 5

    release.destroy(stage, {"KEEP": "0"}, ask=typing(stage, ACCOUNT))
    assert present(stage) == []
    assert not bucket_is_there(f"media-{stage}")
    assert f"cruddur-{stage}" not in pools()
    assert f"messages-{stage}" not in boto3.client("dynamodb").list_tables()["TableNames"]
    assert rest(stage) == set()


def test_what_is_not_there_cannot_be_taken_down() -> None:
    stage = stages.new_stage()
    try:
        with pytest.raises(Refusal, match="nothing of the stage"):
            release.destroy(stage, {}, ask=typing(stage))
    finally:
        stages.forget(stage)
