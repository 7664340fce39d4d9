"""The stream Lambda in the emulator: the real function behind a real event source mapping."""

import io
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

from cruddur.devtools.emulator import Emulator
from cruddur.devtools.install import ROOT

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_sqs import SQSClient

NAME = "cruddur-stream"
HANDLER = "apps.messaging.stream.handler"
ROLE = "arn:aws:iam::000000000000:role/cruddur-stream"
# All that the Lambda needs; it runs without Django.
FILES = (
    "apps/__init__.py",
    "apps/messaging/__init__.py",
    "apps/messaging/stream.py",
    "apps/messaging/table.py",
)


def deploy(emulator: Emulator, variables: dict[str, str]) -> None:
    """Put the function and its mapping in place; `variables` name the table and the poke."""
    lambdas = emulator.lambdas()
    _put_function(lambdas, variables)
    _renew_mapping(
        lambdas,
        stream_arn=_stream_arn(emulator.dynamodb(), variables["MESSAGES_TABLE"]),
        dead_letter_arn=_dead_letter_queue(emulator.sqs()),
    )


def _put_function(lambdas: "LambdaClient", variables: dict[str, str]) -> None:
    """Make it anew: it is quick, and code and variables are then surely the present ones."""
    with suppress(lambdas.exceptions.ResourceNotFoundException):
        lambdas.delete_function(FunctionName=NAME)
    lambdas.create_function(
        FunctionName=NAME,
        Runtime="python3.13",
        Role=ROLE,
        Handler=HANDLER,
        Timeout=30,
        MemorySize=256,
        Environment={"Variables": variables},
        Code={"ZipFile": _code()},
    )


def _renew_mapping(lambdas: "LambdaClient", *, stream_arn: str, dead_letter_arn: str) -> None:
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
        BatchSize=100,
        MaximumRecordAgeInSeconds=60,
        FunctionResponseTypes=["ReportBatchItemFailures"],
        DestinationConfig={"OnFailure": {"Destination": dead_letter_arn}},
    )


def _stream_arn(dynamodb: "DynamoDBClient", table: str) -> str:
    return dynamodb.describe_table(TableName=table)["Table"]["LatestStreamArn"]


def _dead_letter_queue(sqs: "SQSClient") -> str:
    url = sqs.create_queue(QueueName=f"{NAME}-failed")["QueueUrl"]
    attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    return attributes["Attributes"]["QueueArn"]


def _code() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        for name in FILES:
            zipped.write(ROOT / name, name)
    return archive.getvalue()
