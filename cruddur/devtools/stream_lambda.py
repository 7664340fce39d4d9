"""The stream Lambda in the emulator: the real function behind a real event source mapping."""

import io
import json
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from apps.messaging import function, table
from cruddur.devtools.emulator import Emulator
from cruddur.devtools.install import ROOT

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_sqs import SQSClient

NAME = "cruddur-stream"
LAMBDA_MAY_ASSUME = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "lambda.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    ],
}


class Queue(NamedTuple):
    url: str
    arn: str


def deploy(emulator: Emulator, variables: dict[str, str]) -> None:
    """Put the function and its mapping in place; `variables` name the table and the poke."""
    lambdas, queue = emulator.lambdas(), dead_letter_queue(emulator.sqs())
    stream_arn = _stream_arn(emulator.dynamodb(), variables["MESSAGES_TABLE"])
    role_arn = _role(emulator.iam(), stream_arn, queue.arn)
    _put_function(
        lambdas,
        role_arn,
        {
            **variables,
            "DEAD_LETTER_QUEUE_URL": queue.url,
            "REPORT_BATCH_ITEM_FAILURES": "0",  # the emulator does not read such reports
        },
    )
    _renew_mapping(lambdas, stream_arn, queue.arn)


def _put_function(lambdas: "LambdaClient", role_arn: str, variables: dict[str, str]) -> None:
    """Make it anew: it is quick, and code and variables are then surely the present ones."""
    with suppress(lambdas.exceptions.ResourceNotFoundException):
        lambdas.delete_function(FunctionName=NAME)
    lambdas.create_function(
        FunctionName=NAME,
        Runtime=function.RUNTIME,
        Role=role_arn,
        Handler=function.HANDLER,
        Timeout=function.TIMEOUT_SECONDS,
        MemorySize=function.MEMORY_MB,
        Environment={"Variables": variables},
        Code={"ZipFile": _code()},
    )


def _renew_mapping(lambdas: "LambdaClient", stream_arn: str, dead_letter_arn: str) -> None:
    """Make the mapping anew at every start, from the beginning of the stream.

    The emulator keeps a mapping but not its place in the stream, and then delivers nothing
    without a word. Reading again from the beginning is harmless: the handler is idempotent.
    """
    for mapping in lambdas.list_event_source_mappings(FunctionName=NAME)["EventSourceMappings"]:
        lambdas.delete_event_source_mapping(UUID=mapping["UUID"])
    lambdas.create_event_source_mapping(
        FunctionName=NAME,
        EventSourceArn=stream_arn,
        StartingPosition="TRIM_HORIZON",
        BatchSize=function.BATCH,
        MaximumRecordAgeInSeconds=60,
        FilterCriteria={"Filters": [{"Pattern": json.dumps(table.STREAM_FILTER)}]},
        DestinationConfig={"OnFailure": {"Destination": dead_letter_arn}},
    )


def _role(iam: Any, stream_arn: str, queue_arn: str) -> str:
    """The function's role, with just the rights that it has on AWS."""
    with suppress(iam.exceptions.EntityAlreadyExistsException):
        iam.create_role(RoleName=NAME, AssumeRolePolicyDocument=json.dumps(LAMBDA_MAY_ASSUME))
    rights = [
        ([*function.TABLE_ACTIONS], stream_arn.partition("/stream/")[0]),
        ([f"dynamodb:{action}" for action in function.STREAM_ACTIONS], stream_arn),
        (["sqs:SendMessage"], queue_arn),
    ]
    statements = [
        {"Effect": "Allow", "Action": actions, "Resource": resource} for actions, resource in rights
    ]
    policy = {"Version": "2012-10-17", "Statement": statements}
    iam.put_role_policy(RoleName=NAME, PolicyName=NAME, PolicyDocument=json.dumps(policy))
    return str(iam.get_role(RoleName=NAME)["Role"]["Arn"])


def _stream_arn(dynamodb: "DynamoDBClient", name: str) -> str:
    return dynamodb.describe_table(TableName=name)["Table"]["LatestStreamArn"]


def dead_letter_queue(sqs: "SQSClient") -> Queue:
    url = sqs.create_queue(QueueName=f"{NAME}-failed")["QueueUrl"]
    attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    return Queue(url, attributes["Attributes"]["QueueArn"])


def _code() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        for name in function.FILES:
            zipped.write(ROOT / name, name)
    return archive.getvalue()
