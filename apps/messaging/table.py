"""The table of conversations: its keys, its attributes, how it is made.

Plain Python, for it is read by the web process, by the stream Lambda (which has no Django),
by the local stack and by the CDK app.

| pk | sk | is |
|---|---|---|
| `CONV#<id>` | `MEMBER#<user>` | a member, how far they have read, and how they keep it |
| `CONV#<id>` | `META` | kind, members, owners, title, how long messages last; their version |
| `CONV#<id>` | `MSG#<id>` | a message |
| `DIRECT#<low>#<high>` | `DIRECT` | the one direct conversation of two people |
| `USER#<user>` | `CONV#<id>` | inbox entry, a projection kept by the Lambda |
| `USER#<user>` | `SENT#<conversation>#<client_id>` | a client_id that is used up; goes by TTL |
| `USER#<user>` | `START#<client_id>` | the same for a new group |
| `USER#<user>` | `LEFT#<conversation>` | a group that they have left, where their words still are |

Ids of conversations and messages are ULIDs, so their order is that of time and they carry
the time they were made. A user is the Cognito `sub`. Keys never change once written. The
marks of used client_ids are with their senders: a busy conversation is one partition, which
takes 1,000 units of writing a second, and what need not be there is not.

When a person is deleted the places of their messages stay, as DELETED_PERSON's and without
words; all else that names them goes: see own_data.py.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

PK = "pk"
SK = "sk"
TTL_ATTRIBUTE = "expires_at"

INBOX_INDEX = "inbox"
# In which box an inbox entry stands (see `box_of`): only what has it is in the index.
INBOX_USER = "inbox_user"
UNREAD_INDEX = "unread"
# The user, on entries of their inbox that have something to tell: only these are in the index.
UNREAD_USER = "unread_user"
# The number of the stream's record under which an entry was last written.
SEQUENCE = "seq"
# The id of the last message, or of the conversation while it has none.
LAST_ACTIVITY = "last_activity"
LAST_MESSAGE = "last_message"
UNREAD = "unread"
# How far a member has read: a message id, "" for nothing yet.
READ_TO = "read_to"
SENDER = "sender"
VERSION = "version"
# Nothing before this message is the member's to read: "" for all of them.
SINCE = "since"
MARKED = "marked"
MUTED = "muted"
STATE = "state"
# States of a membership; one that is in has none.
REQUEST = "request"
DECLINED = "declined"
DELETED = "deleted"
NEWS = "news"
# Says of the last member of a direct conversation that the other one is deleted.
ALONE = "alone"
# Who has written what a deleted person wrote.
DELETED_PERSON = "00000000-0000-0000-0000-000000000000"

META_SK = "META"
DIRECT_SK = "DIRECT"
MEMBER_PREFIX = "MEMBER#"
MESSAGE_PREFIX = "MSG#"
CONVERSATION_PREFIX = "CONV#"
SENT_PREFIX = "SENT#"
LEFT_PREFIX = "LEFT#"
# Sorts after every message.
MESSAGES_END = "MSG#~"

# Unread messages are counted up to this; the app shows one less and a plus.
UNREAD_CAP = 100
# How many of the newest messages are looked at, at most, to count what is unread. A member
# for whom that is not enough has left that many unread and written most of them: a program.
LOOK_BACK = 500

# What the stream's event source mapping lets through to the Lambda: changes of conversations,
# not the inbox entries that the Lambda itself writes.
STREAM_FILTER: dict[str, Any] = {
    "dynamodb": {"Keys": {"pk": {"S": [{"prefix": CONVERSATION_PREFIX}]}}}
}

_ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")


def is_ulid(text: str) -> bool:
    """Whether `text` is an id of ours: a ULID in its canonical, upper case form."""
    return _ULID.fullmatch(text) is not None


def conversation_pk(conversation_id: str) -> str:
    return f"{CONVERSATION_PREFIX}{conversation_id}"


def member_sk(user: str) -> str:
    return f"{MEMBER_PREFIX}{user}"


def message_sk(message_id: str) -> str:
    return f"{MESSAGE_PREFIX}{message_id}"


def sent_sk(conversation_id: str, client_id: str) -> str:
    return f"{SENT_PREFIX}{conversation_id}#{client_id}"


def direct_pk(one: str, other: str) -> str:
    """The same key whichever of the two comes first."""
    low, high = sorted((one, other))
    return f"DIRECT#{low}#{high}"


def user_pk(user: str) -> str:
    return f"USER#{user}"


def inbox_sk(conversation_id: str) -> str:
    return f"{CONVERSATION_PREFIX}{conversation_id}"


def box_of(user: str, state: str | None) -> str | None:
    """Where a member's entry stands: in the inbox, among the requests, or nowhere to be seen."""
    if state == DECLINED:
        return None
    return f"{user}#requests" if state == REQUEST else user


def state_in(box: str) -> str | None:
    """The state of the memberships whose entries stand in a box of `box_of`."""
    return REQUEST if box.endswith("#requests") else None


def unread_after(read_to: str, since: str) -> str:
    """The message after which a member's unread ones begin, for `count_unread`."""
    return max(read_to, since)


def left_sk(conversation_id: str) -> str:
    return f"{LEFT_PREFIX}{conversation_id}"


def start_sk(client_id: str) -> str:
    return f"START#{client_id}"


def count_unread(messages: Iterable[tuple[str, str]], read_to: Mapping[str, str]) -> dict[str, int]:
    """How many messages each member has not read, up to UNREAD_CAP.

    `messages` are (id, sender) pairs, newest first, consumed no further than needed.
    `read_to` is each member's read position. One's own messages are never unread.
    """
    counts = dict.fromkeys(read_to, 0)
    counting = set(read_to)
    for message_id, sender in messages:
        counting = {user for user in counting if read_to[user] < message_id}
        for user in counting - {sender}:
            counts[user] += 1
        counting = {user for user in counting if counts[user] < UNREAD_CAP}
        if not counting:
            break
    return counts


def create_table_arguments(name: str) -> dict[str, Any]:
    """The keyword arguments of boto3's `create_table`. TTL is a call of its own
    (`update_time_to_live` with `TTL_ATTRIBUTE`)."""
    return {
        "TableName": name,
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [
            {"AttributeName": attribute, "AttributeType": "S"}
            for attribute in (PK, SK, INBOX_USER, LAST_ACTIVITY, UNREAD_USER)
        ],
        "KeySchema": [
            {"AttributeName": PK, "KeyType": "HASH"},
            {"AttributeName": SK, "KeyType": "RANGE"},
        ],
        "GlobalSecondaryIndexes": [
            {
                "IndexName": INBOX_INDEX,
                "KeySchema": [
                    {"AttributeName": INBOX_USER, "KeyType": "HASH"},
                    {"AttributeName": LAST_ACTIVITY, "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "ALL"},
            },
            {
                "IndexName": UNREAD_INDEX,
                "KeySchema": [
                    {"AttributeName": UNREAD_USER, "KeyType": "HASH"},
                    {"AttributeName": SK, "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "KEYS_ONLY"},
            },
        ],
        "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    }
