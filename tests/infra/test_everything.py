"""What holds for all stacks, whatever is in them."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.infra.synthesised import Found, Properties, Synthesised

ROOT = Path(__file__).resolve().parents[2]
EVERYWHERE = {"0.0.0.0/0", "::/0"}
RUNBOOK = re.compile(r"See (docs/runbooks/[a-z-]+\.md)$")
# What holds something, and how one sees that it is encrypted.
STORES: dict[str, Callable[[Properties], Any]] = {
    "AWS::DynamoDB::Table": lambda its: its["SSESpecification"]["SSEEnabled"],
    "AWS::RDS::DBInstance": lambda its: its["StorageEncrypted"],
    "AWS::S3::Bucket": lambda its: its["BucketEncryption"]["ServerSideEncryptionConfiguration"],
    "AWS::SQS::Queue": lambda its: its["SqsManagedSseEnabled"],
}
# These AWS encrypts whatever is said.
ALWAYS_ENCRYPTED = {
    "AWS::Backup::BackupVault",
    "AWS::Cognito::UserPool",
    "AWS::ECR::Repository",
    "AWS::Logs::LogGroup",
    "AWS::SecretsManager::Secret",
}
OTHER_STORES = re.compile(
    r"AWS::(EFS::FileSystem|FSx::.*|ElastiCache::.*|MemoryDB::.*|OpenSearchService::.*"
    r"|Kinesis::.*|RDS::DBCluster|Redshift::.*|EC2::Volume|Timestream::.*|DynamoDB::GlobalTable)"
)
# Dependencies that the CDK says twice; zones said by name, which is a setting (docs/cloud.md).
NOT_ASKED_OF_CFN_LINT = ("W3005", "W3010")
LASTING = {"foundation", "data"}
# Of these there must be no second one by mistake, nor none.
PROTECTED: dict[str, Callable[[Properties], bool]] = {
    "AWS::Cognito::UserPool": lambda its: its["DeletionProtection"] == "ACTIVE",
    "AWS::DynamoDB::Table": lambda its: its["DeletionProtectionEnabled"] is True,
    "AWS::RDS::DBInstance": lambda its: its["DeletionProtection"] is True,
}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _statements(found: Found) -> Iterator[dict[str, Any]]:
    """What a role or a policy for roles allows."""
    its = found.properties
    documents = [its["PolicyDocument"]] if "PolicyDocument" in its else []
    documents += [each["PolicyDocument"] for each in its.get("Policies", [])]
    for document in documents:
        yield from (each for each in document["Statement"] if each["Effect"] == "Allow")


def _of_roles(stage: Synthesised) -> list[Found]:
    kinds = ("AWS::IAM::Role", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
    return [each for kind in kinds for each in stage.resources(kind)]


def test_all_stacks_are_there(small: Synthesised, full: Synthesised) -> None:
    assert set(small.templates) == {"foundation", "data", "edge", "web", "app"}
    assert set(full.templates) == {*small.templates, "delivery"}


def test_neither_tasks_nor_the_database_nor_the_load_balancer_have_a_public_address(
    stage: Synthesised,
) -> None:
    services = stage.resources("AWS::ECS::Service")
    assert len(services) == 3
    for each in services:
        network = each.properties["NetworkConfiguration"]["AwsvpcConfiguration"]
        assert network["AssignPublicIp"] == "DISABLED", each
        assert "Private" in json.dumps(network["Subnets"]), each
    assert stage.one("AWS::RDS::DBInstance")["PubliclyAccessible"] is False
    assert stage.one("AWS::ElasticLoadBalancingV2::LoadBalancer")["Scheme"] == "internal"
    assert not stage.resources("AWS::EC2::Instance")


def test_nothing_is_open_to_the_world(stage: Synthesised) -> None:
    rules = [
        (each, rule)
        for each in stage.resources("AWS::EC2::SecurityGroup")
        for rule in each.properties.get("SecurityGroupIngress", [])
    ]
    rules += [(each, each.properties) for each in stage.resources("AWS::EC2::SecurityGroupIngress")]
    assert rules
    for each, rule in rules:
        assert not {rule.get("CidrIp"), rule.get("CidrIpv6")} & EVERYWHERE, each


def test_every_store_is_encrypted(stage: Synthesised) -> None:
    seen = set()
    for each in stage.everything():
        assert not OTHER_STORES.fullmatch(each.kind), f"{each}: say how it is encrypted"
        if each.kind in STORES:
            seen.add(each.kind)
            assert STORES[each.kind](each.properties), each
    assert seen == set(STORES)


def test_every_bucket_is_closed_to_the_public_and_wants_tls(stage: Synthesised) -> None:
    policies = json.dumps([each.properties for each in stage.resources("AWS::S3::BucketPolicy")])
    for each in stage.resources("AWS::S3::Bucket"):
        assert set(each.properties["PublicAccessBlockConfiguration"].values()) == {True}, each
        assert f'"Bucket": {{"Ref": "{each.name}"}}' in policies, each
    for each in stage.resources("AWS::S3::BucketPolicy"):
        assert "aws:SecureTransport" in json.dumps(each.properties), each


def test_nobody_may_do_everything_to_everything(stage: Synthesised) -> None:
    for each in _of_roles(stage):
        for statement in _statements(each):
            any_action = any("*" in action for action in _listed(statement["Action"]))
            assert not (any_action and "*" in _listed(statement["Resource"])), (each, statement)


def test_what_the_app_runs_as_may_do_only_what_is_named_to_what_is_named(
    stage: Synthesised,
) -> None:
    tasks = stage.resources("AWS::ECS::TaskDefinition")
    roles = {each.properties["TaskRoleArn"]["Fn::GetAtt"][0] for each in tasks}
    assert len(roles) == len(tasks) == 5
    theirs = [
        each
        for each in _of_roles(stage)
        if each.stack == "app"
        and (each.name in roles or _names(each.properties.get("Roles", [])) & roles)
    ]
    statements = [statement for each in theirs for statement in _statements(each)]
    assert statements
    for statement in statements:
        assert not [action for action in _listed(statement["Action"]) if "*" in action], statement
        assert "*" not in _listed(statement["Resource"]), statement


def _names(references: list[dict[str, str]]) -> set[str]:
    return {each.get("Ref", "") for each in references}


def test_every_log_ends(stage: Synthesised) -> None:
    groups = stage.resources("AWS::Logs::LogGroup")
    assert groups
    for each in groups:
        assert each.properties.get("RetentionInDays"), each


def test_nothing_makes_a_log_of_its_own_that_never_ends(stage: Synthesised) -> None:
    """Lambda, ECS and CodeBuild do, where they are not told where to write."""
    for each in stage.resources("AWS::Lambda::Function"):
        # The CDK's own, which carry names across regions: a few lines when a name changes.
        if each.name.startswith("CustomCrossRegionExport"):
            continue
        assert each.properties.get("LoggingConfig", {}).get("LogGroup"), each
    for each in stage.resources("AWS::CodeBuild::Project"):
        assert each.properties["LogsConfig"]["CloudWatchLogs"]["GroupName"], each
    for each in stage.resources("AWS::ECS::TaskDefinition"):
        for container in each.properties["ContainerDefinitions"]:
            options = container["LogConfiguration"]["Options"]
            assert "Ref" in options["awslogs-group"], each


def test_what_is_to_last_outlives_its_stack(stage: Synthesised) -> None:
    stores = [
        each
        for each in stage.everything()
        if each.stack in LASTING
        and each.kind in {*STORES, *ALWAYS_ENCRYPTED} - {"AWS::Logs::LogGroup"}
    ]
    assert {each.kind for each in stores} == {*STORES, *ALWAYS_ENCRYPTED} - {"AWS::Logs::LogGroup"}
    for each in stores:
        wanted = "Snapshot" if each.kind == "AWS::RDS::DBInstance" else "Retain"
        assert each.written.get("DeletionPolicy") == wanted, each
        assert each.written.get("UpdateReplacePolicy") == wanted, each
        if each.kind in PROTECTED:
            assert PROTECTED[each.kind](each.properties), each


def test_only_what_can_be_made_again_goes_with_a_release(stage: Synthesised) -> None:
    for each in stage.everything():
        if each.stack == "app":
            assert each.kind not in {*STORES, *ALWAYS_ENCRYPTED} - {"AWS::Logs::LogGroup"}, each


def test_every_alarm_tells_somebody_and_names_a_page_that_exists(stage: Synthesised) -> None:
    scaling = {each.name for each in stage.resources("AWS::ApplicationAutoScaling::ScalingPolicy")}
    alarms = [
        each
        for each in stage.resources("AWS::CloudWatch::Alarm")
        # Those that start and stop tasks wake nobody.
        if not _names(each.properties["AlarmActions"]) & scaling
    ]
    assert len(alarms) > 8
    for each in alarms:
        assert each.properties["AlarmActions"], each
        assert each.properties.get("ActionsEnabled", True), each
        page = RUNBOOK.search(each.properties["AlarmDescription"])
        assert page, each
        assert (ROOT / page[1]).is_file(), page[1]


def test_every_runbook_is_named_by_an_alarm(full: Synthesised) -> None:
    said = " ".join(
        each.properties.get("AlarmDescription", "")
        for each in full.resources("AWS::CloudWatch::Alarm")
    )
    for page in (ROOT / "docs" / "runbooks").glob("*.md"):
        assert page.name in said, page.name


def test_cfn_lint_finds_nothing(stage: Synthesised) -> None:
    checked = subprocess.run(
        [
            str(Path(sys.executable).with_name("cfn-lint")),
            *("--regions", stage.config.region, "--ignore-checks", *NOT_ASKED_OF_CFN_LINT),
            *("--", *map(str, stage.files())),
        ],
        capture_output=True,
        text=True,
    )
    assert not checked.stdout + checked.stderr
    assert checked.returncode == 0


def test_cdk_nag_finds_nothing_that_is_not_acknowledged(stage: Synthesised) -> None:
    found = [(each["ruleName"], *_places(each)) for each in stage.findings()]
    assert not found


def _places(finding: dict[str, Any]) -> list[str]:
    return [str(each.get("constructPath")) for each in finding["violatingConstructs"]]


def test_every_acknowledgement_says_why(stage: Synthesised) -> None:
    """In words, of which "not needed" are too few."""
    for each in _acknowledged(stage.directory):
        assert len(each) > 40, each


def _acknowledged(directory: Path) -> list[str]:
    manifest = (directory / "manifest.json").read_text()
    return re.findall(r'"reason": "([^"]*)"', manifest)


@pytest.mark.parametrize("name", ["SECRET_KEY", "POKE_SECRET"])
def test_secrets_are_read_where_they_are_kept(stage: Synthesised, name: str) -> None:
    for each in stage.resources("AWS::ECS::TaskDefinition"):
        for container in each.properties["ContainerDefinitions"]:
            assert name not in {variable["Name"] for variable in container["Environment"]}, each
            assert name in {secret["Name"] for secret in container["Secrets"]}, each
