"""Comparing inbox entries with the conversations they are about, and mending them.

By hand only (manage.py messaging_rebuild): it walks the whole table, which no request does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from typing import Any

from apps.messaging import entries, projection, table
from apps.messaging.projection import Entry, Truth

# Parts of the table that are walked side by side.
SEGMENTS = 4
# As many items as one call takes.
_BATCH = 100
_WALKED = "sk = :meta OR (begins_with(pk, :user) AND begins_with(sk, :conversation))"


@dataclass(frozen=True)
class Difference:
    """What is wrong with one person's entry for a conversation, in words."""

    conversation_id: str
    user: str
    what: str


@dataclass(frozen=True)
class Found:
    """How many entries were compared, and what is wrong with them."""

    compared: int
    differences: list[Difference]


def compare_all() -> Found:
    """Everybody's entries, also those of who is no member and of who has none."""
    with ThreadPoolExecutor(SEGMENTS) as pool:
        parts = list(pool.map(_compare_segment, range(SEGMENTS)))
    return _together(parts)


def compare_person(user: str) -> Found:
    """The entries of one person. Walks the table for the memberships that have none."""
    there = {_conversation(item) for item in _entries_of(user)}
    members = _scan("sk = :member", {":member": {"S": table.member_sk(user)}})
    memberships = {_conversation_of(item) for page in members for item in page}
    return _together([_compare_pair(id, user) for id in sorted(there | memberships)])


def _together(parts: Iterable[Found]) -> Found:
    kept = list(parts)
    differences = list(chain.from_iterable(part.differences for part in kept))
    return Found(sum(part.compared for part in kept), differences)


def _compare_segment(segment: int) -> Found:
    values = {
        ":meta": {"S": table.META_SK},
        ":user": {"S": table.user_pk("")},
        ":conversation": {"S": table.inbox_sk("")},
    }
    pages = _scan(_WALKED, values, Segment=segment, TotalSegments=SEGMENTS)
    return _together(part for page in pages for part in _compare_page(page))


def _compare_page(page: list[Any]) -> Iterator[Found]:
    """Conversations with all of their members' entries; of the entries only the strays."""
    pairs = []
    for item in page:
        if item[table.SK]["S"] == table.META_SK:
            yield compare(_conversation_of(item))
        else:
            pairs.append((_conversation(item), _user(item)))
    yield Found(0, _strays(pairs))


def _compare_pair(conversation_id: str, user: str) -> Found:
    strays = _strays([(conversation_id, user)])
    return Found(1, strays) if strays else compare(conversation_id, [user])


def compare(conversation_id: str, people: Iterable[str] | None = None) -> Found:
    """The entries of a conversation's members, or of some of them.

    What is being written at this moment may seem to be wrong.
    """
    views = _views(conversation_id, people)
    found = ((entry, _wrong(truth, entry, there)) for truth, entry, there in views)
    compared = [(entry, what) for entry, what in found]
    wrong = [Difference(conversation_id, entry.user, what) for entry, what in compared if what]
    return Found(len(compared), wrong)


def still(difference: Difference) -> list[Difference]:
    """The difference as it is now, if it is still there."""
    return _compare_pair(difference.conversation_id, difference.user).differences


def mend(difference: Difference) -> bool:
    """Put right what is wrong, if it still is; whether something was written."""
    id, user = difference.conversation_id, difference.user
    there = _entries_there(id, [user]).get(user)
    if _strays([(id, user)]):
        return bool(there) and entries.remove(user, id, there)
    return any(
        entries.mend(truth, entry, there)
        for truth, entry, there in _views(id, [user])
        if _wrong(truth, entry, there)
    )


def _views(
    conversation_id: str, people: Iterable[str] | None
) -> Iterator[tuple[Truth, Entry, Any]]:
    """For each member the entry that is due, and the one that was there just before."""
    users = list(projection.members_of(conversation_id) if people is None else people)
    there = _entries_there(conversation_id, users)
    truth = projection.read(conversation_id, users)
    for user, entry in truth.entries.items():
        yield truth, entry, there.get(user)


def _wrong(truth: Truth, entry: Entry, there: Any) -> str:
    """What is wrong with an entry, in words; "" for nothing."""
    if there is None:
        return "missing"
    due = entry.attributes()
    wrong = [
        f"{name} is {_plain(there.get(name))}, due is {_plain(value)}"
        for name, value in due.items()
        if _plain(there.get(name)) != _plain(value)
    ]
    activity = projection.text_of(there, table.LAST_ACTIVITY)
    if activity < entry.first_activity(truth.conversation_id):
        wrong.append(f"{table.LAST_ACTIVITY} is {activity}, before its last message")
    return "; ".join(wrong)


def _plain(value: Any) -> Any:
    """An attribute's value; what is false is as what is not there."""
    return next(iter(value.values())) or None if value else None


def _strays(pairs: Sequence[tuple[str, str]]) -> list[Difference]:
    """Of entries, by conversation and user, those of who is no member."""
    keys = [_key(table.conversation_pk(id), table.member_sk(user)) for id, user in pairs]
    members = {
        (_conversation_of(item), item[table.SK]["S"].removeprefix(table.MEMBER_PREFIX))
        for item in _get(keys)
    }
    return [
        Difference(id, user, "without a membership")
        for id, user in pairs
        if (id, user) not in members
    ]


# Reading


def _entries_there(conversation_id: str, users: Iterable[str]) -> dict[str, Any]:
    keys = [entries.entry_key(user, conversation_id) for user in users]
    return {_user(item): item for item in _get(keys)}


def _get(keys: Sequence[Any]) -> Iterator[Any]:
    """The items that are there."""
    name = projection.table_name()
    for start in range(0, len(keys), _BATCH):
        wanted: Any = {name: {"Keys": keys[start : start + _BATCH], "ConsistentRead": True}}
        while wanted:
            answer = projection.dynamodb().batch_get_item(RequestItems=wanted)
            yield from answer["Responses"].get(name, [])
            wanted = answer.get("UnprocessedKeys")


def _entries_of(user: str) -> Iterator[Any]:
    pages = (
        projection.dynamodb()
        .get_paginator("query")
        .paginate(
            TableName=projection.table_name(),
            KeyConditionExpression="pk = :pk AND begins_with(sk, :entry)",
            ExpressionAttributeValues={
                ":pk": {"S": table.user_pk(user)},
                ":entry": {"S": table.inbox_sk("")},
            },
            ConsistentRead=True,
        )
    )
    for page in pages:
        yield from page["Items"]


def _scan(condition: str, values: Mapping[str, Any], **more: Any) -> Iterator[list[Any]]:
    """The keys of all items for which `condition` holds, in pages."""
    pages = (
        projection.dynamodb()
        .get_paginator("scan")
        .paginate(
            TableName=projection.table_name(),
            FilterExpression=condition,
            ExpressionAttributeValues=values,
            ProjectionExpression="pk, sk",
            ConsistentRead=True,
            **more,
        )
    )
    for page in pages:
        yield page["Items"]


def _key(pk: str, sk: str) -> dict[str, Any]:
    return {table.PK: {"S": pk}, table.SK: {"S": sk}}


def _user(entry: Any) -> str:
    return str(entry[table.PK]["S"]).removeprefix(table.user_pk(""))


def _conversation(entry: Any) -> str:
    return str(entry[table.SK]["S"]).removeprefix(table.CONVERSATION_PREFIX)


def _conversation_of(item: Any) -> str:
    """Of an item of the conversation itself."""
    return str(item[table.PK]["S"]).removeprefix(table.CONVERSATION_PREFIX)
