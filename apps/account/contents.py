"""What is in an export, and what of others is.

One's own data in whole. Of others what one could read: in conversations their messages; else
only handles and where a crud is, never what a crud of theirs says, and neither of them where
one may not see it any more.
"""

from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone

from apps.account import conversations, follow_lists
from apps.account.archive import Archive, numbered, page_name
from apps.account.progress import Progress
from apps.core.rendering import timestamp
from apps.media import own_data as media
from apps.messaging.own_data import conversation_ids
from apps.posts import own_data as posts
from apps.profiles import own_data as profiles

if TYPE_CHECKING:
    from apps.profiles.models import User

Record = dict[str, Any]


def write(file: IO[bytes], owner: "User", progress: Progress) -> None:
    """Write all of a person's data into `file`, as a zip."""
    talk_ids = conversation_ids(user_id=owner.pk)
    crud_pages = -(-posts.post_count(author_id=owner.pk) // posts.PAGE)
    picture_count = media.picture_count(owner_id=owner.pk)
    progress.begin(crud_pages + len(talk_ids) + picture_count)
    with Archive(file) as archive:
        counts = _lists(archive, owner)
        counts["cruds"] = _cruds(archive, owner, progress)
        talks = conversations.write(archive, owner, talk_ids, progress)
        profile = profiles.profile(owner) | _pictures(archive, owner, progress)
        archive.json("data/profile.json", profile)
        archive.json("data/settings.json", profiles.account_settings(owner))
        archive.page(
            "index.html",
            "index.html",
            profile=profile,
            counts=counts,
            talks=talks,
            made_at=timestamp(timezone.now()),
            host=follow_lists.host(),
        )


def _lists(archive: Archive, owner: "User") -> dict[str, int]:
    """Write the lists that are read by programs alone; how long each is."""
    lists: dict[str, Iterable[Record]] = {
        "drafts": posts.drafts(owner_id=owner.pk),
        **{name: _with_links(posts.marks(name, person=owner)) for name in posts.MARKS},
        "follows": profiles.follows(owner),
        "followers": profiles.followers(owner),
        "follow_requests": profiles.follow_requests(owner),
        "blocks": profiles.blocks(owner),
        "mutes": profiles.mutes(owner),
        "muted_words": profiles.muted_words(owner),
        "lists": profiles.lists(owner),
        "muted_threads": posts.muted_threads(person_id=owner.pk),
        "tags": posts.tags(person_id=owner.pk),
    }
    archive.lines("following_accounts.csv", follow_lists.write_rows(profiles.follows(owner)))
    return {name: archive.records(f"data/{name}.json", rows) for name, rows in lists.items()}


def _with_links(marks: Iterable[Record]) -> Iterator[Record]:
    for mark in marks:
        link = _link(mark["author"], mark["post"]) if mark["author"] else None
        yield {**mark, "link": link}


def _link(handle: str | None, post_id: str) -> str | None:
    return f"{settings.SITE_URL}/@{handle}/{post_id}" if handle else None


def _cruds(archive: Archive, owner: "User", progress: Progress) -> int:
    """Write a person's cruds, for programs and to read; how many there are."""
    written = 0
    with archive.growing("data/cruds.json") as add:
        for number, page, more in numbered(posts.posts(author_id=owner.pk)):
            cruds = [{**crud, "link": _link(owner.handle, crud["id"])} for crud in page]
            written += sum(add(crud) for crud in cruds)
            archive.page(
                page_name("cruds", number),
                "cruds.html",
                title="Your cruds",
                cruds=cruds,
                before=page_name("cruds", number - 1) if number > 1 else None,
                after=page_name("cruds", number + 1) if more else None,
            )
            progress.step()
    return written


def _pictures(archive: Archive, owner: "User", progress: Progress) -> Record:
    """Write a person's pictures; which of them are on the profile."""
    worn: Record = {"avatar": None, "banner": None}
    for picture in media.pictures(owner_id=owner.pk):
        archive.picture(f"media/{picture.name}", media.read(picture))
        if picture.worn:
            worn[picture.worn] = {"file": f"media/{picture.name}", "alt": picture.alt}
        progress.step()
    return worn
