"""CloudFront that reaches internal load balancers, lets streams through, and is believed.

The emulator knows VPC origins as records only: it would ask a load balancer by HTTPS where the
origin says HTTP. It reads an answer to its end before it passes it on, so an event stream would
never arrive. And where a bucket asks who it is that reads, it does not name the account.
"""

from typing import Any

from ministack import app as gateway  # type: ignore[import-not-found]
from ministack.core import iam_evaluator  # type: ignore[import-not-found]
from ministack.core.responses import get_account_id  # type: ignore[import-not-found]
from ministack.services import cloudfront  # type: ignore[import-not-found]

CLOUDFRONT = "cloudfront.amazonaws.com"


def install() -> None:
    _reach_vpc_origins()
    _name_the_account()
    cloudfront._collect_streaming_body = _at_once
    # Between the parts of a rehearsal there is no TLS, and on AWS there always is: policies that
    # ask for it are told so.
    pin = gateway.pin_request_origin
    gateway.pin_request_origin = lambda address, secure: pin(address, True)


async def _at_once(stream: Any, read_timeout: float) -> Any:
    """The stream itself: the gateway below passes one on as it comes."""
    return stream


def _reach_vpc_origins() -> None:
    plain = cloudfront._dataplane_origin

    def with_vpc_origin(element: Any) -> dict[str, Any]:
        origin: dict[str, Any] = plain(element)
        config = cloudfront._find(element, "VpcOriginConfig")
        if config is not None:
            origin |= _of_vpc_origin(config)
        return origin

    cloudfront._dataplane_origin = with_vpc_origin


def _of_vpc_origin(config: Any) -> dict[str, Any]:
    """How the origin is reached: as the VPC origin says, for as long as the distribution says."""
    record = cloudfront._vpc_origins[cloudfront._text(config, "VpcOriginId")]
    endpoint = record["VpcOriginEndpointConfig"]
    return {
        "protocol_policy": endpoint["OriginProtocolPolicy"],
        "http_port": endpoint["HTTPPort"],
        "https_port": endpoint["HTTPSPort"],
        "read_timeout": int(cloudfront._text(config, "OriginReadTimeout") or 30),
    }


def _name_the_account() -> None:
    evaluate = iam_evaluator.evaluate_resource_policy

    def with_account(policy: Any, context: Any, *rest: Any, **named: Any) -> Any:
        if named.get("service") == CLOUDFRONT:
            context.service_context["aws:sourceaccount"] = get_account_id()
        return evaluate(policy, context, *rest, **named)

    iam_evaluator.evaluate_resource_policy = with_account
