"""What is there of the deployed stacks, to see what a deployment has changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.exceptions import ClientError

from infra.deployed import Deployed, Resource

Client = Any  # the types of few are among our boto3-stubs


@dataclass(frozen=True)
class State:
    """`events` are CloudFormation's, counted by stack; images and tasks are by service."""

    events: dict[str, int]
    images: dict[str, str]
    tasks: dict[str, frozenset[str]]


def state(deployed: Deployed) -> State:
    ecs: Client = deployed.session.client("ecs")
    cluster = deployed.one("app", "AWS::ECS::Cluster")
    images, tasks = {}, {}
    for each in deployed.resources("app"):
        if each.kind == "AWS::ECS::Service":
            service = ecs.describe_services(cluster=cluster, services=[each.id])["services"][0]
            container = _container(ecs, service["taskDefinition"])
            images[container["name"]] = container["image"].rpartition(":")[2]
            running = ecs.list_tasks(cluster=cluster, serviceName=service["serviceName"])
            tasks[container["name"]] = frozenset(running["taskArns"])
    return State({stack: _events(deployed, stack) for stack in deployed.present()}, images, tasks)


def _container(ecs: Client, definition: str) -> dict[str, Any]:
    described = ecs.describe_task_definition(taskDefinition=definition)["taskDefinition"]
    container: dict[str, Any] = described["containerDefinitions"][0]
    return container


def _events(deployed: Deployed, stack: str) -> int:
    pages = deployed.cloudformation(stack).get_paginator("describe_stack_events")
    found = pages.paginate(StackName=deployed.name_of(stack))
    return sum(len(page["StackEvents"]) for page in found)


def drift(deployed: Deployed, stack: str) -> dict[str, str]:
    """The resources of the stack that are not as they were deployed, and how."""
    cloudformation, name = deployed.cloudformation(stack), deployed.name_of(stack)
    cloudformation.detect_stack_drift(StackName=name)
    found = cloudformation.describe_stack_resource_drifts(
        StackName=name, StackResourceDriftStatusFilters=["MODIFIED", "DELETED"]
    )
    return {
        each["PhysicalResourceId"]: each["StackResourceDriftStatus"]
        for each in found["StackResourceDrifts"]
    }


# How each kind of store is looked for; all raise ClientError where it is not there.
LOOK_FOR: dict[str, Callable[[boto3.Session, str], object]] = {
    "AWS::Cognito::UserPool": lambda session, id: session.client("cognito-idp").describe_user_pool(
        UserPoolId=id
    ),
    "AWS::DynamoDB::Table": lambda session, id: session.client("dynamodb").describe_table(
        TableName=id
    ),
    "AWS::ECR::Repository": lambda session, id: _client(session, "ecr").describe_repositories(
        repositoryNames=[id]
    ),
    "AWS::S3::Bucket": lambda session, id: session.client("s3").head_bucket(Bucket=id),
    "AWS::SecretsManager::Secret": lambda session, id: _client(
        session, "secretsmanager"
    ).describe_secret(SecretId=id),
}


def lost(session: boto3.Session, resources: list[Resource]) -> Iterator[str]:
    """Of what was to be retained, what is not there any more."""
    for each in resources:
        look = LOOK_FOR.get(each.kind)
        if each.fate == "Retain" and look:
            try:
                look(session, each.id)
            except ClientError:
                yield f"{each.kind} {each.id}"


def snapshots(session: boto3.Session) -> list[str]:
    found = _client(session, "rds").describe_db_snapshots()["DBSnapshots"]
    return [each["DBSnapshotIdentifier"] for each in found]


def _client(session: boto3.Session, service: str) -> Client:
    make: Any = session.client
    return make(service)
