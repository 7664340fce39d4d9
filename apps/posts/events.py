"""What other rooms may care about."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class PostPublished:
    """`in_feeds`: it belongs in followers' home feeds (no reply to somebody else)."""

    post_id: int
    author_id: UUID
    in_feeds: bool = True
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class PostChanged:
    """Its words, time, visibility or place in a thread changed."""

    post_id: int
    author_id: UUID


@dataclass(frozen=True)
class PostRetagged:
    """It names other hashtags than before; `dropped` are those that it named until now."""

    post_id: int
    dropped: tuple[str, ...]


@dataclass(frozen=True)
class PostsRemoved:
    """Posts are gone, by deletion or expiry: (post, author) pairs."""

    posts: tuple[tuple[int, UUID], ...]


@dataclass(frozen=True)
class Reposted:
    repost_id: int
    post_id: int
    person_id: UUID


@dataclass(frozen=True)
class Unreposted:
    repost_id: int
    post_id: int
    person_id: UUID


@dataclass(frozen=True)
class TagFollowed:
    person_id: UUID
    name: str


@dataclass(frozen=True)
class TagUnfollowed:
    person_id: UUID
    name: str
