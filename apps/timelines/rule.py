"""The rule of which rows a home feed has: docs/feeds.md."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from apps.posts.sources import posts_by_people, posts_by_tags_of, reposts_by_people
from apps.profiles.selectors import followees


class Row(NamedTuple):
    """`position` is the id of the post or of the repost that brought it, and tells its time."""

    position: int
    post_id: int
    reposter_id: UUID | None = None
    tag: str | None = None


def rows_of(owner_id: UUID, *, after: int, most: int) -> list[Row]:
    """The newest rows, at `most` so many, of a person's feed after a position. Four queries."""
    own = posts_by_people([owner_id], after=after)[:most]
    theirs = posts_by_people(followees(owner_id), after=after)[:most]
    reposts = reposts_by_people(followees(owner_id, reposts=True), after=after)[:most]
    tagged = posts_by_tags_of(owner_id, after=after)[:most]
    # What a person brought needs no hashtag: the later arms win.
    return newest(
        [
            *(Row(position, post, tag=name) for position, post, name in tagged),
            *(Row(position, post, reposter) for position, post, reposter in reposts),
            *(Row(position, post) for position, post in theirs),
            *(Row(position, post) for position, post in own),
        ],
        most,
    )


def newest(rows: Iterable[Row], most: int) -> list[Row]:
    """The last of each position, newest first, at `most` so many."""
    by_position = {row.position: row for row in rows}
    return [by_position[position] for position in sorted(by_position, reverse=True)[:most]]
