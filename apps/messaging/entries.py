"""Inbox entries, written. Without Django, like projection.py.

An entry is written under the place in the stream (`seq`) up to which it has seen what
happened; one that has seen more is left alone. So changes may be told twice, late, in any
order and beside each other.
"""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from apps.messaging import projection, table
from apps.messaging.projection import Entry, Truth, text_of

# The entries of a group are in as many partitions: they are written side by side.
_AT_ONCE = 8


@dataclass(frozen=True)
class Change:
    """What has changed in a conversation, up to the place `seq` of the stream.

    `spoken`: the newest message that was added, "" for none. `people`: the members whose own
    items have changed; their entries are the only ones concerned unless `everybody`.
    """

    conversation_id: str
    seq: str
    spoken: str = ""
    everybody: bool = True
    people: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Moved:
    """Whose entries for a conversation have moved, and its last message ("" for none).

    `requests`: for which of the recipients it is among the requests. Who has declined it is
    no recipient.
    """

    conversation_id: str
    message_id: str
    recipients: list[str]
    requests: list[str] = field(default_factory=list)


def move(change: Change) -> list[Moved]:
    """Bring the entries that `change` is about up to date; who has to be told of it.

    Raises Broken where the conversation is not whole.
    """
    members = projection.members_of(change.conversation_id)
    left = {user for user in change.people - members.keys() if _take_away(change, user)}
    people = None if change.everybody else change.people
    truth = projection.compute(change.conversation_id, members, people)
    written = _write_all(change, truth)
    left |= _take_back(change, {user for user, outcome in written.items() if outcome == "new"})
    return _tell(truth, {user for user, outcome in written.items() if outcome} - left, left)


