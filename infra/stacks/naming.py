"""The zone of DNS that the site's name is in. It is there already, and not ours to change."""

from aws_cdk import aws_route53 as route53
from constructs import Construct

from infra.config import Config


def zone_of(scope: Construct, config: Config) -> route53.IHostedZone | None:
    """None without a domain. The id alone counts: records are given their whole names."""
    if config.domain is None or config.hosted_zone_id is None:
        return None
    return route53.HostedZone.from_hosted_zone_attributes(
        scope, "Zone", hosted_zone_id=config.hosted_zone_id, zone_name=config.domain
    )
