import pytest
from django.db import connection

from apps.posts.models import Post, Tombstone
from apps.timelines.models import Entry
from tests.bench import graph
from tests.bench.graph import Size, person_id

PRIVATE = 66
SMALL = Size(posts=800, people=99, few=8, many=50, crowd=40, replies=30)


@pytest.fixture
def network(db: None) -> None:
    """The bench's own network, small, and with more of what is rare in it."""
    with connection.cursor() as cursor:
        for _ in graph.fill(cursor.cursor, SMALL):
            pass
    replies = list(Post.objects.filter(reply_to__isnull=False).order_by("pk"))
    Post.objects.filter(pk__in=[reply.pk for reply in replies[::7]]).update(hidden=True)
    gone = Post.objects.filter(pk__in=[reply.reply_to for reply in replies[3:30:3]])
    Tombstone.objects.bulk_create(
        [Tombstone(id=post.pk, reply_to=post.reply_to, reason="deleted") for post in gone]
    )
    gone.delete()
    # What one repost brought, another has brought again.
    reposts = list(Entry.objects.filter(reposter__isnull=False))
    Entry.objects.bulk_create(
        Entry(
            owner_id=entry.owner_id,
            position=entry.position + 2**30,
            post_id=entry.post_id,
            reposter_id=person_id(PRIVATE),
        )
        for entry in reposts
    )
