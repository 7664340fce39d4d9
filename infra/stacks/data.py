"""The stack `data`: everything that is not in the code. It stays when the stack goes."""

from collections.abc import Mapping
from typing import Any

from aws_cdk import CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_secretsmanager as secrets
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from apps.media import bucket
from apps.messaging import table
from infra import nag
from infra.config import Config
from infra.stacks.backups import Backups
from infra.stacks.database import Database
from infra.stacks.foundation import FoundationStack
from infra.stacks.people import People

LETTERS_KEPT_DAYS = 14
SECRET_LENGTH = 64


class DataStack(Stack):
    """What is here is named by its attributes; the other stacks see nothing else of it."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        config: Config,
        foundation: FoundationStack,
        **kwargs: Any,
    ) -> None:
        super().__init__(scope, id, **kwargs)
        self._relational(config, foundation)
        messages = self._messages(config)
        self.messages_arn = messages.attr_arn
        self.messages_name = messages.ref
        self.messages_stream_arn = messages.attr_stream_arn
        self.dead_letters = self._dead_letters()

        people = People(self, "People", config=config)
        self.user_pool = people.pool
        self.web_client = people.web_client
        self.admin_client = people.admin_client

        self.media = self._media(config)
        self.secret_key = self._secret("SecretKey", "Signs what the app gives out")
        self.poke_secret = self._secret("PokeSecret", "Known to the app and the stream Lambda")
        Backups(self, "Backups", arns=[self.database.instance_arn, self.messages_arn])
        self._outputs()

    def _relational(self, config: Config, foundation: FoundationStack) -> None:
        database = Database(self, "Database", config=config, vpc=foundation.vpc)
        self.database = database.instance
        self.database_group = database.group
        self.database_host = database.instance.db_instance_endpoint_address
        self.database_secret_arn = database.secret_arn

    def _messages(self, config: Config) -> dynamodb.CfnTable:
        """As apps/messaging/table.py says, in CloudFormation's words."""
        asked = table.create_table_arguments("")
        made = dynamodb.CfnTable(
            self,
            "Messages",
            billing_mode=asked["BillingMode"],
            attribute_definitions=[
                dynamodb.CfnTable.AttributeDefinitionProperty(
                    attribute_name=each["AttributeName"], attribute_type=each["AttributeType"]
                )
                for each in asked["AttributeDefinitions"]
            ],
            key_schema=_keys(asked),
            global_secondary_indexes=[_index(each) for each in asked["GlobalSecondaryIndexes"]],
            stream_specification=dynamodb.CfnTable.StreamSpecificationProperty(
                stream_view_type=asked["StreamSpecification"]["StreamViewType"]
            ),
            time_to_live_specification=dynamodb.CfnTable.TimeToLiveSpecificationProperty(
                enabled=True, attribute_name=table.TTL_ATTRIBUTE
            ),
            point_in_time_recovery_specification=_any_second(),
            sse_specification=dynamodb.CfnTable.SSESpecificationProperty(sse_enabled=True),
            deletion_protection_enabled=config.database_protected,
        )
        made.apply_removal_policy(RemovalPolicy.RETAIN)
        return made

    def _dead_letters(self) -> sqs.Queue:
        """What the stream's function could not handle, for a person to look at."""
        queue = sqs.Queue(
            self,
            "DeadLetters",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            retention_period=Duration.days(LETTERS_KEPT_DAYS),
            removal_policy=RemovalPolicy.RETAIN,
        )
        nag.acknowledge(queue, {"SQS3": "This is where letters go that nobody could handle."})
        return queue

    def _media(self, config: Config) -> s3.Bucket:
        media = s3.Bucket(
            self,
            "Media",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            lifecycle_rules=[_expiry(each) for each in bucket.EXPIRE],
            cors=[
                s3.CorsRule(
                    allowed_methods=[s3.HttpMethods[name] for name in bucket.UPLOAD_METHODS],
                    allowed_origins=[_origin(config)],
                    allowed_headers=["*"],
                    max_age=3600,
                )
            ],
            removal_policy=RemovalPolicy.RETAIN,
        )
        media.add_to_resource_policy(self._read_by_the_cdn(media))
        nag.acknowledge(media, {"S1": "It is read through CloudFront, which writes a log."})
        return media

    def _read_by_the_cdn(self, media: s3.Bucket) -> iam.PolicyStatement:
        """Any distribution of this account: which one it is, is known after this stack."""
        ours = f"arn:{self.partition}:cloudfront::{self.account}:distribution/*"
        return iam.PolicyStatement(
            sid="ReadByTheCdn",
            principals=[iam.ServicePrincipal("cloudfront.amazonaws.com")],
            actions=["s3:GetObject"],
            resources=[media.arn_for_objects(bucket.READABLE)],
            conditions={
                "StringEquals": {"AWS:SourceAccount": self.account},
                "ArnLike": {"AWS:SourceArn": ours},
            },
        )

    def _secret(self, name: str, description: str) -> secrets.Secret:
        secret = secrets.Secret(
            self,
            name,
            description=f"Cruddur: {description}",
            generate_secret_string=secrets.SecretStringGenerator(
                password_length=SECRET_LENGTH, exclude_punctuation=True
            ),
            removal_policy=RemovalPolicy.RETAIN,
        )
        nag.acknowledge(
            secret,
            {
                "SMG4": "Changing it signs people out of the admin and stops pokes until the tasks "
                "are new: it is done by hand, when there is a reason to."
            },
        )
        return secret

    def _outputs(self) -> None:
        CfnOutput(self, "DatabaseId", value=self.database.instance_identifier)
        CfnOutput(self, "DatabaseSecretArn", value=self.database_secret_arn)
        CfnOutput(self, "UserPoolId", value=self.user_pool.user_pool_id)
        CfnOutput(self, "WebClientId", value=self.web_client.user_pool_client_id)
        CfnOutput(self, "AdminClientId", value=self.admin_client.user_pool_client_id)
        CfnOutput(self, "MessagesTable", value=self.messages_name)
        CfnOutput(self, "MediaBucket", value=self.media.bucket_name)


