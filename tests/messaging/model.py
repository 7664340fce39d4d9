"""Conversations as a plain program would keep them: the model that test_model.py compares with."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

UNREAD_CAP = 100


@dataclass
class Said:
    """A message or news; `over_at` in seconds since 1970. `gone`: deleted when it was over."""

    id: str
    sender: str
    text: str = ""
    client_id: str = ""
    over_at: float | None = None
    news: bool = False
    deleted: bool = False
    gone: bool = False
    reactions: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Seat:
    """A membership; `state` is "in", "request" or "declined"."""

    state: str
    since: str = ""
    read_to: str = ""
    muted: bool = False
    marked: bool = False


@dataclass
class Talk:
    id: str
    direct: bool
    seats: dict[str, Seat]
    owners: set[str] = field(default_factory=set)
    lasts: int | None = None
    said: list[Said] = field(default_factory=list)

    def change(self, user: str, **what: object) -> None:
        self.seats[user] = replace(self.seats[user], **what)  # type: ignore[arg-type]

    def write(self, user: str) -> None:
        """Who does something in a conversation accepts it."""
        if self.seats[user].state == "request":
            self.change(user, state="in")

    def without(self, user: str) -> None:
        del self.seats[user]
        self.owners -= {user}
        if self.seats and not self.owners:
            self.owners = {min(self.seats, key=self._seniority)}

    def _seniority(self, user: str) -> tuple[bool, str, str]:
        return self.seats[user].state != "in", self.seats[user].since, user

    def readable(self, user: str, now: float) -> list[Said]:
        """The newest first."""
        there = [one for one in self.said if not one.gone and one.id >= self.seats[user].since]
        there = [one for one in there if one.over_at is None or one.over_at > now]
        return sorted(there, key=lambda one: one.id, reverse=True)

    def last(self, user: str, now: float) -> str:
        return next((one.id for one in self.readable(user, now)), "")

    def unread(self, user: str, now: float) -> int:
        seat = self.seats[user]
        counted = [
            one
            for one in self.readable(user, now)
            if one.id > seat.read_to and one.sender != user and not one.news and not one.deleted
        ]
        return min(len(counted), UNREAD_CAP)

    @property
    def activity(self) -> str:
        """What expires or is deleted does not move a conversation."""
        return max([one.id for one in self.said], default=self.id)


def box(talks: list[Talk], user: str, state: str) -> Iterator[Talk]:
    """A person's conversations in that state, the one with the newest activity first."""
    theirs = [talk for talk in talks if user in talk.seats and talk.seats[user].state == state]
    yield from sorted(theirs, key=lambda talk: talk.activity, reverse=True)


def tells(talk: Talk, user: str, now: float) -> bool:
    """Whether it is one of the unread conversations."""
    seat = talk.seats[user]
    return seat.state == "in" and not seat.muted and (seat.marked or talk.unread(user, now) > 0)
