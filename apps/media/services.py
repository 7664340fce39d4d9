"""What changes the rows of media. Their files, which no transaction holds, are left to tasks."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.core.errors import Conflict, Invalid
from apps.core.events import announce
from apps.core.text import clean_text
from apps.media import limits, storage
from apps.media.events import MediaRemoved, MediaUploaded
from apps.media.models import Media
from apps.media.selectors import media_not_found

if TYPE_CHECKING:
    from apps.profiles.models import User

_WHAT_IS_TAKEN = f"A picture can be {', '.join(limits.TYPES.values())}."
SWEPT_AFTER = timedelta(days=1)

# The purposes of what is shown on a profile.
Wearable = Literal["avatar", "banner"]


def start_upload(
    *, owner: "User", content_type: str, size: int, alt: str = "", purpose: str = "post"
) -> tuple[Media, storage.UploadForm]:
    """A new upload of `size` bytes, and the form with which the browser posts it to S3.

    `purpose` is one of Media.Purpose: it decides what is made of it and where it can be shown.
    Raises Invalid (`media_type`, `media_size`, the text's codes for `alt`), and Conflict
    `too_many_uploads` to who has too many that are on no post.
    """
    if content_type not in limits.TYPES:
        raise Invalid.field("type", "media_type", _WHAT_IS_TAKEN)
    if not 1 <= size <= limits.MAX_BYTES:
        room = limits.MAX_BYTES // limits.MEGABYTE
        raise Invalid.field("size", "media_size", f"A picture has up to {room} MB.")
    alt = _clean_alt(alt)
    if _loose().filter(owner=owner).count() >= limits.LOOSE_PER_PERSON:
        raise Conflict(
            "You have many pictures that you have not used. Remove some, or wait a day.",
            code="too_many_uploads",
        )
    media = Media.objects.create(owner=owner, alt=alt, purpose=purpose)
    return media, storage.upload_form(media.key, content_type=content_type, size=size)


def _clean_alt(alt: str) -> str:
    return clean_text(alt, max_length=limits.ALT_LENGTH, field="alt", required=False)


@transaction.atomic
def finish_upload(*, owner: "User", media_id: int) -> Media:
    """The browser has uploaded: have it looked at. Saying so twice changes nothing."""
    media = _lock(owner, media_id)
    if media.state == Media.State.WAITING:
        media.state = Media.State.PROCESSING
        media.save(update_fields=["state"])
        announce(MediaUploaded(media.pk, media.key))
    return media


@transaction.atomic
def describe(*, owner: "User", media_id: int, alt: str) -> Media:
    """Change the alternative text; "" takes it away. Raises NotFound, the text's codes."""
    media = _lock(owner, media_id)
    media.alt = _clean_alt(alt)
    media.save(update_fields=["alt"])
    return media


@transaction.atomic
def discard(*, owner: "User", media_id: int) -> None:
    """Delete an upload, or cancel it at whatever point it is.

    Raises NotFound, and Conflict: `media_taken` for one on a post or in a message, which goes
    with it, `media_worn` for one on the owner's profile.
    """
    media = _lock(owner, media_id)
    if media.place:
        raise Conflict("This picture is in a conversation. Delete it there.", code="media_taken")
    if media.post_id is not None:
        raise Conflict("This picture is on a crud. Delete the crud.", code="media_taken")
    if media.worn:
        raise Conflict("This picture is on your profile. Take it off there.", code="media_worn")
    _delete([media])


def _lock(owner: "User", media_id: int) -> Media:
    media = Media.objects.select_for_update().filter(pk=media_id, owner=owner).first()
    if media is None:
        raise media_not_found()
    return media


def attach(*, owner: "User", media_ids: Sequence[int], post_id: int) -> None:
    """Put a person's pictures on a post, in this order. In the caller's transaction.

    Raises Invalid for `media_ids`: `too_many_media`, `media_not_found` (also for somebody
    else's), `media_not_ready`, `media_purpose` (it was uploaded for a profile), `media_taken` (it
    is on a post, or named twice).
    """
    if len(media_ids) > limits.PER_POST:
        raise _unfit("too_many_media", f"A crud has up to {limits.PER_POST} pictures.")
    rows = {media.pk: media for media in _locked(owner, media_ids)}
    for position, media_id in enumerate(media_ids):
        media = _attachable(rows.get(media_id))
        media.post_id, media.position, media.draft_id = post_id, position, None
        media.save(update_fields=["post_id", "position", "draft_id"])


def _locked(owner: "User", media_ids: Sequence[int]) -> QuerySet[Media]:
    # In one order everywhere, so that two transactions never wait for each other.
    own = Media.objects.filter(pk__in=media_ids, owner=owner)
    return own.select_for_update().order_by("pk")


def _attachable(media: Media | None) -> Media:
    media = _ready(media, Media.Purpose.POST, "media_ids")
    if media.post_id is not None:
        raise _unfit("media_taken", "A picture can be on one crud only, and once.")
    return media


def _ready(media: Media | None, purpose: str, field: str) -> Media:
    """The same, if it can be shown there. Raises Invalid for `field`."""
    if media is None:
        raise Invalid.field(
            field, "media_not_found", "A picture is not here any more. Upload it again."
        )
    if media.purpose != purpose:
        raise Invalid.field(
            field, "media_purpose", "A picture was uploaded for another place. Upload it again."
        )
    if media.state == Media.State.REFUSED:
        raise Invalid.field(field, "media_not_ready", media.reason)
    if media.state != Media.State.READY:
        raise Invalid.field(
            field, "media_not_ready", "A picture is not ready yet. Try again in a moment."
        )
    return media


def _unfit(code: str, detail: str) -> Invalid:
    return Invalid.field("media_ids", code, detail)


def keep_for_draft(*, owner: "User", draft_id: int, media_ids: Iterable[int]) -> None:
    """Keep from the sweep what a draft names now, and no longer what it named before.

    In the caller's transaction. With no `media_ids` when the draft is gone. What is on a post,
    for a profile, somebody else's or unknown is left as it is.
    """
    named = set(media_ids)
    kept = Media.objects.filter(owner=owner, draft_id=draft_id).exclude(pk__in=named)
    kept.update(draft_id=None, loose_since=timezone.now())
    free = Media.objects.filter(owner=owner, pk__in=named, post_id__isnull=True)
    free.filter(purpose=Media.Purpose.POST).update(draft_id=draft_id)


@transaction.atomic
def attach_to_message(
    *, owner: "User", media_ids: Sequence[int], place: str, until: datetime | None = None
) -> None:
    """Put a person's pictures in a message, which is over at `until`. Again is as once.

    `place` names the message for good and is known before there is one: what has been put
    there is `unsettled` until somebody says that there is. Raises Invalid for `media_ids` as
    `attach` does.
    """
    if len(media_ids) > limits.PER_POST:
        raise _unfit("too_many_media", f"A message has up to {limits.PER_POST} pictures.")
    if len(set(media_ids)) < len(media_ids):
        raise _unfit("media_taken", "A picture can be in a message once.")
    rows = {media.pk: media for media in _locked(owner, media_ids)}
    for media_id in media_ids:
        _put(rows.get(media_id), Media.Purpose.MESSAGE, "media_ids", place, until)


@transaction.atomic
def attach_to_group(*, owner: "User", media_id: int, place: str) -> None:
    """Make a person's picture that of a group. Likewise; Invalid is for `picture_id`."""
    media = _locked(owner, [media_id]).first()
    _put(media, Media.Purpose.GROUP, "picture_id", place, None)


def _put(media: Media | None, purpose: str, field: str, place: str, until: datetime | None) -> None:
    media = _ready(media, purpose, field)
    if media.place not in ("", place):
        raise Invalid.field(field, "media_taken", "A picture can be in one place only.")
    media.place, media.until, media.loose_since = place, until, timezone.now()
    media.save(update_fields=["place", "until", "loose_since"])


def settle(*, owner_id: UUID, place: str, before: datetime) -> None:
    """What a person put in a place before `before` is there, and stays until it is let go of."""
    there = Media.objects.filter(owner_id=owner_id, place=place, loose_since__lt=before)
    there.update(settled=True)


@transaction.atomic
def let_go(
    *,
    place: str,
    owner_id: UUID | None = None,
    but: int | None = None,
    before: datetime | None = None,
) -> None:
    """Delete what was put in a place: by one person, all `but` one, or not since `before`.

    The files follow.
    """
    media = Media.objects.filter(place=place)
    if owner_id is not None:
        media = media.filter(owner_id=owner_id)
    if but is not None:
        media = media.exclude(pk=but)
    if before is not None:
        media = media.filter(loose_since__lt=before)
    _delete(media.select_for_update().order_by("pk"))


def wear(*, owner: "User", media_id: int, purpose: Wearable) -> Media:
    """Show a picture on the owner's profile; the one that it takes the place of is deleted.

    In the caller's transaction. Raises Invalid for `avatar_id` or `banner_id`:
    `media_not_found` (also for somebody else's), `media_not_ready`, `media_purpose`.
    """
    rows = {media.pk: media for media in _locked_for(owner, purpose, media_id)}
    chosen = _ready(rows.pop(media_id, None), purpose, f"{purpose}_id")
    _delete(media for media in rows.values() if media.worn)
    chosen.worn = True
    chosen.save(update_fields=["worn"])
    return chosen


def _locked_for(owner: "User", purpose: str, media_id: int) -> QuerySet[Media]:
    # Also what is not worn yet, so that of two requests one waits here, and not at the index.
    own = Media.objects.filter(Q(purpose=purpose) | Q(pk=media_id), owner=owner)
    return own.select_for_update().order_by("pk")


def take_off(*, owner: "User", purpose: Wearable) -> None:
    """Delete the picture on the owner's profile, if there is one. In the caller's transaction."""
    worn = Media.objects.filter(owner=owner, purpose=purpose, worn=True)
    _delete(worn.select_for_update().order_by("pk"))


def detach_and_delete(*, post_ids: Iterable[int]) -> None:
    """Delete the media of posts that go. In the caller's transaction; the files follow."""
    media = Media.objects.filter(post_id__in=list(post_ids))
    _delete(media.select_for_update().order_by("pk"))


@transaction.atomic
def sweep(*, limit: int = 100) -> int:
    """Delete up to `limit` uploads that nothing has used for a day; how many there were.

    Safe beside itself, and beside somebody who is using one just now.
    """
    unused = _loose().filter(loose_since__lt=timezone.now() - SWEPT_AFTER)
    return _delete(unused.order_by("loose_since")[:limit].select_for_update(skip_locked=True))


@transaction.atomic
def sweep_over(*, limit: int = 100) -> int:
    """Delete up to `limit` pictures whose message is over; how many there were. As `sweep`."""
    over = Media.objects.filter(until__lte=timezone.now()).order_by("until")[:limit]
    return _delete(over.select_for_update(skip_locked=True))


def _loose() -> QuerySet[Media]:
    return Media.objects.filter(post_id__isnull=True, draft_id__isnull=True, worn=False, place="")


@transaction.atomic
def delete_all_of(*, owner_id: UUID, limit: int = 100) -> int:
    """Delete up to `limit` of a person's pictures, wherever they are; how many there were.

    For a person who goes: again and again until there are none. The files follow.
    """
    own = Media.objects.filter(owner_id=owner_id).order_by("pk")[:limit]
    return _delete(own.select_for_update())


def _delete(media: Iterable[Media]) -> int:
    """Delete locked rows now, and have their files deleted."""
    rows = list(media)
    if not rows:
        return 0
    Media.objects.filter(pk__in=[row.pk for row in rows]).delete()
    announce(MediaRemoved({row.key: _paths(row) for row in rows}))
    return len(rows)


def _paths(media: Media) -> list[str]:
    return [storage.file_path(media.key, source["name"]) for source in media.sources]
