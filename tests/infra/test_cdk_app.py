"""`python -m infra.app`, which the CDK's command runs."""

import json
from pathlib import Path

import aws_cdk as cdk
import pytest

import infra.app
from tests.infra.synthesised import Synthesised

ROOT = Path(__file__).resolve().parents[2]


def test_a_stage_that_is_not_there_is_refused_before_anything_is_synthesised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(infra.app, "new_app", lambda: cdk.App(context={"stage": "smal"}))
    monkeypatch.setattr(infra.app, "build", lambda *_, **__: pytest.fail("it was synthesised"))
    with pytest.raises(SystemExit) as refused:
        infra.app.main()
    assert str(refused.value) == "There is no stage 'smal': there are small, production."


def test_each_stack_knows_only_those_before_it(stage: Synthesised) -> None:
    order = ["foundation", "data", "edge", "web", "app", "delivery"]
    manifest = json.loads((stage.directory / "manifest.json").read_text())
    prefix = f"cruddur-{stage.config.stage}-"
    for name, artifact in manifest["artifacts"].items():
        if artifact["type"] != "aws:cloudformation:stack":
            continue
        needed = {
            each.removeprefix(prefix)
            for each in artifact["dependencies"]
            if not each.endswith(".assets")
        }
        place = order.index(name.removeprefix(prefix))
        assert needed <= set(order[:place]), name


def test_only_the_edge_is_elsewhere(full: Synthesised) -> None:
    manifest = json.loads((full.directory / "manifest.json").read_text())
    places = {
        name.rpartition("-")[2]: artifact["environment"]
        for name, artifact in manifest["artifacts"].items()
        if artifact["type"] == "aws:cloudformation:stack"
    }
    assert places.pop("edge") == "aws://111111111111/us-east-1"
    assert set(places.values()) == {"aws://111111111111/eu-central-1"}


def test_where_all_is_in_one_region_nothing_is_carried_across(small: Synthesised) -> None:
    kinds = {each.kind for each in small.everything()}
    assert not [kind for kind in kinds if kind.startswith("Custom::CrossRegion")]


def test_everything_says_of_which_stage_it_is(stage: Synthesised) -> None:
    for kind in ("AWS::EC2::VPC", "AWS::RDS::DBInstance", "AWS::ECS::Service"):
        for each in stage.resources(kind):
            assert {"Key": "cruddur:stage", "Value": stage.config.stage} in each.properties["Tags"]


def test_the_cdks_command_finds_the_app_from_its_own_directory() -> None:
    command = json.loads((ROOT / "infra" / "cdk.json").read_text())["app"]
    assert command == "PYTHONPATH=.. ../.venv/bin/python -m infra.app"
