"""What the people of test_model.py do at random, and what becomes of the stream meanwhile."""

from itertools import permutations
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from apps.core.errors import CruddurError
from apps.messaging import changes, expiring, groups, receipts, requests, services, table
from apps.messaging.items import MessageItem
from apps.messaging.starting import start_conversation
from apps.profiles.models import Block
from apps.profiles.services import block, unblock
from tests.messaging.model import Said, Talk
from tests.messaging.world import PEOPLE, Clock, World, mixed

EMOJI = ("👍", "🎉")
LASTS = (3600, 86400)

person = st.integers(0, PEOPLE - 1)
some = st.integers(0, 1000)


class Messaging(World, RuleBasedStateMachine):
    @initialize(apart=st.sets(st.tuples(person, person), max_size=3))
    def begin(self, apart: set[tuple[int, int]]) -> None:
        """Everybody follows everybody, but for some."""
        self.gather(set(permutations(range(PEOPLE), 2)) - apart)

    # Starting

    @rule(who=person, whom=person)
    def start_direct(self, who: int, whom: int) -> None:
        if who == whom or self.apart(who, whom):
            return
        made, _ = start_conversation(creator=self.people[who], handles=[self.handle_of(whom)])
        known = next((talk for talk in self.talks if talk.id == made.id), None)
        if known:
            known.change(self.user[who], state="in")
        else:
            self.talks.append(Talk(made.id, True, self.seats(who, [whom])))

    @rule(who=person, with_whom=st.sets(person, min_size=1))
    def start_group(self, who: int, with_whom: set[int]) -> None:
        others = [one for one in with_whom if one != who and not self.apart(who, one)]
        if others:
            handles = [self.handle_of(one) for one in others]
            made, _ = start_conversation(creator=self.people[who], handles=handles, group=True)
            talk = Talk(made.id, False, self.seats(who, others), {self.user[who]})
            self.talks.append(talk)
            self.hear_news(talk)

    # Saying

    @precondition(lambda self: self.talks)
    @rule(who=person, where=some, text=st.sampled_from(["a", "b"]))
    def send(self, who: int, where: int, text: str) -> None:
        talk, client_id = self.talk(where), uuid4().hex
        message = self.as_member(
            talk,
            who,
            self.may_talk(talk, who),
            lambda: services.send_message(
                sender=self.people[who], conversation_id=talk.id, text=text, client_id=client_id
            ),
        )
        if message:
            over_at = message[0].expires_at and message[0].expires_at.timestamp()
            assert (over_at is not None) == (talk.lasts is not None)
            talk.said.append(Said(message[0].id, self.user[who], text, client_id, over_at))

    @precondition(lambda self: self.messages())
    @rule(which=some)
    def send_again(self, which: int) -> None:
        talk, said = self.message(which)
        who = self.user.index(said.sender)
        if self.is_in(talk, who) and not said.gone:
            again, created = services.send_message(
                sender=self.people[who],
                conversation_id=talk.id,
                text="other",
                client_id=said.client_id,
            )
            talk.write(said.sender)
            assert (again.id, created) == (said.id, False)

    @precondition(lambda self: self.messages())
    @rule(who=person, which=some, text=st.sampled_from(["c", "d"]))
    def edit(self, who: int, which: int, text: str) -> None:
        talk, said = self.message(which)
        allowed = self.may_talk(talk, who) and said.sender == self.user[who] and not said.deleted
        if self.as_member(
            talk,
            who,
            allowed and self.is_there(talk, said, who),
            lambda: changes.edit(
                sender=self.people[who], conversation_id=talk.id, message_id=said.id, text=text
            ),
        ):
            said.text = text

    @precondition(lambda self: self.messages())
    @rule(who=person, which=some)
    def delete(self, who: int, which: int) -> None:
        talk, said = self.message(which)
        if self.as_member(
            talk,
            who,
            said.sender == self.user[who] and self.is_there(talk, said, who),
            lambda: changes.delete(
                sender=self.people[who], conversation_id=talk.id, message_id=said.id
            ),
        ):
            said.deleted, said.text, said.reactions = True, "", {}

    @precondition(lambda self: self.messages())
    @rule(who=person, which=some, emoji=st.sampled_from(EMOJI))
    def react(self, who: int, which: int, emoji: str) -> None:
        talk, said = self.message(which)
        allowed = self.may_talk(talk, who) and not said.deleted
        if self.as_member(
            talk,
            who,
            allowed and self.is_there(talk, said, who),
            lambda: changes.react(
                person=self.people[who], conversation_id=talk.id, message_id=said.id, emoji=emoji
            ),
        ):
            said.reactions[self.user[who]] = emoji

    # Keeping

    @precondition(lambda self: self.messages())
    @rule(who=person, which=some)
    def read(self, who: int, which: int) -> None:
        talk, said = self.message(which)
        if self.is_in(talk, who) and not said.gone and said.id >= self.seat(talk, who).since:
            receipts.mark_read(reader=self.people[who], conversation_id=talk.id, message_id=said.id)
            read_to = max(said.id, self.seat(talk, who).read_to)
            talk.change(self.user[who], read_to=read_to, marked=False)

    @precondition(lambda self: self.talks)
    @rule(who=person, where=some, muted=st.booleans(), marked=st.booleans())
    def keep(self, who: int, where: int, muted: bool, marked: bool) -> None:
        talk = self.talk(where)
        if self.is_in(talk, who):
            requests.keep(
                person=self.people[who],
                conversation_id=talk.id,
                muted=muted,
                marked_unread=marked,
            )
            talk.change(self.user[who], muted=muted, marked=marked)

    @precondition(lambda self: self.talks)
    @rule(where=some, accepted=st.booleans())
    def answer(self, where: int, accepted: bool) -> None:
        talk = self.talk(where)
        for who, user in enumerate(self.user):
            if user in talk.seats and talk.seats[user].state == "request":
                do = requests.accept if accepted else requests.decline
                do(person=self.people[who], conversation_id=talk.id)
                talk.change(user, state="in" if accepted else "declined")
                return

    # Changing

    @precondition(lambda self: self.talks)
    @rule(who=person, whom=person, where=some)
    def add_or_remove(self, who: int, whom: int, where: int) -> None:
        talk, user = self.talk(where), self.user[whom]
        if who == whom or self.user[who] not in talk.owners or not self.is_in(talk, who):
            return
        asked: dict[str, Any] = {"conversation_id": talk.id, "handle": self.handle_of(whom)}
        if user in talk.seats:
            groups.remove_member(owner=self.people[who], **asked)
            talk.without(user)
        elif self.apart(who, whom):
            with pytest.raises(CruddurError):
                groups.put_member(owner=self.people[who], **asked)
            return
        else:
            groups.put_member(owner=self.people[who], **asked)
            talk.seats |= {user: self.seats(who, [whom])[user]}
        talk.write(self.user[who])
        news = self.hear_news(talk)
        if user in talk.seats:
            talk.change(user, since=news)

    @precondition(lambda self: self.talks)
    @rule(who=person, where=some)
    def leave(self, who: int, where: int) -> None:
        talk = self.talk(where)
        if talk.direct or not self.is_in(talk, who):
            return
        groups.leave(person=self.people[who], conversation_id=talk.id)
        talk.without(self.user[who])
        if talk.seats:
            self.hear_news(talk)
        else:
            self.talks.remove(talk)
            self.ended.append(talk.id)

    @precondition(lambda self: self.talks)
    @rule(who=person, where=some, lasts=st.sampled_from([None, *LASTS]))
    def let_messages_last(self, who: int, where: int, lasts: int | None) -> None:
        talk = self.talk(where)
        allowed = self.may_talk(talk, who) if talk.direct else self.user[who] in talk.owners
        if self.is_in(talk, who) and allowed and lasts != talk.lasts:
            groups.edit_conversation(
                editor=self.people[who],
                conversation_id=talk.id,
                changes=groups.Changes(lasts=lasts),
            )
            talk.lasts = lasts
            talk.write(self.user[who])
            self.hear_news(talk)

    @rule(who=person, whom=person)
    def block_or_not(self, who: int, whom: int) -> None:
        if (who, whom) in self.blocks:
            unblock(blocker=self.people[who], blocked=self.people[whom])
            self.blocks.remove((who, whom))
        elif who != whom:
            block(blocker=self.people[who], blocked=self.people[whom])
            self.blocks.add((who, whom))
            self.follows -= {(who, whom), (whom, who)}

    # Time and the stream

    @rule(minutes=st.integers(10, 90), by_worker=st.booleans())
    def time_passes(self, minutes: int, by_worker: bool) -> None:
        Clock.ahead += 60 * minutes
        for talk, said in self.messages():
            if not said.gone and said.over_at and said.over_at <= self.now():
                if by_worker:
                    expiring.expire(conversation_id=talk.id, message_id=said.id)
                else:
                    key = table.conversation_pk(talk.id), table.message_sk(said.id)
                    MessageItem(*key).delete()
                said.gone = True

    @rule(
        size=st.integers(1, 8),
        lanes=st.integers(1, 3),
        chance=st.integers(0, 10**6).map(Random),
        dies_after=st.none() | st.integers(0, 12),
    )
    def deliver(self, size: int, lanes: int, chance: Random, dies_after: int | None) -> None:
        """Some of what waits, in a mixture of conversations, and some of what was handled."""
        self.fetch()
        count = chance.randint(0, len(self.waiting))
        again = sorted(chance.sample(range(len(self.handled)), min(3, len(self.handled))))
        batch = [*(self.handled[at] for at in again), *mixed(chance, self.waiting[:count])]
        self.handled += self.waiting[:count]
        del self.waiting[:count]
        self.fuse.left = dies_after
        self.pump(batch, size=size, lanes=lanes, chance=chance)

    def teardown(self) -> None:
        if not hasattr(self, "talks"):
            return
        self.time_passes(0, by_worker=True)
        self.fetch()
        self.fuse.left = None
        self.pump(self.waiting, size=10, lanes=1, chance=Random(0))  # noqa: S311
        for who in range(PEOPLE):
            self.compare(who)
        Block.objects.filter(blocker__in=self.people).delete()
