"""The people and conversations of test_model.py, as they are and as the model has them."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from random import Random
from typing import Any

import pytest

from apps.core.errors import CruddurError
from apps.messaging import (
    conversations,
    projection,
    selectors,
    store,
    store_members,
    stream,
    upkeep,
)
from apps.profiles.models import User
from apps.profiles.services import follow
from tests.factories import UserFactory
from tests.messaging.conftest import Shore
from tests.messaging.model import Said, Seat, Talk, box, tells
from tests.messaging.pump import Pump

PEOPLE = 4


class Clock:
    """Stands for the modules `time` and `datetime` of what is tested, and only goes on."""

    ahead = 0.0

    def time(self) -> float:
        return time.time() + Clock.ahead

    def time_ns(self) -> int:
        return time.time_ns() + int(Clock.ahead * 1e9)


class ClockedDatetime(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Any:
        return datetime.now(tz) + timedelta(seconds=Clock.ahead)


class Died(BaseException):
    """The handler's process is gone."""


class Fuse:
    """Stands for the handler's client: lets so many calls through, and then it dies."""

    def __init__(self) -> None:
        self.left: int | None = None
        self.client = projection.dynamodb

    def __call__(self) -> Any:
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                self.left = None
                raise Died
        return self.client()


class World:
    """`waiting` are records that the stream holds, `handled` those that were delivered.

    `follows` and `blocks` are pairs of who and whom, people the numbers below PEOPLE.
    """

    shore: Shore
    fuse: Fuse

    def gather(self, follows: set[tuple[int, int]]) -> None:
        self.people: list[User] = UserFactory.create_batch(PEOPLE)
        self.user = [str(one.pk) for one in self.people]
        self.follows = follows
        for one, other in sorted(follows):
            follow(follower=self.people[one], followee=self.people[other])
        self.blocks: set[tuple[int, int]] = set()
        self.talks: list[Talk] = []
        self.ended: list[str] = []
        self.waiting: list[Any] = []
        self.handled: list[Any] = []

    def fetch(self) -> None:
        self.waiting += self.shore.records(*(talk.id for talk in self.talks), *self.ended)

    def pump(self, records: list[Any], *, size: int, lanes: int, chance: Random) -> None:
        pump = Pump(
            _mortal(stream.handler),
            batch_size=size,
            lanes=lanes,
            retries=9,
            twice=0.2,
            chance=chance,
        )
        pump.feed(records)
        assert pump.dead == []

    def compare(self, who: int) -> None:
        user, now = self.user[who], self.now()
        for state, name in (("in", user), ("request", f"{user}#requests")):
            lines = store_members.inbox(box=name, after=None, limit=100)
            assert [
                (line.conversation_id, line.last_message, line.unread, line.last_activity)
                for line in lines
            ] == [
                (talk.id, talk.last(user, now), talk.unread(user, now), talk.activity)
                for talk in box(self.talks, user, state)
            ]
            assert [(line.member.muted, line.member.marked) for line in lines] == [
                (talk.seats[user].muted, talk.seats[user].marked)
                for talk in box(self.talks, user, state)
            ]
        told = [talk for talk in box(self.talks, user, "in") if tells(talk, user, now)]
        asked = len(list(box(self.talks, user, "request")))
        summary = conversations.summary(viewer=self.people[who])
        assert summary == {"unread": len(told), "requests": asked}
        for talk in self.talks:
            self._compare_history(talk, who)
            assert upkeep.compare(talk.id).differences == []

    def _compare_history(self, talk: Talk, who: int) -> None:
        viewer, user, now = self.people[who], self.user[who], self.now()
        if not self.is_in(talk, who):
            with pytest.raises(CruddurError):
                selectors.messages(viewer=viewer, conversation_id=talk.id, limit=100)
            return
        shown = selectors.messages(viewer=viewer, conversation_id=talk.id, limit=100).items
        assert [(one.id, one.text, one.deleted, dict(one.reactions)) for one in shown] == [
            (one.id, one.text, one.deleted, one.reactions) for one in talk.readable(user, now)
        ]
        one = conversations.conversation(viewer=viewer, conversation_id=talk.id)
        last = one.last_message.id if one.last_message else ""
        assert (last, one.unread) == (talk.last(user, now), talk.unread(user, now))

    # What the rules ask of the model

    def now(self) -> float:
        return Clock().time()

    def handle_of(self, who: int) -> str:
        return str(self.people[who].handle)

    def seats(self, who: int, others: list[int]) -> dict[str, Seat]:
        invited = {
            self.user[one]: Seat("in" if (one, who) in self.follows else "request")
            for one in others
        }
        return {self.user[who]: Seat("in"), **invited}

    def seat(self, talk: Talk, who: int) -> Seat:
        return talk.seats[self.user[who]]

    def talk(self, where: int) -> Talk:
        return self.talks[where % len(self.talks)]

    def messages(self) -> list[tuple[Talk, Said]]:
        return [(talk, said) for talk in self.talks for said in talk.said if not said.news]

    def message(self, which: int) -> tuple[Talk, Said]:
        messages = self.messages()
        return messages[which % len(messages)]

    def apart(self, one: int, other: int) -> bool:
        return bool({(one, other), (other, one)} & self.blocks)

    def may_talk(self, talk: Talk, who: int) -> bool:
        others = [at for at, user in enumerate(self.user) if user in talk.seats and at != who]
        return not talk.direct or not any(self.apart(who, other) for other in others)

    def is_in(self, talk: Talk, who: int) -> bool:
        user = self.user[who]
        return user in talk.seats and talk.seats[user].state != "declined"

    def is_there(self, talk: Talk, said: Said, who: int) -> bool:
        return self.is_in(talk, who) and said in talk.readable(self.user[who], self.now())

    def as_member(self, talk: Talk, who: int, allowed: bool, do: Callable[[], Any]) -> Any:
        """What `do` answers, which is refused unless `allowed`. Trying is accepting."""
        if self.is_in(talk, who):
            talk.write(self.user[who])
            if allowed:
                return do()
        with pytest.raises(CruddurError):
            do()
        return None

    def hear_news(self, talk: Talk) -> str:
        """Take over the news that the last change has made; the first one's id."""
        known = {said.id for said in talk.said}
        fresh = [one for one in store.all_messages(talk.id) if one.news and one.id not in known]
        talk.said += [Said(one.id, str(one.sender_id), news=True) for one in fresh]
        return fresh[0].id


def mixed(chance: Random, records: list[Any]) -> list[Any]:
    """Those of each conversation stay in their order."""
    keys = [record["dynamodb"]["Keys"]["pk"]["S"] for record in records]
    lanes = {key: [r for r, own in zip(records, keys, strict=True) if own == key] for key in keys}
    chance.shuffle(keys)
    return [lanes[key].pop(0) for key in keys]


def _mortal(handler: Callable[..., Any]) -> Callable[..., Any]:
    def handle(event: dict[str, Any], context: object) -> Any:
        try:
            return handler(event, context)
        except Died as death:
            raise TimeoutError from death

    return handle
