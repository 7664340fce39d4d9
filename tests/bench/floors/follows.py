"""Following and its undoing: the bare statements in one transaction, and the profile afterwards.

They leave what the app leaves: the follow, both counts, the follower's feed, and the job that
makes that feed what the rule says.
"""

from typing import Any
from uuid import UUID

import orjson
from psycopg import RawCursor

from tests.bench.floors.cards import picture_card, timestamp

Cursor = RawCursor[tuple[Any, ...]]

# $2: the handle.
FOLLOW = """
    INSERT INTO profiles_follow (follower_id, followee_id)
    SELECT $1, id FROM profiles_user WHERE handle = $2 ON CONFLICT DO NOTHING RETURNING followee_id
"""
UNFOLLOW = """
    DELETE FROM profiles_follow WHERE follower_id = $1
    AND followee_id = (SELECT id FROM profiles_user WHERE handle = $2) RETURNING followee_id
"""
COUNT_FOLLOWING = "UPDATE profiles_user SET following_count = following_count + $2 WHERE id = $1"
COUNT_FOLLOWERS = "UPDATE profiles_user SET follower_count = follower_count + $2 WHERE id = $1"
FILL_FEED = """
    INSERT INTO timelines_entry (owner_id, position, post_id)
    SELECT $1, id, id FROM posts_post WHERE author_id = $2 AND in_feeds
    AND id > coalesce((SELECT since FROM timelines_feed WHERE owner_id = $1), 0)
    ORDER BY id DESC LIMIT 40
    ON CONFLICT (owner_id, position) DO UPDATE SET tag = NULL
    WHERE timelines_entry.tag IS NOT NULL
"""
CLEAN_FEED = """
    DELETE FROM timelines_entry AS e USING posts_post AS p
    WHERE e.owner_id = $1 AND p.id = e.post_id AND p.author_id = $2
    AND e.reposter_id IS NULL AND e.tag IS NULL
"""
CLEAN_REPOSTS = "DELETE FROM timelines_entry WHERE owner_id = $1 AND reposter_id = $2"
DEFER = """
    INSERT INTO procrastinate_jobs (queue_name, task_name, args, scheduled_at)
    VALUES ('default', 'apps.timelines.tasks.refresh', json_build_object('owner_id', $1::text),
        now() + $2::interval)
"""
PERSON = """
    SELECT u.handle, u.display_name, u.avatar_url, u.bio, u.links, u.is_private, u.created_at,
        u.pinned_post_id, u.post_count, u.follower_count, u.following_count, u.id = $1,
        follow.follower_id IS NOT NULL, coalesce(follow.hides_reposts, false),
        EXISTS (SELECT FROM profiles_follow WHERE follower_id = u.id AND followee_id = $1),
        EXISTS (SELECT FROM profiles_followrequest WHERE requester_id = $1 AND target_id = u.id),
        EXISTS (SELECT FROM profiles_followrequest WHERE requester_id = u.id AND target_id = $1),
        EXISTS (SELECT FROM profiles_block WHERE blocker_id = $1 AND blocked_id = u.id),
        mute.muter_id IS NOT NULL, mute.until,
        (SELECT json_object_agg(m.purpose, json_build_array(m.id::text, m.alt, m.width, m.height,
            m.blur, m.animated, m.key, m.sources))
        FROM media_media AS m WHERE m.owner_id = u.id AND m.worn)
    FROM profiles_user AS u
    LEFT JOIN profiles_mute AS mute ON mute.muter_id = $1 AND mute.muted_id = u.id
        AND (mute.until IS NULL OR mute.until > now())
    LEFT JOIN profiles_follow AS follow ON follow.follower_id = $1 AND follow.followee_id = u.id
    WHERE u.handle = $2 AND u.is_active AND u.leaves_at IS NULL
    AND NOT EXISTS (SELECT FROM profiles_block WHERE blocker_id = u.id AND blocked_id = $1)
"""


def follow(cursor: Cursor, viewer: UUID, handle: str) -> bytes:
    made = cursor.execute(FOLLOW, [viewer, handle]).fetchone()
    if made:
        (followee,) = made
        _count(cursor, viewer, followee, by=1)
        cursor.execute(FILL_FEED, [viewer, followee])
        cursor.execute(DEFER, [viewer, "0 s"])
    return _profile(cursor, viewer, handle)


def unfollow(cursor: Cursor, viewer: UUID, handle: str) -> bytes:
    gone = cursor.execute(UNFOLLOW, [viewer, handle]).fetchone()
    if gone:
        (followee,) = gone
        _count(cursor, viewer, followee, by=-1)
        cursor.execute(CLEAN_FEED, [viewer, followee])
        cursor.execute(CLEAN_REPOSTS, [viewer, followee])
        for wait in ("0 s", "10 s"):
            cursor.execute(DEFER, [viewer, wait])
    return _profile(cursor, viewer, handle)


def _count(cursor: Cursor, follower: UUID, followee: UUID, *, by: int) -> None:
    cursor.execute(COUNT_FOLLOWING, [follower, by])
    cursor.execute(COUNT_FOLLOWERS, [followee, by])


def _profile(cursor: Cursor, viewer: UUID, handle: str) -> bytes:
    (
        handle, display_name, avatar_url, bio, links, is_private, created_at, pinned,
        posts, followers, following, is_self, follows, hides_reposts, followed_by,
        requested, requests_me, blocking, muting, muted_until, worn,
    ) = cursor.execute(PERSON, [viewer, handle]).fetchall()[0]  # fmt: skip
    may_see = not is_private or is_self or follows
    worn = worn or {}
    return orjson.dumps(
        {
            "handle": handle,
            "display_name": display_name,
            "avatar_url": avatar_url or None,
            "avatar": picture_card(*worn["avatar"]) if "avatar" in worn else None,
            "banner": picture_card(*worn["banner"]) if "banner" in worn else None,
            "bio": bio,
            "links": links,
            "is_private": is_private,
            "created_at": timestamp(created_at),
            "pinned_post_id": str(pinned) if pinned and may_see else None,
            "counts": {"posts": posts, "followers": followers, "following": following}
            if may_see
            else None,
            "viewer": {
                "is_self": is_self,
                "following": follows,
                "followed_by": followed_by,
                "requested": requested,
                "blocking": blocking,
                "muting": muting,
                "requests_me": requests_me,
                "muted_until": timestamp(muted_until) if muted_until else None,
                "hides_reposts": hides_reposts,
                "may_see_posts": may_see,
            },
        }
    )
