"""`make deploy`, with the emulator's S3, ECR, CloudFormation and Cognito, and a small CDK."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from cruddur.devtools.console import Refusal
from infra import release
from infra.cdk import Cdk
from tests.infra import stages
from tests.infra.stages import LittleCdk

Deploy = Callable[..., str]


@pytest.fixture
def stage() -> Iterator[str]:
    stage = stages.new_stage()
    yield stage
    stages.forget(stage)


@pytest.fixture
def cdk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> LittleCdk:
    little = LittleCdk({}, tmp_path, tmp_path)

    def instead(environ: Any, assembly: Path, logs: Path) -> Cdk:
        return little

    monkeypatch.setattr(release, "Cdk", instead)
    return little


@pytest.fixture
def docker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """A docker that keeps what it was called with; what it has pushed is not in ECR."""
    calls = tmp_path / "calls"
    calls.touch()
    script = tmp_path / "bin" / "docker"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\n[ "$1" = login ] && cat > /dev/null\necho "$@" >> {calls}\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(script.parent), prepend=":")
    return lambda: calls.read_text().splitlines()


@pytest.fixture
def deploy(stage: str, cdk: LittleCdk, tmp_path: Path) -> Deploy:
    dist = tmp_path / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text("page")
    (dist / "assets" / "index-x.js").write_text("run()")

    def deploy(assembly: Path | None = None, **environ: str) -> str:
        return release.deploy(stage, environ, assembly=assembly, frontend=dist)

    return deploy


def push(stage: str, tag: str) -> None:
    boto3.client("ecr").put_image(
        repositoryName=f"cruddur-{stage}", imageTag=tag, imageManifest="{}"
    )


def uploaded(stage: str) -> set[str]:
    found = boto3.client("s3").list_objects_v2(Bucket=f"site-{stage}").get("Contents", [])
    return {each["Key"] for each in found}


def test_everything_comes_in_its_order(
    stage: str, deploy: Deploy, cdk: LittleCdk, docker: Callable[[], list[str]]
) -> None:
    assert deploy() == f"https://{stage}.example"
    assert cdk.asked[0] == "bootstrap us-east-1"
    assert cdk.asked[1].startswith("synth ")
    assert cdk.asked[2:] == ["foundation", "data", "edge", "web", "app"]
    assert uploaded(stage) == {"index.html", "assets/index-x.js"}

    tag = cdk.asked[1].removeprefix("synth ")
    registry = docker()[1].split("--tag=")[1].partition("/")[0]
    name = f"{registry}/cruddur-{stage}:{tag}"
    assert docker() == [
        "info",
        f"build --platform=linux/arm64 --build-arg=REVISION={tag} --tag={name} .",
        f"login --username=AWS --password-stdin {registry}",
        f"push {name}",
    ]


def test_an_image_that_is_there_is_not_built_again(
    stage: str, deploy: Deploy, cdk: LittleCdk, docker: Callable[[], list[str]]
) -> None:
    stages.make(stage, "foundation")
    push(stage, "abc")
    deploy(IMAGE="abc")
    assert "synth abc" in cdk.asked
    assert docker() == []


def test_an_image_that_is_not_there_is_asked_for(
    stage: str, deploy: Deploy, cdk: LittleCdk
) -> None:
    with pytest.raises(Refusal, match="no image nope") as refused:
        deploy(IMAGE="nope")
    assert "Not done: the image pushed, data, edge, web" in str(refused.value)
    assert cdk.asked[-1] == "foundation"


def test_a_failure_says_what_is_done_and_the_next_run_goes_on(
    stage: str, deploy: Deploy, cdk: LittleCdk, docker: Callable[[], list[str]]
) -> None:
    cdk.hindered.append("app")
    with pytest.raises(Refusal) as refused:
        deploy()
    said = str(refused.value)
    assert said.startswith(f"cruddur-{stage}-app failed.")
    assert (
        "Done: the account prepared, the stacks synthesised, foundation, the image pushed,"
        " data, edge, web, the frontend uploaded.\nNot done: app, the CDN told." in said
    )
    cdk.hindered.clear()
    assert deploy() == f"https://{stage}.example"


def test_some_stacks_can_be_left_alone(
    stage: str, deploy: Deploy, cdk: LittleCdk, docker: Callable[[], list[str]]
) -> None:
    deploy(STACKS="foundation, data")
    assert cdk.asked[2:] == ["foundation", "data"]
    assert docker() == ["info"]
    with pytest.raises(Refusal, match="no stack things"):
        deploy(STACKS="things")


def test_the_pipeline_deploys_what_was_made_before(
    stage: str, deploy: Deploy, cdk: LittleCdk, tmp_path: Path, docker: Callable[[], list[str]]
) -> None:
    deploy(assembly=tmp_path)
    assert cdk.asked == ["foundation", "data", "edge", "web", "app"]
    assert docker() == []
    assert "index.html" in uploaded(stage)


def test_who_administers_is_said(
    stage: str,
    deploy: Deploy,
    docker: Callable[[], list[str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    deploy()
    assert "Nobody administers it yet" in capsys.readouterr().out

    cognito = boto3.client("cognito-idp")
    pools = cognito.list_user_pools(MaxResults=60)["UserPools"]
    pool = next(each["Id"] for each in pools if each["Name"] == f"cruddur-{stage}")
    name = cognito.admin_create_user(
        UserPoolId=pool,
        Username="ada",
        UserAttributes=[{"Name": "email", "Value": "ada@example.com"}],
        MessageAction="SUPPRESS",
    )["User"]["Username"]
    cognito.admin_add_user_to_group(UserPoolId=pool, Username=name, GroupName="admins")
    deploy()
    assert "Administered at /admin/ by ada@example.com" in capsys.readouterr().out


def test_what_goes_wrong_ends_with_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STAGE", "large")
    assert release.main(["deploy"]) == 1
    assert "There is no stage 'large'" in capsys.readouterr().out


def test_ecs_has_its_role_before_there_is_a_cluster(
    deploy: Deploy, cdk: LittleCdk, docker: Callable[[], list[str]]
) -> None:
    for _ in range(2):
        deploy(STACKS="foundation")
    path = "/aws-service-role/ecs.amazonaws.com/"
    assert len(boto3.client("iam").list_roles(PathPrefix=path)["Roles"]) == 1
