"""Where any of some words is, in each of the four stores."""

from collections.abc import Iterable
from typing import Any

import boto3
from django.conf import settings
from django.db import connection

from apps.core import aws
from tests.media.conftest import stored

SMALL = 200_000


def in_postgresql(words: Iterable[str]) -> set[tuple[str, str]]:
    """(table, word) for every row, of whichever table, that holds a word in any column."""
    found = set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        tables = [row[0] for row in cursor.fetchall()]
        assert "procrastinate_jobs" in tables
        for table in tables:
            for word in words:
                cursor.execute(
                    f'SELECT count(*) FROM "{table}" t WHERE strpos(lower(t::text), lower(%s)) > 0',  # noqa: S608
                    [word],
                )
                if cursor.fetchone()[0]:
                    found.add((table, word))
    return found


def in_dynamodb(words: Iterable[str]) -> list[Any]:
    """The items that hold a word in a key or an attribute."""
    pages = boto3.client("dynamodb").get_paginator("scan")
    return [
        item
        for page in pages.paginate(TableName=settings.MESSAGES_TABLE, ConsistentRead=True)
        for item in page["Items"]
        if any(word.lower() in str(item).lower() for word in words)
    ]


def in_bucket(words: Iterable[str]) -> set[str]:
    """The files that have a word in their path or, where they are small, in themselves."""
    found = set()
    for path in stored():
        body = aws.s3().get_object(Bucket=settings.MEDIA_BUCKET, Key=path)["Body"].read(SMALL)
        if any(word in path or word.encode() in body for word in words):
            found.add(path)
    return found


def in_cognito(words: Iterable[str]) -> list[Any]:
    """The users that have a word among what is known of them."""
    pages = aws.cognito().get_paginator("list_users")
    return [
        user
        for page in pages.paginate(UserPoolId=settings.COGNITO_USER_POOL_ID)
        for user in page["Users"]
        if any(word.lower() in str(user).lower() for word in words)
    ]
