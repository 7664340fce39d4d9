"""What is known of conversations without asking: who is in them, and how long messages last.

Facts are needed at every write and change rarely, so a process keeps them. Whatever changes
them raises their `version` in the table, and every write names the version that it goes by: so
facts that are kept too long are refused by the table, read anew, and it is tried again.

States are not in the version: who is in stays in. So facts in which everybody is are right as
long as their version is, and where somebody is not the states are read again before anything
is told (`hearers`).
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import cast

from apps.messaging import store, table
from apps.messaging.errors import no_conversation
from apps.messaging.items import RosterItem
from apps.messaging.records import Kind

# Some 10 kB each for a group of 50, one for most.
KEPT = 10_000


@dataclass(frozen=True)
class Facts:
    """`version`: 0 for what was written before there were versions.

    `members`: the first message that is theirs to read ("" for all) by user.

    `states`: of those who are not in, REQUEST or DECLINED. `lasts` in seconds.
    """

    conversation_id: str
    kind: Kind
    version: int
    members: Mapping[str, str]
    states: Mapping[str, str]
    owners: frozenset[str]
    lasts: int | None


class _Memory:
    """Facts by conversation, those used last; safe to share between threads."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._lock = Lock()
        self._facts: OrderedDict[str, Facts] = OrderedDict()

    def get(self, conversation_id: str) -> Facts | None:
        with self._lock:
            facts = self._facts.get(conversation_id)
            if facts is not None:
                self._facts.move_to_end(conversation_id)
            return facts

    def put(self, facts: Facts) -> None:
        with self._lock:
            self._facts[facts.conversation_id] = facts
            self._facts.move_to_end(facts.conversation_id)
            if len(self._facts) > self._room:
                self._facts.popitem(last=False)


_memory = _Memory(KEPT)


def known(conversation_id: str) -> Facts:
    """The facts as they were when last read; read now where they never were. Raises NotFound."""
    return _memory.get(conversation_id) or read(conversation_id)


def read(conversation_id: str) -> Facts:
    """The facts as they are. One query. Raises NotFound where there is no conversation."""
    items = store.roster_items(conversation_id)
    if not items:
        raise no_conversation()
    facts = _facts(conversation_id, *items)
    _memory.put(facts)
    return facts


def _facts(conversation_id: str, *items: RosterItem) -> Facts:
    *members, meta = items
    states = ((_user(item), item.state) for item in members)
    return Facts(
        conversation_id=conversation_id,
        kind=cast(Kind, meta.kind),
        version=int(meta.version or 0),
        members={_user(item): item.since or "" for item in members},
        states={user: state for user, state in states if state},
        owners=frozenset(meta.owners or ()),
        lasts=int(meta.lasts) if meta.lasts else None,
    )


def _user(item: RosterItem) -> str:
    return item.sk.removeprefix(table.MEMBER_PREFIX)


def hearers(facts: Facts) -> Iterable[str]:
    """Who is told of what happens: all but who has not accepted, or has declined.

    No call of DynamoDB where everybody is in, else one query.
    """
    if facts.states:
        facts = read(facts.conversation_id)
    return [user for user in facts.members if user not in facts.states]
