"""What CloudFront keeps, what it forwards, and which headers it adds."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from aws_cdk import Duration
from aws_cdk import aws_cloudfront as cloudfront
from constructs import Construct

FRONTEND = Path(__file__).parents[2] / "frontend"
PROTOCOL_HEADER = "CloudFront-Forwarded-Proto"
# CloudFront keeps errors for ten seconds, for all alike, unless told not to: what one person must
# not see yet, or a moment's overload, would be everybody's answer.
ERRORS = (400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504)


class Policies(Construct):
    """The distribution's policies. Nothing is kept for longer than the origin says."""

    def __init__(self, scope: Construct, id: str, *, cognito: str, uploads: str) -> None:
        super().__init__(scope, id)
        self.public = self._kept("Public", "Public pages, the same for everybody", host=True)
        self.files = self._kept("Files", "Files, for as long as they say themselves")
        self.told = cloudfront.OriginRequestPolicy(
            self,
            "Told",
            comment="Public pages: nothing of the visitor but how they came",
            header_behavior=cloudfront.OriginRequestHeaderBehavior.allow_list(PROTOCOL_HEADER),
            cookie_behavior=cloudfront.OriginRequestCookieBehavior.none(),
            query_string_behavior=cloudfront.OriginRequestQueryStringBehavior.none(),
        )
        self.headers = response_headers(
            self,
            "Headers",
            {
                name: value.replace("{cognito}", cognito).replace("{uploads}", uploads)
                for name, value in json.loads((FRONTEND / "headers.json").read_text()).items()
            },
        )

    def _kept(self, id: str, comment: str, *, host: bool = False) -> cloudfront.CachePolicy:
        headers = (
            cloudfront.CacheHeaderBehavior.allow_list("Host")
            if host
            else cloudfront.CacheHeaderBehavior.none()
        )
        return cloudfront.CachePolicy(
            self,
            id,
            comment=comment,
            min_ttl=Duration.seconds(0),
            default_ttl=Duration.seconds(0),
            max_ttl=Duration.hours(1) if host else Duration.days(365),
            header_behavior=headers,
            cookie_behavior=cloudfront.CacheCookieBehavior.none(),
            query_string_behavior=cloudfront.CacheQueryStringBehavior.none(),
            enable_accept_encoding_gzip=True,
            enable_accept_encoding_brotli=True,
        )


def routes() -> dict[str, list[str]]:
    """The paths that are not the bucket's, by who answers them, in the order that counts."""
    found: dict[str, list[str]] = json.loads((FRONTEND / "routes.json").read_text())
    return found


def error_responses() -> list[cloudfront.ErrorResponse]:
    """Errors are not kept, and none is turned into a page: an API's 404 stays one."""
    return [
        cloudfront.ErrorResponse(http_status=status, ttl=Duration.seconds(0)) for status in ERRORS
    ]


def response_headers(
    scope: Construct, id: str, values: Mapping[str, str]
) -> cloudfront.ResponseHeadersPolicy:
    """A policy that sends `values`. CloudFront has words of its own for those it knows."""
    rest = dict(values)
    if rest.pop("X-Content-Type-Options") != "nosniff":
        raise ValueError("X-Content-Type-Options can be nothing but nosniff")
    security = cloudfront.ResponseSecurityHeadersBehavior(
        content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
        content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
            content_security_policy=rest.pop("Content-Security-Policy"), override=True
        ),
        frame_options=cloudfront.ResponseHeadersFrameOptions(
            frame_option=cloudfront.HeadersFrameOption[rest.pop("X-Frame-Options")], override=True
        ),
        referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
            referrer_policy=_referrer_policy(rest.pop("Referrer-Policy")), override=True
        ),
        strict_transport_security=_transport_security(rest.pop("Strict-Transport-Security")),
    )
    custom = [
        cloudfront.ResponseCustomHeader(header=name, value=value, override=True)
        for name, value in rest.items()
    ]
    return cloudfront.ResponseHeadersPolicy(
        scope,
        id,
        security_headers_behavior=security,
        custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(custom_headers=custom),
    )


def _referrer_policy(value: str) -> cloudfront.HeadersReferrerPolicy:
    return cloudfront.HeadersReferrerPolicy[value.upper().replace("-", "_")]


def _transport_security(value: str) -> cloudfront.ResponseHeadersStrictTransportSecurity:
    age = re.search(r"max-age=(\d+)", value)
    if age is None:
        raise ValueError(f"Strict-Transport-Security has no max-age: {value}")
    return cloudfront.ResponseHeadersStrictTransportSecurity(
        access_control_max_age=Duration.seconds(int(age[1])),
        include_subdomains="includeSubDomains" in value,
        preload="preload" in value,
        override=True,
    )
