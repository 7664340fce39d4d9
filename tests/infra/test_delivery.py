"""What the pipeline is made of, asserted where a wrong word would only show on AWS."""

import json
from types import SimpleNamespace
from typing import Any, cast

import aws_cdk as cdk
import pytest
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns

from infra.config import Config
from infra.stacks.delivery import DeliveryStack

ACCOUNT = "111111111111"
CONFIG = Config(stage="small", account=ACCOUNT, repository="somebody/cruddur", branch="trunk")
Template = dict[str, Any]


@pytest.fixture(scope="module")
def template() -> Template:
    """The stack on top of others that have just what it asks for."""
    app = cdk.App()
    env = cdk.Environment(account=ACCOUNT, region="us-east-1")
    below = cdk.Stack(app, "below", env=env)
    site = s3.Bucket(below, "Site")
    web = SimpleNamespace(
        site=site,
        site_url="https://cruddur.example",
        distribution=cloudfront.Distribution(
            below,
            "Distribution",
            default_behavior=cloudfront.BehaviorOptions(origin=origins.HttpOrigin("a.example")),
        ),
    )
    stack = DeliveryStack(
        app,
        "cruddur-small-delivery",
        config=CONFIG,
        foundation=cast(
            Any,
            SimpleNamespace(
                repository=ecr.Repository(below, "Images"), alarms=sns.Topic(below, "Alarms")
            ),
        ),
        data=cast(Any, SimpleNamespace(user_pool=cognito.UserPool(below, "People"))),
        web=cast(Any, web),
        env=env,
    )
    synthesised = app.synth().get_stack_by_name(stack.stack_name)
    return cast(Template, synthesised.template)


@pytest.fixture
def pipeline(template: Template) -> dict[str, Any]:
    (found,) = _of(template, "AWS::CodePipeline::Pipeline").values()
    return cast(dict[str, Any], found["Properties"])


def _of(template: Template, kind: str) -> dict[str, Any]:
    return {
        name: resource
        for name, resource in template["Resources"].items()
        if resource["Type"] == kind
    }


def _actions(pipeline: dict[str, Any], stage: str) -> list[dict[str, Any]]:
    (found,) = [each["Actions"] for each in pipeline["Stages"] if each["Name"] == stage]
    return cast(list[dict[str, Any]], found)


def _statements(template: Template, role: str) -> list[dict[str, Any]]:
    """What the policies of the role whose name begins so allow."""
    return [
        statement
        for name, policy in _of(template, "AWS::IAM::Policy").items()
        if name.startswith(role)
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
    ]


def _said(statement: dict[str, Any], key: str) -> list[Any]:
    value = statement[key]
    return value if isinstance(value, list) else [value]


def test_stages_and_the_providers_of_their_actions(pipeline: dict[str, Any]) -> None:
    assert pipeline["PipelineType"] == "V2"
    assert [
        (stage["Name"], action["Name"], *_kind(action))
        for stage in pipeline["Stages"]
        for action in sorted(stage["Actions"], key=lambda action: action["RunOrder"])
    ] == [
        ("Source", "GitHub", "Source", "AWS", "CodeStarSourceConnection", "1"),
        ("Build", "Check", "Build", "AWS", "CodeBuild", "1"),
        ("Release", "Deploy", "Build", "AWS", "CodeBuild", "1"),
        ("Release", "Smoke", "Build", "AWS", "CodeBuild", "1"),
    ]


def _kind(action: dict[str, Any]) -> tuple[str, str, str, str]:
    kind = action["ActionTypeId"]
    return kind["Category"], kind["Owner"], kind["Provider"], kind["Version"]


def test_what_one_action_makes_is_what_the_next_takes(pipeline: dict[str, Any]) -> None:
    (source,), (check,) = _actions(pipeline, "Source"), _actions(pipeline, "Build")
    assert source["OutputArtifacts"] == check["InputArtifacts"] == [{"Name": "Source"}]
    assert check["OutputArtifacts"] == [{"Name": "Release"}]
    for action in _actions(pipeline, "Release"):
        assert action["InputArtifacts"] == [{"Name": "Release"}]


def test_the_branch_of_the_repository_is_watched(pipeline: dict[str, Any]) -> None:
    (source,) = _actions(pipeline, "Source")
    told = source["Configuration"]
    assert told["FullRepositoryId"] == "somebody/cruddur"
    assert told["BranchName"] == "trunk"
    assert told.get("DetectChanges", True) is True


