"""What crawlers may find: people who want to be found, and what they wrote that lasts.

A sitemap page begins after a handle or an id, which is in its address, so it is one range of an
index, and means the same to every process.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from apps.pages.shown import absolute
from apps.pages.words import crud_path, person_path
from apps.posts.selectors import visible_posts
from apps.profiles.selectors import visible_people

if TYPE_CHECKING:
    from apps.posts.models import Post
    from apps.profiles.models import User

MOST_ENTRIES = 10_000
# Gone before anybody would find it.
SHORTEST_LIFE = timedelta(days=1)
# Before every handle, and before every id.
FIRST = "0"


@dataclass(frozen=True)
class Entry:
    url: str
    changed: datetime


def people(after: str) -> Iterator[Entry]:
    """A page of people, in order of handle; one query."""
    latest = visible_posts(viewer=None).filter(author=OuterRef("pk")).order_by("-pk")
    rows = _people().annotate(last=Subquery(latest.values("created_at")[:1]))
    found = rows.filter(handle__gt=after).values_list("handle", "last", "created_at")
    for handle, last, joined in found[:MOST_ENTRIES]:
        yield Entry(absolute(person_path(str(handle))), last or joined)


def cruds(after: int) -> Iterator[Entry]:
    """A page of cruds, oldest first; one query."""
    rows = _cruds().filter(pk__gt=after)
    found = rows.values_list("author__handle", "pk", "edited_at", "created_at")
    for handle, post_id, edited, created in found[:MOST_ENTRIES]:
        yield Entry(absolute(crud_path(str(handle), post_id)), edited or created)


def addresses() -> list[str]:
    """The pages that there are; two queries, but for a process that has yet to find the full ones.

    Nothing is counted: from where the last known page begins it is one step to the next.
    """
    known: dict[str, list[Any]] = cache.get("sitemap") or {"people": [FIRST], "cruds": [FIRST]}
    known["people"] += _starts(_people(), "handle", known["people"][-1])
    known["cruds"] += _starts(_cruds(), "pk", known["cruds"][-1])
    cache.set("sitemap", known, None)
    return [
        absolute(f"/sitemap-{kind}-{start}.xml")
        for kind, starts in known.items()
        for start in starts
    ]


def _starts(rows: QuerySet[Any], column: str, last: Any) -> Iterator[Any]:
    """Where the pages after the one that begins at `last` begin. A query each."""
    while True:
        ahead = rows.filter(**{f"{column}__gt": last}).values_list(column, flat=True)
        found = list(ahead[MOST_ENTRIES - 1 : MOST_ENTRIES])
        if not found:
            return
        last = found[0]
        yield last


def _people() -> "QuerySet[User]":
    people = visible_people().filter(indexable=True, is_private=False)
    return people.order_by("handle")


def _cruds() -> "QuerySet[Post]":
    lasting = Q(expires_at__isnull=True) | Q(expires_at__gt=F("created_at") + SHORTEST_LIFE)
    found = visible_posts(viewer=None).filter(lasting, reply_to__isnull=True)
    return found.filter(author__indexable=True).order_by("pk")
