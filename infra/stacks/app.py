"""The stack `app`: a release. All of it may be thrown away and made again."""

from pathlib import Path
from typing import Any

from aws_cdk import Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecr_assets as ecr_assets
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_elasticloadbalancingv2 as elbv2
from constructs import Construct

from infra import nag
from infra.config import Config
from infra.processes import ALL, EVENTS, MIGRATE, WEB, WORKER, Process
from infra.stacks import alarms
from infra.stacks.caching import PROTOCOL_HEADER, routes
from infra.stacks.data import DataStack
from infra.stacks.foundation import FoundationStack
from infra.stacks.migration import Migration
from infra.stacks.rights import Places, rights_of
from infra.stacks.services import (
    Running,
    rule,
    scale_events,
    scale_web,
    scale_worker,
    target_group,
)
from infra.stacks.stream import Stream
from infra.stacks.tasks import Release, Task
from infra.stacks.web import WebStack

ROOT = Path(__file__).parents[2]
# In the image.
AUTHORITIES = "/app/rds.pem"
POSTGRES = ec2.Port.tcp(5432)


class AppStack(Stack):
    """`image` is a tag in the repository; without one the CDK builds the image itself."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        config: Config,
        foundation: FoundationStack,
        data: DataStack,
        web: WebStack,
        image: str | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(scope, id, **kwargs)
        self.config, self.foundation, self.data, self.web = config, foundation, data, web
        self.sizes = {WEB: config.web, EVENTS: config.events, WORKER: config.worker}
        # Two stages may share an account.
        self.namespace = f"Cruddur/{config.stage}"
        self.cluster = self._cluster()
        self.answering = self._group("Answering", "What answers the load balancer: web, events")
        self.working = self._group("Working", "What nobody reaches: worker, migrate, by hand")
        container, release = self._image(image)
        self.tasks = self._tasks(self._release(container, release))
        self.migration = Migration(
            self,
            "Migration",
            config=config,
            cluster=self.cluster,
            task=self.tasks[MIGRATE.name],
            group=self.working,
            vpc=foundation.vpc,
        )
        self.migration.done.node.add_dependency(self.working)
        self.stream = Stream(
            self, "Stream", config=config, data=data, site_url=web.site_url, release=release
        )
        self._services()
        self._watches()

    def _cluster(self) -> ecs.Cluster:
        insights = ecs.ContainerInsights
        cluster = ecs.Cluster(
            self,
            "Cluster",
            cluster_name=f"cruddur-{self.config.stage}",
            vpc=self.foundation.vpc,
            enable_fargate_capacity_providers=self.config.spot,
            container_insights_v2=insights.ENABLED
            if self.config.container_insights
            else insights.DISABLED,
        )
        if not self.config.container_insights:
            nag.acknowledge(
                cluster, {"ECS4": "Priced by the metric; the alarms do without. It is a setting."}
            )
        return cluster

    def _group(self, id: str, description: str) -> ec2.SecurityGroup:
        """Out to AWS, the site and the database; in comes only what the load balancer is given."""
        group = ec2.SecurityGroup(
            self,
            id,
            vpc=self.foundation.vpc,
            description=description,
            allow_all_outbound=False,
        )
        group.add_egress_rule(ec2.Peer.any_ipv4(), ec2.Port.tcp(443), "AWS, and the site")
        group.connections.allow_to(self.data.database_group, POSTGRES, "The database")
        return group

    def _release(self, image: ecs.ContainerImage, name: str) -> Release:
        data = self.data
        return Release(
            image=image,
            environment=self._environment() | {"RELEASE": name},
            secrets={
                "SECRET_KEY": ecs.Secret.from_secrets_manager(data.secret_key),
                "POKE_SECRET": ecs.Secret.from_secrets_manager(data.poke_secret),
            },
        )

    def _image(self, tag: str | None) -> tuple[ecs.ContainerImage, str]:
        """The image, and what this release is called."""
        if tag:
            repository = self.foundation.repository
            return ecs.ContainerImage.from_ecr_repository(repository, tag), tag
        platforms = ecr_assets.Platform
        asset = ecr_assets.DockerImageAsset(
            self,
            "Image",
            directory=str(ROOT),
            platform=platforms.LINUX_ARM64 if self.config.arm64 else platforms.LINUX_AMD64,
        )
        return ecs.ContainerImage.from_docker_image_asset(asset), asset.asset_hash

    def _environment(self) -> dict[str, str]:
        data, web = self.data, self.web
        database = f"postgresql://cruddur@{data.database_host}:5432/cruddur"
        return {
            "SITE_URL": web.site_url,
            "ALLOWED_HOSTS": web.host,
            "SECURE_PROXY_HEADER": PROTOCOL_HEADER,
            "AWS_REGION": self.config.region,
            "DATABASE_URL": f"{database}?sslmode=verify-full&sslrootcert={AUTHORITIES}",
            "DATABASE_SECRET_ARN": data.database_secret_arn,
            "COGNITO_USER_POOL_ID": data.user_pool.user_pool_id,
            "COGNITO_CLIENT_ID": data.web_client.user_pool_client_id,
            "COGNITO_ADMIN_CLIENT_ID": data.admin_client.user_pool_client_id,
            "MESSAGES_TABLE": data.messages_name,
            "MESSAGES_DEAD_LETTERS": data.dead_letters.queue_url,
            "MEDIA_BUCKET": data.media.bucket_name,
            "CDN_DISTRIBUTION_ID": web.distribution.distribution_id,
            "METRICS": "1",
            "METRICS_NAMESPACE": self.namespace,
        }

    def _tasks(self, release: Release) -> dict[str, Task]:
        rights = rights_of(
            Places(
                table=self.data.export_value(self.data.messages_arn),
                stream=self.data.messages_stream_arn,
                pool=self.data.user_pool.user_pool_arn,
                media=self.data.export_value(self.data.media.bucket_arn),
                dead_letters=self.data.dead_letters.queue_arn,
                distribution=self.web.distribution.distribution_arn,
                database_secret=self.data.database_secret_arn,
            )
        )
        return {
            process.name: Task(
                self,
                process.name.title(),
                config=self.config,
                process=process,
                size=self.sizes.get(process),
                release=release,
                rights=rights[process.name],
            )
            for process in ALL
        }

    def _services(self) -> None:
        web_targets = self._behind(WEB, priority=20, paths=["/*"])
        # The stream itself alone: what is asked about streams is answered by `web`.
        events_targets = self._behind(EVENTS, priority=10, paths=routes()["events"])
        answers = alarms.of_answers(self.web.load_balancer, web_targets)
        tripwires = [self._watch(watch) for watch in answers]
        self.running = {
            WEB: self._running(WEB, self.answering, behind=web_targets, tripwires=tripwires),
            EVENTS: self._running(EVENTS, self.answering, behind=events_targets),
            WORKER: self._running(WORKER, self.working),
        }
        scale_web(self.running[WEB], web_targets)
        scale_events(self.running[EVENTS], self._said("Streams", "Average"))
        scale_worker(self.running[WORKER], self._said("Waiting", "Maximum"))
        for process, targets in ((WEB, web_targets), (EVENTS, events_targets)):
            wanted = self.sizes[process].min
            missing = alarms.of_targets(process.name, targets, wanted=wanted)
            # Silence alarms, so it waits until there is somebody to say something.
            self._watch(missing).node.add_dependency(self.running[process].service)

    def _behind(
        self, process: Process, *, priority: int, paths: list[str]
    ) -> elbv2.ApplicationTargetGroup:
        targets = target_group(self, self.foundation.vpc, process)
        listener = self.web.listener
        rule(self, listener=listener, priority=priority, paths=paths, targets=targets)
        return targets

    def _running(self, process: Process, group: ec2.SecurityGroup, **options: Any) -> Running:
        running = Running(
            self,
            f"{process.name.title()}Service",
            config=self.config,
            size=self.sizes[process],
            cluster=self.cluster,
            task=self.tasks[process.name],
            group=group,
            **options,
        )
        # Before anything of a release runs its schema is there, the way to the database, and its
        # rights. The cluster's capacity goes last, for it cannot while it is used.
        running.service.node.add_dependency(
            self.migration.done, group, self.tasks[process.name], self.cluster
        )
        return running

    def _watches(self) -> None:
        data = self.data
        behind = self._watch(alarms.of_worker(self._said("OldestWaiting", "Maximum")))
        behind.node.add_dependency(self.running[WORKER].service)
        for wanted in (
            *alarms.of_messages(data.dead_letters, self.stream.function),
            *alarms.of_database(
                data.database.instance_identifier, storage_gb=self.config.database_storage_gb
            ),
        ):
            self._watch(wanted)

    def _watch(self, wanted: alarms.Watch) -> cloudwatch.Alarm:
        return alarms.watch(self, self.foundation.alarms, wanted)

    def _said(self, name: str, statistic: str) -> cloudwatch.Metric:
        """What processes say of themselves, in their logs."""
        return cloudwatch.Metric(
            namespace=self.namespace,
            metric_name=name,
            statistic=statistic,
            period=alarms.MINUTE,
        )
