"""What each process may do: a table, and that nobody may do everything."""

import pytest

from infra.processes import ALL, WEB, Process
from tests.infra.reading import (
    Template,
    allowed,
    definition,
    joined,
    listed,
    of_kind,
    statements,
    text,
)
from tests.infra.synthesised import Synthesised

READING = {"dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"}
DATABASE = {"secretsmanager:GetSecretValue"}
# What each process may do, and nothing else.
RIGHTS = {
    "web": DATABASE
    | READING
    | {
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem",
        "dynamodb:ConditionCheckItem",
        "dynamodb:BatchWriteItem",
        "s3:PutObject",
        "s3:GetObject",
        "cognito-idp:AdminInitiateAuth",
        "cognito-idp:AdminRespondToAuthChallenge",
    },
    "events": DATABASE,
    "worker": DATABASE
    | READING
    | {
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem",
        "dynamodb:BatchWriteItem",
        "s3:GetObject",
        "s3:PutObject",
        "s3:DeleteObject",
        "s3:AbortMultipartUpload",
        "s3:ListBucket",
        "cloudfront:CreateInvalidation",
        "cognito-idp:AdminDeleteUser",
    },
    "migrate": DATABASE,
    "hand": DATABASE
    | READING
    | {
        "dynamodb:Scan",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem",
        "dynamodb:GetShardIterator",
        "dynamodb:GetRecords",
        "sqs:ReceiveMessage",
        "sqs:DeleteMessage",
    },
}
PROCESSES = pytest.mark.parametrize("process", ALL, ids=lambda process: process.name)


@pytest.fixture
def app(small: Synthesised) -> Template:
    return small.templates["app"]


@PROCESSES
def test_rights_are_what_the_code_calls(app: Template, process: Process) -> None:
    role = definition(app, process)["TaskRoleArn"]["Fn::GetAtt"][0]
    assert allowed(app, role) == RIGHTS[process.name]


@PROCESSES
def test_rights_are_for_places_of_ours(app: Template, process: Process) -> None:
    role = definition(app, process)["TaskRoleArn"]["Fn::GetAtt"][0]
    for statement in statements(app, role):
        assert statement["Effect"] == "Allow"
        for resource in listed(statement["Resource"]):
            assert joined(resource) != "*"
            assert "<" in joined(resource), "names something that is made here"
        for action in listed(statement["Action"]):
            assert "*" not in action


def test_tasks_may_not_read_what_only_starting_them_takes(app: Template) -> None:
    """The secrets that are put into the environment, by another role."""
    for process in ALL:
        role = definition(app, process)["TaskRoleArn"]["Fn::GetAtt"][0]
        for statement in statements(app, role):
            assert "PokeSecret" not in text(statement)
            assert "SecretKey" not in text(statement)


def test_files_are_reached_by_their_folders(app: Template) -> None:
    web = definition(app, WEB)["TaskRoleArn"]["Fn::GetAtt"][0]
    places = {
        action: joined(statement["Resource"])
        for statement in statements(app, web)
        for action in listed(statement["Action"])
        if action.startswith("s3:")
    }
    assert places["s3:PutObject"].endswith("/uploads/*")
    assert places["s3:GetObject"].endswith("/exports/*")


@pytest.mark.parametrize("kind", ["AWS::IAM::Role", "AWS::IAM::Policy"])
def test_nobody_in_the_stack_may_do_everything_or_anything_everywhere(
    app: Template, kind: str
) -> None:
    for name, properties in of_kind(app, kind).items():
        documents = [each["PolicyDocument"] for each in properties.get("Policies", [])]
        if "PolicyDocument" in properties:
            documents.append(properties["PolicyDocument"])
        for statement in (one for each in documents for one in each["Statement"]):
            actions = listed(statement["Action"])
            assert not [action for action in actions if "*" in action], name
            if "*" in listed(statement["Resource"]):
                assert actions == ["ecr:GetAuthorizationToken"], name
