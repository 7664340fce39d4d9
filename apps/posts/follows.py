"""Following hashtags, and muting threads: what a person says of many posts at once."""

from typing import TYPE_CHECKING

from django.db import transaction

from apps.core.errors import Invalid
from apps.core.events import announce
from apps.core.pagination import Page, cut_page, decode_cursor, invalid_cursor
from apps.posts.entities import is_tag
from apps.posts.events import TagFollowed, TagUnfollowed
from apps.posts.models import TagFollow, ThreadMute
from apps.posts.selectors import post_by_id

if TYPE_CHECKING:
    from apps.profiles.models import User

MOST_TAGS = 100


@transaction.atomic
def follow_tag(*, person: "User", name: str) -> None:
    """Have what names a hashtag in one's home feed.

    Raises Invalid `tag_invalid`, `too_many_tags`.
    """
    name = name.lower()
    if not is_tag(name):
        raise Invalid("This is not a hashtag.", code="tag_invalid")
    if TagFollow.objects.filter(person=person).count() >= MOST_TAGS:
        raise Invalid(f"You can follow {MOST_TAGS} hashtags.", code="too_many_tags")
    _, created = TagFollow.objects.get_or_create(person=person, name=name)
    if created:
        announce(TagFollowed(person.pk, name))


@transaction.atomic
def unfollow_tag(*, person: "User", name: str) -> None:
    deleted, _ = TagFollow.objects.filter(person=person, name=name.lower()).delete()
    if deleted:
        announce(TagUnfollowed(person.pk, name.lower()))


def followed_tags_page(*, person: "User", cursor: str | None, limit: int) -> Page[str]:
    """The hashtags that a person follows, by name. One query."""
    rows = TagFollow.objects.filter(person=person)
    if cursor is not None:
        match decode_cursor(cursor):
            case str(after) if "\0" not in after:
                rows = rows.filter(name__gt=after)
            case _:
                raise invalid_cursor()
    names = list(rows.order_by("name").values_list("name", flat=True)[: limit + 1])
    return cut_page(names, limit=limit, position=lambda name: name)


def mute_thread(*, person: "User", post_id: int) -> None:
    """Keep the thread that a post is in from one's feeds. Raises NotFound."""
    post = post_by_id(viewer=person, post_id=post_id)
    ThreadMute.objects.get_or_create(person=person, thread=post.thread or post.pk)


def unmute_thread(*, person: "User", post_id: int) -> None:
    """Raises NotFound."""
    post = post_by_id(viewer=person, post_id=post_id)
    ThreadMute.objects.filter(person=person, thread=post.thread or post.pk).delete()
