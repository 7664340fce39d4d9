"""The way in: who may come, where each path goes, and what is kept."""

import json
from pathlib import Path

import pytest

from tests.infra.reading import Template, joined, listed, one, text
from tests.infra.synthesised import Synthesised

FRONTEND = Path(__file__).parents[2] / "frontend"
ROUTES: dict[str, list[str]] = json.loads((FRONTEND / "routes.json").read_text())
HEADERS: dict[str, str] = json.loads((FRONTEND / "headers.json").read_text())
# As AWS calls its own.
CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
ALL_VIEWER_AND_CLOUDFRONT_2022 = "33f36d7e-f396-46d9-90e0-52428a34d9dc"


@pytest.fixture
def web(small: Synthesised) -> Template:
    return small.templates["web"]


@pytest.fixture
def distribution(web: Template) -> Template:
    config: Template = one(web, "AWS::CloudFront::Distribution")["DistributionConfig"]
    return config


@pytest.fixture
def behaviors(distribution: Template) -> dict[str, Template]:
    return {each["PathPattern"]: each for each in distribution["CacheBehaviors"]}


def origin_of(distribution: Template, behavior: Template) -> Template:
    origins: dict[str, Template] = {each["Id"]: each for each in distribution["Origins"]}
    return origins[behavior["TargetOriginId"]]


def policy_of(web: Template, behavior: Template, key: str, kind: str) -> Template:
    resource = web["Resources"][behavior[key]["Ref"]]
    assert resource["Type"] == f"AWS::CloudFront::{kind}"
    config: Template = resource["Properties"][f"{kind}Config"]
    return config


def test_paths_are_those_of_the_routes_in_their_order(behaviors: dict[str, Template]) -> None:
    wanted = [path for paths in ROUTES.values() for path in paths]
    assert list(behaviors) == [*wanted, "/media/*"]


@pytest.mark.parametrize("kind", ["events", "public", "web"])
def test_what_is_not_the_buckets_goes_through_the_door(
    distribution: Template, behaviors: dict[str, Template], kind: str
) -> None:
    for path in ROUTES[kind]:
        origin = origin_of(distribution, behaviors[path])
        assert origin["VpcOriginConfig"]["VpcOriginId"]
        assert "S3OriginConfig" not in origin


@pytest.mark.parametrize("kind", ["events", "web"])
def test_what_is_ones_own_is_not_kept_and_comes_whole(
    behaviors: dict[str, Template], kind: str
) -> None:
    """Also the Host header, without which Django would know no site, and the token."""
    for path in ROUTES[kind]:
        assert behaviors[path]["CachePolicyId"] == CACHING_DISABLED
        assert behaviors[path]["OriginRequestPolicyId"] == ALL_VIEWER_AND_CLOUDFRONT_2022
        assert "ResponseHeadersPolicyId" not in behaviors[path]


def test_streams_are_not_compressed(behaviors: dict[str, Template]) -> None:
    (path,) = ROUTES["events"]
    assert behaviors[path]["Compress"] is False


def test_the_api_takes_all_methods_and_the_rest_is_read_only(
    distribution: Template, behaviors: dict[str, Template]
) -> None:
    for path, behavior in {**behaviors, "default": distribution["DefaultCacheBehavior"]}.items():
        methods = set(behavior["AllowedMethods"])
        assert methods == (
            {"GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"}
            if path in ROUTES["web"]
            else {"GET", "HEAD"}
        ), path


def test_public_pages_are_kept_by_host_and_path_for_as_long_as_they_say(
    web: Template, behaviors: dict[str, Template]
) -> None:
    for path in ROUTES["public"]:
        kept = policy_of(web, behaviors[path], "CachePolicyId", "CachePolicy")
        assert (kept["MinTTL"], kept["DefaultTTL"], kept["MaxTTL"]) == (0, 0, 3600)
        key = kept["ParametersInCacheKeyAndForwardedToOrigin"]
        assert key["HeadersConfig"] == {"HeaderBehavior": "whitelist", "Headers": ["Host"]}
        assert key["CookiesConfig"] == {"CookieBehavior": "none"}
        assert key["QueryStringsConfig"] == {"QueryStringBehavior": "none"}
        assert key["EnableAcceptEncodingBrotli"] is key["EnableAcceptEncodingGzip"] is True


def test_public_pages_are_asked_for_without_who_asks_but_with_https(
    web: Template, behaviors: dict[str, Template]
) -> None:
    """Without the protocol Django would send the CDN to https for ever."""
    for path in ROUTES["public"]:
        told = policy_of(web, behaviors[path], "OriginRequestPolicyId", "OriginRequestPolicy")
        assert told["HeadersConfig"] == {
            "HeaderBehavior": "whitelist",
            "Headers": ["CloudFront-Forwarded-Proto"],
        }
        assert told["CookiesConfig"] == {"CookieBehavior": "none"}
        assert told["QueryStringsConfig"] == {"QueryStringBehavior": "none"}
        assert "ResponseHeadersPolicyId" not in behaviors[path]


