"""The web ACL: whom CloudFront turns away before anybody of ours has to answer."""

import json

from aws_cdk.aws_wafv2 import CfnWebACL as Acl
from constructs import Construct

# Requests of one address in five minutes.
MOST_REQUESTS = 2000
MOST_SIGN_INS = 100
# Where staff sign in. People do at Cognito, which counts for itself.
SIGN_IN = "/admin/login"
# These judge what people write, and people write about `<script>`, about paths and about
# `${jndi:...}`: a crud that is turned away here is lost without a word. They count, and the app,
# which escapes and binds, decides. Names that AWS does not know are ignored.
JUDGES_OF_BODIES = {
    "AWSManagedRulesCommonRuleSet": (
        "CrossSiteScripting_BODY",
        "EC2MetaDataSSRF_BODY",
        "GenericLFI_BODY",
        "GenericRFI_BODY",
        "SizeRestrictions_BODY",
    ),
    "AWSManagedRulesKnownBadInputsRuleSet": (
        "JavaDeserializationRCE_BODY",
        "Log4JRCE_BODY",
        "ReactJSRCE_BODY",
    ),
    "AWSManagedRulesAmazonIpReputationList": (),
}
SLOW_DOWN = "SlowDown"
WAIT_SECONDS = 300
TOO_MANY = {
    "type": "about:blank",
    "title": "Too Many Requests",
    "status": 429,
    "detail": "There have been very many requests from your address. Wait for five minutes.",
    "code": "throttled",
}


class Wall(Construct):
    """What is not turned away is let through."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        self.acl = Acl(
            self,
            "Acl",
            scope="CLOUDFRONT",
            description="Cruddur: who is turned away at the edge",
            default_action=Acl.DefaultActionProperty(allow=Acl.AllowActionProperty()),
            rules=[_sign_ins(), _requests(), *_managed()],
            custom_response_bodies={
                SLOW_DOWN: Acl.CustomResponseBodyProperty(
                    content_type="APPLICATION_JSON", content=json.dumps(TOO_MANY)
                )
            },
            visibility_config=_counted("Wall"),
        )


def _sign_ins() -> Acl.RuleProperty:
    """Tries at the staff's door, wherever in the address it is spelled."""
    door = Acl.StatementProperty(
        byte_match_statement=Acl.ByteMatchStatementProperty(
            field_to_match=Acl.FieldToMatchProperty(uri_path={}),
            positional_constraint="STARTS_WITH",
            search_string=SIGN_IN,
            text_transformations=[
                Acl.TextTransformationProperty(priority=0, type="URL_DECODE"),
                Acl.TextTransformationProperty(priority=1, type="NORMALIZE_PATH"),
                Acl.TextTransformationProperty(priority=2, type="LOWERCASE"),
            ],
        )
    )
    return _rate("SignIns", 0, MOST_SIGN_INS, only=door)


def _requests() -> Acl.RuleProperty:
    return _rate("Requests", 1, MOST_REQUESTS)


def _rate(
    name: str, priority: int, limit: int, *, only: Acl.StatementProperty | None = None
) -> Acl.RuleProperty:
    """Answered as the app itself answers who asks too often."""
    return Acl.RuleProperty(
        name=name,
        priority=priority,
        statement=Acl.StatementProperty(
            rate_based_statement=Acl.RateBasedStatementProperty(
                aggregate_key_type="IP",
                limit=limit,
                evaluation_window_sec=WAIT_SECONDS,
                scope_down_statement=only,
            )
        ),
        action=Acl.RuleActionProperty(
            block=Acl.BlockActionProperty(
                custom_response=Acl.CustomResponseProperty(
                    response_code=429,
                    custom_response_body_key=SLOW_DOWN,
                    response_headers=[
                        Acl.CustomHTTPHeaderProperty(name="Retry-After", value=str(WAIT_SECONDS))
                    ],
                )
            )
        ),
        visibility_config=_counted(name),
    )


def _managed() -> list[Acl.RuleProperty]:
    return [
        Acl.RuleProperty(
            name=group,
            priority=priority,
            statement=Acl.StatementProperty(
                managed_rule_group_statement=Acl.ManagedRuleGroupStatementProperty(
                    vendor_name="AWS",
                    name=group,
                    rule_action_overrides=[
                        Acl.RuleActionOverrideProperty(
                            name=rule, action_to_use=Acl.RuleActionProperty(count={})
                        )
                        for rule in counting
                    ],
                )
            ),
            override_action=Acl.OverrideActionProperty(none={}),
            visibility_config=_counted(group),
        )
        for priority, (group, counting) in enumerate(JUDGES_OF_BODIES.items(), start=10)
    ]


def _counted(name: str) -> Acl.VisibilityConfigProperty:
    return Acl.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, sampled_requests_enabled=True, metric_name=name
    )
