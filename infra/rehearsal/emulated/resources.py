"""CloudFormation types that the emulator does not know (those it knows in part: corrections.py)."""

import json
import re
import uuid
from collections.abc import Callable
from typing import Any

from ministack.core.responses import (  # type: ignore[import-not-found]
    get_account_id,
    get_region,
)
from ministack.services import (  # type: ignore[import-not-found]
    backup,
    cloudfront,
    ec2,
)
from ministack.services.cloudformation import provisioners  # type: ignore[import-not-found]

from infra.rehearsal.standins import RECORDED

Properties = dict[str, Any]
Made = tuple[str, Properties]
Handler = dict[str, Any]


class NotMade(Exception):
    """The emulator's service refused; the message is its answer."""


def install() -> None:
    handlers = provisioners._RESOURCE_HANDLERS
    for kind in RECORDED:
        handlers.setdefault(kind, recorded(kind))
    handlers.setdefault("AWS::EC2::EIP", _handler(_allocate_address, _release_address))
    handlers.setdefault("AWS::EC2::NatGateway", _handler(_make_nat, _delete_nat))
    handlers.setdefault("AWS::EC2::FlowLog", _handler(_make_flow_log, _delete_flow_log))
    for way in ("Ingress", "Egress"):
        handlers.setdefault(f"AWS::EC2::SecurityGroup{way}", _group_rule(way))
    handlers.setdefault("AWS::CloudFront::VpcOrigin", _handler(_make_vpc_origin, _drop_vpc_origin))
    handlers.setdefault("AWS::Backup::BackupSelection", _handler(_select, _unselect))


def _handler(
    make: Callable[[Properties], Made], delete: Callable[[str, Properties], object]
) -> Handler:
    """A change makes the thing anew, as CloudFormation does where it replaces."""

    def create(logical_id: str, properties: Properties, stack: str) -> Made:
        return make(properties)

    def update(physical_id: str, old: Properties, new: Properties, stack: str) -> Made:
        return make(new)

    return {"create": create, "update": update, "delete": delete}


def recorded(kind: str) -> Handler:
    """It gets a name and an ARN; nothing else happens."""
    service, name = kind.split("::")[1:]

    def made(physical_id: str) -> Made:
        place = f"{service.lower()}:{get_region()}:{get_account_id()}"
        arn = f"arn:aws:{place}:{name.lower()}/{physical_id}"
        attributes = ("Arn", "ConnectionArn", "ScalableTargetId", "Id", "ConnectionStatus")
        return physical_id, {"Version": "1", **dict.fromkeys(attributes, arn)}

    return {
        "create": lambda logical_id, properties, stack: made(
            f"{stack}-{logical_id}-{uuid.uuid4().hex[:8]}"
        ),
        "update": lambda physical_id, old, new, *rest: made(physical_id),
        "delete": lambda physical_id, properties: None,
    }


def _found(answer: tuple[int, object, bytes | str], element: str) -> str:
    """The text of an element of a service's XML answer. Raises NotMade."""
    status, _, body = answer
    text = body.decode() if isinstance(body, bytes) else body
    match = re.search(rf"<{element}>([^<]+)</{element}>", text)
    if status >= 400 or not match:
        raise NotMade(text)
    return match[1]


def _allocate_address(properties: Properties) -> Made:
    allocation = _found(ec2._allocate_address({"Domain": "vpc"}), "allocationId")
    address = ec2._addresses[allocation]["PublicIp"]
    return address, {"AllocationId": allocation, "PublicIp": address}


def _release_address(physical_id: str, properties: Properties) -> None:
    for allocation, record in list(ec2._addresses.items()):
        if record["PublicIp"] == physical_id:
            ec2._release_address({"AllocationId": allocation})


def _make_nat(properties: Properties) -> Made:
    wanted = {key: properties.get(key, "") for key in ("SubnetId", "AllocationId")}
    nat = _found(ec2._create_nat_gateway(wanted), "natGatewayId")
    return nat, {"NatGatewayId": nat}


def _delete_nat(physical_id: str, properties: Properties) -> None:
    ec2._delete_nat_gateway({"NatGatewayId": physical_id})


def _make_flow_log(properties: Properties) -> Made:
    plain = {key: value for key, value in properties.items() if isinstance(value, str)}
    wanted = {**plain, "ResourceId.1": properties["ResourceId"]}
    flow_log = _found(ec2._create_flow_logs(wanted), "item")
    return flow_log, {"Id": flow_log}


def _delete_flow_log(physical_id: str, properties: Properties) -> None:
    ec2._delete_flow_logs({"FlowLogId.1": physical_id})


def _group_rule(way: str) -> Handler:
    """A rule of a security group that is a resource of its own."""
    rules = "IpPermissions" if way == "Ingress" else "IpPermissionsEgress"

    def make(properties: Properties) -> Made:
        group = ec2._security_groups[properties["GroupId"]]
        group[rules] += provisioners._ec2_sg_permissions([properties])
        rule = f"sgr-{uuid.uuid4().hex[:17]}"
        return rule, {"Id": rule}

    def delete(physical_id: str, properties: Properties) -> None:
        group = ec2._security_groups.get(properties["GroupId"])
        gone = provisioners._ec2_sg_permissions([properties])
        if group:
            group[rules] = [each for each in group[rules] if each not in gone]

    return _handler(make, delete)


def _make_vpc_origin(properties: Properties) -> Made:
    given = properties["VpcOriginEndpointConfig"]
    protocols = given.get("OriginSSLProtocols")
    config, refusal = cloudfront._check_vpc_origin_endpoint_config(
        {
            "Name": given["Name"],
            "Arn": given["Arn"],
            "HTTPPort": int(given.get("HTTPPort", 80)),
            "HTTPSPort": int(given.get("HTTPSPort", 443)),
            "OriginProtocolPolicy": given.get("OriginProtocolPolicy", "match-viewer"),
            "OriginSslProtocols": protocols,
            "Quantity": len(protocols or ()),
            "IpAddressType": "ipv4",
        }
    )
    if refusal:
        raise NotMade(str(refusal[2]))
    origin_id = f"vo_{uuid.uuid4().hex[:22]}"
    arn = f"arn:aws:cloudfront::{get_account_id()}:vpcorigin/{origin_id}"
    now = cloudfront._now_iso()
    cloudfront._vpc_origins[origin_id] = {
        "Id": origin_id,
        "Arn": arn,
        "AccountId": get_account_id(),
        "Status": "Deployed",
        "CreatedTime": now,
        "LastModifiedTime": now,
        "VpcOriginEndpointConfig": config,
        "Version": 2,
    }
    return origin_id, {"Id": origin_id, "Arn": arn, "Status": "Deployed"}


def _drop_vpc_origin(physical_id: str, properties: Properties) -> None:
    if cloudfront._vpc_origin_in_use(physical_id):
        raise NotMade(f"A distribution still uses the VPC origin {physical_id}.")
    cloudfront._vpc_origins.pop(physical_id, None)


def _select(properties: Properties) -> Made:
    status, _, body = backup._create_selection(properties["BackupPlanId"], properties)
    if status >= 400:
        raise NotMade(str(body))
    selection: str = json.loads(body)["SelectionId"]
    plan = properties["BackupPlanId"]
    # Its deletion needs both, and is given what Ref answers.
    return f"{selection}|{plan}", {"SelectionId": selection, "BackupPlanId": plan}


def _unselect(physical_id: str, properties: Properties) -> None:
    selection, _, plan = physical_id.partition("|")
    backup._delete_selection(plan, selection)
