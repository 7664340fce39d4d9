"""Following hashtags, and muting threads: what a person says of many posts at once."""

from typing import TYPE_CHECKING

from django.db import transaction

from apps.core.errors import Invalid
from apps.core.events import announce
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


def mute_thread(*, person: "User", post_id: int) -> None:
    """Keep the thread that a post is in from one's feeds. Raises NotFound."""
    post = post_by_id(viewer=person, post_id=post_id)
    ThreadMute.objects.get_or_create(person=person, thread=post.thread or post.pk)


def unmute_thread(*, person: "User", post_id: int) -> None:
    """Raises NotFound."""
    post = post_by_id(viewer=person, post_id=post_id)
    ThreadMute.objects.filter(person=person, thread=post.thread or post.pk).delete()
