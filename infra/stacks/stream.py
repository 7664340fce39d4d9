"""The Lambda on the stream of messages, and what brings it the stream. In no VPC (ADR 11)."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from aws_cdk import Duration
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources
from constructs import Construct

from apps.messaging import function, table
from infra import nag
from infra.config import Config
from infra.stacks.data import DataStack
from infra.stacks.logbooks import log_group, writing_to
from infra.stacks.rights import Right, statements

ROOT = Path(__file__).parents[2]
POKE_PATH = "/api/v1/internal/inbox-moved"
# Records of one conversation stay in their order. A new account runs ten functions at a time in
# all, and `migrate` is to be one of them.
AT_A_TIME = 4


class Stream(Construct):
    """Every member's inbox follows what is said; what cannot be handled is kept as a letter."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        config: Config,
        data: DataStack,
        site_url: str,
        release: str,
    ) -> None:
        super().__init__(scope, id)
        self.log = log_group(self, config, "stream")
        self.role = self._role(data)
        with parcel() as folder:
            self.function = self._function(
                folder,
                {
                    "MESSAGES_TABLE": data.messages_name,
                    "POKE_URL": f"{site_url}{POKE_PATH}",
                    "POKE_SECRET_ARN": data.poke_secret.secret_arn,
                    "DEAD_LETTER_QUEUE_URL": data.dead_letters.queue_url,
                    "RELEASE": release,
                },
            )
        self.mapping = self._mapping(data)
        nag.acknowledge(self.function, {"L1": "The Python that the image has."})

    def _function(self, folder: str, environment: dict[str, str]) -> lambda_.Function:
        return lambda_.Function(
            self,
            "Function",
            description="Keeps every member's inbox up to date",
            runtime=lambda_.Runtime(function.RUNTIME, lambda_.RuntimeFamily.PYTHON),
            architecture=lambda_.Architecture.ARM_64,
            handler=function.HANDLER,
            code=lambda_.Code.from_asset(folder),
            timeout=Duration.seconds(function.TIMEOUT_SECONDS),
            memory_size=function.MEMORY_MB,
            role=self.role,
            log_group=self.log,
            environment=environment,
        )

    def _mapping(self, data: DataStack) -> lambda_.EventSourceMapping:
        return lambda_.EventSourceMapping(
            self,
            "Mapping",
            target=self.function,
            event_source_arn=data.messages_stream_arn,
            starting_position=lambda_.StartingPosition.TRIM_HORIZON,
            batch_size=function.BATCH,
            parallelization_factor=AT_A_TIME,
            bisect_batch_on_error=True,
            retry_attempts=10,
            max_record_age=Duration.days(1),
            report_batch_item_failures=True,
            filters=[lambda_.FilterCriteria.filter(table.STREAM_FILTER)],
            on_failure=sources.SqsDlq(data.dead_letters),
        )

    def _role(self, data: DataStack) -> iam.Role:
        rights = (
            Right(function.TABLE_ACTIONS, (data.messages_arn,)),
            Right(
                tuple(f"dynamodb:{action}" for action in function.STREAM_ACTIONS),
                (data.messages_stream_arn,),
            ),
            Right(("sqs:SendMessage",), (data.dead_letters.queue_arn,)),
            Right(("secretsmanager:GetSecretValue",), (data.poke_secret.secret_arn,)),
            writing_to(self.log),
        )
        return iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
            inline_policies={"Rights": iam.PolicyDocument(statements=statements(rights))},
        )


@contextmanager
def parcel() -> Iterator[str]:
    """A folder with the function's files and nothing else, until the CDK has taken them."""
    with TemporaryDirectory() as folder:
        for name in function.FILES:
            there = Path(folder) / name
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, there)
        yield folder