@pytest.mark.parametrize("path", ["default", "/media/*"])
def test_files_are_kept_for_as_long_as_they_say(
    web: Template, distribution: Template, behaviors: dict[str, Template], path: str
) -> None:
    behavior = {**behaviors, "default": distribution["DefaultCacheBehavior"]}[path]
    kept = policy_of(web, behavior, "CachePolicyId", "CachePolicy")
    assert (kept["MinTTL"], kept["DefaultTTL"]) == (0, 0)
    assert kept["MaxTTL"] == 365 * 24 * 3600
    key = kept["ParametersInCacheKeyAndForwardedToOrigin"]
    assert key["HeadersConfig"] == {"HeaderBehavior": "none"}
    assert behavior["Compress"] is True
    assert "OriginRequestPolicyId" not in behavior


def test_everybody_is_sent_to_https(distribution: Template, behaviors: dict[str, Template]) -> None:
    for behavior in [distribution["DefaultCacheBehavior"], *behaviors.values()]:
        assert behavior["ViewerProtocolPolicy"] == "redirect-to-https"


def test_only_the_apps_files_pass_the_function_for_addresses(
    web: Template, distribution: Template, behaviors: dict[str, Template]
) -> None:
    (function,) = distribution["DefaultCacheBehavior"]["FunctionAssociations"]
    assert function["EventType"] == "viewer-request"
    for behavior in behaviors.values():
        assert "FunctionAssociations" not in behavior
    made = one(web, "AWS::CloudFront::Function")
    assert made["FunctionConfig"]["Runtime"] == "cloudfront-js-2.0"
    assert made["AutoPublish"] is True


def test_an_error_stays_what_it_is_and_is_nobody_elses(distribution: Template) -> None:
    """An API's 404 must not become the app's page, nor one person's 503 everybody's."""
    responses = distribution["CustomErrorResponses"]
    for response in responses:
        assert set(response) == {"ErrorCode", "ErrorCachingMinTTL"}
        assert response["ErrorCachingMinTTL"] == 0
    assert {response["ErrorCode"] for response in responses} >= {403, 404, 500, 502, 503, 504}


def test_the_site_is_private_and_read_by_this_distribution_alone(
    web: Template, distribution: Template
) -> None:
    site = one(web, "AWS::S3::Bucket", "Site")
    assert set(site["PublicAccessBlockConfiguration"].values()) == {True}
    assert site["BucketEncryption"]
    policy = one(web, "AWS::S3::BucketPolicy", "Site")["PolicyDocument"]["Statement"]
    allowed = [each for each in policy if each["Effect"] == "Allow"]
    for statement in allowed:
        assert statement["Principal"] == {"Service": "cloudfront.amazonaws.com"}
        assert "Distribution" in text(statement["Condition"])
    actions = {action for each in allowed for action in listed(each["Action"])}
    # Listing makes a missing file a 404.
    assert actions == {"s3:GetObject", "s3:ListBucket"}
    origin = origin_of(distribution, distribution["DefaultCacheBehavior"])
    assert origin["OriginAccessControlId"]
    assert distribution["DefaultRootObject"] == "index.html"


def test_media_is_asked_for_with_a_signature(
    distribution: Template, behaviors: dict[str, Template]
) -> None:
    origin = origin_of(distribution, behaviors["/media/*"])
    assert origin["OriginAccessControlId"]
    assert "Media" in text(origin["DomainName"])


def test_headers_are_those_of_the_app(
    web: Template, distribution: Template, behaviors: dict[str, Template]
) -> None:
    sent = _sent(one(web, "AWS::CloudFront::ResponseHeadersPolicy")["ResponseHeadersPolicyConfig"])
    policy = sent.pop("Content-Security-Policy")
    assert sent == {
        name: value for name, value in HEADERS.items() if name != "Content-Security-Policy"
    }
    assert "connect-src 'self' https://cognito-idp.us-east-1.amazonaws.com https://<" in policy
    assert "{" not in policy
    for behavior in (distribution["DefaultCacheBehavior"], behaviors["/media/*"]):
        assert behavior["ResponseHeadersPolicyId"]


def _sent(config: Template) -> dict[str, str]:
    """The headers of a policy, as browsers get them."""
    known = config["SecurityHeadersConfig"]
    age = known["StrictTransportSecurity"]
    sent = {
        "Content-Security-Policy": joined(known["ContentSecurityPolicy"]["ContentSecurityPolicy"]),
        "Referrer-Policy": known["ReferrerPolicy"]["ReferrerPolicy"],
        "X-Frame-Options": known["FrameOptions"]["FrameOption"],
        "X-Content-Type-Options": "nosniff" if known["ContentTypeOptions"]["Override"] else "",
        "Strict-Transport-Security": f"max-age={age['AccessControlMaxAgeSec']}"
        + ("; includeSubDomains" if age["IncludeSubdomains"] else ""),
    }
    assert age["Preload"] is False
    for item in config["CustomHeadersConfig"]["Items"]:
        sent[item["Header"]] = item["Value"]
    return sent


def test_the_distribution_itself(distribution: Template) -> None:
    assert distribution["HttpVersion"] == "http2and3"
    assert distribution["IPV6Enabled"] is True
    assert distribution["WebACLId"]
    assert distribution["Logging"]["Bucket"]
    assert distribution["Logging"]["IncludeCookies"] is False


def test_logs_go_after_a_month(web: Template) -> None:
    logs = one(web, "AWS::S3::Bucket", "Logs")
    (rule,) = logs["LifecycleConfiguration"]["Rules"]
    assert rule["ExpirationInDays"] == 30
    assert logs["BucketEncryption"]
    assert set(logs["PublicAccessBlockConfiguration"].values()) == {True}
