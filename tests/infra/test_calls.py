"""Every call of AWS in the code is somebody's right: a new one is not forgotten."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import botocore.session
import pytest
from botocore import xform_name

from infra.processes import ALL
from tests.infra.reading import Template, allowed, definition
from tests.infra.synthesised import Synthesised

ROOT = Path(__file__).parents[2]
SERVICES = (
    "cloudfront",
    "cognito-idp",
    "dynamodb",
    "dynamodbstreams",
    "s3",
    "secretsmanager",
    "sqs",
)
# By a person's own token: no right of ours is asked for.
BY_TOKEN = {"get_user", "global_sign_out"}
# Which processes make a call, and what it takes.
CALLS = {
    "admin_delete_user": ("cognito-idp:AdminDeleteUser", {"worker"}),
    "admin_initiate_auth": ("cognito-idp:AdminInitiateAuth", {"web"}),
    "admin_respond_to_auth_challenge": ("cognito-idp:AdminRespondToAuthChallenge", {"web"}),
    "batch_get_item": ("dynamodb:BatchGetItem", {"hand"}),
    "create_invalidation": ("cloudfront:CreateInvalidation", {"worker"}),
    "delete_message": ("sqs:DeleteMessage", {"hand"}),
    "delete_object": ("s3:DeleteObject", {"worker"}),
    "delete_objects": ("s3:DeleteObject", {"worker"}),
    "generate_presigned_post": ("s3:PutObject", {"web"}),
    "generate_presigned_url": ("s3:GetObject", {"web"}),
    "get_object": ("s3:GetObject", {"worker"}),
    "get_records": ("dynamodb:GetRecords", {"hand"}),
    "get_secret_value": (
        "secretsmanager:GetSecretValue",
        {"web", "events", "worker", "migrate", "hand"},
    ),
    "get_shard_iterator": ("dynamodb:GetShardIterator", {"hand"}),
    "list_objects_v2": ("s3:ListBucket", {"worker"}),
    "put_object": ("s3:PutObject", {"worker"}),
    "receive_message": ("sqs:ReceiveMessage", {"hand"}),
    "scan": ("dynamodb:Scan", {"hand"}),
    "upload_fileobj": ("s3:AbortMultipartUpload", {"worker"}),
}
# The stream Lambda's alone (test_stream.py), and words that mean something else of pynamodb's.
ELSEWHERE = {"send_message", "query", "update_item", "delete_item"}
# Of who deploys, by rights of their own (infra.staff).
BY_OPERATOR = {
    "admin_add_user_to_group",
    "admin_create_user",
    "admin_get_user",
    "admin_set_user_password",
}


def _operations() -> set[str]:
    """What boto3's clients can do, as Python calls it."""
    loaded = botocore.session.get_session()
    names = {
        xform_name(operation)
        for service in SERVICES
        for operation in loaded.get_service_model(service).operation_names
    }
    return names | {"generate_presigned_post", "generate_presigned_url", "upload_fileobj"}


def _asked() -> Iterator[str]:
    """Names that are called, or given to a paginator, in files that speak to AWS."""
    for path in (ROOT / "apps").rglob("*.py"):
        text = path.read_text()
        if not re.search(r"\baws\b|boto3|projection", text):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield node.func.attr
                if node.func.attr == "get_paginator":
                    yield from (
                        str(word.value) for word in node.args if isinstance(word, ast.Constant)
                    )


def test_all_calls_are_known() -> None:
    found = set(_asked()) & _operations()
    assert not found - BY_TOKEN - BY_OPERATOR - ELSEWHERE - set(CALLS)


@pytest.mark.parametrize("call", CALLS)
def test_who_makes_a_call_may(small: Synthesised, call: str) -> None:
    app: Template = small.templates["app"]
    action, processes = CALLS[call]
    for process in ALL:
        role = definition(app, process)["TaskRoleArn"]["Fn::GetAtt"][0]
        if process.name in processes:
            assert action in allowed(app, role), process.name
