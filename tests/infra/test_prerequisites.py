"""What is refused before anything is deployed, and in which words."""

import subprocess
from pathlib import Path

import boto3
import pytest

from cruddur.devtools.console import Refusal
from infra import prerequisites, registry
from infra.prerequisites import Image

# The emulator's.
ACCOUNT = "000000000000"


def program(directory: Path, name: str, script: str) -> None:
    (directory / name).write_text(f"#!/bin/sh\n{script}\n")
    (directory / name).chmod(0o755)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH, but for git."""
    directory = tmp_path / "programs"
    directory.mkdir()
    git = subprocess.run(["which", "git"], capture_output=True, text=True).stdout.strip()
    (directory / "git").symlink_to(git)
    monkeypatch.setenv("PATH", str(directory))
    return directory


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    directory = tmp_path / "clone"
    directory.mkdir()
    (directory / "kept.txt").write_text("kept")
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
        who = ["-c", "user.name=Test", "-c", "user.email=test@example.com"]
        subprocess.run(["git", *who, *words], cwd=directory, check=True)
    return directory


def not_pushed(tag: str) -> bool:
    return False


def test_the_operator_is_whom_aws_knows() -> None:
    operator = prerequisites.operator("small", {})
    assert operator.account == ACCOUNT
    assert operator.session.region_name == operator.config.region
    assert operator.environ["CRUDDUR_ACCOUNT"] == ACCOUNT


def test_who_is_nobody_is_told_to_sign_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    with pytest.raises(Refusal, match="sign in first"):
        prerequisites.operator("small", {})


def test_an_unknown_stage_is_refused() -> None:
    with pytest.raises(Refusal, match="no stage 'large'"):
        prerequisites.operator("large", {})


def test_another_account_is_refused() -> None:
    with pytest.raises(Refusal, match="is for 111111111111: nothing was done"):
        prerequisites.operator("small", {"CRUDDUR_ACCOUNT": "111111111111"})


def test_the_image_is_named_by_the_commit(clone: Path) -> None:
    tag = registry.tag_of(clone)
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=clone, capture_output=True, text=True
    ).stdout
    assert head.startswith(tag)
    assert len(tag) == 12


def test_what_is_not_committed_is_in_the_name(clone: Path) -> None:
    clean = registry.tag_of(clone)
    (clone / "new.txt").write_text("one")
    dirty = registry.tag_of(clone)
    assert dirty.startswith(f"{clean}-dirty-")
    assert registry.tag_of(clone) == dirty

    # A tag is never given twice, so other changes must have another.
    (clone / "new.txt").write_text("two")
    assert registry.tag_of(clone) != dirty
    (clone / "new.txt").unlink()
    (clone / "kept.txt").write_text("changed")
    assert registry.tag_of(clone) not in (clean, dirty)


def test_what_is_no_clone_needs_the_name_of_an_image(programs: Path, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"deploy from a clone,.*IMAGE=<tag>"):
        prerequisites.image(tmp_path, {}, not_pushed)
    assert prerequisites.image(tmp_path, {"IMAGE": "abc"}, not_pushed) == Image("abc", None)


def test_without_a_builder_it_says_which_there_are(programs: Path, clone: Path) -> None:
    with pytest.raises(Refusal, match="one of docker, podman, buildah"):
        prerequisites.image(clone, {}, not_pushed)


def test_without_a_builder_what_is_pushed_can_be_deployed(programs: Path, clone: Path) -> None:
    image = prerequisites.image(clone, {}, lambda tag: True)
    assert image == Image(registry.tag_of(clone), None)


def test_a_docker_that_sleeps_is_told_of(programs: Path, clone: Path) -> None:
    program(programs, "docker", "echo 'Cannot connect to the Docker daemon' >&2; exit 1")
    with pytest.raises(Refusal, match=r"docker is installed but .* Cannot connect to the Docker"):
        prerequisites.image(clone, {}, not_pushed)


@pytest.mark.parametrize("name", registry.BUILDERS)
def test_any_builder_will_do(programs: Path, clone: Path, name: str) -> None:
    program(programs, name, "exit 0")
    image = prerequisites.image(clone, {}, not_pushed)
    assert image.builder == registry.Builder(name)


def test_doubts_are_said_and_stop_nobody() -> None:
    operator = prerequisites.operator("small", {})
    assert [*prerequisites.warnings(operator, Image("abc", None), is_new=True)] == []
    assert [*prerequisites.warnings(operator, Image("abc-dirty-1", None), is_new=False)] == [
        "Not all of this clone is committed: the image is called abc-dirty-1."
    ]

    ec2 = boto3.client("ec2")
    made = [ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"] for _ in range(5)]
    try:
        doubts = [*prerequisites.warnings(operator, Image("abc", None), is_new=True)]
    finally:
        for vpc in made:
            ec2.delete_vpc(VpcId=vpc)
    assert len(doubts) == 1
    assert "VPCs" in doubts[0]
