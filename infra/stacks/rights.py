"""What each process may do to the rest of the account. Just what its code calls.

People's own calls of Cognito (`GetUser`, `GlobalSignOut`) go by their token and need no right.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from aws_cdk import aws_iam as iam


class Right(NamedTuple):
    actions: tuple[str, ...]
    resources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Places:
    """ARNs of what there is."""

    table: str
    stream: str
    pool: str
    media: str
    dead_letters: str
    distribution: str
    database_secret: str


def rights_of(places: Places) -> dict[str, tuple[Right, ...]]:
    """By the name of the process."""
    database = Right(("secretsmanager:GetSecretValue",), (places.database_secret,))
    return {
        "web": (database, *_of_web(places)),
        "events": (database,),
        "worker": (database, *_of_worker(places)),
        "migrate": (database,),
        "hand": (database, *_of_hand(places)),
    }


def statements(rights: Iterable[Right]) -> list[iam.PolicyStatement]:
    return [
        iam.PolicyStatement(actions=list(right.actions), resources=list(right.resources))
        for right in rights
    ]


def _table(*actions: str) -> tuple[str, ...]:
    """Reading, and these. Transactions need the rights of what is in them."""
    reading = ("BatchGetItem", "GetItem", "Query")
    return tuple(f"dynamodb:{action}" for action in (*reading, *actions))


def _of_web(places: Places) -> tuple[Right, ...]:
    writing = ("PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem", "BatchWriteItem")
    return (
        Right(_table(*writing), (places.table,)),
        Right(("dynamodb:Query",), (f"{places.table}/index/*",)),
        # What it signs for browsers: forms to upload with, and addresses of exports.
        Right(("s3:PutObject",), (f"{places.media}/uploads/*",)),
        Right(("s3:GetObject",), (f"{places.media}/exports/*",)),
        # The staff's way in.
        Right(
            ("cognito-idp:AdminInitiateAuth", "cognito-idp:AdminRespondToAuthChallenge"),
            (places.pool,),
        ),
    )


def _of_worker(places: Places) -> tuple[Right, ...]:
    names = ("uploads", "media", "exports")
    uploads, media, exports = (f"{places.media}/{name}/*" for name in names)
    return (
        Right(_table("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"), (places.table,)),
        Right(("s3:GetObject",), (uploads, media)),
        Right(("s3:PutObject",), (media, exports)),
        Right(("s3:DeleteObject",), (uploads, media, exports)),
        Right(("s3:AbortMultipartUpload",), (exports,)),
        # Also so that of a file which is not there S3 says so, and not that it is forbidden.
        Right(("s3:ListBucket",), (places.media,)),
        Right(("cloudfront:CreateInvalidation",), (places.distribution,)),
        Right(("cognito-idp:AdminDeleteUser",), (places.pool,)),
    )


def _of_hand(places: Places) -> tuple[Right, ...]:
    """For messaging_rebuild, which is the one thing that scans, and messaging_redrive."""
    return (
        Right(_table("Scan", "UpdateItem", "DeleteItem"), (places.table,)),
        Right(("dynamodb:GetShardIterator", "dynamodb:GetRecords"), (places.stream,)),
        Right(("sqs:ReceiveMessage", "sqs:DeleteMessage"), (places.dead_letters,)),
    )
