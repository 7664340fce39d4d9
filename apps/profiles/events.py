"""What other rooms may care about."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Followed:
    follower_id: UUID
    followee_id: UUID


@dataclass(frozen=True)
class Unfollowed:
    follower_id: UUID
    followee_id: UUID


@dataclass(frozen=True)
class FollowRequested:
    """Somebody asks a private person to let them follow."""

    requester_id: UUID
    target_id: UUID


@dataclass(frozen=True)
class RepostsHidden:
    """A follower no longer wants to see what somebody reposts; or, not `hidden`, does again."""

    follower_id: UUID
    followee_id: UUID
    hidden: bool


@dataclass(frozen=True)
class PrivacyChanged:
    """A person has become private, or public again."""

    user_id: UUID
