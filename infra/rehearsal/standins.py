"""What is real in a rehearsal and what stands in for it, in words. The table at its end is this."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    what: str
    here: str


# The code and data that are the very same on AWS.
REAL = (
    Part("the stacks", "as synthesised for stage `small`, which has no pipeline; nothing changed"),
    Part("the release", "infra/release.py, with the CDK's own command and bootstrap"),
    Part(
        "migrate, web, events, worker", "commands, environment, secrets, health checks as deployed"
    ),
    Part("PostgreSQL", "a real server; TLS by `verify-full`; the password is RDS's secret"),
    Part("the stream Lambda and migrate's", "the deployed code, run as their roles"),
    Part("the app's files", "the built frontend, uploaded and served by the site's bucket"),
    Part("the way in", "HTTPS by CloudFront's name; behaviours, policies and function as deployed"),
)

# What the emulator (MiniStack) does in AWS's place, and does closely.
EMULATED = (
    Part("CloudFormation", "changes, roll back, custom resources, drift of what it can read"),
    Part("IAM", "tasks and Lambdas call AWS as their roles, and policies are asked"),
    Part("ECS", "rolling deployments, circuit breaker, targets; tasks are processes, see below"),
    Part("Cognito, DynamoDB and streams, S3, SQS", "the emulator's, as in `make run`"),
    Part("ECR, Secrets Manager, CloudWatch Logs", "the emulator's"),
    Part("CloudFront and load balancer", "routing, policies, functions; nothing is cached"),
)

STAND_INS = (
    Part("the image", "a manifest in ECR that names a folder of code; no layers, no container"),
    Part("a task", "a process of this machine with a loopback address of its own"),
    Part("Fargate, the network", "nothing is kept from reaching anything: no subnets, no groups"),
    Part("RDS", "a record; its endpoint's name leads to an embedded PostgreSQL, its CA is ours"),
    Part("DNS and certificates", "a proxy answers for CloudFront's name, with a CA made for it"),
    Part("alarms", "records: none goes off, so none stops a deployment"),
    Part("WAF", "a record: nothing is blocked"),
    Part("backups, point-in-time recovery, TTL", "records"),
    Part("iam:PassRole, trust of roles", "not asked; all else that a role may do is"),
    Part("the stream's retries", "the emulator tries whole batches again and again"),
    Part("code from Cognito", "always 123456; no mail is sent"),
)

# CloudFormation types that the emulator does not know: taken down, and nothing done.
RECORDED = {
    "AWS::ApplicationAutoScaling::ScalableTarget": "nothing scales",
    "AWS::ApplicationAutoScaling::ScalingPolicy": "nothing scales",
    "AWS::CloudWatch::CompositeAlarm": "none goes off",
    "AWS::CodeConnections::Connection": "no GitHub",
    "AWS::ECS::ClusterCapacityProviderAssociations": "one machine, no capacity",
    "AWS::CodePipeline::Pipeline": "buildspec.yml is run by its own test",
    "AWS::CodeStarConnections::Connection": "no GitHub",
    "AWS::CodeStarNotifications::NotificationRule": "nothing is told",
    "AWS::WAFv2::LoggingConfiguration": "no WAF",
}

# Those made to work by the functions that the emulator has for them.
MADE = (
    "AWS::Backup::BackupSelection",
    "AWS::CloudFront::VpcOrigin",
    "AWS::EC2::EIP",
    "AWS::EC2::FlowLog",
    "AWS::EC2::NatGateway",
    "AWS::EC2::SecurityGroupEgress",
    "AWS::EC2::SecurityGroupIngress",
    "AWS::RDS::DBInstance with ManageMasterUserPassword",
)
