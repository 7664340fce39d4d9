"""What other rooms may care about."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class PostPublished:
    post_id: int
    author_id: UUID


@dataclass(frozen=True)
class PostsRemoved:
    """Posts are gone, by deletion or expiry: (post, author) pairs."""

    posts: tuple[tuple[int, UUID], ...]
