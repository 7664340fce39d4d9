"""The stack `edge`, always in us-east-1: what CloudFront takes from there and nowhere else."""

from typing import Any

from aws_cdk import Stack
from aws_cdk import aws_certificatemanager as acm
from constructs import Construct

from infra.config import Config
from infra.stacks.naming import zone_of
from infra.stacks.wall import Wall


class EdgeStack(Stack):
    """`certificate` is None without a domain, `web_acl_arn` where there is to be no web ACL."""

    def __init__(self, scope: Construct, id: str, *, config: Config, **kwargs: Any) -> None:
        super().__init__(scope, id, **kwargs)
        self.certificate: acm.Certificate | None = None
        if config.domain:
            self.certificate = acm.Certificate(
                self,
                "Certificate",
                domain_name=config.domain,
                validation=acm.CertificateValidation.from_dns(zone_of(self, config)),
            )
        self.web_acl_arn: str | None = None
        if config.waf:
            self.web_acl_arn = Wall(self, "Wall").acl.attr_arn
