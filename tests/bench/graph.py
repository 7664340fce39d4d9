"""The made-up network that the bench reads: people, whom they follow, what they write.

All of it is made by PostgreSQL, from one seed. Popularity follows a power law (the first in rank
is followed by most, the median by some thirty), popular people write more, replies hang on what
is new. Nothing is over yet: as where the worker sweeps, every expiry is still ahead.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from psycopg import Cursor
from psycopg.rows import TupleRow

STEPS = Path(__file__).with_name("graph.sql")
SEED = 0.2026
# Written first and indexed then, where it can be: it takes a third of the time.
LARGE = ("profiles_follow", "posts_post", "posts_like", "timelines_entry")
# The tag that most cruds name.
TAG = "tag1"
# People with a part of their own, by number; ordinary people begin after them.
READ_FEW, READ_MANY, UNFOLLOWED, FOLLOWED = range(1, 9), range(9, 17), 17, 18
ORDINARY = 21
READERS = range(101, 201)


@dataclass(frozen=True)
class Size:
    """How large a network is. `few` and `many` are followed by special readers, `crowd` follow
    one special author; `feed_rows` at most are written to feeds, for the newest posts.
    """

    posts: int
    people: int = 20_000
    few: int = 20
    many: int = 2_000
    crowd: int = 10_000
    replies: int = 200
    feed_rows: int = 8_000_000

    @property
    def version(self) -> str:
        """Differs whenever what is made would."""
        return hashlib.sha256(STEPS.read_bytes() + repr(self).encode()).hexdigest()[:16]


def person_id(number: int) -> UUID:
    return UUID(hashlib.md5(f"person {number}".encode(), usedforsecurity=False).hexdigest())


def handle(number: int) -> str:
    return f"person_{number}"


def steps() -> Iterator[tuple[str, str]]:
    """(title, SQL) of each step of the making, in order."""
    for part in STEPS.read_text().split("\n-- step: ")[1:]:
        title, _, sql = part.partition("\n")
        yield title, sql


def fill(cursor: Cursor[TupleRow], size: Size) -> Iterator[str]:
    """Make the network in an empty database, in the caller's transaction; before each step its
    title. Needs a superuser: foreign keys are not checked, row by row, meanwhile.
    """
    cursor.execute("SET LOCAL session_replication_role = replica")
    cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")  # it would shuffle the dice
    cursor.execute("SET LOCAL work_mem = '256MB'")
    cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
    cursor.execute("SELECT setseed(%s)", [SEED])
    indexes = _take_indexes(cursor)
    for title, sql in steps():
        yield title
        cursor.execute(sql, asdict(size))
    yield "Indexes"
    for definition in indexes:
        cursor.execute(definition)
    cursor.execute("SET LOCAL session_replication_role = origin")


def _take_indexes(cursor: Cursor[TupleRow]) -> list[str]:
    """Drop the indexes of the large tables that no constraint needs; how to make them again."""
    cursor.execute(
        "SELECT format('%%I', indexname), indexdef FROM pg_indexes WHERE tablename = ANY(%s)"
        " AND indexname NOT IN (SELECT conname FROM pg_constraint)",
        [list(LARGE)],
    )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f"DROP INDEX {name}")
    return [definition for _, definition in found]
