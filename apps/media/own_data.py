"""A person's pictures, for them to take away. Removing them: services.delete_all_of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from apps.media import storage
from apps.media.models import Media


@dataclass(frozen=True)
class OwnPicture:
    """A picture with the largest of its files. `name` is one by which it can be kept.

    `worn` is `avatar` or `banner` where the profile shows it, else "".
    """

    media_id: int
    name: str
    path: str
    alt: str
    width: int
    height: int
    worn: str


def picture_count(*, owner_id: UUID) -> int:
    return _ready(owner_id=owner_id).count()


def pictures(*, owner_id: UUID) -> Iterator[OwnPicture]:
    """All pictures that a person has uploaded and that are ready, oldest first."""
    return map(_own, _ready(owner_id=owner_id).order_by("pk").iterator(chunk_size=500))


def pictures_of_posts(post_ids: Iterable[int]) -> dict[int, list[OwnPicture]]:
    """The pictures on posts, in their order; no entry for a post without. One query."""
    found: defaultdict[int, list[OwnPicture]] = defaultdict(list)
    for media in _ready(post_id__in=list(post_ids)).order_by("post_id", "position"):
        if media.post_id is not None:
            found[media.post_id].append(_own(media))
    return dict(found)


def read(picture: OwnPicture) -> Iterator[bytes]:
    """The picture's file in parts; none where it has gone meanwhile."""
    return storage.read_file(picture.path)


def _ready(**conditions: object) -> QuerySet[Media]:
    return Media.objects.filter(state=Media.State.READY, **conditions)


def _own(media: Media) -> OwnPicture:
    # WebP before AVIF: more programs show it.
    largest = max(media.sources, key=lambda s: (s["width"], s["type"] == "image/webp"))
    return OwnPicture(
        media_id=media.pk,
        name=f"{media.pk}.{largest['name'].rpartition('.')[2]}",
        path=storage.file_path(media.key, largest["name"]),
        alt=media.alt,
        width=media.width or 0,
        height=media.height or 0,
        worn=media.purpose if media.worn else "",
    )
