"""What inbox entries should be, computed from the conversation they are about.

Runs without Django: for the stream Lambda, and for the commands that mend what it could not
do. Environment: MESSAGES_TABLE.
"""

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from typing import Any

import boto3
from botocore.config import Config

from apps.messaging import table

CONFIG = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "max_attempts": 4})
# Not the text: nothing here has a use for it.
_READ = (table.SENDER, table.DELETED, table.NEWS, table.TTL_ATTRIBUTE)


class Broken(Exception):
    """A record, or what it is about, that can never be handled: trying again is no use."""


@dataclass(frozen=True)
class Entry:
    """A member's entry as it should be."""

    user: str
    state: str | None
    read_to: str
    last_message: str
    unread: int
    marked: bool
    muted: bool

    def attributes(self) -> dict[str, Any]:
        """As the table has them; None for those that are not there."""
        box = table.box_of(self.user, self.state)
        tells = box == self.user and not self.muted and bool(self.unread or self.marked)
        return {
            table.INBOX_USER: {"S": box} if box else None,
            table.UNREAD_USER: {"S": self.user} if tells else None,
            table.LAST_MESSAGE: {"S": self.last_message},
            table.READ_TO: {"S": self.read_to},
            table.UNREAD: {"N": str(self.unread)},
            table.MARKED: {"BOOL": True} if self.marked else None,
            table.MUTED: {"BOOL": True} if self.muted else None,
        }

    def first_activity(self, conversation_id: str) -> str:
        """What a new entry stands by."""
        return self.last_message or conversation_id


@dataclass(frozen=True)
class Truth:
    """A conversation as its own items tell it: its newest message, its members' entries.

    `members` are all of them, `entries` of those that were asked for.
    """

    conversation_id: str
    newest: str
    members: frozenset[str]
    entries: Mapping[str, Entry]


def read(conversation_id: str, people: Iterable[str] | None = None) -> Truth:
    """The conversation, with the entries of `people` or of all of its members.

    Nothing at all is a conversation whose members have all been deleted. Raises Broken for
    messages without members.
    """
    return compute(conversation_id, members_of(conversation_id), people)


def compute(
    conversation_id: str, members: Mapping[str, Any], people: Iterable[str] | None
) -> Truth:
    """As `read`, with the items of the members read already."""
    if people is None and not members and _has_messages(conversation_id):
        raise Broken("a conversation without members")
    wanted = {u: item for u, item in members.items() if people is None or u in people}
    floors = {
        user: table.unread_after(text_of(item, table.READ_TO), text_of(item, table.SINCE))
        for user, item in wanted.items()
    }
    newest, unread = _newest_and_unread(conversation_id, floors) if wanted else ("", {})
    entries = {user: _entry(user, item, newest, unread[user]) for user, item in wanted.items()}
    return Truth(conversation_id, newest, frozenset(members), entries)


def _has_messages(conversation_id: str) -> bool:
    return any(_query(conversation_id, table.META_SK, table.MESSAGES_END, Limit=1))


def members_of(conversation_id: str) -> dict[str, Any]:
    """The items of a conversation's members, by user."""
    pages = _query(conversation_id, table.MEMBER_PREFIX, table.META_SK)
    return {
        item[table.SK]["S"].removeprefix(table.MEMBER_PREFIX): item
        for item in chain.from_iterable(pages)
        if item[table.SK]["S"] != table.META_SK
    }


def _entry(user: str, item: Any, newest: str, unread: int) -> Entry:
    since = text_of(item, table.SINCE)
    return Entry(
        user=user,
        state=text_of(item, table.STATE) or None,
        read_to=text_of(item, table.READ_TO),
        last_message=newest if newest >= since else "",
        unread=unread,
        marked=_is_set(item, table.MARKED),
        muted=_is_set(item, table.MUTED),
    )


def _newest_and_unread(
    conversation_id: str, floors: Mapping[str, str]
) -> tuple[str, dict[str, int]]:
    """The newest message that is there ("" for none), and what each has not read."""
    oldest = min(floors.values())
    messages = _messages(conversation_id, oldest, "~")
    newest = next(messages, None)
    if newest is None:
        # All that was said since has expired: what is there is older, and read.
        before = next(_messages(conversation_id, "", oldest), None)
        return _id(before), dict.fromkeys(floors, 0)
    counted = (
        (_id(item), item[table.SENDER]["S"])
        for item in chain([newest], messages)
        if _is_countable(item)
    )
    return _id(newest), table.count_unread(counted, floors)


def _messages(conversation_id: str, low: str, high: str) -> Iterator[Any]:
    """Messages from `low` to `high`, newest first, that have not expired."""
    pages = _query(
        conversation_id,
        table.message_sk(low),
        table.message_sk(high),
        Limit=table.UNREAD_CAP,
        ProjectionExpression=", ".join(f"#{name}" for name in (table.SK, *_READ)),
        names=_READ,
    )
    now = time.time()
    for item in islice(chain.from_iterable(pages), table.LOOK_BACK):
        if table.TTL_ATTRIBUTE not in item or float(item[table.TTL_ATTRIBUTE]["N"]) > now:
            yield item


def _is_countable(item: Any) -> bool:
    """News are told and not said, and of what was deleted only the place is left."""
    if table.NEWS in item or _is_set(item, table.DELETED):
        return False
    return bool(item[table.SENDER]["S"] != table.DELETED_PERSON)


def _id(item: Any) -> str:
    return str(item[table.SK]["S"]).removeprefix(table.MESSAGE_PREFIX) if item else ""


def text_of(item: Any, name: str) -> str:
    """A string of an item; "" where it is absent, as what earlier releases wrote has no more."""
    value: str = item.get(name, {}).get("S", "")
    return value


def _is_set(item: Any, name: str) -> bool:
    return bool(item.get(name, {}).get("BOOL"))


def _query(
    conversation_id: str, low: str, high: str, *, names: Iterable[str] = (), **more: Any
) -> Iterator[list[Any]]:
    """Pages of a conversation's items from `low` to `high`, the last ones first."""
    pages = (
        dynamodb()
        .get_paginator("query")
        .paginate(
            TableName=table_name(),
            KeyConditionExpression="#pk = :pk AND #sk BETWEEN :low AND :high",
            ExpressionAttributeNames={f"#{name}": name for name in (table.PK, table.SK, *names)},
            ExpressionAttributeValues={
                ":pk": {"S": table.conversation_pk(conversation_id)},
                ":low": {"S": low},
                ":high": {"S": high},
            },
            ConsistentRead=True,
            ScanIndexForward=False,
            **more,
        )
    )
    for page in pages:
        if page["Items"]:
            yield page["Items"]


def table_name() -> str:
    return os.environ["MESSAGES_TABLE"]


@cache
def dynamodb() -> Any:
    return boto3.client("dynamodb", region_name=os.environ.get("AWS_REGION"), config=CONFIG)
