"""Task definitions: one for each process of the image, with a role and a log of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from aws_cdk import Duration, Stack
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_iam as iam
from constructs import Construct

from infra import nag
from infra.config import Config, Service
from infra.processes import HEALTH_COMMAND, Process
from infra.stacks.logbooks import log_group
from infra.stacks.rights import Right, statements
from infra.stacks.wildcards import acknowledge_stars

# For `migrate` and for what is done by hand.
ONE_OFF = {"cpu": 256, "memory": 1024}
# All that is written to: the root is read-only.
TMP = "/tmp"  # noqa: S108 - of the task alone


@dataclass(frozen=True, kw_only=True)
class Release:
    """What all tasks of a release have in common."""

    image: ecs.ContainerImage
    environment: Mapping[str, str]
    secrets: Mapping[str, ecs.Secret]


class Task(Construct):
    """A process as Fargate runs it."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        config: Config,
        process: Process,
        size: Service | None,
        release: Release,
        rights: tuple[Right, ...],
    ) -> None:
        super().__init__(scope, id)
        self.process = process
        self.family = f"cruddur-{config.stage}-{process.name}"
        self.log = log_group(self, config, process.name)
        self.role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal(
                "ecs-tasks.amazonaws.com",
                conditions={"StringEquals": {"aws:SourceAccount": Stack.of(self).account}},
            ),
            inline_policies={"Rights": iam.PolicyDocument(statements=statements(rights))},
        )
        self.definition = self._definition(config, size)
        self.container = self._container(release)
        self._acknowledge(rights)

    def _acknowledge(self, rights: tuple[Right, ...]) -> None:
        nag.acknowledge(
            self.definition,
            {
                "ECS2": "What is in the environment is no secret; secrets come from their manager.",
                "IAM5[Resource::*]": "Signing in to the registry has no place.",
            },
        )
        places = [place for right in rights for place in right.resources]
        acknowledge_stars(self.role, places, "Files in one folder, or indexes of one table.")

    def _definition(self, config: Config, size: Service | None) -> ecs.FargateTaskDefinition:
        architecture = ecs.CpuArchitecture.ARM64 if config.arm64 else ecs.CpuArchitecture.X86_64
        definition = ecs.FargateTaskDefinition(
            self,
            "Definition",
            family=self.family,
            cpu=size.cpu if size else ONE_OFF["cpu"],
            memory_limit_mib=size.memory if size else ONE_OFF["memory"],
            task_role=self.role,
            runtime_platform=ecs.RuntimePlatform(
                cpu_architecture=architecture,
                operating_system_family=ecs.OperatingSystemFamily.LINUX,
            ),
        )
        definition.add_volume(name="tmp")
        return definition

    def _container(self, release: Release) -> ecs.ContainerDefinition:
        process = self.process
        container = self.definition.add_container(
            process.name,
            image=release.image,
            command=list(process.command),
            environment={**release.environment, "DATABASE_POOL_SIZE": str(process.pool)},
            secrets=dict(release.secrets),
            logging=ecs.LogDrivers.aws_logs(stream_prefix=process.name, log_group=self.log),
            health_check=_health_check() if process.port else None,
            stop_timeout=Duration.seconds(process.stop_seconds),
            readonly_root_filesystem=True,
        )
        if process.port:
            container.add_port_mappings(ecs.PortMapping(container_port=process.port))
        container.add_mount_points(
            ecs.MountPoint(container_path=TMP, source_volume="tmp", read_only=False)
        )
        return container


def _health_check() -> ecs.HealthCheck:
    return ecs.HealthCheck(
        command=["CMD", *HEALTH_COMMAND],
        interval=Duration.seconds(15),
        timeout=Duration.seconds(5),
        retries=3,
        start_period=Duration.seconds(60),
    )
