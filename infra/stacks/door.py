"""The load balancer: internal, and open to CloudFront alone."""

import json

from aws_cdk import Duration
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_elasticloadbalancingv2 as elbv2
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.config import Config
from infra.processes import BALANCER_IDLE_SECONDS, PORT
from infra.stacks.foundation import FoundationStack

# What is answered while no app stands behind it.
NOBODY_THERE = {
    "type": "about:blank",
    "title": "Service Unavailable",
    "status": 503,
    "detail": "Cruddur is not here at the moment.",
    "code": "unavailable",
}


class Door(Construct):
    """Speaks TLS where there is a certificate for it, which takes a domain."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        config: Config,
        foundation: FoundationStack,
        logs: s3.IBucket,
    ) -> None:
        super().__init__(scope, id)
        self.group = self._group(config, foundation)
        self.load_balancer = elbv2.ApplicationLoadBalancer(
            self,
            "LoadBalancer",
            vpc=foundation.vpc,
            vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS),
            internet_facing=False,
            security_group=self.group,
            idle_timeout=Duration.seconds(BALANCER_IDLE_SECONDS),
            drop_invalid_header_fields=True,
        )
        self.load_balancer.log_access_logs(logs, prefix="balancer")
        self.listener = self._listener(foundation)

    def _group(self, config: Config, foundation: FoundationStack) -> ec2.SecurityGroup:
        group = ec2.SecurityGroup(
            self,
            "Group",
            vpc=foundation.vpc,
            description="The load balancer: CloudFront may reach it",
            allow_all_outbound=False,
        )
        group.add_ingress_rule(
            ec2.Peer.prefix_list(config.origin_facing_prefix_list),
            ec2.Port.tcp(443 if foundation.certificate else 80),
            "CloudFront, from where it asks origins",
        )
        group.add_egress_rule(
            ec2.Peer.ipv4(foundation.vpc.vpc_cidr_block), ec2.Port.tcp(PORT), "Tasks"
        )
        return group

    def _listener(self, foundation: FoundationStack) -> elbv2.ApplicationListener:
        nobody = elbv2.ListenerAction.fixed_response(
            503, content_type="application/json", message_body=json.dumps(NOBODY_THERE)
        )
        if foundation.certificate is None:
            return self.load_balancer.add_listener(
                "Listener",
                protocol=elbv2.ApplicationProtocol.HTTP,
                port=80,
                open=False,
                default_action=nobody,
            )
        return self.load_balancer.add_listener(
            "Listener",
            protocol=elbv2.ApplicationProtocol.HTTPS,
            port=443,
            open=False,
            certificates=[foundation.certificate],
            ssl_policy=elbv2.SslPolicy.TLS13_RES,
            default_action=nobody,
        )
