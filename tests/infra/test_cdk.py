"""How the CDK's command is called, and what is shown of it when it fails."""

from collections.abc import Callable
from pathlib import Path

import boto3
import pytest

from cruddur.devtools.console import Refusal
from infra import cdk
from infra.cdk import BOOTSTRAP_VERSION, Cdk, is_bootstrapped

Answering = Callable[[str], Cdk]


@pytest.fixture
def answering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Answering:
    """A command that keeps how it was called, and does what the script says."""

    def answering(script: str) -> Cdk:
        command = tmp_path / "cdk"
        command.write_text(f'#!/bin/sh\necho "$CRUDDUR_ACCOUNT $@" >> {tmp_path}/calls\n{script}')
        command.chmod(0o755)
        monkeypatch.setattr(cdk, "CDK", command)
        return Cdk({"CRUDDUR_ACCOUNT": "1"}, tmp_path / "assembly", tmp_path / "log")

    return answering


def test_one_stack_is_deployed_at_a_time(answering: Answering, tmp_path: Path) -> None:
    answering("exit 0").deploy("cruddur-small-web")
    (call,) = (tmp_path / "calls").read_text().splitlines()
    assert call.startswith("1 --no-notices")
    assert f"--app={tmp_path}/assembly --exclusively" in call
    assert call.endswith(" cruddur-small-web")


def test_a_release_is_synthesised_by_its_name(answering: Answering, tmp_path: Path) -> None:
    answering("exit 0").synth("small", "abc")
    call = (tmp_path / "calls").read_text()
    assert "-c stage=small -c image=abc" in call
    assert f"--output={tmp_path}/assembly" in call


def test_the_reason_is_told_in_whole(answering: Answering) -> None:
    lines = "\n".join(f"echo line {number}" for number in range(40))
    failing = answering(f"echo much before\necho '❌  it failed: because'\n{lines}\nexit 1")
    with pytest.raises(Refusal) as refused:
        failing.deploy("cruddur-small-app")
    said = str(refused.value)
    assert "❌  it failed: because" in said
    assert "line 0\n" in said
    assert "line 39" in said
    assert "much before" not in said
    assert "deploy-cruddur-small-app.log" in said


def test_other_failures_are_told_by_their_last_lines(answering: Answering) -> None:
    with pytest.raises(Refusal, match=r"Synthesising the stacks failed(.|\n)*no such setting"):
        answering("echo no such setting\nexit 1").synth("small", None)


def test_a_missing_cdk_is_told_of(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cdk, "CDK", tmp_path / "nothing")
    with pytest.raises(Refusal, match="not installed"):
        Cdk({}, tmp_path, tmp_path).bootstrap("1", "us-east-1")


def test_an_account_is_prepared_once() -> None:
    ssm = boto3.client("ssm", region_name="eu-west-1")
    assert not is_bootstrapped(ssm)
    for version, prepared in (("5", False), ("28", True)):
        ssm.put_parameter(Name=BOOTSTRAP_VERSION, Value=version, Type="String", Overwrite=True)
        assert is_bootstrapped(ssm) is prepared
    ssm.delete_parameter(Name=BOOTSTRAP_VERSION)
