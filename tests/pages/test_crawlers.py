"""robots.txt and the sitemap."""

import json
import re
from datetime import timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from django.core.cache import cache
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from apps.pages import sitemaps
from apps.posts.models import Post
from apps.posts.services import NewPost, publish_post
from apps.profiles.models import User
from tests.factories import PostFactory, UserFactory
from tests.pages.conftest import Visit
from tests.pages.parsing import parse_xml

pytestmark = pytest.mark.django_db

HOUR, DAY, WEEK = 3600, 86_400, 604_800
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ROUTES = Path(__file__).resolve().parent.parent.parent / "frontend" / "routes.json"


@pytest.fixture(autouse=True)
def forget() -> None:
    cache.delete("sitemap")


def listed(visit: Visit, path: str) -> list[str]:
    answer = visit(path)
    assert answer.status_code == 200
    assert answer["content-type"] == "application/xml"
    assert answer["cache-control"] == "public, max-age=0, s-maxage=3600"
    return [str(loc.text) for loc in parse_xml(answer.content).iter(f"{SPACE}loc")]


def test_crawlers_may_look_at_what_is_public(visit: Visit) -> None:
    answer = visit("/robots.txt")
    robots = RobotFileParser()
    robots.parse(answer.content.decode().splitlines())
    assert answer["content-type"] == "text/plain"
    assert robots.site_maps() == ["http://testserver/sitemap.xml"]
    for path in ("/", "/@alice", "/@alice/1", "/tags/bread", "/assets/x.js", "/embed/1",
                 "/api/v1/profiles/alice", "/api/v1/posts/1/thread", "/api/v1/config"):  # fmt: skip
        assert robots.can_fetch("anybot", path), path
    for path in ("/admin/", "/settings", "/messages/x", "/bookmarks", "/api/v1/me",
                 "/api/v1/conversations", "/api/docs/"):  # fmt: skip
        assert not robots.can_fetch("anybot", path), path


def test_those_who_want_to_be_found_are_listed(visit: Visit, alice: User) -> None:
    UserFactory.create(handle="hides", indexable=False)
    UserFactory.create(handle="private", is_private=True)
    UserFactory.create(handle="suspended", is_active=False)
    UserFactory.create(handle="leaving", leaves_at=timezone.now() + timedelta(days=7))
    UserFactory.create(handle=None, display_name="Nameless")
    assert listed(visit, "/sitemap-people-0.xml") == ["http://testserver/@alice"]


def test_what_lasts_is_listed(visit: Visit, alice: User, bob: User) -> None:
    lasting = [
        publish_post(author=alice, new=NewPost("stays", expires_in=seconds))
        for seconds in (None, WEEK)
    ]
    publish_post(author=alice, new=NewPost("short", expires_in=DAY))
    publish_post(author=alice, new=NewPost("short", expires_in=HOUR))
    publish_post(author=alice, new=NewPost("mine", expires_in=None, visibility="followers"))
    publish_post(author=alice, new=NewPost("reply", expires_in=None, reply_to=lasting[0].pk))
    publish_post(author=bob, new=NewPost("hides", expires_in=None))
    User.objects.filter(pk=bob.pk).update(indexable=False)
    assert listed(visit, "/sitemap-cruds-0.xml") == [
        f"http://testserver/@alice/{post.pk}" for post in lasting
    ]


def test_it_tells_what_changed_last(visit: Visit, alice: User) -> None:
    post = publish_post(author=alice, new=NewPost("stays", expires_in=None))
    moment = timezone.now() - timedelta(days=3)
    Post.objects.filter(pk=post.pk).update(created_at=moment)
    for path in ("/sitemap-people-0.xml", "/sitemap-cruds-0.xml"):
        (changed,) = parse_xml(visit(path).content).iter(f"{SPACE}lastmod")
        assert changed.text == moment.isoformat()


def test_full_pages_are_followed_by_others(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr(sitemaps, "MOST_ENTRIES", 3)
    people = UserFactory.create_batch(7)
    posts = [PostFactory.create(author=people[0]) for _ in range(4)]
    pages = listed(visit, "/sitemap.xml")
    assert len(pages) == 3 + 2
    found = [url for page in pages for url in listed(visit, page.removeprefix("http://testserver"))]
    assert sorted(found) == sorted(
        [f"http://testserver/@{person.handle}" for person in people]
        + [f"http://testserver/@{people[0].handle}/{post.pk}" for post in posts]
    )
    with django_assert_num_queries(2):
        assert listed(visit, "/sitemap.xml") == pages
    with django_assert_num_queries(1):
        listed(visit, pages[-1].removeprefix("http://testserver"))


def test_full_pages_stay_where_they_are(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MOST_ENTRIES", 2)
    author = UserFactory.create()
    posts = [PostFactory.create(author=author) for _ in range(5)]
    before = listed(visit, "/sitemap.xml")
    posts[0].delete()
    PostFactory.create(author=author)
    assert listed(visit, "/sitemap.xml")[: len(before)] == before


def shapes(patterns: list[URLPattern | URLResolver], prefix: str = "") -> list[str]:
    """The path of every route, its variable parts as `x`."""
    found = []
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += shapes(pattern.url_patterns, path)
        else:
            found.append("/" + re.sub(r"<[^>]+>", "x", path))
    return found


def test_the_edge_sends_every_route_to_us() -> None:
    globs = [glob for kind in json.loads(ROUTES.read_text()).values() for glob in kind]
    ours = [path for path in shapes(get_resolver().url_patterns) if "^" not in path]
    assert "/@x" in ours
    strays = [path for path in ours if not any(fnmatchcase(path, glob) for glob in globs)]
    assert not strays


def test_the_edge_leaves_the_app_its_own() -> None:
    globs = [glob for kind in json.loads(ROUTES.read_text()).values() for glob in kind]
    for path in ("/", "/index.html", "/assets/a.js", "/settings", "/explore", "/messages/x",
                 "/pages.css", "/embed.css", "/tokens.css", "/media/x/480.webp"):  # fmt: skip
        assert not any(fnmatchcase(path, glob) for glob in globs), path


def test_the_edge_sends_the_stream_alone_to_the_events_process() -> None:
    stream = json.loads(ROUTES.read_text())["events"]
    assert any(fnmatchcase("/api/v1/events", glob) for glob in stream)
    strays = [
        path
        for path in shapes(get_resolver().url_patterns)
        if any(fnmatchcase(path, glob) for glob in stream)
    ]
    assert not strays
