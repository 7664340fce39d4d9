"""The stream Lambda: of what it is made, what it may do, and what becomes of what it cannot."""

import json
from pathlib import Path

import pytest

from apps.messaging import function, table
from infra.stacks.stream import POKE_PATH, parcel
from tests.infra.reading import Template, allowed, joined, of_kind, one, statements, text
from tests.infra.synthesised import Synthesised


@pytest.fixture
def app(small: Synthesised) -> Template:
    return small.templates["app"]


@pytest.fixture
def stream(app: Template) -> Template:
    return one(app, "AWS::Lambda::Function", "Stream")


@pytest.fixture
def mapping(app: Template) -> Template:
    return one(app, "AWS::Lambda::EventSourceMapping")


def test_it_is_the_function_of_the_app_in_no_vpc(stream: Template) -> None:
    assert stream["Handler"] == function.HANDLER
    assert stream["Runtime"] == "python3.13"
    assert stream["Architectures"] == ["arm64"]
    assert "VpcConfig" not in stream


def test_its_parcel_has_its_files_and_nothing_else() -> None:
    with parcel() as folder:
        there = {
            str(path.relative_to(folder)) for path in Path(folder).rglob("*") if path.is_file()
        }
    assert there == set(function.FILES)
    assert not Path(folder).exists()


def test_it_knows_where_to_poke_and_reads_the_secret_itself(stream: Template) -> None:
    told = {name: joined(value) for name, value in stream["Environment"]["Variables"].items()}
    assert set(told) == {
        *("MESSAGES_TABLE", "POKE_URL", "POKE_SECRET_ARN", "DEAD_LETTER_QUEUE_URL", "RELEASE"),
    }
    assert told["POKE_URL"].startswith("https://<")
    assert told["POKE_URL"].endswith(POKE_PATH)
    assert "resolve:secretsmanager" not in text(stream)


def test_what_fails_is_halved_tried_ten_times_for_a_day_and_kept(mapping: Template) -> None:
    assert mapping["BatchSize"] == 100
    assert mapping["BisectBatchOnFunctionError"] is True
    assert mapping["MaximumRetryAttempts"] == 10
    assert mapping["MaximumRecordAgeInSeconds"] == 24 * 3600
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["StartingPosition"] == "TRIM_HORIZON"
    assert "DeadLetters" in text(mapping["DestinationConfig"]["OnFailure"])


def test_it_is_not_called_for_what_it_writes_itself(mapping: Template) -> None:
    (wanted,) = mapping["FilterCriteria"]["Filters"]
    assert json.loads(wanted["Pattern"]) == table.STREAM_FILTER


def test_it_may_do_what_it_does(app: Template, stream: Template) -> None:
    role = stream["Role"]["Fn::GetAtt"][0]
    assert allowed(app, role) == {
        *function.TABLE_ACTIONS,
        *(f"dynamodb:{action}" for action in function.STREAM_ACTIONS),
        *("sqs:SendMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl"),
        "secretsmanager:GetSecretValue",
        *("logs:CreateLogStream", "logs:PutLogEvents"),
    }
    for statement in statements(app, role):
        assert statement["Resource"] != "*"
    assert "ManagedPolicyArns" not in app["Resources"][role]["Properties"]


def test_a_new_account_has_functions_left_to_run(mapping: Template) -> None:
    """It may run ten at a time in all, of which `migrate` is one."""
    assert 1 <= mapping["ParallelizationFactor"] <= 9


def test_there_are_no_other_functions(app: Template) -> None:
    """The CDK adds some of its own for what CloudFormation cannot do; none is needed."""
    names = sorted(of_kind(app, "AWS::Lambda::Function"))
    assert [name.rstrip("0123456789ABCDEF") for name in names] == [
        "MigrationFunction",
        "StreamFunction",
    ]
