"""What happens to feeds when posts and follows change.

A handler runs in the transaction of the change. What one person must see at once (their own
post, the posts of someone just followed) is written there; the rest is a task, deferred in the
same transaction. After a follow or an unfollow that is making the whole feed what the rule says:
the task sees what others committed in between, which the transaction could not.
"""

from collections import defaultdict
from uuid import UUID

from apps.core.events import on
from apps.posts.events import (
    PostChanged,
    PostPublished,
    PostRetagged,
    PostsRemoved,
    Reposted,
    TagFollowed,
    TagUnfollowed,
    Unreposted,
)
from apps.profiles.events import Followed, RepostsHidden, Unfollowed
from apps.timelines import services, tasks


def register() -> None:
    on(PostPublished, post_published)
    on(PostRetagged, post_retagged)
    on(PostsRemoved, posts_removed)
    on(PostChanged, post_changed)
    on(Reposted, reposted)
    on(Unreposted, unreposted)
    on(Followed, followed)
    on(Unfollowed, unfollowed)
    on(RepostsHidden, reposts_hidden)
    on(TagFollowed, tag_followed)
    on(TagUnfollowed, tag_unfollowed)


def post_published(event: PostPublished) -> None:
    if not event.in_feeds:
        return
    services.add_entries(owner_ids=[event.author_id], post_ids=[event.post_id])
    tasks.fan_out.defer(post_id=event.post_id, author_id=str(event.author_id))
    if event.tags:
        tasks.fan_out_tags.defer(post_id=event.post_id)


def post_retagged(event: PostRetagged) -> None:
    tasks.retag.defer(post_id=event.post_id, dropped=list(event.dropped))


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
    services.fill(owner_id=event.follower_id, followee_id=event.followee_id)
    tasks.refresh.defer(owner_id=str(event.follower_id))


def unfollowed(event: Unfollowed) -> None:
    services.clear(owner_id=event.follower_id, followee_id=event.followee_id)
    _refresh(event.follower_id)


def reposts_hidden(event: RepostsHidden) -> None:
    if event.hidden:
        services.clear_reposts(owner_id=event.follower_id, reposter_id=event.followee_id)
    _refresh(event.follower_id)


def tag_followed(event: TagFollowed) -> None:
    services.fill_tag(owner_id=event.person_id, name=event.name)
    tasks.refresh.defer(owner_id=str(event.person_id))


def tag_unfollowed(event: TagUnfollowed) -> None:
    services.clear_tag(owner_id=event.person_id, name=event.name)
    _refresh(event.person_id)


def _refresh(owner_id: UUID) -> None:
    """Now, for what is there for another reason; and for what is being written at this moment."""
    tasks.refresh.defer(owner_id=str(owner_id))
    tasks.refresh.configure(schedule_in={"seconds": 10}).defer(owner_id=str(owner_id))
