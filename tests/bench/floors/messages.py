"""The floor of messages: bare boto3 calls behind a bare WSGI function, without a sign-in.

`POST /send?viewer=&talk=` does the transaction of a send, `GET /page?talk=` reads the newest 20.
The table is MESSAGES_TABLE. It is run as the app is.
"""

import os
import time
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl

import boto3
import orjson
from botocore.config import Config
from ulid import ULID

from apps.messaging import table

READY = "/ready"
LIMIT = 20
MARKER_SECONDS = 8 * 24 * 60 * 60
TABLE = os.environ["MESSAGES_TABLE"]

dynamodb: Any = boto3.client("dynamodb", config=Config(max_pool_connections=32))


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    path = environ["PATH_INFO"]
    if path == READY:
        start_response("204 No Content", [])
        return []
    asked = dict(parse_qsl(environ["QUERY_STRING"]))
    if path == "/send":
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        status, answer = "201 Created", send(**asked, **orjson.loads(body))
    else:
        status, answer = "200 OK", page(**asked)
    written = orjson.dumps(answer)
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(written)))]
    start_response(status, headers)
    return [written]


def send(viewer: str, talk: str, text: str, client_id: str) -> dict[str, Any]:
    message_id, pk = str(ULID()), table.conversation_pk(talk)
    message = {
        **_key(pk, table.message_sk(message_id)),
        "sender": {"S": viewer},
        "text": {"S": text},
        "client_id": {"S": client_id},
    }
    sent = {
        **_key(table.user_pk(viewer), table.sent_sk(talk, client_id)),
        "message_id": {"S": message_id},
        "expires_at": {"N": str(int(time.time()) + MARKER_SECONDS)},
    }
    member = {
        "TableName": TABLE,
        "Key": _key(pk, table.member_sk(viewer)),
        "ConditionExpression": "version = :version AND attribute_not_exists(#state)",
        "ExpressionAttributeNames": {"#state": "state"},
        "ExpressionAttributeValues": {":version": {"N": "1"}},
    }
    dynamodb.transact_write_items(
        TransactItems=[{"ConditionCheck": member}, {"Put": _new(sent)}, {"Put": _new(message)}]
    )
    return _shown(message)


def page(talk: str) -> dict[str, Any]:
    answer = dynamodb.query(
        TableName=TABLE,
        KeyConditionExpression="pk = :pk AND begins_with(sk, :message)",
        ExpressionAttributeValues={
            ":pk": {"S": table.conversation_pk(talk)},
            ":message": {"S": table.MESSAGE_PREFIX},
        },
        ConsistentRead=True,
        ScanIndexForward=False,
        Limit=LIMIT + 1,
    )
    items = answer["Items"]
    return {"items": [_shown(item) for item in items[:LIMIT]], "next": len(items) > LIMIT}


def _key(pk: str, sk: str) -> dict[str, Any]:
    return {table.PK: {"S": pk}, table.SK: {"S": sk}}


def _new(item: dict[str, Any]) -> dict[str, Any]:
    return {"TableName": TABLE, "Item": item, "ConditionExpression": "attribute_not_exists(pk)"}


def _shown(item: dict[str, Any]) -> dict[str, str]:
    named = {name: item[name]["S"] for name in ("sender", "text", "client_id")}
    return {"id": item[table.SK]["S"].removeprefix(table.MESSAGE_PREFIX), **named}
