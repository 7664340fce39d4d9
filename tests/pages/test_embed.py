"""oEmbed, and the frame it speaks of."""

import base64
import hashlib
import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from apps.posts.models import Post
from apps.posts.services import NewPost, publish_post
from apps.profiles.models import User
from tests.pages.conftest import Visit
from tests.pages.parsing import parse

pytestmark = pytest.mark.django_db


def oembed(visit: Visit, url: str, rest: str = "") -> Any:
    return visit(f"/api/v1/oembed?url={url}{rest}")


def test_it_says_how_a_crud_is_shown(visit: Visit, alice: User) -> None:
    post = publish_post(author=alice, new=NewPost("Two loaves", expires_in=None))
    answer = oembed(visit, f"http://testserver/@alice/{post.pk}?x=1%23y")
    assert answer.status_code == 200
    told = answer.json()
    (frame,) = parse(told.pop("html")).elements["iframe"]
    assert told == {
        "version": "1.0",
        "type": "rich",
        "provider_name": "Cruddur",
        "provider_url": "http://testserver",
        "author_name": "Alice (@alice)",
        "author_url": "http://testserver/@alice",
        "cache_age": 3600,
        "width": 550,
        "height": told["height"],
    }
    assert frame["src"] == f"http://testserver/embed/{post.pk}"
    assert frame["sandbox"] == "allow-popups allow-popups-to-escape-sandbox"
    assert frame["title"] == "A crud by Alice (@alice)"
    assert frame["loading"] == "lazy"
    assert (int(frame["width"]), int(frame["height"])) == (told["width"], told["height"])


def test_a_page_tells_where_to_ask(visit: Visit, alice: User) -> None:
    post = publish_post(author=alice, new=NewPost("Two loaves"))
    page = parse(visit(f"/@alice/{post.pk}").content.decode())
    address = page.link("alternate", "application/json+oembed")
    assert address
    assert visit(address.removeprefix("http://testserver")).status_code == 200


def test_it_keeps_to_the_room_there_is(visit: Visit, alice: User) -> None:
    url = f"http://testserver/@alice/{publish_post(author=alice, new=NewPost('x' * 500)).pk}"
    free = oembed(visit, url).json()
    narrow = oembed(visit, url, "&maxwidth=300").json()
    low = oembed(visit, url, "&maxheight=120").json()
    assert narrow["width"] == 300
    assert narrow["height"] > free["height"]
    assert low["height"] == 120
    assert oembed(visit, url, "&maxwidth=10").json()["width"] == 220


def test_nobody_keeps_it_longer_than_it_burns(visit: Visit, alice: User) -> None:
    post = publish_post(author=alice, new=NewPost("Hurry", expires_in=3600))
    Post.objects.filter(pk=post.pk).update(expires_at=timezone.now() + timedelta(seconds=90))
    told = oembed(visit, f"http://testserver/@alice/{post.pk}").json()
    assert 85 <= told["cache_age"] <= 90
    assert "Hurry" not in str(told)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 404),
        ("url=http://testserver/@alice", 404),
        ("url=http://testserver/@alice/1", 404),
        ("url=http://testserver/@alice/9999999999999999999", 404),
        ("url=http://evil.example/@alice/{post}", 404),
        ("url=http://testserver.evil.example/@alice/{post}", 404),
        ("url=/@alice/{post}", 404),
        ("url=http://testserver/@alice/{post}&format=json", 200),
        ("url=http://testserver/@alice/{post}&format=xml", 501),
        ("url=http://testserver/@alice/{post}&maxwidth=wide", 400),
        ("url=http://testserver/@alice/{post}&maxheight=0", 400),
    ],
)
def test_what_it_answers(visit: Visit, alice: User, query: str, status: int) -> None:
    post = publish_post(author=alice, new=NewPost("Two loaves")).pk
    answer = visit(f"/api/v1/oembed?{query.format(post=post)}", authorization="Bearer nonsense")
    assert answer.status_code == status


def test_the_frame_shows_the_crud(visit: Visit, alice: User) -> None:
    post = publish_post(author=alice, new=NewPost("Two loaves #bread"))
    answer = visit(f"/embed/{post.pk}")
    page = parse(answer.content.decode())
    assert "Two loaves #bread" in page.texts["article"][0]
    assert "Alice" in page.texts["article"][0]
    assert "Until " in page.texts["article"][0]
    assert {"target": "_blank"} in page.elements["base"]
    assert not page.elements["script"]
    assert answer["x-robots-tag"] == "noindex"


def test_anybody_may_frame_it_and_nothing_else(visit: Visit, alice: User) -> None:
    answer = visit(f"/embed/{publish_post(author=alice, new=NewPost('x')).pk}")
    policy = dict((rule.split(" ", 1)) for rule in answer["content-security-policy"].split("; "))
    assert "x-frame-options" not in answer.headers
    assert policy.pop("frame-ancestors") == "*"
    assert policy.pop("img-src") == "http://testserver"
    (style,) = parse(answer.content.decode()).texts["style"]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.pop("style-src") == f"http://testserver 'sha256-{digest}'"
    assert set(policy.values()) == {"'none'"}
    assert set(policy) == {"default-src", "base-uri", "form-action"}


def test_an_open_frame_knows_when_the_crud_ends(visit: Visit, alice: User) -> None:
    post = publish_post(author=alice, new=NewPost("Hurry", expires_in=3600))
    html = visit(f"/embed/{post.pk}").content.decode()
    left = re.search(r"<style>:root\{--left:(\d+)s\}</style>", html)
    assert left
    assert 3590 <= int(left[1]) <= 3600
    assert "This crud is no longer here." in html
    for_ever = publish_post(author=alice, new=NewPost("Stays", expires_in=None))
    html = visit(f"/embed/{for_ever.pk}").content.decode()
    assert "<style>" not in html
    assert "no longer here" not in html


@pytest.mark.parametrize("path", ["/embed/1", "/embed/", "/embed/x", "/embed/1/2", "/embed/{mine}"])
def test_a_crud_that_is_gone_says_so(visit: Visit, alice: User, path: str) -> None:
    mine = publish_post(author=alice, new=NewPost("Mine", visibility="followers")).pk
    answer = visit(path.format(mine=mine))
    assert answer.status_code == 404
    assert answer.content == visit("/embed/2").content
    assert "This crud is no longer here." in answer.content.decode()
    assert "frame-ancestors *" in answer["content-security-policy"]
    assert "x-frame-options" not in answer.headers


def test_hostile_words_stay_words_in_a_frame(visit: Visit, alice: User) -> None:
    hostile = '"></iframe></title><script>alert(1)</script><style>*{}</style>'
    User.objects.filter(pk=alice.pk).update(display_name=hostile[:50])
    post = publish_post(author=alice, new=NewPost(hostile))
    page = parse(visit(f"/embed/{post.pk}").content.decode())
    assert not page.elements["script"]
    assert len(page.elements["style"]) == 1
    told = oembed(visit, f"http://testserver/@alice/{post.pk}").json()
    (frame,) = parse(told["html"]).elements["iframe"]
    assert frame["title"].startswith('A crud by "></iframe></title>')
