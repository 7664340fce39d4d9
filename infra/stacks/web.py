"""The stack `web`: the way in. CloudFront, the site's bucket, and the load balancer."""

from pathlib import Path
from typing import Any

from aws_cdk import CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_route53_targets as targets
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra import nag
from infra.config import Config
from infra.processes import ORIGIN_KEEP_SECONDS, ORIGIN_READ_SECONDS
from infra.stacks.caching import Policies, error_responses, routes
from infra.stacks.data import DataStack
from infra.stacks.door import Door
from infra.stacks.edge import EdgeStack
from infra.stacks.foundation import FoundationStack

SPA = Path(__file__).parents[1] / "functions" / "spa.js"
LOG_DAYS = 30


class WebStack(Stack):
    """`site_url` is the address that people know: the domain's, or CloudFront's own."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        config: Config,
        foundation: FoundationStack,
        data: DataStack,
        edge: EdgeStack,
        **kwargs: Any,
    ) -> None:
        super().__init__(scope, id, **kwargs)
        self.site = self._site()
        self.logs = self._logs()
        self._door = Door(self, "Door", config=config, foundation=foundation, logs=self.logs)
        self.load_balancer = self._door.load_balancer
        self.listener = self._door.listener
        self.door = self._door.group
        self._policies = Policies(
            self,
            "Policies",
            cognito=f"https://cognito-idp.{config.region}.amazonaws.com",
            uploads=f"https://{data.media.bucket_regional_domain_name}",
        )
        self.distribution = self._distribution(config, data, edge)
        self.host = config.domain or self.distribution.distribution_domain_name
        self.site_url = f"https://{self.host}"
        if config.domain and foundation.zone:
            self._records(config.domain, foundation.zone)
        CfnOutput(self, "Address", value=self.site_url)
        CfnOutput(self, "DistributionId", value=self.distribution.distribution_id)
        CfnOutput(self, "SiteBucket", value=self.site.bucket_name)
        CfnOutput(self, "LogsBucket", value=self.logs.bucket_name)

    def _site(self) -> s3.Bucket:
        # All that is in it can be built again.
        site = s3.Bucket(
            self,
            "Site",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            removal_policy=RemovalPolicy.DESTROY,
        )
        nag.acknowledge(site, {"S1": "It is read through CloudFront, which writes a log."})
        return site

    def _logs(self) -> s3.Bucket:
        # CloudFront writes its logs by an access control list.
        logs = s3.Bucket(
            self,
            "Logs",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_PREFERRED,
            lifecycle_rules=[
                s3.LifecycleRule(
                    expiration=Duration.days(LOG_DAYS),
                    abort_incomplete_multipart_upload_after=Duration.days(1),
                )
            ],
            removal_policy=RemovalPolicy.DESTROY,
        )
        nag.acknowledge(logs, {"S1": "It is where logs are; one of its own would grow by itself."})
        return logs

    def _distribution(
        self, config: Config, data: DataStack, edge: EdgeStack
    ) -> cloudfront.Distribution:
        made = cloudfront.Distribution(
            self,
            "Distribution",
            comment=f"Cruddur, {config.stage}",
            default_behavior=self._app(),
            # In the order of the file; the first that fits counts.
            additional_behaviors=self._ways(self._to_the_door(config), self._media(data)),
            default_root_object="index.html",
            error_responses=error_responses(),
            domain_names=[config.domain] if config.domain else None,
            certificate=edge.certificate,
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            enable_ipv6=True,
            web_acl_id=edge.web_acl_arn,
            enable_logging=True,
            log_bucket=self.logs,
            log_file_prefix="cloudfront/",
            log_includes_cookies=False,
        )
        nag.acknowledge(made, {"CFR1": "Cruddur is for whoever can read it."})
        if not config.domain:
            nag.acknowledge(
                made,
                {"CFR4": "CloudFront's own name comes with its own certificate and protocols."},
            )
        return made

    def _app(self) -> cloudfront.BehaviorOptions:
        """The app's files; its addresses are answered with its page."""
        addresses = cloudfront.Function(
            self,
            "Addresses",
            code=cloudfront.FunctionCode.from_file(file_path=str(SPA)),
            runtime=cloudfront.FunctionRuntime.JS_2_0,
            comment="Addresses of the app become its page",
        )
        # Listing makes a missing file a 404; without that S3 says 403.
        site = origins.S3BucketOrigin.with_origin_access_control(
            self.site,
            origin_access_levels=[cloudfront.AccessLevel.READ, cloudfront.AccessLevel.LIST],
        )
        return self._behavior(
            site,
            cache_policy=self._policies.files,
            response_headers_policy=self._policies.headers,
            function_associations=[
                cloudfront.FunctionAssociation(
                    function=addresses, event_type=cloudfront.FunctionEventType.VIEWER_REQUEST
                )
            ],
        )

    def _ways(
        self, door: cloudfront.IOrigin, media: cloudfront.IOrigin
    ) -> dict[str, cloudfront.BehaviorOptions]:
        everything = cloudfront.OriginRequestPolicy.ALL_VIEWER_AND_CLOUDFRONT_2022
        nothing_kept = cloudfront.CachePolicy.CACHING_DISABLED
        # The headers of what `web` and `events` answer are their own.
        kinds = {
            # Compressing would gather what is to be told at once.
            "events": self._behavior(
                door, cache_policy=nothing_kept, origin_request_policy=everything, compress=False
            ),
            "public": self._behavior(
                door, cache_policy=self._policies.public, origin_request_policy=self._policies.told
            ),
            "web": self._behavior(
                door,
                cache_policy=nothing_kept,
                origin_request_policy=everything,
                allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
            ),
        }
        ways = {path: kinds[kind] for kind, paths in routes().items() for path in paths}
        ways["/media/*"] = self._behavior(
            media,
            cache_policy=self._policies.files,
            response_headers_policy=self._policies.headers,
        )
        return ways

    def _behavior(self, origin: cloudfront.IOrigin, **options: Any) -> cloudfront.BehaviorOptions:
        return cloudfront.BehaviorOptions(
            origin=origin,
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            **{"allowed_methods": cloudfront.AllowedMethods.ALLOW_GET_HEAD, **options},
        )

    def _to_the_door(self, config: Config) -> cloudfront.IOrigin:
        way = cloudfront.VpcOrigin(
            self,
            "WayIn",
            endpoint=cloudfront.VpcOriginEndpoint.application_load_balancer(self.load_balancer),
            # Without a domain nobody would sign a certificate for the load balancer.
            protocol_policy=cloudfront.OriginProtocolPolicy.HTTPS_ONLY
            if config.domain
            else cloudfront.OriginProtocolPolicy.HTTP_ONLY,
            origin_ssl_protocols=[cloudfront.OriginSslPolicy.TLS_V1_2],
        )
        return origins.VpcOrigin.with_vpc_origin(
            way,
            read_timeout=Duration.seconds(ORIGIN_READ_SECONDS),
            keepalive_timeout=Duration.seconds(ORIGIN_KEEP_SECONDS),
        )

    def _media(self, data: DataStack) -> cloudfront.IOrigin:
        # As somebody else's bucket: its policy is in `data` and lets this account's distributions
        # read. Changing it from here would tie the stacks to each other both ways.
        bucket = s3.Bucket.from_bucket_attributes(
            self,
            "Media",
            bucket_arn=data.media.bucket_arn,
            bucket_regional_domain_name=data.media.bucket_regional_domain_name,
        )
        return origins.S3BucketOrigin.with_origin_access_control(bucket)

    def _records(self, domain: str, zone: route53.IHostedZone) -> None:
        here = route53.RecordTarget.from_alias(targets.CloudFrontTarget(self.distribution))
        route53.ARecord(self, "A", zone=zone, record_name=domain, target=here)
        route53.AaaaRecord(self, "Aaaa", zone=zone, record_name=domain, target=here)
