"""RSS 2.0 of what anybody may read."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed

from apps.core.ids import EPOCH
from apps.pages.head import Feed, summary
from apps.pages.shown import Crud, absolute
from apps.pages.words import for_xml, one_line

_TITLE_LENGTH = 60


def last_change(cruds: Iterable[Crud]) -> datetime:
    """When the newest words in a feed were written; the same each time for an empty one."""
    return max((crud.edited_at or crud.created_at for crud in cruds), default=EPOCH)


def rss(feed: Feed, cruds: Sequence[Crud], *, link: str) -> str:
    """The document. `link` is the page of which this is the feed."""
    document = _Rss(
        title=for_xml(feed.title),
        link=link,
        description=for_xml(f"The latest public cruds: {feed.title}"),
        language="en",
        feed_url=feed.url,
        changed=last_change(cruds),
    )
    for crud in cruds:
        _add(document, crud)
    return str(document.writeString("utf-8"))


class _Rss(Rss201rev2Feed):
    def latest_post_date(self) -> datetime:
        changed: datetime = self.feed["changed"]
        return changed


def _add(document: _Rss, crud: Crud) -> None:
    # A warning is for what it shows as much as for what it says.
    pictures = () if crud.warning else crud.pictures
    context = {"crud": crud, "pictures": pictures, "site": settings.SITE_URL}
    document.add_item(
        title=for_xml(one_line(summary(crud), _TITLE_LENGTH)),
        link=crud.url,
        description=for_xml(render_to_string("pages/rss_item.html", context).strip()),
        author_name=for_xml(one_line(crud.author.display_name)),
        unique_id=crud.url,
        unique_id_is_permalink=True,
        pubdate=crud.created_at,
        # How many bytes it has nobody has kept; feeds say 0 then.
        enclosures=[Enclosure(absolute(p.url), "0", p.type) for p in pictures[:1]],
    )
