"""The page of a crud, read as somebody signed out and by a program."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.posts.editing import Changes, edit_post
from apps.posts.models import Post
from apps.posts.services import NewPost, delete_post, publish_post
from apps.profiles.models import User
from tests.pages.conftest import Visit
from tests.pages.parsing import parse

pytestmark = pytest.mark.django_db

DAY = 24 * 60 * 60


def test_it_says_what_it_is(visit: Visit, alice: User) -> None:
    post = publish_post(author=alice, new=NewPost("Two loaves too many #bread"))
    answer = visit(f"/@alice/{post.pk}")
    page = parse(answer.content.decode())
    address = f"http://testserver/@alice/{post.pk}"
    assert answer.status_code == 200
    assert page.title == "Alice: Two loaves too many #bread · Cruddur"
    assert page.meta("description") == "Two loaves too many #bread"
    assert page.link("canonical") == address
    assert page.meta("og:url") == address
    assert page.meta("og:type") == "article"
    assert page.meta("og:title") == "Alice (@alice)"
    assert page.meta("article:published_time")
    assert page.meta("twitter:card") == "summary"
    assert page.link("alternate", "application/rss+xml") == (
        "http://testserver/api/v1/users/alice.rss"
    )
    assert "Two loaves too many #bread" in page.texts["article"][0]
    assert {"href": "/tags/bread"} in page.elements["a"]


def test_one_that_stays_may_be_kept_by_search_engines(visit: Visit, alice: User) -> None:
    post = publish_post(author=alice, new=NewPost("For ever", expires_in=None))
    answer = visit(f"/@alice/{post.pk}")
    assert parse(answer.content.decode()).meta("robots") is None
    assert "x-robots-tag" not in answer.headers
    assert answer["cache-control"] == "public, max-age=0, s-maxage=30"


def test_one_that_burns_may_not(visit: Visit, alice: User) -> None:
    post = publish_post(author=alice, new=NewPost("For a day", expires_in=DAY))
    assert post.expires_at
    answer = visit(f"/@alice/{post.pk}")
    until = f"{post.expires_at:%Y-%m-%dT%H:%M}"
    robots = parse(answer.content.decode()).meta("robots") or ""
    assert robots.startswith(f"noarchive, unavailable_after: {until}")
    assert answer["x-robots-tag"] == robots
    assert '<svg class="fuse"' in answer.content.decode()


def test_the_cdn_does_not_keep_it_longer_than_it_burns(visit: Visit, alice: User) -> None:
    post = publish_post(author=alice, new=NewPost("Hurry", expires_in=3600))
    Post.objects.filter(pk=post.pk).update(expires_at=timezone.now() + timedelta(seconds=9))
    assert visit(f"/@alice/{post.pk}")["cache-control"] in (
        "public, max-age=0, s-maxage=8",
        "public, max-age=0, s-maxage=7",
    )


def test_a_warning_stands_before_the_words(visit: Visit, alice: User) -> None:
    new = NewPost("The butler did it", warning="Spoilers")
    post = publish_post(author=alice, new=new)
    page = parse(visit(f"/@alice/{post.pk}").content.decode())
    assert page.meta("og:description") == "Content warning: Spoilers"
    assert page.title == "Alice: Content warning: Spoilers · Cruddur"
    assert page.texts["summary"] == ["Spoilers"]
    assert "The butler did it" in page.texts["details"][0]
    assert "butler" not in page.texts["head"][0] + str(page.elements["meta"])


def test_it_stands_in_its_thread(visit: Visit, alice: User, bob: User, charlie: User) -> None:
    first = publish_post(author=bob, new=NewPost("Rye at 80?"))
    gone = publish_post(author=bob, new=NewPost("Or at 90?", reply_to=first.pk))
    post = publish_post(author=alice, new=NewPost("At 85", reply_to=gone.pk))
    publish_post(author=charlie, new=NewPost("I say 82", reply_to=post.pk))
    delete_post(user=bob, post_id=gone.pk)
    page = parse(visit(f"/@alice/{post.pk}").content.decode())
    said = page.texts["main"][0]
    assert said.index("Rye at 80?") < said.index("was deleted") < said.index("At 85")
    assert said.index("At 85") < said.index("I say 82")


def test_who_is_not_to_be_found_is_not_on_others_pages(
    visit: Visit, alice: User, bob: User
) -> None:
    User.objects.filter(pk=bob.pk).update(indexable=False)
    first = publish_post(author=bob, new=NewPost("Above", expires_in=None))
    post = publish_post(author=alice, new=NewPost("Mine", reply_to=first.pk))
    publish_post(author=bob, new=NewPost("Below", reply_to=post.pk))
    answer = visit(f"/@alice/{post.pk}")
    assert "Above" not in answer.content.decode()
    assert "Below" not in answer.content.decode()
    assert f'href="/@bob/{first.pk}"' in answer.content.decode()
    own = visit(f"/@bob/{first.pk}")
    assert "Above" in own.content.decode()
    assert own["x-robots-tag"] == "noindex"


def test_its_address_names_its_author(visit: Visit, alice: User, bob: User) -> None:
    post = publish_post(author=alice, new=NewPost("Mine"))
    answer = visit(f"/@bob/{post.pk}/quotes")
    assert (answer.status_code, answer["location"]) == (
        301, f"http://testserver/@alice/{post.pk}/quotes",
    )  # fmt: skip
    assert answer["cache-control"] == "public, max-age=0, s-maxage=30"


def test_an_edit_is_there_and_said(visit: Visit, alice: User) -> None:
    post = publish_post(author=alice, new=NewPost("Befour"))
    edit_post(user=alice, post_id=post.pk, changes=Changes(text="Before"))
    page = parse(visit(f"/@alice/{post.pk}").content.decode())
    assert "Befour" not in page.texts["body"][0]
    assert "edited" in page.texts["article"][0]
    assert page.meta("article:modified_time")


HOSTILE = "</script><script>alert(1)</script> \"'><img src=x onerror=alert(2)> &lt; </title></head>"


def test_what_people_write_stays_what_they_wrote(visit: Visit, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(display_name=HOSTILE[:50])
    post = publish_post(author=alice, new=NewPost(HOSTILE, warning=HOSTILE[:100]))
    publish_post(author=alice, new=NewPost(HOSTILE + "</div>", reply_to=post.pk))
    page = parse(visit(f"/@alice/{post.pk}").content.decode())
    assert [script.get("src") for script in page.elements["script"]] == ["/assets/index-1.js"]
    assert not page.elements["img"]
    assert HOSTILE in page.texts["article"][0]
    assert page.meta("og:description") == f"Content warning: {HOSTILE}"[:200]


def test_a_name_does_not_turn_its_line_around(visit: Visit, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(display_name="\u2067Ali\u2067ce")
    post = publish_post(author=alice, new=NewPost("\u2067Hello"))
    page = parse(visit(f"/@alice/{post.pk}").content.decode())
    assert page.title == "Alice: Hello · Cruddur"
    assert page.meta("og:title") == "Alice (@alice)"
    assert "\u2067Ali\u2067ce" in page.texts["bdi"]
