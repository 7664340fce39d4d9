"""Reading media."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Min, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from apps.core.errors import NotFound
from apps.core.prepared import Statement, compile_once
from apps.media.models import Media
from apps.media.storage import file_path

if TYPE_CHECKING:
    from apps.profiles.models import User

# Pixels; what is shown at 40 to 96, on a fine screen.
AVATAR_WIDTH = 192


def own_media(*, owner: "User", media_id: int) -> Media:
    """One of a person's uploads. Raises NotFound, also for anybody else's. One query."""
    media = Media.objects.filter(pk=media_id, owner=owner).first()
    if media is None:
        raise media_not_found()
    return media


def media_not_found() -> NotFound:
    return NotFound("This picture is not here.", code="media_not_found")


def cards_for_posts(post_ids: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    """The pictures of posts, in their order; no entry for a post without. One query.

    Asks nobody whether the post may be seen: the caller has.
    """
    cards: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    shown = Media.objects.filter(post_id__in=list(post_ids), state=Media.State.READY)
    for media in shown.order_by("post_id", "position"):
        if media.post_id is not None:
            cards[media.post_id].append(media_card(media))
    return dict(cards)


def cards_by_ids(media_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Pictures by id, for rooms that keep their ids; who is gone is left out. One query.

    Asks nobody whether they may be seen: the caller has.
    """
    ready = Media.objects.filter(pk__in=list(media_ids), state=Media.State.READY)
    return {media.pk: media_card(media) for media in ready}


def pictures_of(post_column: str) -> ArraySubquery:
    """The pictures of the post in a column of another room's row, as picture_card reads them."""
    shown = Media.objects.filter(post_id=OuterRef(post_column), state=Media.State.READY)
    return ArraySubquery(shown.order_by("position").values_list(_picture()))


def _picture() -> JSONObject:
    names = ("id", "key", "alt", "width", "height", "blur", "animated", "sources")
    return JSONObject(**{name: name for name in names})


def picture_card(picture: dict[str, Any]) -> dict[str, Any]:
    """The JSON of one of `pictures_of`; the same as `media_card` makes of a row."""
    path = "/" + file_path(picture["key"], "")
    return {
        "id": str(picture["id"]),
        "alt": picture["alt"],
        "width": picture["width"],
        "height": picture["height"],
        "blur": picture["blur"],
        "animated": picture["animated"],
        "sources": [
            {"url": path + source["name"], "width": source["width"], "type": source["type"]}
            for source in picture["sources"]
        ],
    }


def unsettled_places(*, before: datetime, limit: int) -> list[tuple[UUID, str, datetime]]:
    """Up to `limit` places in which pictures were put before `before`, and of which nobody has
    said that they are there indeed: whose, the name, and since when. One query."""
    unsettled = Media.objects.filter(~Q(place=""), settled=False, loose_since__lt=before)
    places = unsettled.values_list("owner_id", "place").annotate(since=Min("loose_since"))
    return list(places.order_by("since")[:limit])


def worn_pictures(owner_id: UUID) -> dict[str, dict[str, Any] | None]:
    """The pictures on a person's profile: {"avatar": card or None, "banner": likewise}. One query.

    Asks nobody whether the profile may be seen: the caller has.
    """
    worn = {purpose: picture_card(picture) for purpose, picture in _worn().rows(owner=owner_id)}
    return {
        "avatar": worn.get(Media.Purpose.AVATAR),
        "banner": worn.get(Media.Purpose.BANNER),
    }


@cache
def _worn() -> Statement:
    def find(owner: UUID) -> QuerySet[Media, Any]:
        worn = Media.objects.filter(owner_id=owner, worn=True)
        return worn.values_list("purpose", _picture())

    return compile_once(find, owner=UUID)


def avatar_url(media: Media) -> str:
    """The path on the site of an avatar as it stands beside what a person writes."""
    wide_enough = (source for source in media.sources if source["width"] >= AVATAR_WIDTH)
    chosen = next(wide_enough, media.sources[-1])
    return "/" + file_path(media.key, chosen["name"])


def media_card(media: Media) -> dict[str, Any]:
    """The JSON of a picture wherever one is shown (shape: core.shapes.MediaSerializer)."""
    return {
        "id": str(media.pk),
        "alt": media.alt,
        "width": media.width,
        "height": media.height,
        "blur": media.blur,
        "animated": media.animated,
        "sources": [
            {
                "url": "/" + file_path(media.key, source["name"]),
                "width": source["width"],
                "type": source["type"],
            }
            for source in media.sources
        ],
    }


def upload_card(media: Media) -> dict[str, Any]:
    """The JSON of an upload to its owner (shape: serializers.UploadSerializer)."""
    return {**media_card(media), "state": media.state, "reason": media.reason or None}
