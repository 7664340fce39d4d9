"""The stack `foundation`."""

import json
from typing import Any

from tests.infra.synthesised import Synthesised


def _subnets(stage: Synthesised) -> dict[str, list[dict[str, Any]]]:
    """By kind, as the CDK marks them."""
    kinds: dict[str, list[dict[str, Any]]] = {}
    for each in stage.resources("AWS::EC2::Subnet"):
        tags = {tag["Key"]: tag["Value"] for tag in each.properties["Tags"]}
        kinds.setdefault(tags["aws-cdk:subnet-name"], []).append(each.properties)
    return kinds


def test_each_zone_has_a_public_a_private_and_an_isolated_subnet(stage: Synthesised) -> None:
    zones = stage.config.availability_zones
    kinds = _subnets(stage)
    assert set(kinds) == {"Public", "Private", "Isolated"}
    for subnets in kinds.values():
        assert [each["AvailabilityZone"] for each in subnets] == zones


def test_nothing_is_given_a_public_address_by_being_started(stage: Synthesised) -> None:
    for each in stage.resources("AWS::EC2::Subnet"):
        assert each.properties["MapPublicIpOnLaunch"] is False, each


def test_one_nat_gateway_or_one_in_each_zone(small: Synthesised, full: Synthesised) -> None:
    assert len(small.resources("AWS::EC2::NatGateway")) == 1
    assert len(full.resources("AWS::EC2::NatGateway")) == 3
    assert len(full.resources("AWS::EC2::EIP")) == 3


def test_no_way_leads_out_of_the_isolated_subnets(stage: Synthesised) -> None:
    for each in stage.resources("AWS::EC2::Route"):
        assert "Isolated" not in json.dumps(each.properties["RouteTableId"]), each


def test_a_zone_that_is_added_later_moves_nobody(small: Synthesised, full: Synthesised) -> None:
    for kind, subnets in _subnets(small).items():
        blocks = [each["CidrBlock"] for each in subnets]
        assert blocks == [each["CidrBlock"] for each in _subnets(full)[kind]][:2]


def test_s3_and_dynamodb_are_reached_without_the_nat_gateway(stage: Synthesised) -> None:
    endpoints = [each.properties for each in stage.resources("AWS::EC2::VPCEndpoint")]
    gateways = [each for each in endpoints if each["VpcEndpointType"] == "Gateway"]
    names = json.dumps([each["ServiceName"] for each in gateways])
    assert len(gateways) == 2
    assert ".s3" in names
    assert ".dynamodb" in names


def test_endpoints_that_cost_by_the_hour_are_a_setting(
    small: Synthesised, full: Synthesised
) -> None:
    def interfaces(stage: Synthesised) -> str:
        found = [each.properties for each in stage.resources("AWS::EC2::VPCEndpoint")]
        return json.dumps(
            [each["ServiceName"] for each in found if each["VpcEndpointType"] == "Interface"]
        )

    assert interfaces(small) == "[]"
    for service in ("ecr.api", "ecr.dkr", "logs", "secretsmanager"):
        assert service in interfaces(full)


def test_the_flow_of_the_network_is_logged(stage: Synthesised) -> None:
    flow = stage.one("AWS::EC2::FlowLog")
    assert flow["ResourceType"] == "VPC"
    assert flow["TrafficType"] == "ALL"
    assert flow["LogDestinationType"] == "cloud-watch-logs"


def test_images_are_scanned_and_their_names_never_given_twice(stage: Synthesised) -> None:
    repository = stage.one("AWS::ECR::Repository")
    assert repository["ImageTagMutability"] == "IMMUTABLE"
    assert repository["ImageScanningConfiguration"] == {"ScanOnPush": True}
    rules = json.loads(repository["LifecyclePolicy"]["LifecyclePolicyText"])["rules"]
    assert [rule["selection"]["countNumber"] for rule in rules] == [1, 20]


def test_without_a_domain_there_is_no_certificate(small: Synthesised, full: Synthesised) -> None:
    assert not small.resources("AWS::CertificateManager::Certificate")
    here = full.one("AWS::CertificateManager::Certificate", stack="foundation")
    assert here["DomainName"] == "cruddur.example.org"
    assert here["ValidationMethod"] == "DNS"
    assert here["DomainValidationOptions"][0]["HostedZoneId"] == "Z0123456789ABC"


def test_the_zone_of_dns_is_not_ours_to_make(stage: Synthesised) -> None:
    assert not stage.resources("AWS::Route53::HostedZone")


def test_alarms_go_to_whom_the_settings_name(small: Synthesised, full: Synthesised) -> None:
    assert not small.resources("AWS::SNS::Subscription")
    told = full.one("AWS::SNS::Subscription")
    assert (told["Protocol"], told["Endpoint"]) == ("email", "alarms@cruddur.example.org")


def test_alarms_may_speak_to_the_topic_and_nobody_without_tls(stage: Synthesised) -> None:
    policy = stage.one("AWS::SNS::TopicPolicy", stack="foundation")
    statements = policy["PolicyDocument"]["Statement"]
    allowed = [each for each in statements if each["Effect"] == "Allow"]
    denied = [each for each in statements if each["Effect"] == "Deny"]
    assert "cloudwatch.amazonaws.com" in json.dumps(allowed[0]["Principal"])
    assert all("aws:SourceAccount" in each["Condition"]["StringEquals"] for each in allowed)
    assert denied[0]["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
