"""RSS of people and hashtags."""

from datetime import timedelta
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from django.utils import timezone

from apps.posts.models import Post
from apps.posts.services import NewPost, publish_post
from apps.profiles.models import FormerHandle, User
from tests.pages.conftest import Visit
from tests.pages.parsing import parse_xml

pytestmark = pytest.mark.django_db

DC = "{http://purl.org/dc/elements/1.1/}"


def channel(answer: Any) -> Element:
    found = parse_xml(answer.content).find("channel")
    assert found is not None
    return found


def items(answer: Any) -> list[Element]:
    return channel(answer).findall("item")


def test_a_persons_feed(visit: Visit, alice: User, bob: User) -> None:
    other = publish_post(author=bob, new=NewPost("Any left?"))
    publish_post(author=alice, new=NewPost("Half a loaf", reply_to=other.pk))
    first = publish_post(author=alice, new=NewPost("Rye & #spelt\nfor @bob", expires_in=None))
    publish_post(author=alice, new=NewPost("And more", reply_to=first.pk))
    answer = visit("/api/v1/users/Alice.rss")
    assert answer["content-type"] == "application/rss+xml; charset=utf-8"
    assert answer["cache-control"] == "public, max-age=0, s-maxage=60"
    assert answer["x-robots-tag"] == "noindex"
    assert channel(answer).findtext("title") == "Alice (@alice)"
    assert channel(answer).findtext("link") == "http://testserver/@alice"
    more, item = items(answer)
    assert more.findtext("title") == "And more"
    assert item.findtext("title") == "Rye & #spelt for @bob"
    assert item.findtext("guid") == item.findtext("link") == f"http://testserver/@alice/{first.pk}"
    assert item.findtext(f"{DC}creator") == "Alice"
    assert item.findtext("description") == (
        '<p>Rye &amp; <a href="http://testserver/tags/spelt">#spelt</a><br>'
        'for <a href="http://testserver/@bob">@bob</a></p>'
    )


def test_a_tags_feed(visit: Visit, alice: User, bob: User) -> None:
    post = publish_post(author=alice, new=NewPost("One #Bread"))
    publish_post(author=bob, new=NewPost("Two #bread", reply_to=post.pk))
    publish_post(author=bob, new=NewPost("Three #cake"))
    answer = visit("/api/v1/tags/Bread.rss")
    assert channel(answer).findtext("link") == "http://testserver/tags/bread"
    assert [item.findtext("title") for item in items(answer)] == ["One #Bread"]


def test_an_empty_feed_is_the_same_each_time(visit: Visit, alice: User) -> None:
    for path in ("/api/v1/users/alice.rss", "/api/v1/tags/nothing.rss"):
        first, second = visit(path), visit(path)
        assert items(first) == []
        assert first["etag"] == second["etag"]


def test_readers_ask_whether_there_is_news(visit: Visit, alice: User) -> None:
    post = publish_post(author=alice, new=NewPost("Old"))
    Post.objects.filter(pk=post.pk).update(created_at=timezone.now() - timedelta(hours=1))
    path = "/api/v1/users/alice.rss"
    known = visit(path)
    assert visit(path, **{"if-none-match": known["etag"]}).status_code == 304
    assert visit(path, **{"if-modified-since": known["last-modified"]}).status_code == 304
    publish_post(author=alice, new=NewPost("New"))
    assert visit(path, **{"if-none-match": known["etag"]}).status_code == 200
    assert visit(path, **{"if-modified-since": known["last-modified"]}).status_code == 200


def test_it_ends_with_what_it_shows(visit: Visit, alice: User) -> None:
    post = publish_post(author=alice, new=NewPost("Hurry", expires_in=3600))
    Post.objects.filter(pk=post.pk).update(expires_at=timezone.now() + timedelta(seconds=9))
    assert visit("/api/v1/users/alice.rss")["cache-control"].endswith(("s-maxage=8", "s-maxage=7"))


def test_a_warning_hides_the_words(visit: Visit, alice: User) -> None:
    publish_post(author=alice, new=NewPost("The butler did it", warning="Spoilers"))
    answer = visit("/api/v1/users/alice.rss")
    assert items(answer)[0].findtext("title") == "Content warning: Spoilers"
    assert b"butler" not in answer.content


def test_hostile_words_stay_words(visit: Visit, alice: User) -> None:
    hostile = "]]></description><script>alert(1)</script>\ufffe &amp;"
    User.objects.filter(pk=alice.pk).update(display_name=hostile[:50])
    publish_post(author=alice, new=NewPost(hostile, expires_in=None))
    (item,) = items(visit("/api/v1/users/alice.rss"))
    assert item.findtext("description") == (
        "<p>]]&gt;&lt;/description&gt;&lt;script&gt;alert(1)&lt;/script&gt;\ufffd &amp;amp;</p>"
    )


def test_there_is_none_of_who_is_private_or_unknown(visit: Visit, alice: User) -> None:
    publish_post(author=alice, new=NewPost("Mine"))
    User.objects.filter(pk=alice.pk).update(is_private=True)
    private, unknown = visit("/api/v1/users/alice.rss"), visit("/api/v1/users/nobody.rss")
    assert private.status_code == unknown.status_code == 404
    assert private.content == unknown.content
    assert private["content-type"] == "application/problem+json"


def test_a_former_handle_leads_to_the_feed_of_now(visit: Visit, alice: User) -> None:
    soon = timezone.now() + timedelta(days=1)
    FormerHandle.objects.create(handle="alicia", person=alice, until=soon)
    answer = visit("/api/v1/users/alicia.rss")
    assert (answer.status_code, answer["location"]) == (
        301, "http://testserver/api/v1/users/alice.rss",
    )  # fmt: skip


def test_a_bad_token_is_not_even_looked_at(visit: Visit, alice: User) -> None:
    for path in ("/api/v1/users/alice.rss", "/api/v1/tags/bread.rss", "/@alice"):
        assert visit(path, authorization="Bearer nonsense").status_code == 200 or "tags" in path
