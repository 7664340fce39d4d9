"""Takes a stage down: says what goes and what stays, asks, and then does just that."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import WaiterError

from cruddur.devtools.console import Refusal, show, step
from infra.deployed import Deployed, Resource
from infra.prerequisites import Operator
from infra.removal import REMOVE, empty_bucket, release_database

# What people know these kinds as.
WORDS = {
    "AWS::S3::Bucket": "bucket",
    "AWS::DynamoDB::Table": "table of messages",
    "AWS::DynamoDB::GlobalTable": "table of messages",
    "AWS::Cognito::UserPool": "user pool",
    "AWS::SecretsManager::Secret": "secret",
    "AWS::ECR::Repository": "images",
    "AWS::Logs::LogGroup": "log",
    "AWS::SQS::Queue": "queue",
    "AWS::KMS::Key": "key",
    "AWS::Backup::BackupVault": "backups",
    "AWS::RDS::DBInstance": "a last snapshot of the database",
    "AWS::CloudFront::Distribution": "address (CloudFront)",
    "AWS::ECS::Service": "service",
    "AWS::ElasticLoadBalancingV2::LoadBalancer": "load balancer",
    "AWS::EC2::VPC": "network",
    "AWS::Lambda::Function": "function",
    "AWS::CodePipeline::Pipeline": "pipeline",
}
DATABASE = "AWS::RDS::DBInstance"
BUCKET = "AWS::S3::Bucket"


@dataclass
class Farewell:
    """`ask` shows its text to the operator and gives what they type."""

    operator: Operator
    keep: bool
    ask: Callable[[str], str]

    def __post_init__(self) -> None:
        self.stage = self.operator.config.stage
        self.deployed = Deployed(self.operator.session, self.stage)

    def go(self) -> None:
        """Raises Refusal where it is not agreed to, or a stack does not go."""
        stacks = self.deployed.present()
        if not stacks:
            raise Refusal(f"There is nothing of the stage {self.stage} in this account.")
        found = [each for stack in stacks for each in self.deployed.resources(stack)]
        for line in self.plan(found):
            show(line)
        self._agree(f"Type {self.stage} to take it down: ", self.stage)
        if not self.keep:
            account = self.operator.account
            self._agree(f"Nothing can be had back. Type {account} to go on: ", account)
        for stack in reversed(stacks):
            its = [each for each in found if each.stack == stack]
            with step(f"Removing {self.deployed.name_of(stack)}"):
                self._remove_stack(stack, its)
            if not self.keep:
                self._remove_stores(its)

    def plan(self, found: list[Resource]) -> Iterator[str]:
        """What goes and what stays, in lines."""
        where = f"{self.operator.account} in {self.operator.config.region}"
        yield f"The stage {self.stage} of Cruddur in the account {where}."
        going = Counter(WORDS[each.kind] for each in found if self._goes(each))
        yield "This will be gone:"
        for words, count in sorted(going.items()):
            yield f"  - {words}" + (f" x {count}" if count > 1 else "")
        yield "This stays, and costs what it holds:" if self.keep else "And this, for good:"
        for each in found:
            if each.fate != "Delete" and each.kind in WORDS:
                yield f"  - {WORDS[each.kind]}: {each.id}"

    def _goes(self, resource: Resource) -> bool:
        return resource.fate == "Delete" and resource.kind in WORDS

    def _agree(self, question: str, wanted: str) -> None:
        try:
            typed = self.ask(question)
        except EOFError:
            typed = ""
        if typed.strip() != wanted:
            raise Refusal("Nothing was touched.")

    def _remove_stack(self, stack: str, resources: list[Resource]) -> None:
        cloudformation, name = self.deployed.cloudformation(stack), self.deployed.name_of(stack)
        for each in resources:
            if each.kind == DATABASE:
                release_database(self.operator.session, each.id)
        if self.deployed.is_protected(stack):
            cloudformation.update_termination_protection(
                StackName=name, EnableTerminationProtection=False
            )
        self._empty(resources)
        if not _is_deleted(cloudformation, name):
            # CloudFront and the load balancer write logs until they are gone, into what was empty.
            self._empty(resources)
            if not _is_deleted(cloudformation, name):
                reasons = "\n  ".join(_reasons(cloudformation, name))
                raise Refusal(
                    f"{name} did not go. Mend what hinders it, and `make destroy` again:\n"
                    f"  {reasons}"
                )

    def _empty(self, resources: list[Resource]) -> None:
        for each in resources:
            if each.kind == BUCKET and each.fate == "Delete":
                empty_bucket(self.operator.session, each.id)

    def _remove_stores(self, resources: list[Resource]) -> None:
        for each in resources:
            if each.fate == "Delete":
                continue
            if each.kind in REMOVE:
                with step(f"Removing {WORDS[each.kind]} {each.id}"):
                    REMOVE[each.kind](self.operator.session, each.id)
            else:
                show(f"  ! {each.kind} {each.id} is left to you.")


def _is_deleted(cloudformation: Any, name: str) -> bool:
    cloudformation.delete_stack(StackName=name)
    try:
        cloudformation.get_waiter("stack_delete_complete").wait(
            StackName=name, WaiterConfig={"Delay": 5, "MaxAttempts": 720}
        )
    except WaiterError:
        return False
    return True


def _reasons(cloudformation: Any, name: str) -> Iterator[str]:
    for event in cloudformation.describe_stack_events(StackName=name)["StackEvents"]:
        if event["ResourceStatus"] == "DELETE_FAILED":
            yield f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', '')}"
