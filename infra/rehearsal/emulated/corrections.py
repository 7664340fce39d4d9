"""CloudFormation types that the emulator knows in part, or otherwise than AWS."""

import json
import secrets
import uuid
from typing import Any

from ministack.services import ec2, rds, secretsmanager  # type: ignore[import-not-found]
from ministack.services.cloudformation import provisioners  # type: ignore[import-not-found]

from infra.rehearsal.emulated.resources import Handler, Made, Properties, recorded


def install() -> None:
    handlers = provisioners._RESOURCE_HANDLERS
    _record_sums(handlers["AWS::CloudWatch::Alarm"])
    _know_the_range(handlers["AWS::EC2::VPC"])
    _refer_to_secrets_by_arn(handlers["AWS::SecretsManager::Secret"])
    _let_rds_keep_the_password(handlers["AWS::RDS::DBInstance"])


def _know_the_range(handler: Handler) -> None:
    """A network's addresses, which stacks may ask for."""
    create, update = handler["create"], handler["update"]

    def with_range(made: Made) -> Made:
        return made[0], {**made[1], "CidrBlock": ec2._vpcs[made[0]]["CidrBlock"]}

    handler["create"] = lambda *given: with_range(create(*given))
    handler["update"] = lambda *given: with_range(update(*given))


def _refer_to_secrets_by_arn(handler: Handler) -> None:
    """What Ref answers is a secret's ARN on AWS; the emulator says its name."""
    create, update, delete = handler["create"], handler["update"], handler["delete"]

    def by_arn(made: Made) -> Made:
        return made[1]["Arn"], made[1]

    handler |= {
        "create": lambda *given: by_arn(create(*given)),
        "update": lambda arn, *given: by_arn(update(_name(arn), *given)),
        "delete": lambda arn, properties: delete(_name(arn), properties),
    }


def _name(arn: str) -> str:
    """The emulator ends an ARN with a hyphen and six characters, as AWS does."""
    return arn.rpartition(":")[2][:-7]


def _record_sums(handler: Handler) -> None:
    """An alarm on a sum of metrics, which the emulator refuses, is a record: none goes off here."""
    record = recorded("AWS::CloudWatch::Alarm")
    known = dict(handler)

    def of(properties: Properties) -> Handler:
        return record if "Metrics" in properties else known

    handler |= {
        "create": lambda logical_id, properties, stack: of(properties)["create"](
            logical_id, properties, stack
        ),
        "update": lambda physical_id, old, new, *rest: of(new)["update"](
            physical_id, old, new, *rest
        ),
        "delete": lambda physical_id, properties: of(properties)["delete"](physical_id, properties),
    }


def _let_rds_keep_the_password(handler: Handler) -> None:
    """The master password as a secret of RDS's own, which the emulator gives clusters only."""
    create, update, delete = handler["create"], handler["update"], handler["delete"]

    def with_secret(made: Made, properties: Properties) -> Made:
        physical_id, attributes = made
        if str(properties.get("ManageMasterUserPassword", "")).lower() != "true":
            return made
        instance = rds._instances[physical_id]
        if "MasterUserSecret" not in instance:
            instance["MasterUserSecret"] = _keep_password(instance)
        arn = instance["MasterUserSecret"]["SecretArn"]
        return physical_id, {**attributes, "MasterUserSecret.SecretArn": arn}

    def create_with_secret(logical_id: str, properties: Properties, stack: str) -> Made:
        return with_secret(create(logical_id, properties, stack), properties)

    def update_with_secret(physical_id: str, old: Properties, new: Properties, *rest: Any) -> Made:
        return with_secret(update(physical_id, old, new, *rest), new)

    def delete_with_secret(physical_id: str, properties: Properties) -> None:
        secret = rds._instances.get(physical_id, {}).get("MasterUserSecret")
        delete(physical_id, properties)
        if secret:
            secretsmanager.delete_secret_in_process(secret["SecretArn"])

    handler |= {
        "create": create_with_secret,
        "update": update_with_secret,
        "delete": delete_with_secret,
    }


def _keep_password(instance: Properties) -> Properties:
    """RDS names it so; it knows user and password, and neither host nor database."""
    password = secrets.token_urlsafe(24)
    instance["_MasterUserPassword"] = password
    arn = secretsmanager.create_secret_in_process(
        f"rds!db-{uuid.uuid4()}",
        json.dumps({"username": instance["MasterUsername"], "password": password}),
        f"The secret associated with the primary RDS DB instance: {instance['DBInstanceArn']}",
    )
    return {"SecretArn": arn, "SecretStatus": "active"}