def _write_all(change: Change, truth: Truth) -> dict[str, str]:
    """What came of each, by user."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        outcomes = pool.map(lambda entry: _write(change, truth, entry), truth.entries.values())
        return dict(zip(truth.entries, outcomes, strict=True))


def _tell(truth: Truth, moved: set[str], left: set[str]) -> list[Moved]:
    """Who has left is not told what was said last."""
    states = {user: truth.entries[user].state for user in moved}
    told = sorted(user for user, state in states.items() if state != table.DECLINED)
    requests = [user for user in told if states[user] == table.REQUEST]
    moves = [
        Moved(truth.conversation_id, truth.newest, told, requests),
        Moved(truth.conversation_id, "", sorted(left)),
    ]
    return [one for one in moves if one.recipients]


class _Refused(Exception):
    """The condition of a write does not hold; with the item that is there."""

    def __init__(self, there: Any) -> None:
        super().__init__()
        self.there = there


_EARLIER = f"(attribute_not_exists({table.SEQUENCE}) OR {table.SEQUENCE} < :before)"


def _write(change: Change, truth: Truth, entry: Entry) -> str:
    """Write an entry: "new", "moved", or "" where the one that is there has seen more.

    One that has seen just as much is "moved": whoever wrote it may have died before telling.
    """
    spoken = change.spoken and max(change.spoken, truth.newest)
    attributes = {**entry.attributes(), table.SEQUENCE: {"S": change.seq}}
    if spoken:
        attributes[table.LAST_ACTIVITY] = {"S": spoken}
    try:
        there = _update(
            entry.user,
            change.conversation_id,
            attributes,
            condition=_EARLIER,
            before=change.seq,
            first_activity=entry.first_activity(truth.conversation_id) if not spoken else None,
        )
    except _Refused as refused:
        if refused.there[table.SEQUENCE]["S"] == change.seq:
            return "moved"
        return _advance(change, entry.user, spoken) if spoken else ""
    return "moved" if there else "new"


def _advance(change: Change, user: str, spoken: str) -> str:
    """Only its activity: what comes late may be news to an entry that has seen more."""
    activity = {table.LAST_ACTIVITY: {"S": spoken}}
    behind = f"{table.LAST_ACTIVITY} < :before"
    try:
        _update(user, change.conversation_id, activity, condition=behind, before=spoken)
    except _Refused:
        return ""
    return "moved"


def mend(truth: Truth, entry: Entry, there: Any) -> bool:
    """Write an entry over what was read as `there` (None for nothing) before `truth` was.

    False where it has been written in the meantime.
    """
    attributes = entry.attributes()
    activity = entry.first_activity(truth.conversation_id)
    if text_of(there or {}, table.LAST_ACTIVITY) < activity:
        attributes[table.LAST_ACTIVITY] = {"S": activity}
    condition, seq = _unchanged(there or {})
    try:
        _update(entry.user, truth.conversation_id, attributes, condition=condition, before=seq)
    except _Refused:
        return False
    return True


def remove(user: str, conversation_id: str, there: Any) -> bool:
    """Delete an entry that was read as `there`; False where it has been written since."""
    condition, seq = _unchanged(there)
    return _delete(user, conversation_id, condition=condition, before=seq)


def _unchanged(there: Any) -> tuple[str, str]:
    """The condition that an entry has not been written since it was read, and its `:before`."""
    seq = text_of(there, table.SEQUENCE)
    if seq:
        return f"{table.SEQUENCE} = :before", seq
    return f"attribute_not_exists({table.SEQUENCE})", ""


def _update(
    user: str,
    conversation_id: str,
    attributes: Mapping[str, Any],
    *,
    condition: str,
    before: str,
    first_activity: str | None = None,
) -> Any:
    """Set attributes of an entry, take those that are None away; the item that was there.

    Raises _Refused.
    """
    sets = {name: value for name, value in attributes.items() if value}
    gone = [name for name, value in attributes.items() if not value]
    parts = [f"#{name} = :{name}" for name in sets]
    names = {f"#{name}": name for name in attributes}
    values = {f":{name}": value for name, value in sets.items()}
    if ":before" in condition:
        values[":before"] = {"S": before}
    if first_activity:
        name = table.LAST_ACTIVITY
        parts.append(f"{name} = if_not_exists({name}, :first)")
        values[":first"] = {"S": first_activity}
    removed = f" REMOVE {', '.join(f'#{name}' for name in gone)}" if gone else ""
    return _conditional(
        "update_item",
        Key=entry_key(user, conversation_id),
        UpdateExpression=f"SET {', '.join(parts)}{removed}",
        ConditionExpression=condition,
        ExpressionAttributeNames=names,
        ExpressionAttributeValues=values,
    )


def _take_away(change: Change, user: str) -> bool:
    """Delete the entry of who is no member any more; whether there was one."""
    return _delete(user, change.conversation_id, condition=_EARLIER, before=change.seq)


def _take_back(change: Change, new: Iterable[str]) -> set[str]:
    """Of entries that were just made those whose members have left since they were read.

    Their leaving may have been handled before, when there was no entry yet to delete.
    """
    gone = set(new) - projection.members_of(change.conversation_id).keys() if new else set()
    own = f"{table.SEQUENCE} = :before"
    for user in gone:
        _delete(user, change.conversation_id, condition=own, before=change.seq)
    return gone


def _delete(user: str, conversation_id: str, *, condition: str, before: str) -> bool:
    """Delete an entry if `condition`, in which `:before` stands for `before`, holds for it."""
    try:
        there = _conditional(
            "delete_item",
            Key=entry_key(user, conversation_id),
            ConditionExpression=condition,
            **({"ExpressionAttributeValues": {":before": {"S": before}}} if before else {}),
        )
    except _Refused:
        return False
    return there is not None


def _conditional(operation: str, **arguments: Any) -> Any:
    """Do a write; the item that was there. Raises _Refused."""
    try:
        answer = getattr(projection.dynamodb(), operation)(
            TableName=projection.table_name(),
            ReturnValues="ALL_OLD",
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
            **arguments,
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        raise _Refused(error.response.get("Item", {})) from error
    return answer.get("Attributes")


def entry_key(user: str, conversation_id: str) -> dict[str, Any]:
    return {
        table.PK: {"S": table.user_pk(user)},
        table.SK: {"S": table.inbox_sk(conversation_id)},
    }
