"""Keeps feeds as the rule has them: after a change of whom one follows, by hand, and in length."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from apps.core.prepared import Statement, compile_once
from apps.profiles.selectors import all_ids
from apps.profiles.services import lock_people
from apps.timelines.models import Entry, Feed
from apps.timelines.rule import Row, rows_of

# How many rows a feed keeps, and above how many it is cut.
KEPT = 1000
MOST = 1200
# How many feeds one statement looks at.
CHUNK = 500


@dataclass(frozen=True)
class Difference:
    """What a feed lacks, and what it has without reason."""

    missing: Sequence[Row]
    extra: Sequence[Row]

    def __len__(self) -> int:
        return len(self.missing) + len(self.extra)


@transaction.atomic
def refresh(*, owner_id: UUID) -> Difference:
    """Make a feed what the rule says, its newest `KEPT` rows; what was wrong with it.

    Safe beside whatever else writes to it: what is there is read before the rule, so a row is
    taken away only for what was so when it was already there. Nothing for who is gone.
    """
    if not lock_people(owner_id):
        return Difference([], [])
    feed, _ = Feed.objects.get_or_create(owner_id=owner_id)
    stored = _stored(owner_id)
    rows = rows_of(owner_id, after=feed.since, most=KEPT + 1)
    if len(rows) <= KEPT and feed.since:
        # What left has made room for what is older.
        rows = rows_of(owner_id, after=0, most=KEPT + 1)
    feed.since = rows[KEPT].position if len(rows) > KEPT else 0
    feed.save(update_fields=["since"])
    found = _compare(stored, rows[:KEPT])
    _mend(owner_id, found)
    return found


def check(*, owner_id: UUID) -> Difference:
    """What `refresh` would find wrong above the place where the feed is cut off.

    What is being written at this moment may be missing.
    """
    since = since_of(owner_id)
    stored = [row for row in _stored(owner_id) if row.position > since]
    return _compare(stored, rows_of(owner_id, after=since, most=len(stored) + MOST))


def since_of(owner_id: UUID) -> int:
    """The position up to which a feed is cut off."""
    rows = _since().rows(owner=owner_id)
    return int(rows[0][0]) if rows else 0


@cache
def _since() -> Statement:
    def find(owner: UUID) -> QuerySet[Feed, Any]:
        return Feed.objects.filter(owner=owner).values_list("since")

    return compile_once(find, owner=UUID)


def _stored(owner_id: UUID) -> list[Row]:
    rows = Entry.objects.filter(owner=owner_id).order_by("-position")
    return [Row(*row) for row in rows.values_list("position", "post_id", "reposter_id", "tag")]


def _compare(stored: Sequence[Row], wanted: Sequence[Row]) -> Difference:
    there, due = set(stored), set(wanted)
    return Difference(
        missing=[row for row in wanted if row not in there],
        extra=[row for row in stored if row not in due],
    )


def _mend(owner_id: UUID, found: Difference) -> None:
    gone = [row.position for row in found.extra]
    Entry.objects.filter(owner=owner_id, position__in=gone).delete()
    Entry.objects.bulk_create(
        [Entry(owner_id=owner_id, **row._asdict()) for row in found.missing],
        ignore_conflicts=True,
    )


def everyone() -> Iterator[list[UUID]]:
    """The ids of all people, in chunks."""
    after: UUID | None = None
    while ids := all_ids(after=after, limit=CHUNK):
        yield ids
        after = ids[-1]


def trim_all() -> int:
    """Cut every feed that is too long; rows taken away."""
    return sum(trim(owner_ids=owner_ids) for owner_ids in everyone())


def trim(*, owner_ids: Sequence[UUID]) -> int:
    """Cut those of these feeds that have more than `MOST` rows down to `KEPT`; rows taken away."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_CUT, {"owners": list(owner_ids), "most": MOST, "kept": KEPT})
        trimmed: int = cursor.rowcount
    return trimmed


_CUT = """
WITH cut AS (
    SELECT owner_id, last.position
    FROM unnest(%(owners)s::uuid[]) AS owners (owner_id)
    CROSS JOIN LATERAL (
        SELECT FROM timelines_entry e WHERE e.owner_id = owners.owner_id
        ORDER BY position DESC OFFSET %(most)s LIMIT 1
    ) AS too_long
    CROSS JOIN LATERAL (
        SELECT position FROM timelines_entry e WHERE e.owner_id = owners.owner_id
        ORDER BY position DESC OFFSET %(kept)s LIMIT 1
    ) AS last
), noted AS (
    INSERT INTO timelines_feed (owner_id, since) SELECT owner_id, position FROM cut
    ON CONFLICT (owner_id) DO UPDATE SET since = greatest(timelines_feed.since, EXCLUDED.since)
)
DELETE FROM timelines_entry e USING cut
WHERE e.owner_id = cut.owner_id AND e.position <= cut.position
"""
