"""The stack `delivery`: a merge is checked, built, released, walked through, and put back if bad.

Source -> Build (buildspec.yml) -> Release (Deploy, then Smoke). When anything in Release fails,
the stage is run again with what the last good release was made of.
"""

from typing import Any

from aws_cdk import CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_codebuild as codebuild
from aws_cdk import aws_codeconnections as codeconnections
from aws_cdk import aws_codepipeline as codepipeline
from aws_cdk import aws_codepipeline_actions as actions
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from constructs import Construct

from infra import nag, retention
from infra.config import Config
from infra.stacks.data import DataStack
from infra.stacks.foundation import FoundationStack
from infra.stacks.web import WebStack
from infra.stacks.wildcards import acknowledge_stars

# `cdk bootstrap` makes these roles; they, not ours, may change what the stacks describe.
BOOTSTRAP_ROLES = "role/cdk-hnb659fds-*"
EDGE_REGION = "us-east-1"
# A release can be put back for as long as what it was made of is kept.
ARTIFACT_DAYS = 90
BUILD_MINUTES = 90
RELEASE_MINUTES = 90
SMOKE_MINUTES = 10
# What both steps of a release begin with: they run from what the build has left.
INSTALL = (
    "python3 -m venv .venv",
    ".venv/bin/pip --disable-pip-version-check install --quiet --require-hashes"
    " -r requirements.txt",
)
DEPLOY = (
    "npm ci --prefix infra --ignore-scripts --no-audit --no-fund",
    ".venv/bin/python -m infra.release deploy --assembly cdk.out --frontend frontend/dist",
)
# What the CDK allows with a bucket, which is named beside.
VERBS = ("Abort", "DeleteObject", "GetBucket", "GetObject", "List")
SMOKE = (".venv/bin/python -m infra.smoke $ADDRESS",)