def _keys(asked: Mapping[str, Any]) -> list[dynamodb.CfnTable.KeySchemaProperty]:
    return [
        dynamodb.CfnTable.KeySchemaProperty(
            attribute_name=each["AttributeName"], key_type=each["KeyType"]
        )
        for each in asked["KeySchema"]
    ]


def _index(asked: Mapping[str, Any]) -> dynamodb.CfnTable.GlobalSecondaryIndexProperty:
    return dynamodb.CfnTable.GlobalSecondaryIndexProperty(
        index_name=asked["IndexName"],
        key_schema=_keys(asked),
        projection=dynamodb.CfnTable.ProjectionProperty(
            projection_type=asked["Projection"]["ProjectionType"]
        ),
    )


def _any_second() -> dynamodb.CfnTable.PointInTimeRecoverySpecificationProperty:
    """Every second of the last 35 days can be gone back to."""
    return dynamodb.CfnTable.PointInTimeRecoverySpecificationProperty(
        point_in_time_recovery_enabled=True, recovery_period_in_days=35
    )


def _expiry(asked: Mapping[str, Any]) -> s3.LifecycleRule:
    unfinished = asked.get("AbortIncompleteMultipartUpload")
    return s3.LifecycleRule(
        id=asked["ID"],
        enabled=asked["Status"] == "Enabled",
        prefix=asked["Filter"]["Prefix"],
        expiration=Duration.days(asked["Expiration"]["Days"]),
        abort_incomplete_multipart_upload_after=Duration.days(unfinished["DaysAfterInitiation"])
        if unfinished
        else None,
    )


def _origin(config: Config) -> str:
    """Where pages that upload are from. CloudFront's own name is not known before its stack."""
    return f"https://{config.domain}" if config.domain else "https://*.cloudfront.net"
