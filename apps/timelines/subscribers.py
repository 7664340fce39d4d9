"""What happens to feeds when posts and follows change.

A handler runs in the transaction of the change. What one person must see at once (their own
post, the posts of someone just followed) is written there; the rest is a task, deferred in the
same transaction. Follow and unfollow defer their write once more: the task sees what was
committed in between by others, which the transaction could not.
"""

from collections import defaultdict
from uuid import UUID

from apps.core.events import on
from apps.posts.events import PostChanged, PostPublished, PostsRemoved, Reposted, Unreposted
from apps.profiles.events import Followed, Unfollowed
from apps.timelines import services, tasks


def register() -> None:
    on(PostPublished, post_published)
    on(PostsRemoved, posts_removed)
    on(PostChanged, post_changed)
    on(Reposted, reposted)
    on(Unreposted, unreposted)
    on(Followed, followed)
    on(Unfollowed, unfollowed)


def post_published(event: PostPublished) -> None:
    if not event.for_feeds:
        return
    services.add_entries(owner_ids=[event.author_id], post_ids=[event.post_id])
    tasks.fan_out.defer(post_id=event.post_id, author_id=str(event.author_id))


def posts_removed(event: PostsRemoved) -> None:
    by_author: defaultdict[UUID, list[int]] = defaultdict(list)
    for post_id, author_id in event.posts:
        by_author[author_id].append(post_id)
    for author_id, post_ids in by_author.items():
        tasks.withdraw.defer(post_ids=post_ids, author_id=str(author_id))


def post_changed(event: PostChanged) -> None:
    tasks.tell_changed.defer(post_id=event.post_id, author_id=str(event.author_id))


def reposted(event: Reposted) -> None:
    tasks.fan_out_repost.defer(
        repost_id=event.repost_id, post_id=event.post_id, reposter_id=str(event.person_id)
    )


def unreposted(event: Unreposted) -> None:
    tasks.withdraw.defer(post_ids=[event.repost_id], author_id=str(event.person_id), told=False)


def followed(event: Followed) -> None:
    services.backfill(owner_id=event.follower_id, followee_id=event.followee_id)
    tasks.backfill.defer(owner_id=str(event.follower_id), followee_id=str(event.followee_id))


def unfollowed(event: Unfollowed) -> None:
    services.clean(owner_id=event.follower_id, followee_id=event.followee_id)
    tasks.clean.configure(schedule_in={"seconds": 10}).defer(
        owner_id=str(event.follower_id), followee_id=str(event.followee_id)
    )
