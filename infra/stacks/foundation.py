"""The stack `foundation`: the network, names, the image's repository, and who hears of alarms."""

from typing import Any

from aws_cdk import CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from infra import nag
from infra.config import Config
from infra.retention import days
from infra.stacks.naming import zone_of

NETWORK = "10.40.0.0/16"
MOST_ZONES = 3
IMAGES_KEPT = 20
# Who may tell the topic something, about things of this account.
TELLERS = ("cloudwatch.amazonaws.com", "events.amazonaws.com")


class FoundationStack(Stack):
    """`zone` and `certificate` are None without a domain."""

    def __init__(self, scope: Construct, id: str, *, config: Config, **kwargs: Any) -> None:
        self._config = config
        super().__init__(scope, id, **kwargs)
        self.vpc = self._network(config)
        nag.acknowledge(self.vpc, {"W3010": "Zones are a setting, so that nobody has to ask AWS."})
        self._flow_logs(config)
        if config.interface_endpoints:
            self._endpoints()
        self.zone = zone_of(self, config)
        self.certificate = self._certificate(config)
        self.repository = self._repository()
        self.alarms = self._alarms(config)
        CfnOutput(self, "RepositoryName", value=self.repository.repository_name)
        CfnOutput(self, "AlarmsTopic", value=self.alarms.topic_arn)

    @property
    def availability_zones(self) -> list[str]:
        """Said, not asked of AWS: stacks are synthesised without an account at hand."""
        return self._config.availability_zones

    def _network(self, config: Config) -> ec2.Vpc:
        """Public: the NAT gateway alone. Private: tasks and the load balancer. Isolated: data."""
        subnet, kind = ec2.SubnetConfiguration, ec2.SubnetType
        gateway = ec2.GatewayVpcEndpointAwsService
        return ec2.Vpc(
            self,
            "Vpc",
            ip_addresses=ec2.IpAddresses.cidr(NETWORK),
            availability_zones=config.availability_zones,
            # A zone that is added later finds its addresses free, and moves nobody's.
            reserved_azs=MOST_ZONES - len(config.zones),
            nat_gateways=len(config.zones) if config.nat_per_zone else 1,
            subnet_configuration=[
                subnet(
                    name="Public",
                    subnet_type=kind.PUBLIC,
                    cidr_mask=24,
                    map_public_ip_on_launch=False,
                ),
                subnet(name="Private", subnet_type=kind.PRIVATE_WITH_EGRESS, cidr_mask=20),
                subnet(name="Isolated", subnet_type=kind.PRIVATE_ISOLATED, cidr_mask=24),
            ],
            # These cost nothing, and keep images and messages off the NAT gateway.
            gateway_endpoints={
                "S3": ec2.GatewayVpcEndpointOptions(service=gateway.S3),
                "DynamoDb": ec2.GatewayVpcEndpointOptions(service=gateway.DYNAMODB),
            },
            # Nothing is in the default group. Emptying it would take a function of its own.
            restrict_default_security_group=False,
        )

    def _flow_logs(self, config: Config) -> None:
        group = logs.LogGroup(
            self,
            "FlowLog",
            retention=days(config.log_days),
            removal_policy=RemovalPolicy.DESTROY,
        )
        self.vpc.add_flow_log(
            "FlowLogs",
            destination=ec2.FlowLogDestination.to_cloud_watch_logs(group),
            traffic_type=ec2.FlowLogTrafficType.ALL,
            max_aggregation_interval=ec2.FlowLogMaxAggregationInterval.TEN_MINUTES,
        )

    def _endpoints(self) -> None:
        """What every task speaks to all the time. Priced by the hour and zone."""
        group = ec2.SecurityGroup(
            self,
            "Endpoints",
            vpc=self.vpc,
            description="Endpoints of AWS: who is in the network may reach them",
            allow_all_outbound=False,
        )
        group.add_ingress_rule(ec2.Peer.ipv4(NETWORK), ec2.Port.tcp(443), "The network")
        service = ec2.InterfaceVpcEndpointAwsService
        for name, wanted in {
            "Ecr": service.ECR,
            "EcrDocker": service.ECR_DOCKER,
            "Logs": service.CLOUDWATCH_LOGS,
            "Secrets": service.SECRETS_MANAGER,
        }.items():
            self.vpc.add_interface_endpoint(
                f"{name}Endpoint", service=wanted, security_groups=[group], open=False
            )

    def _certificate(self, config: Config) -> acm.Certificate | None:
        """The load balancer's: CloudFront asks it for the site's name."""
        if config.domain is None:
            return None
        return acm.Certificate(
            self,
            "Certificate",
            domain_name=config.domain,
            validation=acm.CertificateValidation.from_dns(self.zone),
        )

    def _repository(self) -> ecr.Repository:
        return ecr.Repository(
            self,
            "Repository",
            image_scan_on_push=True,
            # A release is called by its tag: what it names must never change.
            image_tag_mutability=ecr.TagMutability.IMMUTABLE,
            encryption=ecr.RepositoryEncryption.AES_256,
            lifecycle_rules=[
                ecr.LifecycleRule(
                    description="Untagged: a push that was cut off",
                    rule_priority=1,
                    tag_status=ecr.TagStatus.UNTAGGED,
                    max_image_age=Duration.days(1),
                ),
                ecr.LifecycleRule(
                    description="The last releases", rule_priority=2, max_image_count=IMAGES_KEPT
                ),
            ],
            removal_policy=RemovalPolicy.RETAIN,
        )

    def _alarms(self, config: Config) -> sns.Topic:
        """Not encrypted with a key of ours: what it says is which number is too high."""
        topic = sns.Topic(self, "Alarms", enforce_ssl=True)
        topic.add_to_resource_policy(
            iam.PolicyStatement(
                sid="AllowServicesOfThisAccount",
                principals=[iam.ServicePrincipal(service) for service in TELLERS],
                actions=["sns:Publish"],
                resources=[topic.topic_arn],
                conditions={"StringEquals": {"aws:SourceAccount": self.account}},
            )
        )
        if config.alarm_email:
            topic.add_subscription(subscriptions.EmailSubscription(config.alarm_email))
        return topic
