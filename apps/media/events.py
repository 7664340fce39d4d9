"""What this room, and others, may care about."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class MediaUploaded:
    """A browser says that it has uploaded what was expected."""

    media_id: int
    key: str


@dataclass(frozen=True)
class MediaProcessed:
    """An upload was looked at. `state`: `ready` or `refused`."""

    media_id: int
    owner_id: UUID
    state: str


@dataclass(frozen=True)
class MediaRemoved:
    """Media are gone: their keys, each with the paths under which the site showed it."""

    files: Mapping[str, list[str]]
