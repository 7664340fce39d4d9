"""A stage of its own for a test, with small stacks in the emulator in place of the real ones."""

import json
import uuid
from dataclasses import dataclass, field, replace
from typing import Any

import boto3

from cruddur.devtools.console import Refusal
from infra.cdk import Cdk
from infra.config import STAGES
from infra.deployed import STACKS, Deployed

_KEPT = {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}
_ORIGIN = {
    "Id": "site",
    "DomainName": "site.s3.amazonaws.com",
    "S3OriginConfig": {"OriginAccessIdentity": ""},
}


def _bucket(name: str, **more: Any) -> dict[str, Any]:
    return {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": name}, **more}


def template(stage: str, stack: str) -> dict[str, Any]:
    """What of the real stack matters here: names, fates and outputs."""
    repository = {"RepositoryName": f"cruddur-{stage}"}
    table = {
        "TableName": f"messages-{stage}",
        "BillingMode": "PAY_PER_REQUEST",
        "DeletionProtectionEnabled": True,
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
        "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
    }
    distribution = {
        "DistributionConfig": {
            "Enabled": True,
            "Origins": [_ORIGIN],
            "DefaultCacheBehavior": {
                "TargetOriginId": "site",
                "ViewerProtocolPolicy": "redirect-to-https",
            },
        }
    }
    hand = {
        "Family": f"hand-{stage}",
        "NetworkMode": "awsvpc",
        "RequiresCompatibilities": ["FARGATE"],
        "Cpu": "256",
        "Memory": "512",
        "ContainerDefinitions": [
            {
                "Name": "hand",
                "Image": "cruddur",
                "Command": ["python", "manage.py", "check"],
                "LogConfiguration": {
                    "LogDriver": "awslogs",
                    "Options": {
                        "awslogs-group": f"/cruddur/{stage}/hand",
                        "awslogs-stream-prefix": "hand",
                    },
                },
            }
        ],
    }
    service = {
        "Cluster": {"Ref": "Cluster"},
        "TaskDefinition": {"Ref": "Hand"},
        "DesiredCount": 0,
        "LaunchType": "FARGATE",
        "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["subnet-1"]}},
    }
    resources: dict[str, dict[str, Any]] = {
        "foundation": {
            "Images": {"Type": "AWS::ECR::Repository", "Properties": repository, **_KEPT}
        },
        "data": {
            "Messages": {"Type": "AWS::DynamoDB::Table", "Properties": table, **_KEPT},
            "People": {
                "Type": "AWS::Cognito::UserPool",
                "Properties": {"UserPoolName": f"cruddur-{stage}"},
                **_KEPT,
            },
            "Admins": {
                "Type": "AWS::Cognito::UserPoolGroup",
                "Properties": {"GroupName": "admins", "UserPoolId": {"Ref": "People"}},
            },
            "Media": _bucket(f"media-{stage}", **_KEPT),
            "Secret": {
                "Type": "AWS::SecretsManager::Secret",
                "Properties": {"Name": f"secret-{stage}", "SecretString": "x"},
                **_KEPT,
            },
            "Letters": {
                "Type": "AWS::SQS::Queue",
                "Properties": {"QueueName": f"letters-{stage}"},
                **_KEPT,
            },
            "Log": {
                "Type": "AWS::Logs::LogGroup",
                "Properties": {"LogGroupName": f"/cruddur/{stage}/web"},
                **_KEPT,
            },
            "Vault": {
                "Type": "AWS::Backup::BackupVault",
                "Properties": {"BackupVaultName": f"vault-{stage}"},
                **_KEPT,
            },
        },
        "web": {
            "Site": _bucket(f"site-{stage}"),
            "Cdn": {"Type": "AWS::CloudFront::Distribution", "Properties": distribution},
        },
        "app": {
            "Cluster": {
                "Type": "AWS::ECS::Cluster",
                "Properties": {"ClusterName": f"cruddur-{stage}"},
            },
            "Hand": {"Type": "AWS::ECS::TaskDefinition", "Properties": hand},
            "Web": {"Type": "AWS::ECS::Service", "Properties": service},
        },
    }
    outputs = {
        "Address": {"Value": f"https://{stage}.example"},
        "SiteBucket": {"Value": {"Ref": "Site"}},
        "DistributionId": {"Value": {"Ref": "Cdn"}},
    }
    return {
        "Resources": resources.get(stack) or {"Any": {"Type": "AWS::SNS::Topic"}},
        "Outputs": outputs if stack == "web" else {},
    }


@dataclass(frozen=True)
class LittleCdk(Cdk):
    """Makes the small stacks, and keeps what it was asked for. `hindered` is one that fails."""

    asked: list[str] = field(default_factory=list)
    hindered: list[str] = field(default_factory=list)

    def synth(self, stage: str, image: str | None) -> None:
        self.asked.append(f"synth {image}")

    def bootstrap(self, account: str, region: str) -> None:
        self.asked.append(f"bootstrap {region}")

    def deploy(self, stack: str) -> None:
        _, stage, name = stack.split("-")
        if name in self.hindered:
            raise Refusal(f"{stack} failed.")
        self.asked.append(name)
        make(stage, name)


def new_stage() -> str:
    """A copy of `small` with a name that nobody else has; remove it with `forget`."""
    stage = f"t{uuid.uuid4().hex[:8]}"
    STAGES[stage] = replace(STAGES["small"], stage=stage)
    return stage


def forget(stage: str) -> None:
    del STAGES[stage]
    deployed = Deployed(boto3.Session(), stage)
    for stack in reversed(deployed.present()):
        deployed.cloudformation(stack).delete_stack(StackName=deployed.name_of(stack))


def make(stage: str, *names: str) -> None:
    deployed = Deployed(boto3.Session(), stage)
    for name in names or STACKS[:-1]:
        if not deployed.is_there(name):
            cloudformation = deployed.cloudformation(name)
            cloudformation.create_stack(
                StackName=deployed.name_of(name), TemplateBody=json.dumps(template(stage, name))
            )
            cloudformation.get_waiter("stack_create_complete").wait(
                StackName=deployed.name_of(name), WaiterConfig={"Delay": 1}
            )
