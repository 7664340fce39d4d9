"""Reading what anybody may read. Nobody is signed in here: every viewer is None."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.core.errors import NotFound
from apps.media.selectors import worn_pictures
from apps.pages.shown import Crud, Picture, picture, shown
from apps.posts import lists
from apps.posts.threads import Gone, thread
from apps.profiles.selectors import may_see_posts, person_by_handle, person_not_found

if TYPE_CHECKING:
    from apps.profiles.models import User

# Of cruds on a page, or in a feed.
LATEST = 20


@dataclass(frozen=True)
class Place:
    """Where a crud stands that is not shown: `why` it is not; its `path` if it can be seen."""

    why: str
    path: str = ""


@dataclass(frozen=True)
class Thread:
    """A crud, what came before it from the first one down, and the first replies."""

    ancestors: list[Crud | Place]
    crud: Crud
    replies: list[Crud]

    @property
    def all(self) -> list[Crud]:
        above = [crud for crud in self.ancestors if isinstance(crud, Crud)]
        return [*above, self.crud, *self.replies]


def public_person(handle: str) -> "User":
    """The person called `handle`. Raises NotFound, also for who is private. One query."""
    person = person_by_handle(viewer=None, handle=handle)
    if not may_see_posts(person, viewer=None):
        raise person_not_found()
    return person


def avatar(person: "User") -> Picture | None:
    """At most one query."""
    card = worn_pictures(person.pk)["avatar"] if person.avatar_url else None
    return picture(card) if card else None


def cruds_of(person: "User", *, site: str = "") -> list[Crud]:
    """A person's latest cruds that are no replies to others. Two to four queries."""
    page = lists.profile(
        viewer=None, handle=str(person.handle), tab="cruds", cursor=None, limit=LATEST
    )
    return shown(page.items, page.linked, site=site)


def cruds_about(tag: str, *, site: str = "") -> list[Crud]:
    """The latest cruds that name a hashtag. One to three queries."""
    page = lists.tagged(viewer=None, tag=tag, cursor=None, limit=LATEST)
    return shown(page.items, page.linked, site=site)


def crud_by_id(post_id: int) -> Crud:
    """Raises NotFound. One to three queries."""
    page = lists.one(viewer=None, post_id=post_id)
    return shown(page.items, page.linked)[0]


def thread_of(post_id: int) -> Thread:
    """Raises NotFound, also where only the place of a crud is left. Three to seven queries.

    Cruds of others who do not want to be found by search engines are not on pages that are: of
    those before it stand the places only.
    """
    found = thread(viewer=None, post_id=post_id, cursor=None, limit=LATEST)
    if isinstance(found.post, Gone):
        raise NotFound(code="post_not_found")
    path, replies = [*found.ancestors, found.post], found.replies.items
    posts = [place for place in path if not isinstance(place, Gone)]
    cruds = {crud.id: crud for crud in shown([*posts, *replies], found.linked)}
    main = cruds[post_id]
    return Thread(
        ancestors=[
            Place(place.why) if isinstance(place, Gone) else _above(cruds[place.pk], main)
            for place in found.ancestors
        ],
        crud=main,
        replies=[cruds[r.pk] for r in replies if _may_stand_beside(cruds[r.pk], main)],
    )


def _above(crud: Crud, main: Crud) -> Crud | Place:
    return crud if _may_stand_beside(crud, main) else Place("unindexed", crud.path)


def _may_stand_beside(crud: Crud, main: Crud) -> bool:
    return crud.author.indexable or crud.author.pk == main.author.pk
