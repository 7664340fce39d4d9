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
