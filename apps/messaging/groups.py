"""What changes a conversation itself: its title, its picture, how long messages last, who is in it.

Each change is one transaction on what was read, and is tried again where another came first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from django.utils import timezone

from apps.core.changes import UNCHANGED, Unchanged
from apps.core.errors import Conflict, Forbidden, Invalid, NotFound, Unavailable
from apps.media.services import attach_to_group, let_go
from apps.messaging import ending, requests, store_changes, table
from apps.messaging.conversations import conversation, roster_for
from apps.messaging.distance import check_can_send
from apps.messaging.ids import new_ulid
from apps.messaging.members import Conversation, Roster
from apps.messaging.records import News
from apps.messaging.starting import MEMBERS, clean_title, invited, too_many_members
from apps.messaging.telling import tell_people
from apps.profiles.selectors import people_by_id, people_to_talk_to

if TYPE_CHECKING:
    from apps.profiles.models import User

Role = Literal["owner", "member"]

# Seconds; None is for ever.
LASTS_CHOICES: tuple[int | None, ...] = (3600, 86400, 604800, None)
_ATTEMPTS = 8
# A picture put there a moment ago may be about to become the group's.
_RECENTLY = timedelta(minutes=2)


@dataclass(frozen=True)
class Changes:
    """What to change; the rest stays. None takes the title or picture away."""

    title: str | Unchanged | None = UNCHANGED
    picture_id: int | Unchanged | None = UNCHANGED
    lasts: int | Unchanged | None = UNCHANGED


@dataclass(frozen=True)
class _Step:
    """What a conversation is to be, and what is told of it among its messages."""

    after: Roster
    news: Sequence[News]


# What is to become of a conversation as it was read; the id is that of the first news.
_Plan = Callable[[Roster, str], _Step | None]


def edit_conversation(*, editor: "User", conversation_id: str, changes: Changes) -> Conversation:
    """Change title and picture of a group, and how long messages last: all of it, or nothing.

    Raises NotFound, Forbidden (`not_an_owner`, `direct_conversation`), Conflict `cannot_send`,
    Invalid (`lasts_invalid`, the text's codes for `title`, the media's for `picture_id`).
    """
    if not isinstance(changes.title, Unchanged) and changes.title is not None:
        changes = replace(changes, title=clean_title(changes.title))
    if not isinstance(changes.lasts, Unchanged) and changes.lasts not in LASTS_CHOICES:
        raise Invalid.field("lasts", "lasts_invalid", "Choose one of the times that are offered.")

    def plan(roster: Roster, news_id: str) -> _Step | None:
        _check_editor(editor, roster, changes)
        return _edited(editor, roster, changes)

    after = _change(editor, conversation_id, plan)
    if not isinstance(changes.picture_id, Unchanged):
        let_go(place=after.id, but=after.picture, before=timezone.now() - _RECENTLY)
    return conversation(viewer=editor, conversation_id=conversation_id)


def _check_editor(editor: "User", roster: Roster, changes: Changes) -> None:
    if roster.kind == "group":
        _check_owner(editor, roster)
    elif changes.title is not UNCHANGED or changes.picture_id is not UNCHANGED:
        raise _direct_conversation()
    else:
        check_can_send(sender=editor, facts=roster)


def _edited(editor: "User", roster: Roster, changes: Changes) -> _Step | None:
    after, news = roster, []
    if not isinstance(changes.title, Unchanged) and changes.title != roster.title:
        after = replace(after, title=changes.title)
        news.append(News("renamed", title=changes.title))
    if not isinstance(changes.picture_id, Unchanged) and changes.picture_id != roster.picture:
        if changes.picture_id is not None:
            attach_to_group(owner=editor, media_id=changes.picture_id, place=roster.id)
        after = replace(after, picture=changes.picture_id)
        news.append(News("pictured"))
    if not isinstance(changes.lasts, Unchanged) and changes.lasts != roster.lasts:
        after = replace(after, lasts=changes.lasts)
        news.append(News("lasts", lasts=changes.lasts))
    return _Step(after, news) if news else None


def put_member(
    *, owner: "User", conversation_id: str, handle: str, role: Role | None = None
) -> Conversation:
    """Add a person to a group, or change their role where they are in it; None leaves that.

    It is a request for who does not follow the owner. Raises NotFound (`person_not_found` also
    across a block), Forbidden (`not_an_owner`, `direct_conversation`), Invalid
    `too_many_members`, Conflict `last_owner`.
    """

    def plan(roster: Roster, news_id: str) -> _Step | None:
        _check_owner(owner, roster)
        user = _member_called(handle, roster)
        if user is not None:
            return _given(roster, user, role)
        return _added(owner, roster, handle, role, since=news_id)

    _change(owner, conversation_id, plan)
    return conversation(viewer=owner, conversation_id=conversation_id)


def _member_called(handle: str, roster: Roster) -> str | None:
    """The member of that handle, also across a block. One query."""
    people = people_by_id(roster.member_ids).values()
    return next((str(one.pk) for one in people if one.handle == handle.lower()), None)


def _given(roster: Roster, user: str, role: Role | None) -> _Step | None:
    if role == "owner" and user not in roster.owners:
        after = replace(roster, owners=roster.owners | {user})
        return _Step(after, [News("owner_made", people=[user])])
    if role == "member" and user in roster.owners:
        if len(roster.owners) == 1:
            raise Conflict("A group has an owner. Make somebody else one first.", code="last_owner")
        after = replace(roster, owners=roster.owners - {user})
        return _Step(after, [News("owner_unmade", people=[user])])
    return None


def _added(owner: "User", roster: Roster, handle: str, role: Role | None, *, since: str) -> _Step:
    """Nothing that was said before is theirs, also where they have been in the group before."""
    if len(roster.members) >= MEMBERS:
        raise too_many_members("handle")
    [person] = people_to_talk_to(viewer=owner, handles=[handle]).values() or [None]
    if person is None:
        raise _no_person()
    user = str(person.pk)
    after = roster.with_member(user, invited(person, since))
    if role == "owner":
        after = replace(after, owners=roster.owners | {user})
    return _Step(after, [News("added", people=[user])])


def remove_member(*, owner: "User", conversation_id: str, handle: str) -> Conversation:
    """Take somebody else out of a group: nothing of it is theirs to read from then on.

    Raises NotFound (`person_not_found` for who is not in it), Forbidden.
    """

    def plan(roster: Roster, news_id: str) -> _Step:
        _check_owner(owner, roster)
        user = _member_called(handle, roster)
        if user is None:
            raise _no_person()
        return _Step(roster.without(user), [News("removed", people=[user])])

    _change(owner, conversation_id, plan)
    return conversation(viewer=owner, conversation_id=conversation_id)


def leave(*, person: "User", conversation_id: str) -> None:
    """Leave a group, which goes with its last member.

    Where no owner is left, who has been there longest becomes one. Raises NotFound, Forbidden
    `direct_conversation`.
    """
    user = str(person.pk)

    def plan(roster: Roster, news_id: str) -> _Step:
        if roster.kind == "direct":
            raise _direct_conversation()
        if len(roster.members) == 1:
            # Without owners nobody is added to what is about to go.
            return _Step(replace(roster, owners=frozenset()), [])
        after = roster.without(user)
        made = sorted(after.owners - roster.owners)
        return _Step(after, [News("left"), *(News("owner_made", people=[one]) for one in made)])

    after = _change(person, conversation_id, plan, accepts=False)
    if not after.owners:
        ending.end(conversation_id)
        store_changes.delete_entry(conversation_id, user)


def _change(person: "User", conversation_id: str, plan: _Plan, *, accepts: bool = True) -> Roster:
    """Do what `plan` says to a conversation as one of its members, and tell the others.

    Who has it among the requests accepts it by that. Raises NotFound, Unavailable where it goes
    on changing, and what `plan` raises.
    """
    for _ in range(_ATTEMPTS):
        before = roster_for(person, conversation_id)
        news_id = new_ulid()
        step = plan(before, news_id)
        if step is None:
            return before
        if accepts and str(person.pk) in before.waiting:
            requests.accept(person=person, conversation_id=conversation_id)
            continue
        ids = [news_id, *(new_ulid() for _ in step.news[1:])][: len(step.news)]
        by = str(person.pk)
        items = [
            store_changes.news_item(conversation_id, id, by=by, news=news)
            for id, news in zip(ids, step.news, strict=True)
        ]
        try:
            after = store_changes.write(before, step.after, news=items)
        except store_changes.Lost:
            continue
        _tell(before, after, ids)
        return after
    raise Unavailable


def _tell(before: Roster, after: Roster, news_ids: Sequence[str]) -> None:
    """Tell all but who has declined that it is not as it was, also who is no member any more."""
    members = {**after.members, **before.members}
    concerned = {user for user, one in members.items() if one.state != table.DECLINED}
    tell_people(concerned, "conversation", {"conversation_id": after.id})
    hearers = after.members.keys() - after.waiting
    for id in news_ids:
        tell_people(hearers, "message", {"conversation_id": after.id, "message_id": id})


def _check_owner(person: "User", roster: Roster) -> None:
    if roster.kind == "direct":
        raise _direct_conversation()
    if str(person.pk) not in roster.owners:
        raise Forbidden("Only an owner of the group can do this.", code="not_an_owner")


def _direct_conversation() -> Forbidden:
    return Forbidden("This can be done in groups only.", code="direct_conversation")


def _no_person() -> NotFound:
    return NotFound("There is nobody of that name here.", code="person_not_found")
