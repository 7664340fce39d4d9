"""What CloudFormation says of the stacks of a stage that are deployed."""

import json
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.exceptions import ClientError

# In the order in which they are deployed; each knows only those before it.
STACKS = ("foundation", "data", "edge", "web", "app", "delivery")
# CloudFront takes its certificate and its web ACL from there alone.
EDGE_REGION = "us-east-1"


@dataclass(frozen=True)
class Resource:
    """One thing of a stack. `fate` is what happens to it with the stack: Delete, Retain, Snapshot.

    `stack` is the short name, as in STACKS; `id` is the physical one.
    """

    stack: str
    name: str
    kind: str
    id: str
    fate: str


class Deployed:
    """The stacks of a stage, seen with a session of the stage's region."""

    def __init__(self, session: boto3.Session, stage: str) -> None:
        self.session = session
        self.stage = stage
        self._clients: dict[str, Any] = {}

    def name_of(self, stack: str) -> str:
        return f"cruddur-{self.stage}-{stack}"

    def cloudformation(self, stack: str) -> Any:  # its types are not among our boto3-stubs
        region = EDGE_REGION if stack == "edge" else self.session.region_name
        if region not in self._clients:
            self._clients[region] = self.session.client("cloudformation", region_name=region)
        return self._clients[region]

    def is_there(self, stack: str) -> bool:
        return self._described(stack) is not None

    def is_protected(self, stack: str) -> bool:
        """Whether CloudFormation has been told not to take it down."""
        return bool((self._described(stack) or {}).get("EnableTerminationProtection"))

    def present(self) -> list[str]:
        return [stack for stack in STACKS if self.is_there(stack)]

    def output(self, stack: str, name: str) -> str:
        """Raises LookupError where the stack, or the output, is not there."""
        described = self._described(stack) or {}
        for each in described.get("Outputs", []):
            if each["OutputKey"] == name:
                return str(each["OutputValue"])
        raise LookupError(f"{self.name_of(stack)} has no output {name}.")

    def resources(self, stack: str) -> list[Resource]:
        """What the stack has made and not removed since."""
        cloudformation = self.cloudformation(stack)
        body = cloudformation.get_template(StackName=self.name_of(stack))["TemplateBody"]
        # AWS gives JSON as what it means, the emulator as text.
        written = (json.loads(body) if isinstance(body, str) else body)["Resources"]
        pages = cloudformation.get_paginator("list_stack_resources").paginate(
            StackName=self.name_of(stack)
        )
        return [
            Resource(
                stack=stack,
                name=each["LogicalResourceId"],
                kind=each["ResourceType"],
                id=each["PhysicalResourceId"],
                fate=_fate(written.get(each["LogicalResourceId"], {})),
            )
            for page in pages
            for each in page["StackResourceSummaries"]
            if each.get("PhysicalResourceId") and each["ResourceStatus"] != "DELETE_COMPLETE"
        ]

    def all_resources(self) -> list[Resource]:
        return [each for stack in self.present() for each in self.resources(stack)]

    def one(self, stack: str, kind: str) -> str:
        """The id of the stack's first resource of the kind. Raises LookupError."""
        for each in self.resources(stack):
            if each.kind == kind:
                return each.id
        raise LookupError(f"{self.name_of(stack)} has no {kind}.")

    def _described(self, stack: str) -> dict[str, Any] | None:
        try:
            found = self.cloudformation(stack).describe_stacks(StackName=self.name_of(stack))
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise
        described: dict[str, Any] = found["Stacks"][0]
        return None if described["StackStatus"] == "DELETE_COMPLETE" else described


def _fate(written: dict[str, Any]) -> str:
    """What nothing is said of goes, but for databases, of which CloudFormation takes a snapshot."""
    said = written.get("DeletionPolicy")
    if said:
        return "Retain" if said.startswith("Retain") else str(said)
    return "Snapshot" if written.get("Type") == "AWS::RDS::DBInstance" else "Delete"
