"""Pictures on pages, in what is said of them, and in feeds."""

import pytest

from apps.media.models import Media
from apps.posts.services import NewPost, publish_post
from apps.profiles.models import User
from tests.pages.conftest import Visit
from tests.pages.parsing import parse, parse_xml

pytestmark = pytest.mark.django_db

SOURCES = [
    {"name": f"{width}.{kind}", "width": width, "type": f"image/{kind}"}
    for width in (480, 960, 1920)
    for kind in ("avif", "webp")
]


def ready(owner: User, **fields: object) -> Media:
    """A picture of 2400 to 1600, as processing leaves it."""
    size = {"state": Media.State.READY, "width": 2400, "height": 1600, "sources": SOURCES}
    return Media.objects.create(owner=owner, **{**size, **fields})


def pictured(author: User, text: str = "Look", warning: str = "") -> tuple[int, Media]:
    media = ready(author, alt="A loaf,\nstill warm")
    new = NewPost(text, media_ids=(media.pk,), expires_in=None, warning=warning)
    return publish_post(author=author, new=new).pk, media


def test_a_cruds_picture_is_what_a_link_to_it_shows(visit: Visit, alice: User) -> None:
    post_id, media = pictured(alice)
    page = parse(visit(f"/@alice/{post_id}").content.decode())
    assert page.meta("og:image") == f"http://testserver/media/{media.key}/1920.webp"
    assert page.meta("og:image:type") == "image/webp"
    assert page.meta("og:image:width") == "1920"
    assert page.meta("og:image:height") == "1280"
    assert page.meta("og:image:alt") == "A loaf, still warm"
    assert page.meta("twitter:card") == "summary_large_image"
    (shown,) = page.elements["img"]
    assert shown["src"] == f"/media/{media.key}/960.webp"
    assert shown["alt"] == "A loaf,\nstill warm"


def test_a_crud_without_words_says_what_it_shows(visit: Visit, alice: User) -> None:
    post_id, _ = pictured(alice, "")
    page = parse(visit(f"/@alice/{post_id}").content.decode())
    assert page.meta("description") == "A loaf, still warm"


def test_behind_a_warning_it_is_on_the_page_only(visit: Visit, alice: User) -> None:
    post_id, media = pictured(alice, warning="Crumbs")
    html = visit(f"/@alice/{post_id}").content.decode()
    page = parse(html)
    assert page.meta("og:image") is None
    assert media.key in html[html.index("<details>") : html.index("</details>")]
    assert html.count(media.key) == 1
    assert media.key not in visit("/api/v1/users/alice.rss").content.decode()


def test_a_feed_encloses_it(visit: Visit, alice: User) -> None:
    _, media = pictured(alice)
    (enclosure,) = parse_xml(visit("/api/v1/users/alice.rss").content).iter("enclosure")
    assert enclosure.attrib == {
        "url": f"http://testserver/media/{media.key}/1920.webp",
        "length": "0",
        "type": "image/webp",
    }


def test_without_one_the_authors_face_stands_in(visit: Visit, alice: User) -> None:
    face = ready(alice, purpose=Media.Purpose.AVATAR, worn=True, width=800, height=800)
    User.objects.filter(pk=alice.pk).update(avatar_url=f"/media/{face.key}/480.webp")
    post = publish_post(author=alice, new=NewPost("No picture"))
    page = parse(visit(f"/@alice/{post.pk}").content.decode())
    assert page.meta("og:image") == f"http://testserver/media/{face.key}/480.webp"
    assert page.meta("twitter:card") == "summary"
    profile = parse(visit("/@alice").content.decode())
    assert profile.meta("og:image") == f"http://testserver/media/{face.key}/1920.webp"
    assert (profile.meta("og:image:width"), profile.meta("og:image:height")) == ("1920", "1920")
