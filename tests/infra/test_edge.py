"""The stack `edge`."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import aws_cdk as cdk

from infra.config import STAGES
from infra.stacks.edge import EdgeStack
from tests.infra.synthesised import Synthesised


def _rules(stage: Synthesised) -> dict[str, dict[str, Any]]:
    return {rule["Name"]: rule for rule in stage.one("AWS::WAFv2::WebACL")["Rules"]}


def _counting(rule: dict[str, Any]) -> set[str]:
    overrides = rule["Statement"]["ManagedRuleGroupStatement"].get("RuleActionOverrides", [])
    assert all(each["ActionToUse"] == {"Count": {}} for each in overrides)
    return {each["Name"] for each in overrides}


def test_it_is_where_cloudfront_looks_for_it(stage: Synthesised) -> None:
    assert stage.one("AWS::WAFv2::WebACL")["Scope"] == "CLOUDFRONT"
    manifest = (stage.directory / "manifest.json").read_text()
    assert f"aws://{stage.config.account}/us-east-1" in manifest


def test_who_asks_too_often_is_told_to_wait(stage: Synthesised) -> None:
    acl = stage.one("AWS::WAFv2::WebACL")
    rates = {
        name: rule["Statement"]["RateBasedStatement"]
        for name, rule in _rules(stage).items()
        if "RateBasedStatement" in rule["Statement"]
    }
    assert rates["Requests"]["Limit"] == 2000
    assert "ScopeDownStatement" not in rates["Requests"]
    assert rates["SignIns"]["Limit"] == 100
    door = rates["SignIns"]["ScopeDownStatement"]["ByteMatchStatement"]
    assert door["SearchString"] == "/admin/login"
    for name in rates:
        answer = _rules(stage)[name]["Action"]["Block"]["CustomResponse"]
        assert answer["ResponseCode"] == 429
        assert answer["CustomResponseBodyKey"] in acl["CustomResponseBodies"]


def test_what_people_write_is_judged_by_nobody_here(stage: Synthesised) -> None:
    common = _counting(_rules(stage)["AWSManagedRulesCommonRuleSet"])
    assert {"CrossSiteScripting_BODY", "SizeRestrictions_BODY", "GenericLFI_BODY"} <= common
    assert "Log4JRCE_BODY" in _counting(_rules(stage)["AWSManagedRulesKnownBadInputsRuleSet"])


def test_everything_else_of_the_managed_rules_blocks(stage: Synthesised) -> None:
    managed = {name: rule for name, rule in _rules(stage).items() if name.startswith("AWS")}
    assert set(managed) == {
        "AWSManagedRulesCommonRuleSet",
        "AWSManagedRulesKnownBadInputsRuleSet",
        "AWSManagedRulesAmazonIpReputationList",
    }
    for rule in managed.values():
        assert rule["OverrideAction"] == {"None": {}}
        assert all(name.endswith("_BODY") for name in _counting(rule))


def test_what_is_not_turned_away_is_let_through(stage: Synthesised) -> None:
    assert stage.one("AWS::WAFv2::WebACL")["DefaultAction"] == {"Allow": {}}


def test_cloudfronts_certificate_is_for_the_domain(full: Synthesised) -> None:
    certificate = full.one("AWS::CertificateManager::Certificate", stack="edge")
    assert certificate["DomainName"] == "cruddur.example.org"


def test_without_a_web_acl_and_a_domain_there_is_nothing(tmp_path: Path) -> None:
    app = cdk.App(outdir=str(tmp_path), analytics_reporting=False)
    edge = EdgeStack(app, "edge", config=replace(STAGES["small"], waf=False))
    assert (edge.certificate, edge.web_acl_arn) == (None, None)
    assert not app.synth().get_stack_by_name("edge").template.get("Resources")