def test_smoke_comes_after_deploy_and_a_failure_puts_back_the_last_good_release(
    pipeline: dict[str, Any],
) -> None:
    deploy, smoke = sorted(_actions(pipeline, "Release"), key=lambda each: each["RunOrder"])
    assert (deploy["Name"], smoke["Name"]) == ("Deploy", "Smoke")
    assert deploy["RunOrder"] < smoke["RunOrder"]
    (release,) = [stage for stage in pipeline["Stages"] if stage["Name"] == "Release"]
    assert release["OnFailure"] == {"Result": "ROLLBACK"}


def test_what_a_release_is_put_back_from_is_kept_private_and_for_long(template: Template) -> None:
    ((name, bucket),) = _of(template, "AWS::S3::Bucket").items()
    properties = bucket["Properties"]
    assert set(properties["PublicAccessBlockConfiguration"].values()) == {True}
    assert properties["BucketEncryption"]
    (rule,) = properties["LifecycleConfiguration"]["Rules"]
    assert rule["ExpirationInDays"] >= 90
    (pipeline,) = _of(template, "AWS::CodePipeline::Pipeline").values()
    assert pipeline["Properties"]["ArtifactStore"]["Location"] == {"Ref": name}


def test_projects_say_what_they_run(template: Template) -> None:
    specs = {
        name: project["Properties"]["Source"]["BuildSpec"]
        for name, project in _of(template, "AWS::CodeBuild::Project").items()
    }
    build, deploy, smoke = (_named(specs, name) for name in ("Build", "Deploy", "Smoke"))
    assert build == "buildspec.yml"
    assert json.loads(deploy)["phases"]["build"]["commands"][-1] == (
        ".venv/bin/python -m infra.release deploy --assembly cdk.out --frontend frontend/dist"
    )
    assert json.loads(smoke)["phases"]["build"]["commands"][-1].endswith("infra.smoke $ADDRESS")


def _named(found: dict[str, Any], beginning: str) -> Any:
    (value,) = [value for name, value in found.items() if name.startswith(beginning)]
    return value


def test_only_the_build_is_privileged_and_every_project_has_a_log_that_ends(
    template: Template,
) -> None:
    projects = _of(template, "AWS::CodeBuild::Project")
    for name, project in projects.items():
        environment = project["Properties"]["Environment"]
        assert environment["PrivilegedMode"] is name.startswith("Build")
        log = project["Properties"]["LogsConfig"]["CloudWatchLogs"]["GroupName"]["Ref"]
        assert template["Resources"][log]["Properties"]["RetentionInDays"] <= 90
    assert len(projects) == 3


def test_the_buildspec_is_told_what_it_asks_for(template: Template) -> None:
    build = _named(_of(template, "AWS::CodeBuild::Project"), "Build")
    told = {each["Name"] for each in build["Properties"]["Environment"]["EnvironmentVariables"]}
    assert told == {"STAGE", "REPOSITORY", "REPOSITORY_URI", "ARCHITECTURE", "CRUDDUR_ACCOUNT"}


def test_nobody_may_do_everything(template: Template) -> None:
    """And what is allowed everywhere is what has no place: signing in to the registry."""
    for name, policy in _of(template, "AWS::IAM::Policy").items():
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]:
            actions = _said(statement, "Action")
            assert "*" not in actions, name
            if "*" in _said(statement, "Resource"):
                assert actions == ["ecr:GetAuthorizationToken"], name


def test_a_release_changes_stacks_by_the_bootstraps_roles_alone(template: Template) -> None:
    statements = _statements(template, "DeployRole")
    (assumes,) = [each for each in statements if each["Action"] == "sts:AssumeRole"]
    text = json.dumps(assumes["Resource"])
    assert f"::{ACCOUNT}:role/cdk-hnb659fds-*-us-east-1" in text
    allowed = {action for each in statements for action in _said(each, "Action")}
    assert {action for action in allowed if action.startswith("cloudformation:")} == {
        "cloudformation:DescribeStacks"
    }
    assert not {action for action in allowed if action.startswith(("iam:", "ecs:", "rds:"))}


def test_the_walk_may_confirm_a_sign_up_and_nothing_else_of_cruddurs(template: Template) -> None:
    allowed = {
        action for each in _statements(template, "SmokeRole") for action in _said(each, "Action")
    }
    of_its_own = ("logs:", "codebuild:", "s3:Get", "s3:List")
    assert {action for action in allowed if not action.startswith(of_its_own)} == {
        "cognito-idp:AdminConfirmSignUp"
    }


def test_somebody_is_told_when_it_fails(template: Template) -> None:
    rules = [
        rule["Properties"]
        for rule in _of(template, "AWS::Events::Rule").values()
        if rule["Properties"]["EventPattern"].get("detail", {}).get("state") == ["FAILED"]
    ]
    assert len(rules) == 1
    assert rules[0]["EventPattern"]["source"] == ["aws.codepipeline"]
    assert "Alarms" in json.dumps(rules[0]["Targets"])