class DeliveryStack(Stack):
    """There is none without `config.repository`."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        config: Config,
        foundation: FoundationStack,
        data: DataStack,
        web: WebStack,
        **kwargs: Any,
    ) -> None:
        super().__init__(scope, id, **kwargs)
        self.config = config
        self.artifacts = self._artifacts()
        self.connection = codeconnections.CfnConnection(
            self, "Connection", connection_name=f"cruddur-{config.stage}", provider_type="GitHub"
        )
        build = self._build(foundation)
        deploy = self._deploy(web)
        smoke = self._smoke(data, web)
        self.pipeline = self._pipeline(build, deploy, smoke)
        self._tell_of_failures(foundation)
        acknowledge_stars(self.pipeline, [self._inside], "Everything that a release is made of.")
        stars = "Verbs of the CDK's grants, for the pipeline's own bucket alone."
        nag.acknowledge(self, {f"IAM5[Action::s3:{verb}*]": stars for verb in VERBS})
        # Whoever owns the repository has to agree to it once, in the console.
        CfnOutput(self, "ConnectionToConfirm", value=self.connection.attr_connection_arn)

    def _artifacts(self) -> s3.Bucket:
        # All that is in it can be built again.
        bucket = s3.Bucket(
            self,
            "Artifacts",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            lifecycle_rules=[s3.LifecycleRule(expiration=Duration.days(ARTIFACT_DAYS))],
            removal_policy=RemovalPolicy.DESTROY,
        )
        nag.acknowledge(bucket, {"S1": "Only the pipeline uses it, and says itself what it does."})
        return bucket

    @property
    def _inside(self) -> str:
        return self.artifacts.arn_for_objects("*")

    def _build(self, foundation: FoundationStack) -> codebuild.PipelineProject:
        """Checks, the image, and what is released. It can push an image, and nothing else."""
        repository = foundation.repository
        project = self._project(
            "Build",
            codebuild.BuildSpec.from_source_filename("buildspec.yml"),
            minutes=BUILD_MINUTES,
            variables={
                "REPOSITORY": repository.repository_name,
                "REPOSITORY_URI": repository.repository_uri,
                "ARCHITECTURE": "arm64" if self.config.arm64 else "amd64",
                "CRUDDUR_ACCOUNT": self.account,
            },
            # Browsers, a database and the emulator want both; docker wants to be privileged.
            compute=codebuild.ComputeType.MEDIUM,
            privileged=True,
        )
        repository.grant_pull_push(project)
        acknowledge_stars(project, ["*"], "Signing in to the registry has no place.")
        looks = ["ecr:DescribeImages", "ecr:DescribeImageScanFindings"]
        project.add_to_role_policy(_allow(looks, repository.repository_arn))
        return project

    def _deploy(self, web: WebStack) -> codebuild.PipelineProject:
        """Stacks by the bootstrap's roles; the app's files and the invalidation by its own."""
        project = self._project(
            "Deploy", _spec(*INSTALL, *DEPLOY), minutes=RELEASE_MINUTES, variables={}
        )
        roles = self._bootstrap_roles()
        stacks = [
            self._arn("cloudformation", f"stack/cruddur-{self.config.stage}-*/*", region)
            for region in self._regions()
        ]
        site = Stack.of(web.site).export_value(web.site.bucket_arn)
        page = f"distribution/{web.distribution.distribution_id}"
        for statement in (
            _allow(["sts:AssumeRole"], *roles),
            _allow(["cloudformation:DescribeStacks"], *stacks),
            _allow(["s3:ListBucket"], site),
            _allow(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], f"{site}/*"),
            _allow(["cloudfront:CreateInvalidation"], self._arn("cloudfront", page, "")),
        ):
            project.add_to_role_policy(statement)
        acknowledge_stars(project, roles, "Those that the CDK's bootstrap has made.")
        acknowledge_stars(project, stacks, "The stacks of this stage.")
        acknowledge_stars(project, [f"{site}/*"], "All files of the site.")
        return project

    def _smoke(self, data: DataStack, web: WebStack) -> codebuild.PipelineProject:
        """Goes through as two people do; all it may is to confirm their sign-up."""
        project = self._project(
            "Smoke",
            _spec(*INSTALL, *SMOKE),
            minutes=SMOKE_MINUTES,
            variables={"ADDRESS": web.site_url},
        )
        project.add_to_role_policy(
            _allow(["cognito-idp:AdminConfirmSignUp"], data.user_pool.user_pool_arn)
        )
        return project

    def _project(
        self,
        name: str,
        spec: codebuild.BuildSpec,
        *,
        minutes: int,
        variables: dict[str, str],
        compute: codebuild.ComputeType = codebuild.ComputeType.SMALL,
        privileged: bool = False,
    ) -> codebuild.PipelineProject:
        group = logs.LogGroup(
            self,
            f"{name}Log",
            retention=retention.days(self.config.log_days),
            removal_policy=RemovalPolicy.DESTROY,
        )
        given = {"STAGE": self.config.stage, **variables}
        project = codebuild.PipelineProject(
            self,
            name,
            build_spec=spec,
            grant_report_group_permissions=False,
            environment=codebuild.BuildEnvironment(
                # Ubuntu, as the README asks for, on the processor that the tests' browser is
                # made for. The image is built for any processor here (Dockerfile).
                build_image=codebuild.LinuxBuildImage.STANDARD_7_0,
                compute_type=compute,
                privileged=privileged,
            ),
            environment_variables={
                key: codebuild.BuildEnvironmentVariable(value=value) for key, value in given.items()
            },
            logging=codebuild.LoggingOptions(
                cloud_watch=codebuild.CloudWatchLoggingOptions(log_group=group)
            ),
            timeout=Duration.minutes(minutes),
        )
        own = self._arn("logs", f"log-group:/aws/codebuild/{project.project_name}:*", self.region)
        acknowledge_stars(project, [own], "Its own log.")
        acknowledge_stars(project, [self._inside], "Everything that a release is made of.")
        nag.acknowledge(project, {"CB4": "S3 encrypts what it hands on; a key costs $1 a month."})
        return project

    def _pipeline(
        self,
        build: codebuild.PipelineProject,
        deploy: codebuild.PipelineProject,
        smoke: codebuild.PipelineProject,
    ) -> codepipeline.Pipeline:
        owner, _, name = (self.config.repository or "").partition("/")
        source, release = codepipeline.Artifact("Source"), codepipeline.Artifact("Release")
        fetch = actions.CodeStarConnectionsSourceAction(
            action_name="GitHub",
            connection_arn=self.connection.attr_connection_arn,
            owner=owner,
            repo=name,
            branch=self.config.branch,
            output=source,
        )
        return codepipeline.Pipeline(
            self,
            "Pipeline",
            pipeline_name=f"cruddur-{self.config.stage}",
            pipeline_type=codepipeline.PipelineType.V2,
            artifact_bucket=self.artifacts,
            cross_account_keys=False,
            stages=[
                codepipeline.StageProps(stage_name="Source", actions=[fetch]),
                codepipeline.StageProps(
                    stage_name="Build", actions=[_action("Check", build, source, output=release)]
                ),
                codepipeline.StageProps(
                    stage_name="Release",
                    actions=[
                        _action("Deploy", deploy, release, order=1),
                        _action("Smoke", smoke, release, order=2),
                    ],
                    on_failure=codepipeline.FailureConditions(result=codepipeline.Result.ROLLBACK),
                ),
            ],
        )

    def _tell_of_failures(self, foundation: FoundationStack) -> None:
        # As somebody else's: its own stack lets this account's events speak to it already.
        alarms = sns.Topic.from_topic_arn(self, "Alarms", foundation.alarms.topic_arn)
        self.pipeline.on_state_change(
            "Failed",
            event_pattern={"detail": {"state": ["FAILED"]}},
            target=targets.SnsTopic(alarms),
        )

    def _regions(self) -> list[str]:
        """Where stacks of ours are."""
        return sorted({self.config.region, EDGE_REGION})

    def _bootstrap_roles(self) -> list[str]:
        return [self._arn("iam", f"{BOOTSTRAP_ROLES}-{region}", "") for region in self._regions()]

    def _arn(self, service: str, resource: str, region: str) -> str:
        return f"arn:{self.partition}:{service}:{region}:{self.account}:{resource}"


def _allow(verbs: list[str], *resources: str) -> iam.PolicyStatement:
    return iam.PolicyStatement(actions=verbs, resources=list(resources))


def _spec(*commands: str) -> codebuild.BuildSpec:
    return codebuild.BuildSpec.from_object(
        {
            "version": "0.2",
            "phases": {
                "install": {"runtime-versions": {"python": "3.11", "nodejs": "22"}},
                "build": {"commands": list(commands)},
            },
        }
    )


def _action(
    name: str,
    project: codebuild.PipelineProject,
    source: codepipeline.Artifact,
    *,
    output: codepipeline.Artifact | None = None,
    order: int = 1,
) -> actions.CodeBuildAction:
    return actions.CodeBuildAction(
        action_name=name,
        project=project,
        input=source,
        outputs=[output] if output else None,
        run_order=order,
    )
