"""Removing a person from every store.

Each step does a part of its work, says how much, and is called until that is nothing. All of
them may run twice, beside themselves, and when the person's row is gone; it goes last, so that
what fails is begun again until all is done. Whose data a step finds it takes from the id alone.
"""

import time
from collections.abc import Callable
from uuid import UUID

from apps.account import storage
from apps.account.models import Export
from apps.core.tasks import forget_jobs
from apps.media.services import delete_all_of
from apps.messaging.own_data import erase_messages
from apps.posts import own_data as posts
from apps.profiles import own_data as profiles
from apps.timelines.services import erase_feed, withdraw

# For how long a run goes on before it lets other work come in between, in seconds.
RUN_SECONDS = 20.0


def erase(*, person_id: UUID) -> bool:
    """Remove a person, or a part of what there is of them; whether nothing is left."""
    end = time.monotonic() + RUN_SECONDS
    for step in STEPS:
        while step(person_id):
            if time.monotonic() >= end:
                return False
    return True


def _identity(person_id: UUID) -> int:
    return profiles.erase_identity(user_id=person_id)


def _messages(person_id: UUID) -> int:
    return erase_messages(user_id=person_id)


def _marks(person_id: UUID) -> int:
    erased = 0
    for name in posts.MARKS:
        ids = posts.mark_ids(name, person_id=person_id)
        if name == "reposts":
            # While the followers are known in whose feeds they are.
            withdraw(positions=ids, author_id=person_id)
        posts.erase_marks(name, ids=ids)
        erased += len(ids)
    return erased


def _posts(person_id: UUID) -> int:
    ids = posts.post_ids(author_id=person_id)
    withdraw(positions=ids, author_id=person_id)
    posts.erase_posts(ids=ids)
    return len(ids)


def _mentions(person_id: UUID) -> int:
    return posts.erase_mentions(person_id=person_id)


def _drafts(person_id: UUID) -> int:
    return posts.erase_drafts(owner_id=person_id)


def _follows(person_id: UUID) -> int:
    return profiles.erase_follows(user_id=person_id)


def _feed(person_id: UUID) -> int:
    return erase_feed(owner_id=person_id)


def _pictures(person_id: UUID) -> int:
    return delete_all_of(owner_id=person_id)


def _exports(person_id: UUID) -> int:
    exports = Export.objects.filter(owner_id=person_id)
    for export in exports:
        storage.delete(export.key)
    deleted, _ = exports.delete()
    return deleted


def _jobs(person_id: UUID) -> int:
    return forget_jobs(str(person_id))


def _person(person_id: UUID) -> int:
    return profiles.erase_person(user_id=person_id)


STEPS: tuple[Callable[[UUID], int], ...] = (
    _identity,
    _messages,
    _marks,
    _posts,
    _mentions,
    _drafts,
    _follows,
    _feed,
    _pictures,
    _exports,
    _jobs,
    _person,
)
