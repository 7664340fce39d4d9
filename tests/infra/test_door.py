"""The load balancer: who reaches it, who waits for whom, and the site's address."""

import json
from typing import Any

import pytest

from apps.realtime.streams import BEAT_SECONDS
from infra import processes
from tests.infra.reading import Template, joined, of_kind, one, text
from tests.infra.synthesised import Synthesised


@pytest.fixture
def web(small: Synthesised) -> Template:
    return small.templates["web"]


@pytest.fixture
def named_web(full: Synthesised) -> Template:
    """With a domain."""
    return full.templates["web"]


@pytest.fixture
def distribution(web: Template) -> Template:
    config: Template = one(web, "AWS::CloudFront::Distribution")["DistributionConfig"]
    return config


def test_what_waits_for_whom() -> None:
    """A stream's sign of life, CloudFront's patience, the balancer's, and the process's."""
    assert 3 * BEAT_SECONDS < processes.ORIGIN_READ_SECONDS < processes.BALANCER_IDLE_SECONDS
    assert (
        processes.ORIGIN_KEEP_SECONDS
        < processes.BALANCER_IDLE_SECONDS
        < processes.KEEP_ALIVE_SECONDS
    )
    for process in (processes.WEB, processes.EVENTS):
        assert f"--keep-alive={processes.KEEP_ALIVE_SECONDS}" in process.command


def test_that_is_what_they_are_told(web: Template, distribution: Template) -> None:
    for origin in distribution["Origins"]:
        if "VpcOriginConfig" in origin:
            assert origin["VpcOriginConfig"]["OriginReadTimeout"] == processes.ORIGIN_READ_SECONDS
            assert (
                origin["VpcOriginConfig"]["OriginKeepaliveTimeout"] == processes.ORIGIN_KEEP_SECONDS
            )
    attributes = _attributes(one(web, "AWS::ElasticLoadBalancingV2::LoadBalancer"))
    assert attributes["idle_timeout.timeout_seconds"] == str(processes.BALANCER_IDLE_SECONDS)


def _attributes(balancer: Template) -> dict[str, str]:
    return {each["Key"]: each["Value"] for each in balancer["LoadBalancerAttributes"]}


def test_the_load_balancer_is_internal_and_tells_what_it_did(web: Template) -> None:
    balancer = one(web, "AWS::ElasticLoadBalancingV2::LoadBalancer")
    assert balancer["Scheme"] == "internal"
    assert "Private" in text(balancer["Subnets"])
    assert "Public" not in text(balancer["Subnets"])
    attributes = _attributes(balancer)
    assert attributes["access_logs.s3.enabled"] == "true"
    assert attributes["routing.http.drop_invalid_header_fields.enabled"] == "true"


def test_cloudfront_alone_may_reach_it(web: Template) -> None:
    assert "SecurityGroupIngress" not in one(web, "AWS::EC2::SecurityGroup")
    ingress = one(web, "AWS::EC2::SecurityGroupIngress")
    assert ingress["SourcePrefixListId"] == "pl-3b927c52"
    assert not {"CidrIp", "CidrIpv6"} & set(ingress)
    assert (ingress["FromPort"], ingress["ToPort"]) == (80, 80)


def test_it_speaks_to_tasks_alone(web: Template) -> None:
    (out,) = one(web, "AWS::EC2::SecurityGroup")["SecurityGroupEgress"]
    assert "Vpc" in text(out["CidrIp"])
    assert (out["FromPort"], out["ToPort"]) == (processes.PORT, processes.PORT)
    assert not of_kind(web, "AWS::EC2::SecurityGroupEgress")


def test_where_no_app_stands_the_load_balancer_says_so(web: Template) -> None:
    listener = one(web, "AWS::ElasticLoadBalancingV2::Listener")
    (action,) = listener["DefaultActions"]
    assert action["FixedResponseConfig"]["StatusCode"] == "503"
    assert json.loads(action["FixedResponseConfig"]["MessageBody"])["code"] == "unavailable"


def test_without_a_domain_the_address_is_cloudfronts(web: Template) -> None:
    outputs = {name: joined(each["Value"]) for name, each in web["Outputs"].items()}
    assert outputs["Address"].startswith("https://<Distribution")
    assert {"DistributionId", "SiteBucket", "LogsBucket"} <= set(outputs)
    endpoint = one(web, "AWS::CloudFront::VpcOrigin")["VpcOriginEndpointConfig"]
    assert endpoint["OriginProtocolPolicy"] == "http-only"


def test_with_a_domain_it_is_tls_all_the_way(named_web: Template) -> None:
    endpoint = one(named_web, "AWS::CloudFront::VpcOrigin")["VpcOriginEndpointConfig"]
    assert endpoint["OriginProtocolPolicy"] == "https-only"
    assert endpoint["OriginSSLProtocols"] == ["TLSv1.2"]
    listener = one(named_web, "AWS::ElasticLoadBalancingV2::Listener")
    assert (listener["Protocol"], listener["Port"]) == ("HTTPS", 443)
    assert listener["Certificates"]
    ingress = one(named_web, "AWS::EC2::SecurityGroupIngress")
    assert (ingress["FromPort"], ingress["ToPort"]) == (443, 443)


def test_with_a_domain_it_is_the_address(named_web: Template) -> None:
    config = one(named_web, "AWS::CloudFront::Distribution")["DistributionConfig"]
    assert config["Aliases"] == ["cruddur.example.org"]
    assert config["ViewerCertificate"]["MinimumProtocolVersion"] == "TLSv1.2_2021"
    assert named_web["Outputs"]["Address"]["Value"] == "https://cruddur.example.org"
    records: list[Any] = list(of_kind(named_web, "AWS::Route53::RecordSet").values())
    assert {(each["Name"], each["Type"]) for each in records} == {
        ("cruddur.example.org.", "A"),
        ("cruddur.example.org.", "AAAA"),
    }
