"""The pictures of the demo people: uploaded as a browser does, worn when the worker is done."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import urllib3

from apps.media.selectors import own_media, worn_pictures
from apps.media.services import Wearable, finish_upload, start_upload
from apps.profiles.editing import Changes, edit_account
from cruddur.devtools import art
from cruddur.devtools.cast import Person

if TYPE_CHECKING:
    from apps.profiles.models import User

# People whose pictures are not made by then keep their initials.
PATIENCE_SECONDS = 30
POLL_SECONDS = 0.1


@dataclass(frozen=True)
class Upload:
    owner: "User"
    purpose: Wearable
    media_id: int

    def is_ready(self) -> bool:
        return own_media(owner=self.owner, media_id=self.media_id).state == "ready"

    def put_on(self) -> None:
        if self.purpose == "avatar":
            changes = Changes(avatar_id=self.media_id)
        else:
            changes = Changes(banner_id=self.media_id)
        edit_account(user=self.owner, changes=changes)


def upload(person: Person, user: "User") -> Iterator[Upload]:
    """Draw and upload what the person is to wear and does not yet."""
    if person.look is None:
        return
    worn = worn_pictures(user.pk)
    if worn["avatar"] is None:
        drawn = art.avatar(person.look.avatar, person.look.colours)
        yield _send(user, "avatar", drawn, alt=person.look.avatar)
    if person.look.has_banner and worn["banner"] is None:
        yield _send(user, "banner", art.banner(person.look.colours), alt="Hills")


def _send(owner: "User", purpose: Wearable, drawn: bytes, *, alt: str) -> Upload:
    media, form = start_upload(
        owner=owner, content_type="image/png", size=len(drawn), alt=alt, purpose=purpose
    )
    file = ("file", ("picture.png", drawn))
    urllib3.request("POST", form["url"], fields=[*form["fields"].items(), file])
    finish_upload(owner=owner, media_id=media.pk)
    return Upload(owner, purpose, media.pk)


def put_on(uploads: Sequence[Upload]) -> None:
    """Put each on when it is ready."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    for each in uploads:
        while not (ready := each.is_ready()) and time.monotonic() < give_up:
            time.sleep(POLL_SECONDS)
        if ready:
            each.put_on()
